#pragma once

#include "dicom/MaskImport.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cf::ui {

/// Asks for a mask's file and for how it is meant where that is open. It stays while a mask is refused, and says why.
class MaskSheet : public QDialog
{
    Q_OBJECT

public:
    explicit MaskSheet(QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    /// As chosen. Errors: InvalidInput, where the number or the colour is none.
    Result<MaskChoice> choice() const;
    /// Why the mask was not taken; the user may choose otherwise.
    void showProblem(const QString &problem);
    QString problem() const;
    QComboBox &part() { return *m_part; }
    QLineEdit &value() { return *m_value; }

Q_SIGNALS:
    /// The mask is to be read as path() and choice() say.
    void readRequested();

private:
    void check();
    void ask();

    QLineEdit *m_path;
    QComboBox *m_part;
    QLineEdit *m_value; ///< Number of a label, or a colour.
    QLabel *m_problem;
    QPushButton *m_act;
};

} // namespace cf::ui

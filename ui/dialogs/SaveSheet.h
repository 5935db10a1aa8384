#pragma once

#include <QDialog>

#include <vector>

class QCheckBox;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPushButton;

namespace cf::ui {

/// One thing that leaves this computer with a saved file, or does not.
struct LeavingItem {
    QString name; ///< "Patient's name, number and dates"
    QString note; ///< Why, or what it may tell: "may identify a patient".
    bool leaves = true;
    bool isChoice = false; ///< The user decides; else it is always so.
};

/// Says what a saved file takes along before it is saved: object, mark, identity, words. Its button names the act. A
/// name that exists already is refused in the sheet itself: nothing is overwritten.
class SaveSheet : public QDialog
{
    Q_OBJECT

public:
    /// `act`: on the button, e.g. "Save 1 synthetic DICOM". `proposed`: a whole path; `filter` as file dialogs take it.
    SaveSheet(const QString &act, const QString &proposed, const QString &filter, const std::vector<LeavingItem> &items,
        QWidget *parent = nullptr);

    QString path() const;
    void setPath(const QString &path);
    /// Whether an item leaves, by its place in the list.
    bool leaves(std::size_t item) const;
    QString problem() const; ///< Under the name; empty when the file can be written.
    QPushButton &act() { return *m_act; }

private:
    QWidget *makeItems(); ///< What leaves the computer, with a tick where that is the user's choice.
    QHBoxLayout *makeButtons();
    void check();

    QLineEdit *m_path;
    QLabel *m_problem;
    QPushButton *m_act;
    std::vector<QCheckBox *> m_choices; ///< Null where there is no choice.
    std::vector<LeavingItem> m_items;
};

} // namespace cf::ui

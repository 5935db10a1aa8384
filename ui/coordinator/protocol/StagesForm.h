#pragma once

#include "ui/coordinator/protocol/ProtocolForm.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QGridLayout;
class QLineEdit;

namespace cf::ui {

class ItemList;

/// The stages of a protocol as a list, with the chosen one as a form: unaware, then aware; one session, then another.
class StagesForm : public ProtocolForm
{
    Q_OBJECT

public:
    StagesForm();

    void show(const sessions::Protocol &protocol) override;
    int showProblems(const std::vector<sessions::ProtocolProblem> &problems) override;
    ItemList &list() { return *m_list; }
    QComboBox &follows() { return *m_follows; }
    QDoubleSpinBox &washout() { return *m_washout; }
    QLineEdit &id() { return *m_id; }
    /// Whether the stage in hand asks a question.
    QCheckBox *asks(const std::string &question) const;

private:
    QWidget *makeForm();
    void addLine(
        QGridLayout &grid, const QString &caption, std::initializer_list<QWidget *> fields, const std::string &noted);
    void showChosen();
    void showAsked(const sessions::Stage &stage);
    void add();
    void readForm();
    sessions::Stage stageOfFields() const;

    ItemList *m_list;
    QLineEdit *m_id;
    QLineEdit *m_title;
    QLineEdit *m_titleJapanese;
    QLineEdit *m_notice;
    QLineEdit *m_noticeJapanese;
    QComboBox *m_follows;
    QDoubleSpinBox *m_washout;
    QCheckBox *m_difference;
    QWidget *m_asked;
    QWidget *m_formArea = nullptr;
    std::vector<QCheckBox *> m_boxes; ///< By question of the protocol.
    sessions::Protocol m_protocol;
    std::vector<sessions::ProtocolProblem> m_problems;
    FieldNotes m_notes;
    FieldNotes m_ownNotes; ///< Of the list as a whole.
};

} // namespace cf::ui

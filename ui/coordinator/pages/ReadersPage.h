#pragma once

#include "ui/coordinator/pages/CoordinatorPage.h"

class QComboBox;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace cf::ui {

/// Who reads, how far they are, and how they come to their cases: here, or with an encrypted package elsewhere.
class ReadersPage : public CoordinatorPage
{
    Q_OBJECT

public:
    explicit ReadersPage(StudyDesk &desk);

    void draw() override;
    /// Takes what is in the fields.
    void add();
    QLineEdit &id() { return *m_id; }
    QTableWidget &table() { return *m_table; }
    void writePackage(const std::string &reader, const QString &passphrase, const QString &file);
    void merge(const QString &answerFile);

Q_SIGNALS:
    /// The reader's place is wanted.
    void readHere(const QString &reader);

private:
    std::string chosen() const; ///< Empty: nobody.
    void askForPackage();
    void askForAnswers();

    std::vector<sessions::Reader> m_shown;
    QLineEdit *m_id;
    QLineEdit *m_name;
    QLineEdit *m_experience;
    QComboBox *m_role;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_read;
    QPushButton *m_package;
    QPushButton *m_merge;
    QTableWidget *m_table;
};

} // namespace cf::ui

#pragma once

#include "core/sessions/coordination/CaseAddition.h"
#include "ui/coordinator/pages/CoordinatorPage.h"

#include <filesystem>
#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace cf::ui {

class CaseFields;

class EditDocument;

/// Cases from folders, lists, or a batch; every image goes the same way into the study. The list shows what the study
/// knows: neutral numbers, arms, pseudonyms.
class CasesPage : public CoordinatorPage
{
    Q_OBJECT

public:
    /// Where its images come from beside files.
    struct OpenImage {
        std::function<EditDocument *()> document; ///< Null: none is open.
        std::function<sessions::ReadImage(const Radiograph &)> asImage;
    };
    CasesPage(StudyDesk &desk, sessions::CaseAddition addition, OpenImage open);

    void draw() override;
    /// All images of a folder, into the arm that is chosen.
    void addFolder(const QString &folder);
    /// A CSV or JSON list, or the manifest of a batch. `films`: of a batch; empty: none.
    void addList(const QString &file, const QString &films = {});
    /// The image that is open in the editor, and its results.
    void addHistory();
    void chooseArm(const QString &key);
    QTableWidget &table() { return *m_table; }
    CaseFields &fields() { return *m_fields; }

private:
    using Manifest = std::function<Result<std::vector<sessions::ManifestCase>>(const sessions::Protocol &)>;
    void add(Manifest manifest, const sessions::ImageReader &read = {});
    void askForFolder();
    void askForList();
    void remove();
    std::string arm() const;
    std::vector<std::string> chosen() const;

    sessions::CaseAddition m_addition;
    OpenImage m_open;
    std::vector<sessions::Case> m_shown;
    QComboBox *m_arm;
    QSpinBox *m_size;
    QCheckBox *m_already;
    QCheckBox *m_refused;
    QPushButton *m_folder;
    QPushButton *m_list;
    QPushButton *m_history;
    QPushButton *m_remove;
    QPushButton *m_stop;
    QLabel *m_counts;
    QTableWidget *m_table;
    CaseFields *m_fields;
};

} // namespace cf::ui

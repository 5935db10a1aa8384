#pragma once

#include "core/sessions/analysis/StudyAnalysis.h"
#include "ui/coordinator/pages/CoordinatorPage.h"

#include <functional>
#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace cf::ui {

/// One line of the list of figures.
struct FigureLine {
    QString question;
    QString figure;
    QString count;
    QString value;
    QString interval; ///< Or the words why there is none.
    QString p;
};
/// All figures of an analysis, in the order of the report, in the window's language.
std::vector<FigureLine> figureLines(const sessions::StudyAnalysis &analysis, const sessions::Protocol &protocol);

/// Figures with their intervals, the report, and answers for other programs; hidden until the reading is over.
class ResultsPage : public CoordinatorPage
{
    Q_OBJECT

public:
    using Pdf = std::function<Result<std::string>(const sessions::StudyAnalysis &)>;
    ResultsPage(StudyDesk &desk, Pdf pdf);

    void draw() override;
    void compute();
    void writeReport(const QString &file); ///< ".pdf", else HTML.
    void writeAnswers(const QString &file); ///< ".json", else CSV.
    void writeTable(const QString &program, const QString &question, const QString &file);
    QLineEdit &interim() { return *m_interim; }
    QTableWidget &figures() { return *m_figures; }
    QPushButton &computeButton() { return *m_compute; }

private:
    void show(const sessions::StudyAnalysis &analysis);
    void askForReport(bool pdf);
    void askForTable();
    std::string reason() const;

    Pdf m_pdf;
    std::string m_study;
    std::optional<sessions::StudyAnalysis> m_analysis;
    QLabel *m_hidden;
    QLineEdit *m_interim;
    QPushButton *m_compute;
    QLabel *m_deviations;
    QTableWidget *m_figures;
    QPushButton *m_page;
    QPushButton *m_paper;
    QPushButton *m_answers;
    QComboBox *m_program;
    QComboBox *m_question;
    QPushButton *m_table;
};

} // namespace cf::ui

#include "ui/coordinator/pages/ResultsPage.h"

#include "core/base/files/AtomicFile.h"
#include "core/sessions/analysis/report/ReaderStudyExport.h"
#include "core/sessions/analysis/report/ReportPage.h"
#include "core/sessions/reading/AnswerExport.h"
#include "ui/coordinator/study/FigureWords.h"
#include "ui/coordinator/study/StudyWords.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/theme/Parts.h"
#include "ui/words/CoreWords.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>

#include <nlohmann/json.hpp>

#include <utility>

namespace cf::ui {

using namespace sessions;

namespace {

QString text(const std::string &plain)
{
    return QString::fromStdString(plain);
}

QString pText(const Number &p)
{
    if (!p)
        return {};
    return *p < 0.001 ? QStringLiteral("< 0.001") : QString::number(*p, 'f', 3);
}

void addGroup(
    std::vector<FigureLine> &lines, const QString &question, const FindingGroup &group, const Protocol &protocol)
{
    for (const Finding &finding : group.findings) {
        FigureLine line;
        line.question = question;
        line.figure = ResultsPage::tr("%1: %2").arg(
            study::figureTitle(group, protocol), study::figureLabel(finding, group, protocol));
        line.count = QString::number(finding.count);
        line.value = study::figureValue(finding, group);
        // A figure without a usable interval says why, in its place.
        line.interval = study::figureInterval(finding, group);
        line.p = pText(finding.corrected ? finding.corrected : finding.p);
        lines.push_back(std::move(line));
    }
}

} // namespace

std::vector<FigureLine> figureLines(const StudyAnalysis &analysis, const Protocol &protocol)
{
    std::vector<FigureLine> lines;
    for (const QuestionAnalysis &question : analysis.questions)
        for (const FindingGroup &group : question.groups)
            addGroup(lines, study::questionTitle(question, protocol), group, protocol);
    for (const FindingGroup &group : analysis.time)
        addGroup(lines, ResultsPage::tr("Time"), group, protocol);
    return lines;
}

ResultsPage::ResultsPage(StudyDesk &desk, Pdf pdf)
    : CoordinatorPage(desk)
    , m_pdf(std::move(pdf))
    , m_hidden(parts::words({}, "body"))
    , m_interim(new QLineEdit)
    , m_compute(parts::primary(tr("Compute figures")))
    , m_deviations(parts::words({}, "warn"))
    , m_figures(parts::table(
          tr("Figures"), { tr("Question"), tr("Figure"), tr("n"), tr("Value"), tr("95 % interval"), tr("p") }))
    , m_page(parts::button(tr("Report…"), "note"))
    , m_paper(parts::button(tr("PDF…"), "note"))
    , m_answers(parts::button(tr("Answers…"), "down"))
    , m_program(new QComboBox)
    , m_question(new QComboBox)
    , m_table(parts::button(tr("Table…"), "down"))
{
    auto *column = new QVBoxLayout(this);
    parts::spread(*column);
    column->addWidget(parts::section(tr("Results")));
    column->addWidget(m_hidden);
    auto *row = new QHBoxLayout;
    m_interim->setPlaceholderText(tr("Why results are opened before the end; recorded"));
    m_interim->setAccessibleName(tr("Reason of opening results early"));
    row->addWidget(m_interim, 1);
    row->addWidget(m_compute);
    row->addStretch(1);
    column->addLayout(row);
    column->addWidget(m_deviations);
    column->addWidget(m_figures, 1);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_page);
    foot->addWidget(m_paper);
    foot->addWidget(m_answers);
    foot->addStretch(1);
    m_program->addItem(QStringLiteral("MRMCaov"), QStringLiteral("mrmcaov"));
    m_program->addItem(QStringLiteral("iMRMC"), QStringLiteral("imrmc"));
    m_program->addItem(QStringLiteral("RJafroc"), QStringLiteral("rjafroc"));
    m_program->setAccessibleName(tr("Program that reads the table"));
    m_question->setAccessibleName(tr("Question of the table"));
    m_question->setMinimumWidth(160);
    foot->addWidget(m_program);
    foot->addWidget(m_question);
    foot->addWidget(m_table);
    column->addLayout(foot);
    connect(m_compute, &QPushButton::clicked, this, &ResultsPage::compute);
    connect(m_interim, &QLineEdit::textChanged, this, &ResultsPage::draw);
    connect(m_page, &QPushButton::clicked, this, [this] { askForReport(false); });
    connect(m_paper, &QPushButton::clicked, this, [this] { askForReport(true); });
    connect(m_answers, &QPushButton::clicked, this, [this] {
        const QString file = dialogs::newFile(window(), tr("Every answer, one row each"), QStringLiteral("answers.csv"),
            tr("Tables (*.csv);;JSON (*.json)"));
        if (!file.isEmpty())
            writeAnswers(file);
    });
    connect(m_table, &QPushButton::clicked, this, &ResultsPage::askForTable);
}

std::string ResultsPage::reason() const
{
    return m_interim->text().trimmed().toStdString();
}

void ResultsPage::draw()
{
    if (!m_desk.isOpen())
        return;
    const StudyStatus &status = m_desk.view().status;
    if (std::exchange(m_study, status.study.id) != status.study.id) {
        m_analysis.reset();
        m_figures->setRowCount(0);
        m_deviations->clear();
        m_question->clear();
    }
    if (m_question->count() != int(status.study.protocol.questions.size())) {
        m_question->clear();
        for (const Question &question : status.study.protocol.questions)
            m_question->addItem(text(question.id));
    }
    m_hidden->setText(status.isOver
            ? tr("The reading is over. Figures are computed of first answers; adjudicators are kept apart.")
            : tr("Hidden until every reader has finished or the study is closed. Opened before, the reason is recorded "
                 "and stands in the report."));
    m_interim->setVisible(!status.isOver);
    const bool mayOpen = status.study.isSealed() && (status.isOver || !reason().empty());
    const bool isFree = !m_desk.isBusy();
    m_compute->setEnabled(mayOpen && isFree);
    m_compute->setToolTip(mayOpen ? QString() : tr("Not before the reading is over, or a reason is written."));
    m_deviations->setVisible(!m_deviations->text().isEmpty());
    m_page->setEnabled(m_analysis && isFree);
    m_paper->setEnabled(m_analysis && isFree && m_pdf);
    m_answers->setEnabled(mayOpen && isFree);
    m_table->setEnabled(mayOpen && isFree && m_question->count() > 0);
}

void ResultsPage::compute()
{
    if (!m_compute->isEnabled())
        return;
    const auto work = [why = reason()](StudyStore &store, const JobContext &) -> Result<StudyAnalysis> {
        CF_ASSIGN(const Study study, store.study());
        CF_TRY(openResults(store, study, "analysed", why));
        CF_ASSIGN(const AnalysisInput input, analysisInput(store));
        return analyse(input);
    };
    m_desk.run<StudyAnalysis>(tr("Computing figures"), work, [this](const StudyAnalysis &analysis) { show(analysis); });
}

void ResultsPage::show(const StudyAnalysis &analysis)
{
    m_analysis = analysis;
    QStringList deviations;
    for (const std::string &one : analysis.deviations)
        deviations << QStringLiteral("△ ") + coreWords(one);
    constexpr int shown = 4;
    if (deviations.size() > shown)
        deviations = deviations.mid(0, shown) << tr("… and %1 more in the report").arg(deviations.size() - shown);
    m_deviations->setText(deviations.join(QLatin1Char('\n')));
    m_figures->setRowCount(0);
    for (const FigureLine &line : figureLines(analysis, m_desk.study().protocol))
        parts::fillRow(*m_figures, m_figures->rowCount(),
            { line.question, line.figure, line.count, line.value, line.interval, line.p });
    draw();
}

void ResultsPage::writeReport(const QString &file)
{
    if (!m_analysis)
        return;
    const auto work = [analysis = *m_analysis, pdf = m_pdf, path = file.toStdString(),
                          isPaper = file.endsWith(QLatin1String(".pdf"))](
                          StudyStore &, const JobContext &) -> Result<> {
        std::string bytes;
        if (isPaper) {
            CF_ASSIGN(bytes, pdf(analysis));
        } else {
            bytes = reportPage(analysis);
        }
        return writeWhole(path, bytes);
    };
    m_desk.act(tr("Writing the report"), work, tr("Written: %1").arg(file));
}

void ResultsPage::writeAnswers(const QString &file)
{
    const auto work = [why = reason(), path = file.toStdString(), isJson = file.endsWith(QLatin1String(".json"))](
                          StudyStore &store, const JobContext &) -> Result<> {
        CF_TRY(checkWritable(path));
        CF_ASSIGN(const Study study, store.study());
        CF_TRY(openResults(store, study, "exported", why));
        CF_ASSIGN(const auto readings, store.readings());
        const auto rows = exportRows(study, readings);
        return writeWhole(path, isJson ? toJson(rows).dump(1) + "\n" : toCsv(rows));
    };
    m_desk.act(tr("Writing the answers"), work, tr("Written: %1").arg(file));
}

void ResultsPage::writeTable(const QString &program, const QString &question, const QString &file)
{
    const auto work = [why = reason(), program = program.toStdString(), question = question.toStdString(),
                          path = file.toStdString()](StudyStore &store, const JobContext &) -> Result<> {
        CF_TRY(checkWritable(path));
        CF_ASSIGN(const Study study, store.study());
        CF_TRY(openResults(store, study, "exported", why));
        CF_ASSIGN(const AnalysisInput input, analysisInput(store));
        CF_ASSIGN(const std::string bytes, readerStudyTable(input, program, question));
        return writeWhole(path, bytes);
    };
    m_desk.act(tr("Writing the table"), work, tr("Written: %1").arg(file));
}

void ResultsPage::askForReport(bool pdf)
{
    const QString file = dialogs::newFile(window(), tr("Report of the study"),
        pdf ? QStringLiteral("report.pdf") : QStringLiteral("report.html"),
        pdf ? tr("PDF (*.pdf)") : tr("Pages (*.html)"));
    if (!file.isEmpty())
        writeReport(file);
}

void ResultsPage::askForTable()
{
    const QString program = m_program->currentData().toString();
    const QString ending = program == QLatin1String("rjafroc") ? QStringLiteral(".xlsx")
        : program == QLatin1String("imrmc")                    ? QStringLiteral(".imrmc")
                                                               : QStringLiteral(".csv");
    const QString question = m_question->currentText();
    const QString file = dialogs::newFile(
        window(), tr("Answers to %1 for %2").arg(question, m_program->currentText()), question + ending, {});
    if (!file.isEmpty())
        writeTable(program, question, file);
}

} // namespace cf::ui

#include "ui/shell/MainWindow.h"

#include "ui/compare/CompareView.h"
#include "ui/export/SyntheticExport.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/BackgroundTask.h"
#include "ui/shell/HeaderBar.h"
#include "ui/theme/Theme.h"

#include <QDir>
#include <QFileDialog>
#include <QImageWriter>
#include <QLabel>

namespace cf::ui {
namespace {

constexpr auto ownDialog = QFileDialog::DontUseNativeDialog; // The platform's is white in a dark room.

} // namespace

void MainWindow::chooseFiles()
{
    openPaths(
        QFileDialog::getOpenFileNames(this, tr("Open files"), {}, tr("DICOM and pictures (*)"), nullptr, ownDialog));
}

void MainWindow::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Open folder"), {}, ownDialog | QFileDialog::ShowDirsOnly);
    if (!folder.isEmpty())
        openPaths({ folder });
}

void MainWindow::chooseModel()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("Model folder"), {}, ownDialog | QFileDialog::ShowDirsOnly);
    if (!folder.isEmpty())
        loadModel(folder.toStdString());
}

void MainWindow::loadModel(const std::filesystem::path &folder)
{
    m_header->setBanner(HeaderBar::Tone::Neutral, tr("Loading the model"), tr("The window is ready meanwhile."));
    if (m_services.loadEditor)
        m_edits.loadModel([load = m_services.loadEditor, folder](const JobContext &job) { return load(folder, job); });
}

void MainWindow::takeModel()
{
    const ModelDescription &model = m_edits.model();
    m_prompt->setMethods(m_edits.methods(), model.defaultMethod);
    if (m_services.compilePrompt) {
        m_prompt->setCompiler([compile = m_services.compilePrompt, grammar = model.grammar](const std::string &typed,
                                  const std::vector<Target> &labels,
                                  bool maskDrawn) { return compile(typed, grammar, labels, maskDrawn); });
    }
    m_prompt->setTokenCounter(m_services.tokenCounter ? m_services.tokenCounter(model.folder) : TokenCounter());
}

void MainWindow::showModel()
{
    if (!m_edits.hasModel()) {
        if (!m_modelProblem.isEmpty()) {
            m_header->setModel(tr("No model"), {});
            m_header->setBanner(HeaderBar::Tone::Error, tr("No model is loaded."), m_modelProblem, m_modelProblem);
        }
        updateState();
        return;
    }
    const ModelDescription &model = m_edits.model();
    m_header->setModel(QString::fromStdString(model.name), tr("%1 × %1, on this processor").arg(model.imageSize));
    QString rest;
    if (m_document) {
        const Radiograph &radiograph = m_document->image().picture->radiograph();
        rest = tr("%1 × %2, %3 bit.")
                   .arg(radiograph.stored.width)
                   .arg(radiograph.stored.height)
                   .arg(radiograph.bitsStored);
        QStringList doubts;
        for (const ReadingNote &note : m_document->image().notes)
            if (note.severity != NoteSeverity::Note)
                doubts << QString::fromStdString(note.sentence);
        if (!doubts.isEmpty())
            rest = doubts.join(" ");
    }
    if (const QString problem = std::exchange(m_modelProblem, QString()); !problem.isEmpty())
        rest = tr("The other model could not be loaded; this one stays. %1").arg(problem);
    const QString warning = QString::fromStdString(model.warning);
    m_header->setBanner(HeaderBar::Tone::Warning,
        warning.isEmpty() ? tr("For research and education, not for diagnosis.") : warning, rest,
        QString::fromStdString(model.trainingData));
    updateState();
}

void MainWindow::saveDicom()
{
    if (!m_document)
        return;
    const int row = m_document->shownRow;
    const ResultPointer result = m_document->history().entry(row).result;
    if (!result)
        return;
    const QString proposed =
        QDir::home().filePath(tr("synthetic-edit-%1.dcm").arg(m_document->history().entry(row).number));
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save 1 synthetic DICOM"), proposed, tr("DICOM (*.dcm)"), nullptr, ownDialog);
    if (path.isEmpty())
        return;
    const std::string json = m_services.provenanceJson ? m_services.provenanceJson(result->provenance) : std::string();
    using Outcome = Result<WrittenObject>;
    runInBackground<Outcome>(
        m_files.queue(), this,
        [image = m_document->image(), result, json, path](
            const JobContext &) { return saveSynthetic(image, *result, json, path.toStdString()); },
        [this, document = m_document, row](const Outcome &outcome) {
            if (!outcome) {
                say(QString::fromStdString(outcome.error().message), true);
                return;
            }
            document->history().setSaved(row);
            keepHistory(*document);
            if (document == m_document)
                m_scorecard->setEntry(&document->history().entry(m_document->shownRow));
            say(tr("Saved 1 synthetic DICOM object with its marks and provenance."));
        });
}

void MainWindow::saveFigure()
{
    const QImage figure = m_compare->figure();
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save figure"), QDir::home().filePath("figure.png"), tr("Picture (*.png)"), nullptr, ownDialog);
    if (path.isEmpty())
        return;
    // The dialog has asked before; what is not ours, a film above all, stays all the same.
    const auto saved = saveOwnPicture(figure, path.toStdString());
    if (saved)
        say(tr("Saved the figure with its marks."));
    else
        say(QString::fromStdString(saved.error().message), true);
}

void MainWindow::say(const QString &message, bool problem)
{
    theme::setRole(*m_status, problem ? "error" : "caption");
    m_status->setText(message);
    m_status->setToolTip(message);
    if (problem && m_services.log)
        m_services.log(tr("A problem was shown to the user."));
}

} // namespace cf::ui

#include "ui/main/MainWindow.h"

#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/editing/HistoryStrip.h"
#include "ui/editing/PromptPanel.h"
#include "ui/editing/ScorecardPanel.h"
#include "ui/export/SyntheticExport.h"
#include "ui/main/ActionRegistry.h"
#include "ui/main/OptionBar.h"
#include "ui/studies/StudyPanel.h"

#include <QAction>
#include <QPlainTextEdit>

namespace cf::ui {

void MainWindow::connectControllers()
{
    connectStudies();
    connectPanels();
    connectEdits();
}

void MainWindow::connectStudies()
{
    connect(m_studies, &StudyPanel::openFilesRequested, this, &MainWindow::chooseFiles);
    connect(m_studies, &StudyPanel::openFolderRequested, this, &MainWindow::chooseFolder);
    connect(m_studies, &StudyPanel::imageChosen, &m_files, &StudyController::load);
    connect(&m_files, &StudyController::scanning, m_studies, &StudyPanel::showStage);
    connect(&m_files, &StudyController::scanned, this, [this](const std::shared_ptr<StudyTree> &tree) {
        const int before = m_studies->model().imageCount();
        m_studies->add(*tree);
        if (m_studies->model().imageCount() > before)
            return;
        const QString why = tree->problems.empty()
            ? tr("%1 files, none of them DICOM, PNG, JPEG or TIFF. Nothing was opened.").arg(tree->filesSeen)
            : QString::fromStdString(tree->problems.front().message);
        say(why, true);
        Q_EMIT openFailed(why);
    });
    connect(&m_files, &StudyController::loaded, this, &MainWindow::showDocument);
    connect(&m_files, &StudyController::failed, this, [this](const QString &message) {
        m_studies->showStage({});
        say(message, true);
        Q_EMIT openFailed(message);
    });
}

void MainWindow::connectPanels()
{
    connect(&m_edits, &EditController::modelLoaded, this, [this] {
        takeModel();
        showModel();
    });
    connect(&m_edits, &EditController::modelFailed, this, [this](const QString &message) {
        m_modelProblem = message;
        showModel();
    });
    connect(m_prompt, &PromptPanel::generateRequested, this, &MainWindow::generate);
    connect(m_prompt, &PromptPanel::cancelRequested, &m_edits, &EditController::cancel);
    connect(m_prompt, &PromptPanel::instructionChanged, this, [this] {
        if (m_document)
            m_document->instruction = m_prompt->instruction().toPlainText();
        m_saveSoon.start();
        updateState();
    });
    connect(&m_prompt->instruction(), &InstructionEdit::left, this,
        [this] { m_compare->first().setFocus(Qt::OtherFocusReason); });
    connect(m_history, &HistoryStrip::chosen, this, &MainWindow::showRow);
    connect(m_scorecard, &ScorecardPanel::anotherSeedRequested, this, [this] {
        m_prompt->newSeed();
        generate();
    });
    connect(m_scorecard, &ScorecardPanel::saveRequested, this, &MainWindow::saveDicom);
    connect(m_scorecard, &ScorecardPanel::starRequested, this, [this] { m_actions->action("result.star").trigger(); });
}

void MainWindow::connectEdits()
{
    connect(&m_edits, &EditController::progressed, this, [this](const Progress &progress) {
        m_progress = progress;
        m_prompt->showProgress(progress);
    });
    connect(&m_edits, &EditController::previewed, this, [this](const QImage &picture) {
        m_preview = picture;
        showContents();
    });
    connect(&m_edits, &EditController::finished, this, [this](const ResultPointer &result) {
        HistoryEntry entry = m_pending;
        entry.kind = HistoryEntry::Kind::Result;
        entry.result = result;
        entry.note = result->reason;
        entry.picture = result->thumbnail;
        m_prompt->setExpectedSeconds(result->metrics.seconds);
        endEdit(std::move(entry), {});
    });
    connect(&m_edits, &EditController::cancelled, this, [this](const Progress &reached, const QImage &preview) {
        HistoryEntry entry = m_pending;
        entry.kind = HistoryEntry::Kind::Cancelled;
        entry.note = reached.steps > 0 ? tr("Cancelled at step %1 of %2.").arg(reached.step).arg(reached.steps)
                                       : tr("Cancelled.");
        entry.picture = preview;
        endEdit(std::move(entry), {});
    });
    connect(&m_edits, &EditController::failed, this, [this](const QString &message) {
        HistoryEntry entry = m_pending;
        entry.kind = HistoryEntry::Kind::Failed;
        entry.note = message;
        endEdit(std::move(entry), message);
    });
}

void MainWindow::generate()
{
    if (!m_document || !m_edits.hasModel() || m_edits.isRunning())
        return;
    const QString typed = m_prompt->instruction().toPlainText().trimmed();
    m_prompt->compileNow();
    if (typed.isEmpty() || !m_prompt->compiled().canGenerate())
        return;
    EditRequest request;
    request.source = m_document->image().picture->radiograph();
    request.mask = m_document->mask().toMask();
    request.prompt = typed.toStdString();
    request.edits = m_prompt->compiled().edits;
    request.captions = m_prompt->compiled().captions;
    request.method = m_prompt->method();
    request.seed = m_prompt->seed();
    request.steps = m_prompt->steps();
    m_pending = {};
    m_pending.number = m_document->history().nextNumber();
    m_pending.instruction = typed;
    m_pending.seed = request.seed;
    m_pending.maskFingerprint = m_document->maskFingerprint();
    m_editing = m_document;
    m_preview = {};
    m_progress = {};
    m_prompt->instruction().remember(typed);
    m_edits.start(std::move(request));
    m_prompt->setRunning(true);
    updateState();
    say(tr("Edit %1 is running.").arg(m_pending.number));
    showContents();
}

void MainWindow::endEdit(HistoryEntry entry, const QString &problem)
{
    m_prompt->setRunning(false);
    m_preview = {};
    EditDocument *document = std::exchange(m_editing, nullptr);
    if (!document)
        return;
    const QString name = tr("Edit %1").arg(entry.number);
    say(entry.kind == HistoryEntry::Kind::Result
            ? (entry.refused() ? tr("%1 was refused: %2").arg(name, entry.note) : tr("%1 is ready.").arg(name))
            : tr("%1: %2").arg(name, entry.note),
        entry.kind == HistoryEntry::Kind::Failed);
    const int row = document->history().append(std::move(entry));
    if (document == m_document)
        m_history->select(row);
    updateState();
    Q_EMIT editEnded(problem);
}

void MainWindow::showDocument(std::shared_ptr<OpenedImage> image)
{
    saveWork();
    m_mask.setDocument(nullptr);
    const std::string key = image->sha256 + image->path.string();
    auto &slot = m_documents[key];
    const bool fresh = !slot;
    if (fresh) {
        slot = std::make_unique<EditDocument>(std::move(*image));
        connect(slot.get(), &EditDocument::maskEdited, this, [this] {
            m_saveSoon.start();
            updateState();
        });
    }
    m_document = slot.get();
    m_mask.setDocument(&m_document->mask());
    m_compare->setMask(&m_mask, &m_document->undo());
    m_options->setSpacing(m_document->image().picture->radiograph().columnSpacing);
    m_view.reset();
    if (fresh)
        restoreWork();
    else
        m_prompt->instruction().setPlainText(m_document->instruction);
    m_history->setHistory(&m_document->history());
    m_history->select(m_document->shownRow);
    m_welcome->hide();
    showContents();
    updateState();
    showModel();
    m_options->showWindow();
    m_compare->first().setFocus(Qt::OtherFocusReason);
    QStringList notes;
    for (const std::string &note : m_document->image().notes)
        notes << QString::fromStdString(note);
    say(notes.join(" "));
    Q_EMIT imageShown();
}

void MainWindow::showRow(int row)
{
    if (!m_document || row < 0)
        return;
    m_document->shownRow = row;
    showContents();
}

void MainWindow::updateState()
{
    const bool open = m_document != nullptr;
    const bool drawn = open && m_document->maskFingerprint() != 0;
    m_prompt->setMaskDrawn(drawn);
    m_prompt->setObstacle(!open   ? tr("Open a study first.")
            : !m_edits.hasModel() ? (m_modelProblem.isEmpty() ? tr("The model is loading.") : tr("Load a model first."))
                                  : QString());
    const HistoryEntry *entry = open ? &m_document->history().entry(m_document->shownRow) : nullptr;
    m_prompt->setOutOfDate(isOutOfDate());
    const bool result = entry && entry->result;
    m_actions->action("export.dicom").setEnabled(result);
    m_actions->action("export.figure").setEnabled(open);
    m_actions->action("parameters.copy").setEnabled(result);
    m_actions->action("result.star").setEnabled(entry && m_document->shownRow > 0);
    m_actions->action("mask.clear").setEnabled(drawn);
    m_actions->action("edit.undo").setEnabled(true);
    m_actions->action("job.cancel").setEnabled(m_edits.isRunning());
    if (std::exchange(m_outOfDateShown, isOutOfDate()) != m_outOfDateShown)
        showContents();
}

} // namespace cf::ui

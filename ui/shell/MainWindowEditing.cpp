#include "ui/shell/MainWindow.h"

#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/export/SyntheticExport.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/results/QueuePanel.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/shell/ActionRegistry.h"
#include "ui/shell/OptionBar.h"
#include "ui/studies/StudyPanel.h"

#include <QAction>
#include <QPlainTextEdit>

namespace cf::ui {
namespace {

constexpr std::size_t mostWaiting = 16;

} // namespace

void MainWindow::connectControllers()
{
    connectStudies();
    connectPanels();
    connectEdits();
    connectRegion();
    connectHistory();
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
        if (const auto why = nothingToShow(*tree); why && m_studies->model().imageCount() > before) {
            say(QString::fromStdString(*why), true);
            Q_EMIT openFailed(QString::fromStdString(*why));
        }
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
        for (const auto &[key, document] : m_documents)
            document->sourceReadings.clear(); // Another model's classifier.
        proposeSourceLabels();
    });
    connect(&m_edits, &EditController::modelFailed, this, [this](const QString &message) {
        m_modelProblem = message;
        showModel();
    });
    connect(m_prompt, &PromptPanel::generateRequested, this, &MainWindow::generateOrPropose);
    connect(m_queue, &QueuePanel::cancelRequested, this, &MainWindow::cancelQueued);
    connect(m_prompt, &PromptPanel::sourceLabelsEdited, this, [this] {
        if (!m_document)
            return;
        m_document->sourceLabels = m_prompt->sourceLabels().labels();
        m_document->sourceConfirmed = m_prompt->sourceLabels().confirmed();
        m_saveSoon.start();
    });
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
        showQueue();
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
        if (m_findingRegion)
            return; // Nothing was to become of it.
        HistoryEntry entry = m_pending;
        entry.kind = HistoryEntry::Kind::Cancelled;
        entry.note = reached.steps > 0 ? tr("Cancelled at step %1 of %2.").arg(reached.step).arg(reached.steps)
                                       : tr("Cancelled.");
        entry.picture = preview;
        endEdit(std::move(entry), {});
    });
    connect(&m_edits, &EditController::failed, this, [this](const QString &message) {
        if (m_findingRegion)
            return; // Told where the region would have come.
        HistoryEntry entry = m_pending;
        entry.kind = HistoryEntry::Kind::Failed;
        entry.note = message;
        endEdit(std::move(entry), message);
    });
}

std::optional<MainWindow::AskedEdit> MainWindow::askedEdit()
{
    if (!m_document || !m_edits.hasModel())
        return std::nullopt;
    m_prompt->compileNow();
    if (!m_prompt->canGenerate())
        return std::nullopt;
    AskedEdit asked;
    asked.document = m_document;
    EditRequest &request = asked.request;
    const MaskPointer mask = m_document->maskFingerprint() != 0
        ? std::make_shared<const Image<std::uint8_t>>(m_document->mask().values())
        : nullptr;
    // A proposal that nobody corrected is what the edit without a mask ends in: with it, the same edit is asked for.
    const bool drawn = !maskIsProposal();
    asked.fill = [picture = m_document->image().picture, mask, drawn](EditRequest &filled) {
        filled.source = picture->radiograph();
        if (mask && drawn)
            filled.mask = MaskDocument::toMask(*mask);
    };
    request.prompt = m_prompt->instruction().toPlainText().trimmed().toStdString();
    request.edits = m_prompt->compiled().edits;
    request.captions = m_prompt->captions();
    request.captionsByHand = m_prompt->captionRows().byHand();
    request.sourceConfirmed = m_document->sourceConfirmed;
    request.method = m_prompt->method();
    request.seed = m_prompt->seed();
    request.seeds = m_prompt->seeds();
    request.steps = m_prompt->steps();
    asked.entry.instruction = QString::fromStdString(
        request.prompt.empty() || request.captionsByHand ? request.captions.target : request.prompt);
    asked.entry.seed = request.seed;
    asked.entry.maskFingerprint = m_document->maskFingerprint();
    asked.entry.mask = drawn ? mask : nullptr;
    asked.known = knownEdit(request);
    return asked;
}

void MainWindow::generate()
{
    std::optional<AskedEdit> asked = askedEdit();
    if (!asked)
        return;
    m_prompt->instruction().remember(m_prompt->instruction().toPlainText().trimmed());
    if (!m_edits.isRunning()) {
        begin(*std::move(asked));
        return;
    }
    if (m_waiting.size() >= mostWaiting) { // Each holds a mask, and nobody overlooks more.
        say(tr("%1 edits wait already. This one was not added.").arg(m_waiting.size()), true);
        return;
    }
    m_waiting.push_back(*std::move(asked));
    showQueue();
}

void MainWindow::begin(AskedEdit asked)
{
    m_pending = std::move(asked.entry);
    m_pending.number = asked.document->history().nextNumber();
    m_editing = asked.document;
    m_preview = {};
    m_progress = {};
    asked.document->regionNote.clear(); // Its advice was followed.
    saveWork(); // Whatever happens while it runs, the instruction and the mask are there again.
    if (asked.known)
        m_edits.startWith(std::move(asked.known));
    else
        m_edits.start(std::move(asked.request), std::move(asked.fill));
    m_prompt->setRunning(true);
    showQueue();
    updateState();
    say(tr("Edit %1 is running.").arg(m_pending.number));
    showContents();
}

void MainWindow::beginNext()
{
    if (m_waiting.empty() || m_edits.isRunning())
        return;
    AskedEdit next = std::move(m_waiting.front());
    m_waiting.pop_front();
    begin(std::move(next));
}

void MainWindow::showQueue()
{
    std::vector<QueueEntry> entries;
    if (m_edits.isRunning()) {
        QStringList parts{ QString::fromStdString(m_progress.stage) };
        if (m_progress.steps > 0)
            parts[0] += tr(", step %1 of %2").arg(m_progress.step).arg(m_progress.steps);
        parts << timeLeftText(m_progress.secondsLeft);
        parts.removeAll(QString());
        entries.push_back({ m_findingRegion ? tr("Region of the edit")
                                            : tr("Edit %1 · %2").arg(m_pending.number).arg(m_pending.instruction),
            parts.isEmpty() ? tr("Starting") : parts.join(" · "),
            m_progress.steps > 0 ? double(m_progress.step) / m_progress.steps : 0.0 });
    }
    for (const AskedEdit &asked : m_waiting)
        entries.push_back({ asked.entry.instruction, tr("Waiting"), -1.0 });
    m_queue->setEntries(entries);
    m_prompt->setWaiting(int(m_waiting.size()));
}

void MainWindow::cancelQueued(int place)
{
    const int waiting = place - (m_edits.isRunning() ? 1 : 0);
    if (waiting < 0)
        m_edits.cancel();
    else if (std::size_t(waiting) < m_waiting.size())
        m_waiting.erase(m_waiting.begin() + waiting);
    showQueue();
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
    entry.made = QDateTime::currentDateTimeUtc();
    entry.record = HistoryStore::newRecordName(entry.number);
    const int row = document->history().append(std::move(entry));
    keepHistory(*document);
    if (document == m_document)
        m_history->select(row);
    updateState();
    showQueue();
    Q_EMIT editEnded(problem);
    beginNext();
}

void MainWindow::showDocument(std::shared_ptr<OpenedImage> image)
{
    saveWork();
    m_mask.setDocument(nullptr);
    const std::string key = image->workKey + image->path.string();
    auto &slot = m_documents[key];
    const std::shared_ptr<const RestoredWork> restored = image->restored;
    const bool fresh = !slot;
    if (fresh) {
        slot = std::make_unique<EditDocument>(std::move(*image));
        connect(slot.get(), &EditDocument::maskEdited, this, [this] {
            m_saveSoon.start();
            noteMaskChange();
            updateState();
        });
    }
    m_document = slot.get();
    m_mask.setDocument(&m_document->mask());
    m_compare->setMask(&m_mask, &m_document->undo());
    m_options->setSpacing(m_document->image().picture->radiograph().columnSpacing);
    m_view.reset();
    // What was typed before an image was there stays for one that knows no instruction.
    if (fresh && m_document->instruction.isEmpty())
        m_document->instruction = m_prompt->instruction().toPlainText();
    m_prompt->instruction().setPlainText(QString(m_document->instruction));
    proposeSourceLabels();
    m_prompt->compileNow();
    m_history->setHistory(&m_document->history());
    m_history->select(m_document->shownRow);
    m_welcome->hide();
    showContents();
    updateState();
    showModel();
    m_options->showWindow();
    m_compare->first().setFocus(Qt::OtherFocusReason);
    QStringList notes;
    for (const ReadingNote &note : m_document->image().notes)
        notes << QString::fromStdString(note.sentence);
    say(notes.join(" "));
    if (fresh && restored)
        showRestored(*restored);
    Q_EMIT imageShown();
}

void MainWindow::showRow(int row)
{
    if (!m_document || row < 0)
        return;
    m_document->shownRow = row;
    m_saveSoon.start();
    fetchPixels(*m_document, row);
    showContents();
    updateState();
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
    m_actions->action("mask.find").setEnabled(open && m_edits.hasModel() && !m_edits.isRunning());
    m_actions->action("mask.fromResult").setEnabled(result);
    m_actions->action("edit.undo").setEnabled(true);
    m_actions->action("job.cancel").setEnabled(m_edits.isRunning());
    const bool outOfDate = isOutOfDate();
    // The advice on a proposed region is of the instruction that it was proposed for.
    const bool otherNotice = open && m_compare->first().content().notice != originalContent().notice;
    if (outOfDate != m_outOfDateShown || otherNotice) {
        m_outOfDateShown = outOfDate;
        showContents();
    }
}

} // namespace cf::ui

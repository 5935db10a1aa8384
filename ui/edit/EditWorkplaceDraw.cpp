#include "ui/compare/CompareView.h"
#include "ui/compare/DifferencePanel.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/edit/bars/OptionBar.h"
#include "ui/edit/bars/ReadingBar.h"
#include "ui/export/SyntheticExport.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/results/CandidateStrip.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/EditSession.h"
#include "ui/session/SessionContents.h"
#include "ui/shell/WindowServices.h"

#include <QPlainTextEdit>

#include <algorithm>
#include <utility>

// The session's state on the panels; what has not changed is left alone.
namespace cf::ui {

void EditWorkplace::draw()
{
    const SessionState &state = m_session.state();
    if (std::exchange(m_modelSerial, state.model.serial) != state.model.serial)
        takeModel();
    if (m_document != state.document || (!state.document && m_mask.document()))
        takeDocument();
    if (state.document) {
        const auto wanted = Arrangement(std::clamp(state.document->arrangement(), 0, int(Arrangement::Difference)));
        if (m_compare->arrangement() != wanted)
            m_compare->setArrangement(wanted);
    }
    drawWelcome();
    drawPrompt();
    if (state.document && m_history->selectedRow() != state.shownRow)
        m_history->select(state.shownRow);
    m_question->setQuestion(state.document ? openQuestion(state.document->image().notes) : nullptr);
    drawContents();
    drawActions();
}

void EditWorkplace::takeModel()
{
    const SessionState &state = m_session.state();
    const ModelDescription &model = state.model.description;
    m_prompt->setMethods(state.model.methods, model.defaultMethod, model.advice);
    m_prompt->setCompiler([grammar = model.grammar](const std::string &typed, const std::vector<Target> &labels,
                              bool maskDrawn) { return compilePrompt(typed, grammar, labels, maskDrawn); });
    const auto &counter = m_context.services.tokenCounter;
    m_prompt->setTokenCounter(counter ? counter(model.folder) : TokenCounter());
    m_draftSerial = -1; // Its methods are others: the draft is shown anew.
}

void EditWorkplace::takeDocument()
{
    EditDocument *document = m_session.state().document;
    m_mask.setDocument(nullptr);
    m_document = document;
    m_compare->setMask(document ? &m_mask : nullptr, document ? &document->undo() : nullptr);
    m_history->setHistory(document ? &document->history() : nullptr);
    if (!document)
        return;
    m_mask.setDocument(&document->mask());
    m_options->setSpacing(document->image().picture->radiograph().columnSpacing);
    m_view.reset();
    for (int row = 1; row < document->history().rowCount(); ++row)
        m_prompt->instruction().remember(document->history().entry(row).instruction);
}

void EditWorkplace::drawPrompt()
{
    const SessionState &state = m_session.state();
    SourceLabels &labels = m_prompt->sourceLabels();
    const bool otherLabels = labels.labels() != state.findings.labels || labels.confirmed() != state.findings.confirmed
        || labels.origin() != state.findings.origin;
    if (otherLabels)
        labels.setLabels(state.findings.labels, state.findings.confirmed, state.findings.origin);
    m_prompt->setMaskDrawn(state.maskDrawn);
    if (std::exchange(m_draftSerial, state.draftSerial) != state.draftSerial) {
        m_prompt->instruction().remember(m_prompt->instruction().toPlainText().trimmed());
        m_prompt->setDraft(state.draft);
    } else if (otherLabels) {
        m_prompt->compileNow();
    }
    if (m_prompt->regionFirst() != state.regionFirst)
        m_prompt->setRegionFirst(state.regionFirst);
    m_prompt->setObstacle(state.hindrance);
    m_prompt->setOutOfDate(state.outOfDate);
    m_prompt->setWaiting(int(state.waiting.size()));
    m_prompt->setExpectedSeconds(state.expectedSeconds);
    if (std::exchange(m_running, state.running.has_value()) != m_running)
        m_prompt->setRunning(m_running);
    if (state.running)
        m_prompt->showProgress(state.running->progress);
}

void EditWorkplace::drawContents()
{
    const SessionState &state = m_session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    const ResultPointer outline = state.shown ? state.shown->outline : nullptr;
    const bool previewed = state.running && state.running->ofShownImage && !state.running->preview.isNull();
    const QString problem = state.unreadable ? state.unreadable->name + state.unreadable->reason
        : state.shown                        ? state.shown->problem
                                             : QString();
    const PicturePointer picture = state.document ? state.document->image().picture : nullptr;
    const Drawn now{ state.document, picture, state.shownRow, result, outline,
        previewed ? state.running->preview.cacheKey() : 0, m_rebuiltHeld, state.outOfDate, state.notice, problem,
        state.loading };
    if (m_candidate && (result != m_candidateOf || previewed))
        m_candidate = nullptr;
    if (std::exchange(m_drawn, now) != now && !m_candidate) {
        SessionContents contents = contentsOf(state, m_rebuiltHeld);
        m_compare->setContents(std::move(contents.original), std::move(contents.shown));
        m_difference->setResult(picture, contents.result);
        m_options->showWindow();
        setWindowTitle(contents.result ? tr("SYNTHETIC · edit %1").arg(state.shown->number) : QString());
    }
    if (m_candidate)
        drawCandidate();
    else
        drawVerdict(previewed);
}

void EditWorkplace::drawVerdict(bool previewed)
{
    // Of the shown result alone: while another one is in the making, nothing stands beside its preview.
    const SessionState &state = m_session.state();
    ResultPointer known;
    if (state.shown && !previewed)
        known = state.shown->result ? state.shown->result : state.shown->outline;
    const Judged judged{ state.document, state.shownRow, known, state.shown && state.shown->starred,
        state.shown && state.shown->saved, previewed };
    if (std::exchange(m_judged, judged) != judged) {
        m_scorecard->setEntry(state.shown && !previewed ? &state.document->history().entry(state.shownRow) : nullptr);
        m_candidates->setResult(known);
        m_provenance->setPlainText(known ? provenanceText(*known) : QString());
    }
}

void EditWorkplace::drawActions()
{
    const SessionState &state = m_session.state();
    const bool open = state.document != nullptr;
    const bool result = state.shown && state.shown->result;
    const auto enable = [this](const char *id, bool on) { m_actions.action(QString::fromLatin1(id)).setEnabled(on); };
    enable("export.dicom", result);
    enable("export.figure", result);
    enable("parameters.copy", result);
    enable("result.star", open && state.shownRow > 0);
    enable("mask.clear", state.maskDrawn);
    enable("film.reading", open && !state.document->image().isEdit);
    enable("mask.open", open);
    enable("mask.find", state.hindrance.isEmpty() && !state.running);
    enable("mask.fromResult", result);
    for (const char *id : { "mask.invert", "mask.toggle", "tool.window", "tool.pan", "tool.zoom", "tool.probe",
             "tool.brush", "tool.eraser", "tool.lasso", "tool.rectangle", "tool.ellipse", "brush.smaller",
             "brush.larger", "brush.softer", "brush.harder", "view.fit", "view.oneToOne", "view.zoomIn", "view.zoomOut",
             "view.rotate", "view.rotateBack", "view.flip", "view.invert", "view.reset", "preset.file",
             "window.narrower", "window.wider", "level.up", "level.down", "pan.left", "pan.right", "pan.up", "pan.down",
             "overlay.cycle", "view.link", "probe.lock", "tile.maximise", "view.filmOnly" })
        enable(id, open);
    const bool edits = open && state.document->history().rowCount() > 1;
    enable("result.previous", edits);
    enable("result.next", edits);
    for (const char *id : { "compare.side", "compare.swipe", "compare.blink", "compare.checker", "compare.overlay",
             "compare.difference", "compare.next", "compare.flip", "difference.overlay", "region.contour" })
        enable(id, open);
    const bool typed = m_prompt->instruction().hasFocus();
    enable("edit.undo",
        typed ? m_prompt->instruction().document()->isUndoAvailable() : open && state.document->undo().canUndo());
    enable("edit.redo",
        typed ? m_prompt->instruction().document()->isRedoAvailable() : open && state.document->undo().canRedo());
    enable("job.generate", state.hindrance.isEmpty());
    enable("job.cancel", state.running.has_value());
}

} // namespace cf::ui

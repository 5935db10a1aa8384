#include "ui/compare/CompareView.h"
#include "ui/edit/EditActions.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/edit/FileReading.h"
#include "ui/edit/FilmOnlyView.h"
#include "ui/edit/SaveResults.h"
#include "ui/edit/bars/ReadingBar.h"
#include "ui/export/SyntheticExport.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/EditSession.h"
#include "ui/studies/StudyController.h"
#include "ui/studies/StudyPanel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>

#include <algorithm>
#include <utility>

// What the panels and keys of the edit workplace ask for.
namespace cf::ui {
void EditWorkplace::connectPanels()
{
    StudyController &files = m_context.files;
    const auto trigger = [this](const char *id) { return [&action = m_actions.action(id)] { action.trigger(); }; };
    connect(m_studies, &StudyPanel::openFilesRequested, this, trigger("study.open"));
    connect(m_studies, &StudyPanel::openFolderRequested, this, trigger("study.openFolder"));
    connect(m_studies, &StudyPanel::imageChosen, &files,
        [&files](const QString &path, int frame) { files.load(path, frame); });
    connect(m_studies, &StudyPanel::unreadableChosen, this, [this](const QString &name, const QString &reason) {
        m_context.files.forgetLoad();
        m_session.showUnreadable({ name, reason });
    });
    for (const std::shared_ptr<StudyTree> &tree : files.trees()) // The window was made anew in another language.
        m_studies->restore(*tree);
    connect(&files, &StudyController::scanning, m_studies, &StudyPanel::showStage);
    connect(&files, &StudyController::scanned, m_studies,
        [this](const std::shared_ptr<StudyTree> &tree) { m_studies->add(*tree); });
    connect(&files, &StudyController::failed, m_studies, [this] { m_studies->showStage({}); });
    const auto readFiles = [this](bool reading) {
        m_filesAreRead = reading;
        drawWelcome();
    };
    connect(&files, &StudyController::scanning, this, [readFiles] { readFiles(true); });
    connect(&files, &StudyController::scanned, this, [readFiles] { readFiles(false); });
    connect(&files, &StudyController::failed, this, [readFiles] { readFiles(false); });

    connect(m_question, &ReadingBar::answered, this,
        [this](const PatientAxes &axes) { readAs(m_session, m_context.files, axes); });
    connect(m_question, &ReadingBar::otherRequested, this, trigger("film.reading"));
    connect(m_prompt, &PromptPanel::generateRequested, this, &EditWorkplace::generate);
    connect(m_prompt, &PromptPanel::cancelRequested, &m_session, [this] { m_session.cancel(); });
    connect(m_prompt, &PromptPanel::draftChanged, &m_session, [this] { m_session.setDraft(m_prompt->draft()); });
    connect(m_prompt, &PromptPanel::newSeedRequested, &m_session, &EditSession::newSeed);
    connect(m_prompt, &PromptPanel::regionFirstChanged, &m_session, &EditSession::setRegionFirst);
    connect(m_prompt, &PromptPanel::sourceLabelsEdited, this,
        [this] { m_session.setFindings(m_prompt->sourceLabels().labels(), m_prompt->sourceLabels().confirmed()); });
    connect(&m_prompt->instruction(), &InstructionEdit::left, this,
        [this] { m_compare->first().setFocus(Qt::OtherFocusReason); });
    // Who opens a film types next; who walks through films by key goes on walking.
    connect(&m_session, &EditSession::imageShown, this, [this] {
        if (!std::exchange(m_stepped, false) && isVisible() && !m_filmOnly->isOn())
            m_prompt->instruction().setFocus(Qt::OtherFocusReason);
    });
    connect(m_compare, &CompareView::maskPainted, this, [this] {
        if (QAction &shown = m_actions.action("mask.toggle"); !shown.isChecked())
            shown.trigger();
    });
    connect(m_compare, &CompareView::arrangementChanged, this,
        [this] { m_session.setArrangement(int(m_compare->arrangement())); });
    connect(m_history, &HistoryStrip::chosen, &m_session, &EditSession::choose);
    connect(m_scorecard, &ScorecardPanel::anotherSeedRequested, this, [this] {
        m_session.newSeed();
        m_session.generate();
    });
    connect(m_scorecard, &ScorecardPanel::saveRequested, this, trigger("export.dicom"));
    connect(m_scorecard, &ScorecardPanel::starRequested, this, trigger("result.star"));
    connect(m_scorecard, &ScorecardPanel::regionRequested, this, trigger("mask.fromResult"));
}

void EditWorkplace::connectActions()
{
    connectToolActions(m_actions, *m_compare, m_tools);
    connectViewActions(m_actions, *m_compare, m_view);
    connectCompareActions(m_actions, *m_compare, m_view);
    connect(&m_actions, &ActionRegistry::held, this, [this](const QString &id, bool down) {
        if (id == "tool.panHold") {
            m_compare->setPanHeld(down);
        } else if (id == "marks.peek") {
            m_compare->peekWithoutGrid(down);
        } else if (id == "compare.rebuilt") {
            m_rebuiltHeld = down;
            draw();
        }
    });
    connectRegionActions();
    connectInstructionActions();
    connectImageSteps();
    connectResultActions();
    connectFilmOnly();
}

void EditWorkplace::connectRegionActions()
{
    m_actions.on("mask.clear", [this] { m_session.clearMask(); });
    m_actions.on("mask.invert", [this] { m_session.invertMask(); });
    m_actions.on("mask.find", [this] { m_session.proposeRegion(); });
    m_actions.on("mask.open", [this] { askForMask(*this, m_session, m_context.files.queue()); });
    m_actions.on("film.reading", [this] { askHowToRead(*this, m_session, m_context.files); });
    m_actions.on("mask.fromResult", [this] {
        m_session.maskFromResult();
        m_actions.action("tool.brush").trigger();
    });
}

void EditWorkplace::connectInstructionActions()
{
    m_actions.on("edit.undo", [this] {
        if (m_prompt->instruction().hasFocus())
            m_prompt->instruction().undo();
        else
            m_session.undo();
    });
    m_actions.on("edit.redo", [this] {
        if (m_prompt->instruction().hasFocus())
            m_prompt->instruction().redo();
        else
            m_session.redo();
    });
    const auto toInstruction = [this] {
        if (m_filmOnly->isOn())
            m_filmOnly->openLine(m_prompt->instruction().toPlainText());
        else
            m_prompt->instruction().setFocus(Qt::ShortcutFocusReason);
    };
    m_actions.on("prompt.focus", toInstruction);
    m_actions.on("prompt.focus2", toInstruction);
    m_actions.on("job.generate", [this] { generate(); });
    m_actions.on("job.cancel", [this] { m_session.cancel(); });
    m_actions.on("captions.edit", [this] { m_prompt->captionRows().toggleEditing(); });
    m_actions.on("seed.new", [this] { m_session.newSeed(); });
    m_actions.on("pane.next", [this] {
        if (m_prompt->instruction().hasFocus())
            m_compare->first().setFocus(Qt::TabFocusReason);
        else
            m_prompt->instruction().setFocus(Qt::TabFocusReason);
    });
}

void EditWorkplace::connectImageSteps()
{
    const auto toImage = [this](int way) {
        m_stepped = true;
        m_studies->step(way);
    };
    m_actions.on("image.previous", [toImage] { toImage(-1); });
    m_actions.on("image.next", [toImage] { toImage(1); });
    for (Viewport *view : { &m_compare->first(), &m_compare->second() })
        view->setScrolls(true);
    connect(m_compare, &CompareView::imageStepRequested, this, toImage);
    m_actions.on("workspace.studies", [this] {
        if (isVisible()) {
            m_studyDock->setVisible(!m_studyDock->isVisible());
            return;
        }
        m_actions.action(ActionRegistry::goToId("edit"))
            .trigger(); // Elsewhere the key goes there, and hides nothing unseen.
        m_studyDock->show();
    });
}

void EditWorkplace::connectResultActions()
{
    const auto step = [this](int way) {
        if (const EditDocument *document = m_session.document())
            m_session.choose(std::clamp(document->shownRow() + way, 0, document->history().rowCount() - 1));
    };
    m_actions.on("result.previous", [step] { step(-1); });
    m_actions.on("result.next", [step] { step(1); });
    m_actions.on("result.star", [this] { m_session.toggleStar(); });
    m_actions.on("parameters.copy", [this] {
        const SessionState &state = m_session.state();
        if (state.shown && state.shown->result)
            QApplication::clipboard()->setText(provenanceText(*state.shown->result));
    });
    m_actions.on("export.dicom", [this] { askToSaveDicom(*this, m_session, m_context.files.queue()); });
    m_actions.on("export.figure", [this] { askToSaveFigure(*this, m_session, m_context.files.queue(), shownAs()); });
}

void EditWorkplace::connectFilmOnly()
{
    m_actions.action("view.filmOnly").setCheckable(true);
    m_actions.on("view.filmOnly", [this] {
        m_compare->first().setFocus(Qt::OtherFocusReason); // First: what hides hands its focus on to anything.
        m_filmOnly->setOn(m_actions.action("view.filmOnly").isChecked());
    });
    InstructionLine &line = m_filmOnly->line();
    connect(&line, &InstructionLine::edited, this, [this, &line](const QString &text) {
        m_prompt->instruction().setPlainText(text);
        m_prompt->compileNow();
        line.setNote(m_prompt->canGenerate() ? QString() : m_prompt->warningText());
    });
    connect(&line, &InstructionLine::generateRequested, this, [this, &line] {
        if (!m_prompt->canGenerate()) {
            line.setNote(m_prompt->warningText());
            return;
        }
        line.hide();
        generate();
    });
    connect(&line, &InstructionLine::left, this, [this] { m_compare->first().setFocus(Qt::OtherFocusReason); });
}

void EditWorkplace::generate()
{
    m_prompt->instruction().remember(m_prompt->instruction().toPlainText().trimmed());
    m_compare->first().setFocus(Qt::OtherFocusReason); // The eyes go there, and letters work again.
    m_session.generateOrPropose();
}

FigureView EditWorkplace::shownAs() const
{
    return { m_view.window(), m_view.inverted(), m_view.pinnedLimit() };
}

} // namespace cf::ui

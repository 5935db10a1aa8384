#include "core/editing/ProvenanceJson.h"
#include "ui/compare/CompareView.h"
#include "ui/edit/EditActions.h"
#include "ui/edit/EditWorkplace.h"
#include "ui/export/SyntheticExport.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/CaptionRows.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/prompt/SourceLabels.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/studies/StudyController.h"
#include "ui/studies/StudyPanel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QImageWriter>

#include <algorithm>

// What the panels and keys of the edit workplace ask for.
namespace cf::ui {
namespace {

constexpr auto ownDialog = QFileDialog::DontUseNativeDialog; // The platform's is white in a dark room.

} // namespace

void EditWorkplace::connectPanels()
{
    StudyController &files = m_context.files;
    const auto trigger = [this](const char *id) { return [&action = m_actions.action(id)] { action.trigger(); }; };
    connect(m_studies, &StudyPanel::openFilesRequested, this, trigger("study.open"));
    connect(m_studies, &StudyPanel::openFolderRequested, this, trigger("study.openFolder"));
    connect(m_studies, &StudyPanel::imageChosen, &files, &StudyController::load);
    connect(m_studies, &StudyPanel::unreadableChosen, this, [this](const QString &name, const QString &reason) {
        m_context.files.forgetLoad();
        m_session.showUnreadable({ name, reason });
    });
    connect(&files, &StudyController::scanning, m_studies, &StudyPanel::showStage);
    connect(&files, &StudyController::scanned, m_studies,
        [this](const std::shared_ptr<StudyTree> &tree) { m_studies->add(*tree); });
    connect(&files, &StudyController::failed, m_studies, [this] { m_studies->showStage({}); });

    connect(m_prompt, &PromptPanel::generateRequested, &m_session, &EditSession::generateOrPropose);
    connect(m_prompt, &PromptPanel::cancelRequested, &m_session, [this] { m_session.cancel(); });
    connect(m_prompt, &PromptPanel::draftChanged, &m_session, [this] { m_session.setDraft(m_prompt->draft()); });
    connect(m_prompt, &PromptPanel::newSeedRequested, &m_session, &EditSession::newSeed);
    connect(m_prompt, &PromptPanel::regionFirstChanged, &m_session, &EditSession::setRegionFirst);
    connect(m_prompt, &PromptPanel::sourceLabelsEdited, this,
        [this] { m_session.setFindings(m_prompt->sourceLabels().labels(), m_prompt->sourceLabels().confirmed()); });
    connect(&m_prompt->instruction(), &InstructionEdit::left, this,
        [this] { m_compare->first().setFocus(Qt::OtherFocusReason); });
    connect(m_compare, &CompareView::arrangementChanged, this,
        [this] { m_session.setArrangement(int(m_compare->arrangement())); });
    connect(m_history, &HistoryStrip::chosen, &m_session, &EditSession::choose);
    connect(m_scorecard, &ScorecardPanel::anotherSeedRequested, this, [this] {
        m_session.newSeed();
        m_session.generate();
    });
    connect(m_scorecard, &ScorecardPanel::saveRequested, this, &EditWorkplace::saveDicom);
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
    m_actions.on("mask.clear", [this] { m_session.clearMask(); });
    m_actions.on("mask.invert", [this] { m_session.invertMask(); });
    m_actions.on("mask.find", [this] { m_session.proposeRegion(); });
    m_actions.on("mask.fromResult", [this] {
        m_session.maskFromResult();
        m_actions.action("tool.brush").trigger();
    });
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
    const auto toInstruction = [this] { m_prompt->instruction().setFocus(Qt::ShortcutFocusReason); };
    m_actions.on("prompt.focus", toInstruction);
    m_actions.on("prompt.focus2", toInstruction);
    m_actions.on("job.generate", [this] {
        m_prompt->instruction().remember(m_prompt->instruction().toPlainText().trimmed());
        m_session.generateOrPropose();
    });
    m_actions.on("job.cancel", [this] { m_session.cancel(); });
    m_actions.on("captions.edit", [this] { m_prompt->captionRows().toggleEditing(); });
    m_actions.on("seed.new", [this] { m_session.newSeed(); });
    m_actions.on("image.previous", [this] { m_studies->step(-1); });
    m_actions.on("image.next", [this] { m_studies->step(1); });
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
    m_actions.on("export.dicom", [this] { saveDicom(); });
    m_actions.on("export.figure", [this] { saveFigure(); });
    m_actions.on("pane.next", [this] {
        if (m_prompt->instruction().hasFocus())
            m_compare->first().setFocus(Qt::TabFocusReason);
        else
            m_prompt->instruction().setFocus(Qt::TabFocusReason);
    });
    m_actions.on("workspace.studies", [this] { m_studyDock->setVisible(!m_studyDock->isVisible()); });
}

void EditWorkplace::saveDicom()
{
    const SessionState &state = m_session.state();
    const ResultPointer result = state.shown ? state.shown->result : nullptr;
    if (!result)
        return;
    const QString proposed = QDir::home().filePath(tr("synthetic-edit-%1.dcm").arg(state.shown->number));
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save 1 synthetic DICOM"), proposed, tr("DICOM (*.dcm)"), nullptr, ownDialog);
    if (path.isEmpty() || !m_session.document())
        return;
    using Outcome = Result<WrittenObject>;
    runInBackground<Outcome>(
        m_context.files.queue(), this,
        [image = m_session.document()->image(), result, path](const JobContext &) {
            return saveSynthetic(image, *result, toJson(result->provenance), path.toStdString());
        },
        [this, document = QPointer<EditDocument>(m_session.document()), row = state.shownRow](const Outcome &outcome) {
            if (!outcome) {
                m_session.say(QString::fromStdString(outcome.error().message), true);
                return;
            }
            if (document)
                m_session.noteSaved(*document, row);
            m_session.say(tr("Saved 1 synthetic DICOM object with its marks and provenance."));
        });
}

void EditWorkplace::saveFigure()
{
    const QImage figure = m_compare->figure();
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Save figure"), QDir::home().filePath("figure.png"), tr("Picture (*.png)"), nullptr, ownDialog);
    if (path.isEmpty())
        return;
    QImageWriter writer(path, "png");
    if (writer.write(figure))
        m_session.say(tr("Saved the figure with its marks."));
    else
        m_session.say(tr("The figure could not be saved: %1").arg(writer.errorString()), true);
}

} // namespace cf::ui

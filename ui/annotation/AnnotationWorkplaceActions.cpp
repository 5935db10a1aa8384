#include "ui/annotation/AnnotationDesk.h"
#include "ui/annotation/AnnotationExport.h"
#include "ui/annotation/AnnotationWorkplace.h"
#include "ui/annotation/DisputePanel.h"
#include "ui/annotation/form/AnnotationForm.h"
#include "ui/annotation/form/MarkGroupList.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/compare/CompareView.h"
#include "ui/dialogs/FileDialogs.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/studies/StudyController.h"
#include "ui/words/CoreWords.h"

#include <QAction>

// What keys and buttons of the annotation do.
namespace cf::ui {

void AnnotationWorkplace::connectActions()
{
    ActionRegistry &actions = m_context.actions;
    actions.on("annotation.done", [this] { done(); });
    actions.on("annotation.skip", [this] { askReason(true); });
    actions.on("annotation.previous", [this] {
        m_form->commitText();
        m_desk->step(-1);
    });
    actions.on("annotation.next", [this] {
        m_form->commitText();
        m_desk->step(1);
    });
    actions.on("annotation.up", [this] { m_form->moveActive(-1); });
    actions.on("annotation.down", [this] { m_form->moveActive(1); });
    for (int place = 0; place < 6; ++place)
        actions.on(QString("annotation.answer%1").arg(place + 1), [this, place] { m_form->answer(place); });
    actions.on("annotation.confirm", [this] { m_form->confirm(); });
    actions.on("annotation.mark", [this] { m_form->cycleMark(); });
    actions.on("annotation.type", [this] { m_form->cycleType(); });
    actions.on("annotation.delete", [this] { m_form->deleteMark(); });
    actions.on("annotation.giveUp", [this] {
        if (!m_first->giveUp() && !m_second->giveUp())
            setTool(MarkTool::None);
    });
    actions.on("annotation.smaller", [this] { setRadius(m_radius / 1.12); });
    actions.on("annotation.larger", [this] { setRadius(m_radius * 1.12); });
    actions.on("annotation.export", [this] { exportTo(false); });
    actions.on("annotation.exportDicom", [this] { exportTo(true); });
    actions.on("annotation.undo", [this] { m_desk->undo(); });
    actions.on("annotation.redo", [this] { m_desk->redo(); });
    connectTools();
    connectView();
}

void AnnotationWorkplace::connectTools()
{
    ActionRegistry &actions = m_context.actions;
    for (const auto &[id, tool] :
        { std::pair("annotation.window", Tool::WindowLevel), std::pair("annotation.pan", Tool::Pan),
            std::pair("annotation.zoom", Tool::Zoom), std::pair("annotation.probe", Tool::Probe) }) {
        actions.action(QString::fromLatin1(id)).setCheckable(true);
        actions.on(QString::fromLatin1(id), [this, tool = tool] {
            m_context.tools.setTool(tool);
            setTool(MarkTool::None);
        });
    }
    for (const auto &[id, tool] :
        { std::pair("annotation.point", MarkTool::Point), std::pair("annotation.box", MarkTool::Box),
            std::pair("annotation.contour", MarkTool::Contour), std::pair("annotation.polygon", MarkTool::Polygon),
            std::pair("annotation.brush", MarkTool::Brush), std::pair("annotation.eraser", MarkTool::Eraser) }) {
        actions.action(QString::fromLatin1(id)).setCheckable(true);
        actions.on(QString::fromLatin1(id), [this, tool = tool] { setTool(tool); });
    }
}

void AnnotationWorkplace::connectView()
{
    ActionRegistry &actions = m_context.actions;
    ViewState &view = m_context.view;
    actions.on("annotation.fit", [&view] {
        ViewTransform fitted = view.transform();
        fitted.zoom = 1.0;
        fitted.centre = QPointF(0.5, 0.5);
        view.setTransform(fitted);
    });
    actions.on("annotation.invert", [&view] { view.setInverted(!view.inverted()); });
    actions.on("annotation.fileWindow", [&view] { view.setWindow(std::nullopt); });
    for (const auto &[id, arrangement] :
        { std::pair("annotation.side", Arrangement::SideBySide), std::pair("annotation.swipe", Arrangement::Swipe),
            std::pair("annotation.blink", Arrangement::Blink), std::pair("annotation.checker", Arrangement::Checker),
            std::pair("annotation.overlay", Arrangement::Overlay),
            std::pair("annotation.difference", Arrangement::Difference) })
        actions.on(QString::fromLatin1(id),
            [this, &action = actions.action(QString::fromLatin1(id)), arrangement = arrangement] {
                m_compare->setArrangement(arrangement);
                action.setChecked(true);
                drawMarks();
            });
}

void AnnotationWorkplace::exportTo(bool asObjects)
{
    m_form->commitText();
    const HistoryEntry *entry = m_desk->entry();
    if (m_desk->annotation() == nullptr || entry == nullptr || !entry->result)
        return;
    const QString folder = dialogs::folder(this, tr("Folder for the annotations"), "save");
    if (folder.isEmpty())
        return;
    using Outcome = Result<QStringList>;
    const auto work = [folder, asObjects, image = m_desk->document()->image(), result = entry->result,
                          one = *m_desk->annotation(), all = m_desk->all()](const JobContext &) {
        return asObjects ? exportObjects(folder, image, *result, one) : exportTables(folder, all);
    };
    runInBackground<Outcome>(m_context.files.queue(), this, work, [this](const Outcome &outcome) {
        m_context.session.say(
            outcome ? tr("Saved %1.").arg(outcome->join(", ")) : coreWords(outcome.error().message), !outcome);
    });
}

void AnnotationWorkplace::connectDesk()
{
    connect(m_desk, &AnnotationDesk::caseChanged, this, &AnnotationWorkplace::drawCase);
    connect(m_desk, &AnnotationDesk::changed, this, [this] {
        say({});
        draw();
    });
    connect(m_desk, &AnnotationDesk::kept, this, &AnnotationWorkplace::draw);
    connect(m_desk, &AnnotationDesk::looked, this, &AnnotationWorkplace::draw);
    connect(&m_context.session, &EditSession::stateChanged, this, [this] {
        if (isVisible())
            draw(); // Results that came or went.
    });
    m_form->changed = [this](const AnnotationForm::Change &change) { m_desk->change(change); };
    m_dispute->marks().decided = [this](int group, const std::vector<std::size_t> &keep) {
        m_desk->decideMarks(group, keep);
    };
    m_form->markChosen = [this](int) { draw(); };
    for (MarkLayer *layer : { m_first, m_second }) {
        layer->drawn = [this, layer](annotation::Mark mark) { addMark(*layer, std::move(mark)); };
        layer->painted = [this, layer](const std::vector<QPointF> &path, double radius, bool erase) {
            paintMask(*layer, path, radius, erase);
        };
    }
    connect(&m_context.view, &ViewState::viewChanged, this, [this] {
        m_first->update();
        m_second->update();
    });
}

} // namespace cf::ui

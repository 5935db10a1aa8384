#include "ui/shell/MainWindow.h"

#include "ui/canvas/MaskCommands.h"
#include "ui/compare/CompareView.h"
#include "ui/prompt/CaptionRows.h"
#include "ui/history/HistoryStrip.h"
#include "ui/prompt/PromptPanel.h"
#include "ui/results/ScorecardPanel.h"
#include "ui/export/SyntheticExport.h"
#include "ui/shell/ActionRegistry.h"
#include "ui/studies/StudyPanel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDockWidget>
#include <QMessageBox>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr double panStep = 5.0; // Screen pixels.

void makeSwitch(QAction &action, bool on)
{
    action.setCheckable(true);
    action.setChecked(on);
}

} // namespace

void MainWindow::connectActions()
{
    connectToolActions();
    connectViewActions();
    connectCompareActions();
    connectWorkActions();
    connect(m_actions, &ActionRegistry::held, this, [this](const QString &id, bool down) {
        if (id == "tool.panHold") {
            m_compare->setPanHeld(down);
        } else if (id == "marks.peek") {
            m_compare->peekWithoutGrid(down);
        } else if (id == "compare.rebuilt") {
            m_rebuiltHeld = down;
            showContents();
        }
    });
}

void MainWindow::connectToolActions()
{
    m_actions->on("brush.smaller", [this] { m_tools.setRadius(m_tools.radius() / 1.2); });
    m_actions->on("brush.larger", [this] { m_tools.setRadius(m_tools.radius() * 1.2); });
    m_actions->on("brush.softer", [this] { m_tools.setHardness(m_tools.hardness() - 0.1); });
    m_actions->on("brush.harder", [this] { m_tools.setHardness(m_tools.hardness() + 0.1); });
    connect(m_compare, &CompareView::radiusChangeRequested, this,
        [this](double factor) { m_tools.setRadius(m_tools.radius() * factor); });
    makeSwitch(m_actions->action("mask.toggle"), true);
    m_actions->on("mask.toggle", [this] { m_compare->setMaskVisible(m_actions->action("mask.toggle").isChecked()); });
    m_actions->on("mask.clear", [this] {
        if (auto command = m_document ? ui::clearMask(m_document->mask()) : nullptr)
            m_document->undo().push(command.release());
    });
    m_actions->on("mask.invert", [this] {
        if (auto command = m_document ? invertMask(m_document->mask()) : nullptr)
            m_document->undo().push(command.release());
    });
    m_actions->on("edit.undo", [this] {
        if (m_prompt->instruction().hasFocus())
            m_prompt->instruction().undo();
        else if (m_document)
            m_document->undo().undo();
    });
    m_actions->on("edit.redo", [this] {
        if (m_prompt->instruction().hasFocus())
            m_prompt->instruction().redo();
        else if (m_document)
            m_document->undo().redo();
    });
}

void MainWindow::zoomBy(double factor)
{
    Viewport &view = m_compare->active();
    ViewTransform zoomed = view.state().transform();
    zoomed.zoomAt(view.area().center(), factor, view.area(), view.imageSize(), view.pixelAspect());
    view.state().setTransform(zoomed);
}

void MainWindow::turnBy(int quarterTurns)
{
    ViewTransform turned = m_view.transform();
    turned.quarterTurns = (turned.quarterTurns + quarterTurns + 4) % 4;
    m_view.setTransform(turned);
}

void MainWindow::changeWindow(double widthFactor, double levelShare)
{
    auto window = m_compare->first().shownWindow();
    if (!window)
        return;
    window->center += levelShare * window->width;
    window->width = std::max(1.0, window->width * widthFactor);
    m_view.setWindow(window);
}

void MainWindow::connectViewActions()
{
    m_actions->on("view.fit", [this] {
        ViewTransform fitted = m_view.transform();
        fitted.zoom = 1.0;
        fitted.centre = QPointF(0.5, 0.5);
        m_view.setTransform(fitted);
    });
    m_actions->on("view.oneToOne", [this] {
        const Viewport &view = m_compare->active();
        const double scale =
            m_view.transform().scale(view.area(), view.imageSize(), view.pixelAspect()) * view.devicePixelRatioF();
        zoomBy(1.0 / scale);
    });
    m_actions->on("view.zoomIn", [this] { zoomBy(1.25); });
    m_actions->on("view.zoomOut", [this] { zoomBy(0.8); });
    m_actions->on("view.rotate", [this] { turnBy(1); });
    m_actions->on("view.rotateBack", [this] { turnBy(-1); });
    m_actions->on("view.flip", [this] {
        ViewTransform flipped = m_view.transform();
        flipped.mirrored = !flipped.mirrored;
        m_view.setTransform(flipped);
    });
    m_actions->on("view.invert", [this] { m_view.setInverted(!m_view.inverted()); });
    m_actions->on("view.reset", [this] { m_view.reset(); });
    m_actions->on("preset.file", [this] { m_view.setWindow(std::nullopt); });
    m_actions->on("window.narrower", [this] { changeWindow(0.99, 0.0); });
    m_actions->on("window.wider", [this] { changeWindow(1.01, 0.0); });
    m_actions->on("level.up", [this] { changeWindow(1.0, 0.01); });
    m_actions->on("level.down", [this] { changeWindow(1.0, -0.01); });
    for (const auto &[id, way] : { std::pair("pan.left", QPointF(-1, 0)), std::pair("pan.right", QPointF(1, 0)),
             std::pair("pan.up", QPointF(0, -1)), std::pair("pan.down", QPointF(0, 1)) }) {
        m_actions->on(id, [this, way = way] {
            const Viewport &view = m_compare->active();
            ViewTransform moved = m_view.transform();
            moved.panBy(way * panStep, view.area(), view.imageSize(), view.pixelAspect());
            m_view.setTransform(moved);
        });
    }
}

void MainWindow::connectCompareActions()
{
    makeSwitch(m_actions->action("overlay.cycle"), true);
    makeSwitch(m_actions->action("region.contour"), true);
    makeSwitch(m_actions->action("difference.overlay"), false);
    makeSwitch(m_actions->action("view.link"), true);
    m_actions->on(
        "overlay.cycle", [this] { m_compare->setOverlaysVisible(m_actions->action("overlay.cycle").isChecked()); });
    m_actions->on(
        "region.contour", [this] { m_compare->setContourVisible(m_actions->action("region.contour").isChecked()); });
    m_actions->on("difference.overlay",
        [this] { m_compare->setDifferenceOverImage(m_actions->action("difference.overlay").isChecked()); });
    m_actions->on("view.link", [this] { m_compare->setLinked(m_actions->action("view.link").isChecked()); });
    m_actions->on("probe.lock", [this] { m_view.setProbeLocked(!m_view.probeLocked()); });
    m_actions->on("compare.next", [this] {
        const int next = (int(m_compare->arrangement()) + 1) % (int(Arrangement::Difference) + 1);
        m_compare->setArrangement(Arrangement(next));
    });
    m_actions->on("compare.flip", [this] { m_compare->exchange(); });
    m_actions->on("tile.maximise", [this] { m_compare->toggleMaximised(&m_compare->active()); });
}

void MainWindow::connectWorkActions()
{
    m_actions->on("study.open", [this] { chooseFiles(); });
    m_actions->on("study.openFolder", [this] { chooseFolder(); });
    m_actions->on("model.choose", [this] { chooseModel(); });
    m_actions->on("project.checkpoint", [this] { saveWork(); });
    m_actions->on("export.dicom", [this] { saveDicom(); });
    m_actions->on("export.figure", [this] { saveFigure(); });
    m_actions->on("app.quit", [this] { close(); });
    const auto toInstruction = [this] { m_prompt->instruction().setFocus(Qt::ShortcutFocusReason); };
    m_actions->on("prompt.focus", toInstruction);
    m_actions->on("prompt.focus2", toInstruction);
    m_actions->on("job.generate", [this] { generateOrPropose(); });
    m_actions->on("captions.edit", [this] { m_prompt->captionRows().toggleEditing(); });
    m_actions->on("job.cancel", [this] { m_edits.cancel(); });
    m_actions->on("seed.new", [this] { m_prompt->newSeed(); });
    m_actions->on("image.previous", [this] { m_studies->step(-1); });
    m_actions->on("image.next", [this] { m_studies->step(1); });
    connectResultActions();
    connectWindowActions();
}

void MainWindow::connectResultActions()
{
    const auto step = [this](int way) {
        if (m_document)
            m_history->select(std::clamp(m_document->shownRow + way, 0, m_document->history().rowCount() - 1));
    };
    m_actions->on("result.previous", [step] { step(-1); });
    m_actions->on("result.next", [step] { step(1); });
    m_actions->on("result.star", [this] {
        if (!m_document || m_document->shownRow == 0)
            return;
        EditHistoryModel &history = m_document->history();
        history.setStarred(m_document->shownRow, !history.entry(m_document->shownRow).starred);
        m_scorecard->setEntry(&history.entry(m_document->shownRow));
        keepHistory(*m_document);
    });
    m_actions->on("parameters.copy", [this] {
        if (m_document && m_document->history().entry(m_document->shownRow).result)
            QApplication::clipboard()->setText(
                provenanceText(*m_document->history().entry(m_document->shownRow).result));
    });
}

void MainWindow::connectWindowActions()
{
    m_actions->on("pane.next", [this] {
        if (m_prompt->instruction().hasFocus())
            m_compare->first().setFocus(Qt::TabFocusReason);
        else
            m_prompt->instruction().setFocus(Qt::TabFocusReason);
    });
    m_actions->on("workspace.studies", [this] { m_studyDock->setVisible(!m_studyDock->isVisible()); });
    m_actions->on("panels.toggle", [this] {
        const bool any = m_studyDock->isVisible() || m_judgeDock->isVisible();
        m_judgeDock->setVisible(!any);
        m_studyDock->setVisible(!any && width() >= 1500);
    });
    m_actions->on("window.fullscreen", [this] { isFullScreen() ? showNormal() : showFullScreen(); });
    m_actions->on("window.resetLayout", [this] {
        restoreState(m_defaultLayout);
        m_judgeWidth = 0;
        m_studyDock->setVisible(width() >= 1500);
        fitToSize();
    });
    m_actions->on("help.keys", [this] { showKeys(); });
    m_actions->on("help.show", [this] { showIntendedUse(); });
}

void MainWindow::showKeys()
{
    QString rows;
    for (const KeyEntry &entry : ActionRegistry::entries()) {
        if (*entry.keys != '\0')
            rows += QString("<tr><td><b>%1</b>&nbsp;&nbsp;&nbsp;</td><td>%2</td></tr>")
                        .arg(QString::fromLatin1(entry.keys).toHtmlEscaped().replace(' ', " &nbsp;"),
                            ActionRegistry::tr(entry.label).toHtmlEscaped());
    }
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Keys"),
        tr("Plain letters work while no text field has the focus; Esc leaves the instruction."), QMessageBox::Close,
        this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText("<table>" + rows + "</table>");
    box->setModal(false);
    box->show();
}

void MainWindow::showIntendedUse()
{
    auto *box = new QMessageBox(QMessageBox::NoIcon, tr("Contrafact"),
        tr("Contrafact %1 makes counterfactual radiographs for research and education. It is not for diagnosis, and a "
           "synthetic image is not a radiograph of a patient.")
            .arg(QApplication::applicationVersion()),
        QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setInformativeText(tr("Type what should change, brush where if it matters, and press Ctrl+Enter. Press ? on "
                               "an image for all keys. Nothing leaves this computer.\n\n%1\n%2")
                                .arg(QString::fromStdString(m_edits.model().trainingData),
                                    QString::fromStdString(m_edits.model().licence)));
    box->setModal(false);
    box->show();
}

} // namespace cf::ui

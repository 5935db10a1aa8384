#include "ui/edit/EditActions.h"

#include "ui/actions/ActionRegistry.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/ViewState.h"
#include "ui/compare/CompareView.h"

#include <QAction>

#include <algorithm>

namespace cf::ui {
namespace {

constexpr double panStep = 5.0; // Screen pixels.

void makeSwitch(QAction &action, bool on)
{
    action.setCheckable(true);
    action.setChecked(on);
}

void turnBy(ViewState &view, int quarterTurns)
{
    ViewTransform turned = view.transform();
    turned.quarterTurns = (turned.quarterTurns + quarterTurns + 4) % 4;
    view.setTransform(turned);
}

void changeWindow(CompareView &compare, ViewState &view, double widthFactor, double levelShare)
{
    auto window = compare.first().shownWindow();
    if (!window)
        return;
    window->center += levelShare * window->width;
    window->width = std::max(1.0, window->width * widthFactor);
    view.setWindow(window);
}

} // namespace

void connectToolActions(ActionRegistry &actions, CompareView &compare, ToolBox &tools)
{
    actions.on("brush.smaller", [&tools] { tools.setRadius(tools.radius() / 1.2); });
    actions.on("brush.larger", [&tools] { tools.setRadius(tools.radius() * 1.2); });
    actions.on("brush.softer", [&tools] { tools.setHardness(tools.hardness() - 0.1); });
    actions.on("brush.harder", [&tools] { tools.setHardness(tools.hardness() + 0.1); });
    QObject::connect(&compare, &CompareView::radiusChangeRequested, &tools,
        [&tools](double factor) { tools.setRadius(tools.radius() * factor); });
    makeSwitch(actions.action("mask.toggle"), true);
    actions.on(
        "mask.toggle", [&actions, &compare] { compare.setMaskVisible(actions.action("mask.toggle").isChecked()); });
}

void connectViewActions(ActionRegistry &actions, CompareView &compare, ViewState &view)
{
    actions.on("view.fit", [&view] { view.fit(); });
    actions.on("view.oneToOne", [&compare, &view] {
        const Viewport &port = compare.active();
        const double scale =
            view.transform().scale(port.area(), port.imageSize(), port.pixelAspect()) * port.devicePixelRatioF();
        compare.zoomBy(1.0 / scale);
    });
    actions.on("view.zoomIn", [&compare] { compare.zoomBy(1.25); });
    actions.on("view.zoomOut", [&compare] { compare.zoomBy(0.8); });
    actions.on("view.rotate", [&view] { turnBy(view, 1); });
    actions.on("view.rotateBack", [&view] { turnBy(view, -1); });
    actions.on("view.flip", [&view] {
        ViewTransform flipped = view.transform();
        flipped.mirrored = !flipped.mirrored;
        view.setTransform(flipped);
    });
    actions.on("view.invert", [&view] { view.setInverted(!view.inverted()); });
    actions.on("view.reset", [&view] { view.reset(); });
    actions.on("preset.file", [&view] { view.setWindow(std::nullopt); });
    actions.on("window.narrower", [&compare, &view] { changeWindow(compare, view, 0.99, 0.0); });
    actions.on("window.wider", [&compare, &view] { changeWindow(compare, view, 1.01, 0.0); });
    actions.on("level.up", [&compare, &view] { changeWindow(compare, view, 1.0, 0.01); });
    actions.on("level.down", [&compare, &view] { changeWindow(compare, view, 1.0, -0.01); });
    for (const auto &[id, way] : { std::pair("pan.left", QPointF(-1, 0)), std::pair("pan.right", QPointF(1, 0)),
             std::pair("pan.up", QPointF(0, -1)), std::pair("pan.down", QPointF(0, 1)) }) {
        actions.on(id, [&compare, &view, way = way] {
            const Viewport &port = compare.active();
            ViewTransform moved = view.transform();
            moved.panBy(way * panStep, port.area(), port.imageSize(), port.pixelAspect());
            view.setTransform(moved);
        });
    }
}

void connectCompareActions(ActionRegistry &actions, CompareView &compare, ViewState &view)
{
    makeSwitch(actions.action("overlay.cycle"), true);
    makeSwitch(actions.action("region.contour"), true);
    makeSwitch(actions.action("difference.overlay"), false);
    makeSwitch(actions.action("view.link"), true);
    actions.on("overlay.cycle",
        [&actions, &compare] { compare.setOverlaysVisible(actions.action("overlay.cycle").isChecked()); });
    actions.on("region.contour",
        [&actions, &compare] { compare.setContourVisible(actions.action("region.contour").isChecked()); });
    actions.on("difference.overlay",
        [&actions, &compare] { compare.setDifferenceOverImage(actions.action("difference.overlay").isChecked()); });
    actions.on(
        "view.link", [&actions, &compare, &view] { compare.setLinked(actions.action("view.link").isChecked()); });
    actions.on("probe.lock", [&view] { view.setProbeLocked(!view.probeLocked()); });
    actions.on("compare.next", [&compare] {
        const int next = (int(compare.arrangement()) + 1) % (int(Arrangement::Difference) + 1);
        compare.setArrangement(Arrangement(next));
    });
    actions.on("compare.flip", [&compare] { compare.exchange(); });
    actions.on("tile.maximise", [&compare] { compare.toggleMaximised(&compare.active()); });
}

} // namespace cf::ui

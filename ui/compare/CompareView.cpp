#include "ui/compare/CompareView.h"

#include <QHBoxLayout>

namespace cf::ui {
namespace {

CompareMode modeOf(Arrangement arrangement)
{
    switch (arrangement) {
    case Arrangement::Swipe:
        return CompareMode::Swipe;
    case Arrangement::Blink:
        return CompareMode::Blink;
    case Arrangement::Checker:
        return CompareMode::Checker;
    case Arrangement::Overlay:
        return CompareMode::Overlay;
    default:
        return CompareMode::Single;
    }
}

} // namespace

CompareView::CompareView(ToolBox &tools, ViewState &state, QWidget *parent)
    : QWidget(parent)
    , m_shared(state)
    , m_first(new Viewport(tools, state))
    , m_second(new Viewport(tools, state))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    for (Viewport *view : { m_first, m_second }) {
        layout->addWidget(view, 1);
        connect(view, &Viewport::maximiseRequested, this, [this, view] { toggleMaximised(view); });
        connect(view, &Viewport::radiusChangeRequested, this, &CompareView::radiusChangeRequested);
        connect(view, &Viewport::imageStepRequested, this, &CompareView::imageStepRequested);
        connect(view, &Viewport::maskPainted, this, &CompareView::maskPainted);
        connect(view, &Viewport::menuRequested, this, &CompareView::menuRequested);
    }
}

void CompareView::setContents(ViewportContent original, ViewportContent counterfactual)
{
    if (counterfactual.takesGrips && counterfactual.picture == m_counterfactual.picture)
        counterfactual.preview = m_counterfactual.preview; // A drag goes on.
    m_original = std::move(original);
    m_counterfactual = std::move(counterfactual);
    rearrange();
}

void CompareView::setArrangement(Arrangement arrangement)
{
    m_arrangement = arrangement;
    m_maximised = nullptr;
    rearrange();
    Q_EMIT arrangementChanged();
}

void CompareView::exchange()
{
    m_exchanged = !m_exchanged;
    rearrange();
}

void CompareView::toggleMaximised(Viewport *view)
{
    m_maximised = m_maximised ? nullptr : view;
    rearrange();
}

void CompareView::rearrange()
{
    const bool comparable = !m_counterfactual.empty();
    const bool two = m_arrangement == Arrangement::SideBySide || !comparable;
    const auto display =
        m_differenceOverImage ? Viewport::DifferenceDisplay::OverImage : Viewport::DifferenceDisplay::Off;
    m_second->setDifferenceDisplay(m_exchanged ? Viewport::DifferenceDisplay::Off : display);
    m_first->setDifferenceDisplay(m_exchanged && two ? display : Viewport::DifferenceDisplay::Off);
    if (two) {
        m_first->setContent(m_exchanged ? m_counterfactual : m_original);
        m_second->setContent(m_exchanged ? m_original : m_counterfactual);
    } else if (m_arrangement == Arrangement::Difference) {
        ViewportContent map = m_counterfactual;
        map.picture = m_original.picture; // Dark, under the colours: where nothing changed the original shows.
        map.subtitle = tr("Difference · %1").arg(m_counterfactual.subtitle);
        m_first->setDifferenceDisplay(Viewport::DifferenceDisplay::Alone);
        m_first->setContent(std::move(map));
    } else if (m_exchanged) {
        m_first->setComparison(modeOf(m_arrangement), m_counterfactual, m_original);
    } else {
        m_first->setDifferenceDisplay(Viewport::DifferenceDisplay::Off);
        m_first->setComparison(modeOf(m_arrangement), m_original, m_counterfactual);
    }
    const bool firstShown = !two || m_maximised != m_second;
    const bool secondShown = two && m_maximised != m_first;
    // A view that hides hands the focus to the other one: Qt would give it to the next field, where letters are text.
    if (m_first->hasFocus() && !firstShown) {
        m_second->show();
        m_second->setFocus(Qt::OtherFocusReason);
    } else if (m_second->hasFocus() && !secondShown) {
        m_first->show();
        m_first->setFocus(Qt::OtherFocusReason);
    }
    m_first->setVisible(firstShown);
    m_second->setVisible(secondShown);
}

void CompareView::setLinked(bool linked)
{
    m_linked = linked;
    if (!linked)
        m_own.copyFrom(m_shared);
    m_second->setState(linked ? m_shared : m_own);
}

Viewport &CompareView::active()
{
    return m_second->isVisible() && m_second->hasFocus() ? *m_second : *m_first;
}

void CompareView::zoomBy(double factor)
{
    Viewport &port = active();
    ViewTransform zoomed = port.state().transform();
    zoomed.zoomAt(port.area().center(), factor, port.area(), port.imageSize(), port.pixelAspect());
    port.state().setTransform(zoomed);
}

void CompareView::setMask(MaskOverlay *overlay, QUndoStack *undo)
{
    m_first->setMask(overlay, undo, true);
    m_second->setMask(overlay, undo, false);
}

void CompareView::setGrips(GripLayer *grips)
{
    m_first->setGrips(grips);
    m_second->setGrips(grips);
}

void CompareView::setPreview(const QImage &preview)
{
    if (!m_counterfactual.takesGrips)
        return;
    m_counterfactual.preview = preview;
    m_first->setPreview(preview);
    m_second->setPreview(preview);
}

void CompareView::setContourVisible(bool visible)
{
    m_first->setContourVisible(visible);
    m_second->setContourVisible(visible);
}

void CompareView::setMaskVisible(bool visible)
{
    m_first->setMaskVisible(visible);
    m_second->setMaskVisible(visible);
}

void CompareView::setOverlaysVisible(bool visible)
{
    m_first->setOverlaysVisible(visible);
    m_second->setOverlaysVisible(visible);
}

void CompareView::setDifferenceOverImage(bool shown)
{
    m_differenceOverImage = shown;
    rearrange();
}

void CompareView::peekWithoutGrid(bool hidden)
{
    m_first->peekWithoutGrid(hidden);
    m_second->peekWithoutGrid(hidden);
}

void CompareView::setPanHeld(bool held)
{
    m_first->setPanHeld(held);
    m_second->setPanHeld(held);
}

QImage CompareView::figure()
{
    m_first->setGripsHidden(true);
    m_second->setGripsHidden(true);
    const QImage picture = grab().toImage();
    m_first->setGripsHidden(false);
    m_second->setGripsHidden(false);
    return picture;
}

} // namespace cf::ui

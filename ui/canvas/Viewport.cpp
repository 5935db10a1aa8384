#include "ui/canvas/Viewport.h"

#include "ui/canvas/GripLayer.h"
#include "ui/canvas/ToolBox.h"
#include "ui/canvas/layers/MaskOverlay.h"
#include "ui/theme/Theme.h"

#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr int blinkHalfPeriod = 250; // Milliseconds: 2 Hz, below what can harm photosensitive people (3 Hz).
constexpr int longestPeek = 3000;
constexpr double dividerReach = 8.0;

} // namespace

Viewport::Viewport(ToolBox &tools, ViewState &state, QWidget *parent)
    : QWidget(parent)
    , m_tools(tools)
    , m_state(nullptr)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAttribute(Qt::WA_InputMethodEnabled, false); // Else single letters die while a Japanese input method is on.
    setAccessibleName(tr("Image"));
    setState(state);
    connect(&tools, &ToolBox::toolChanged, this, &Viewport::updateCursor);
    connect(&tools, &ToolBox::brushChanged, this, QOverload<>::of(&QWidget::update));
    m_blink.setInterval(blinkHalfPeriod);
    connect(&m_blink, &QTimer::timeout, this, [this] {
        m_blinkShowsOver = !m_blinkShowsOver;
        update();
    });
    m_peek.setSingleShot(true);
    connect(&m_peek, &QTimer::timeout, this, [this] { peekWithoutGrid(false); });
}

Viewport::~Viewport() = default;

void Viewport::setState(ViewState &state)
{
    if (m_state)
        m_state->disconnect(this);
    m_state = &state;
    const auto repaint = [this] { update(); };
    connect(m_state, &ViewState::viewChanged, this, [this] { contentChanged(); });
    connect(m_state, &ViewState::windowChanged, this, repaint);
    connect(m_state, &ViewState::probeChanged, this, repaint);
    update();
}

void Viewport::setContent(ViewportContent content)
{
    m_mode = CompareMode::Single;
    m_contents = { std::move(content), ViewportContent{} };
    contentChanged();
}

void Viewport::setComparison(CompareMode mode, ViewportContent under, ViewportContent over)
{
    m_mode = over.empty() ? CompareMode::Single : mode;
    m_contents = { std::move(under), std::move(over) };
    contentChanged();
}

void Viewport::contentChanged()
{
    if (m_mode == CompareMode::Blink && !m_blink.isActive())
        m_blink.start();
    if (m_mode != CompareMode::Blink) {
        m_blink.stop();
        m_blinkShowsOver = false;
    }
    const ViewportContent &shown = m_mode == CompareMode::Single ? m_contents[0] : m_contents[1];
    QStringList said{ shown.synthetic() ? tr("Counterfactual, synthetic") : tr("Original") };
    if (shown.empty() && shown.preview.isNull())
        said = { shown.headline.isEmpty() ? tr("Image") : shown.headline };
    else
        said << shown.subtitle << (shown.refused ? tr("refused") : QString()) << windowAndZoomText();
    said.removeAll(QString());
    setAccessibleName(said.join(", "));
    updateCursor();
    update();
}

bool Viewport::showsSynthetic() const
{
    const bool difference = m_difference != DifferenceDisplay::Off && m_contents[0].difference;
    return m_contents[0].synthetic() || (m_mode != CompareMode::Single && m_contents[1].synthetic()) || difference;
}

void Viewport::setHeaderVisible(bool visible)
{
    m_headerVisible = visible;
    update();
}

void Viewport::setDifferenceDisplay(DifferenceDisplay display)
{
    m_difference = display;
    update();
}

void Viewport::setContourVisible(bool visible)
{
    m_contourVisible = visible;
    update();
}

void Viewport::setMaskVisible(bool visible)
{
    m_maskVisible = visible;
    update();
}

void Viewport::setOverlaysVisible(bool visible)
{
    m_overlaysVisible = visible;
    update();
}

void Viewport::setMask(MaskOverlay *overlay, QUndoStack *undo, bool filled)
{
    if (m_mask)
        m_mask->disconnect(this);
    m_mask = overlay;
    m_undo = undo;
    m_maskFilled = filled;
    m_gesture.reset();
    if (overlay)
        connect(overlay, &MaskOverlay::changed, this, QOverload<>::of(&QWidget::update));
    update();
}

void Viewport::setGrips(GripLayer *grips)
{
    if (m_grips)
        m_grips->disconnect(this);
    m_grips = grips;
    if (grips)
        connect(grips, &GripLayer::changed, this, QOverload<>::of(&QWidget::update));
    update();
}

void Viewport::setGripsHidden(bool hidden)
{
    m_gripsHidden = hidden;
    update();
}

bool Viewport::showsGrips() const
{
    return m_grips && m_maskVisible && !m_gripsHidden && m_mode == CompareMode::Single && m_contents[0].takesGrips
        && m_difference != DifferenceDisplay::Alone;
}

void Viewport::setPreview(const QImage &preview)
{
    for (ViewportContent &content : m_contents)
        if (content.takesGrips)
            content.preview = preview;
    update();
}

MaskDocument *Viewport::mask() const
{
    return m_mask ? m_mask->document() : nullptr;
}

QRectF Viewport::area() const
{
    const double frame = theme::syntheticFrame;
    const double top = m_headerVisible ? theme::viewportHeader : frame;
    const double bottom = frame + (m_headerVisible ? theme::ribbonHeight : 0);
    return QRectF(frame, top, std::max(1.0, width() - 2 * frame), std::max(1.0, height() - top - bottom));
}

const ViewportContent &Viewport::reference() const
{
    return m_contents[0].picture ? m_contents[0] : m_contents[1];
}

const ViewportContent &Viewport::shownContent() const
{
    switch (m_mode) {
    case CompareMode::Single:
        return m_contents[0];
    case CompareMode::Blink:
        return m_contents[m_blinkShowsOver ? 1 : 0];
    default:
        return m_contents[1];
    }
}

QSizeF Viewport::imageSize() const
{
    return reference().picture ? reference().picture->size() : QSizeF(1, 1);
}

double Viewport::pixelAspect() const
{
    return reference().picture ? reference().picture->pixelAspect() : 1.0;
}

QTransform Viewport::imageToScreen() const
{
    return m_state->transform().imageToScreen(area(), imageSize(), pixelAspect());
}

std::optional<DisplayWindow> Viewport::shownWindow() const
{
    if (m_state->window())
        return m_state->window();
    return reference().picture ? reference().picture->ownWindow() : std::nullopt;
}

void Viewport::peekWithoutGrid(bool hidden)
{
    m_gridHidden = hidden;
    if (hidden)
        m_peek.start(longestPeek);
    else
        m_peek.stop();
    update();
}

void Viewport::setDivider(double share)
{
    m_divider = std::clamp(share, 0.02, 0.98);
    update();
}

bool Viewport::nearDivider(const QPointF &screen) const
{
    return m_mode == CompareMode::Swipe && area().contains(screen)
        && std::abs(screen.x() - (area().left() + area().width() * m_divider)) < dividerReach;
}

QString Viewport::windowAndZoomText() const
{
    QStringList parts;
    if (const auto window = shownWindow())
        parts << tr("W %1  L %2").arg(std::lround(window->width)).arg(std::lround(window->center));
    const double scale = m_state->transform().scale(area(), imageSize(), pixelAspect()) * devicePixelRatioF();
    parts << tr("%1 %").arg(std::lround(scale * 100.0));
    return parts.join("   ");
}

} // namespace cf::ui

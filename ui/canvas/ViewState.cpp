#include "ui/canvas/ViewState.h"

namespace cf::ui {

void ViewState::setTransform(const ViewTransform &transform)
{
    if (m_transform == transform)
        return;
    m_transform = transform;
    Q_EMIT viewChanged();
}

void ViewState::setWindow(const std::optional<DisplayWindow> &window)
{
    if (m_window == window)
        return;
    m_window = window;
    Q_EMIT windowChanged();
}

void ViewState::setInverted(bool inverted)
{
    if (m_inverted == inverted)
        return;
    m_inverted = inverted;
    Q_EMIT windowChanged();
}

void ViewState::setPinnedLimit(const std::optional<double> &limit)
{
    if (m_pinnedLimit == limit)
        return;
    m_pinnedLimit = limit;
    Q_EMIT windowChanged();
}

void ViewState::setProbe(const std::optional<QPointF> &probe)
{
    if (m_probeLocked || m_probe == probe)
        return;
    m_probe = probe;
    Q_EMIT probeChanged();
}

void ViewState::setProbeLocked(bool locked)
{
    m_probeLocked = locked && m_probe.has_value();
    Q_EMIT probeChanged();
}

void ViewState::fit()
{
    ViewTransform fitted = m_transform;
    fitted.zoom = 1.0;
    fitted.centre = QPointF(0.5, 0.5);
    setTransform(fitted);
}

void ViewState::copyFrom(const ViewState &other)
{
    setTransform(other.transform());
    setInverted(other.inverted());
    setWindow(other.window());
    setPinnedLimit(other.pinnedLimit());
}

void ViewState::reset()
{
    setTransform({});
    setInverted(false);
    setWindow(std::nullopt);
}

} // namespace cf::ui

#pragma once

#include "core/imaging/Windowing.h"
#include "ui/canvas/ViewTransform.h"

#include <QObject>

#include <optional>

namespace cf::ui {

/// What linked views share: where the image lies, through which window it is seen, and where the pointer is.
class ViewState : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    const ViewTransform &transform() const { return m_transform; }
    void setTransform(const ViewTransform &transform);

    /// Absent: the image's own window or look-up table.
    const std::optional<DisplayWindow> &window() const { return m_window; }
    void setWindow(const std::optional<DisplayWindow> &window);

    bool inverted() const { return m_inverted; }
    void setInverted(bool inverted);

    /// Stored units at the ends of every difference map's scale; absent: each has its own.
    const std::optional<double> &pinnedLimit() const { return m_pinnedLimit; }
    void setPinnedLimit(const std::optional<double> &limit);

    /// Image pixel under the pointer; absent while it is elsewhere.
    const std::optional<QPointF> &probe() const { return m_probe; }
    /// Does nothing while the probe is locked.
    void setProbe(const std::optional<QPointF> &probe);
    bool probeLocked() const { return m_probeLocked; }
    void setProbeLocked(bool locked);

    /// The whole image in the view; turned and mirrored as it is.
    void fit();
    /// Takes over all but the probe.
    void copyFrom(const ViewState &other);
    /// Fit, upright, the image's own window, not inverted. A pinned limit stays.
    void reset();

Q_SIGNALS:
    void viewChanged();
    void windowChanged();
    void probeChanged();

private:
    ViewTransform m_transform;
    std::optional<DisplayWindow> m_window;
    std::optional<double> m_pinnedLimit;
    std::optional<QPointF> m_probe;
    bool m_inverted = false;
    bool m_probeLocked = false;
};

} // namespace cf::ui

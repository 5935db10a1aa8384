#pragma once

#include "ui/canvas/Gesture.h"
#include "ui/images/Grip.h"

#include <QObject>
#include <QString>
#include <QTransform>

#include <functional>
#include <vector>

namespace cf::ui {

/// The grips over a counterfactual: painted by views, dragged by the mouse, heeded by whoever owns them.
class GripLayer : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    static constexpr double side = 12.0; ///< Of a grip, in logical pixels.

    void setGrips(std::vector<Grip> grips);
    const std::vector<Grip> &grips() const { return m_grips; }
    /// Takes the last drag back, where Esc is pressed without one going on; false where there is none.
    std::function<bool()> takeBack;

    /// The grip under a point of the screen; -1 where there is none.
    int at(const QPointF &screen, const QTransform &imageToScreen) const;
    void draw(QPainter &painter, const QTransform &imageToScreen) const;
    /// The drag of a grip from its press on.
    std::unique_ptr<Gesture> begin(int grip, const PointerPosition &at);

Q_SIGNALS:
    void changed();
    void pressed(int grip);
    void dragged(const QPointF &way); ///< From the press, in image coordinates.
    void released();
    void cancelled();

private:
    std::vector<Grip> m_grips;
    int m_held = -1;
};

} // namespace cf::ui

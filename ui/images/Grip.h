#pragma once

#include <QPointF>

namespace cf::ui {

/// A place by which something that was drawn into a film is moved or resized.
struct Grip {
    QPointF place; ///< In image coordinates, as the canvas has them.
    int group = 0; ///< Grips of one thing are joined by a line.
    bool operator==(const Grip &) const = default;
};

} // namespace cf::ui

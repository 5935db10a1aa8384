#pragma once

#include "ui/images/DifferencePicture.h"

#include <QRectF>

class QPainter;

namespace cf::ui {

/// The scale of a difference map, painted the same beside the map and in a figure: darker on the screen at the left,
/// brighter at the right, zero in the middle, the stored values that make them so, unit and noise floor. `bar` is the
/// coloured bar itself; words take 22 pixels above it and 30 below.
class Legend
{
public:
    /// `map` must outlive the legend.
    Legend(const DifferencePicture &map, const MapLook &look, int bitsStored, bool pinned, const QRectF &bar);

    const QRectF &bar() const { return m_bar; }
    /// The stored value that stands at a place of the scale: −1 its left end, 1 its right.
    double storedAt(double share) const;
    /// Where a difference in stored units stands.
    double place(double difference) const;
    void paint(QPainter &painter) const;

private:
    void paintBar(QPainter &painter) const;
    void paintFloor(QPainter &painter) const;
    void paintTicks(QPainter &painter) const;

    const DifferencePicture &m_map;
    MapLook m_look;
    int m_bits;
    bool m_pinned;
    QRectF m_bar;
};

} // namespace cf::ui

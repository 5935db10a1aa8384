#pragma once

#include "core/base/Image.h"

#include <QObject>
#include <QPainterPath>
#include <QRect>

#include <cstdint>
#include <vector>

namespace cf::ui {

/// A rectangle of a mask's values, as undo keeps it.
struct MaskPatch {
    QRect rect;
    std::vector<std::uint8_t> values;
};

/// The rectangle around all values above 0; empty when there are none.
QRect boundsOf(const Image<std::uint8_t> &values);

/// The region that the user allows an edit to change: 0 keeps a pixel exactly, 255 lets it change. At the image's size.
class MaskDocument : public QObject
{
    Q_OBJECT

public:
    explicit MaskDocument(QSize imageSize, QObject *parent = nullptr);

    QSize size() const { return QSize(m_values.width, m_values.height); }
    bool isEmpty() const;
    const Image<std::uint8_t> &values() const { return m_values; }
    /// The mask as an edit takes it; empty when nothing is drawn.
    MaskImage toMask() const { return toMask(m_values); }
    /// The same of values that were copied from a document; not for the GUI thread where they are many.
    static MaskImage toMask(const Image<std::uint8_t> &values);
    QRect bounds() const;
    /// Number of pixels above 0.
    std::int64_t area() const;

    MaskPatch patch(const QRect &rect) const;
    void apply(const MaskPatch &patch);

    /// Paints a thick line with round ends: full within `radius` × `hardness` of it, falling to 0 at `radius`.
    /// Returns the rectangle touched. `erase` takes away instead.
    QRect paintLine(const QPointF &from, const QPointF &to, double radius, double hardness, bool erase);
    /// Fills or empties an outline given in image pixels. Returns the rectangle touched.
    QRect fillPath(const QPainterPath &path, bool erase);

Q_SIGNALS:
    /// Values in `rect` changed.
    void changed(const QRect &rect);

private:
    Image<std::uint8_t> m_values;
};

} // namespace cf::ui

#include "ui/images/MaskDocument.h"

#include <QImage>
#include <QLineF>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace cf::ui {
namespace {

/// Squared distance of a point from a piece of line.
double distanceSquared(double x, double y, const QPointF &from, const QPointF &to)
{
    const double dx = to.x() - from.x();
    const double dy = to.y() - from.y();
    const double length = dx * dx + dy * dy;
    const double share =
        length > 0.0 ? std::clamp(((x - from.x()) * dx + (y - from.y()) * dy) / length, 0.0, 1.0) : 0.0;
    const double offX = x - from.x() - share * dx;
    const double offY = y - from.y() - share * dy;
    return offX * offX + offY * offY;
}

/// Place of the first value above 0, eight at a time; `count` where there is none.
std::size_t firstSet(const std::uint8_t *values, std::size_t count)
{
    std::size_t at = 0;
    for (std::uint64_t word = 0; at + sizeof word <= count; at += sizeof word) {
        std::memcpy(&word, values + at, sizeof word);
        if (word != 0)
            break;
    }
    while (at < count && values[at] == 0)
        ++at;
    return at;
}

} // namespace

MaskDocument::MaskDocument(QSize imageSize, QObject *parent)
    : QObject(parent)
    , m_values(std::max(0, imageSize.width()), std::max(0, imageSize.height()))
{
}

bool MaskDocument::isEmpty() const
{
    return firstSet(m_values.pixels.data(), m_values.pixels.size()) == m_values.pixels.size();
}

MaskImage MaskDocument::toMask(const Image<std::uint8_t> &values)
{
    if (std::all_of(values.pixels.begin(), values.pixels.end(), [](std::uint8_t value) { return value == 0; }))
        return {};
    MaskImage mask(values.width, values.height);
    std::transform(values.pixels.begin(), values.pixels.end(), mask.pixels.begin(),
        [](std::uint8_t value) { return float(value) / 255.0F; });
    return mask;
}

QRect MaskDocument::bounds() const
{
    return boundsOf(m_values);
}

QRect boundsOf(const Image<std::uint8_t> &values)
{
    QRect bounds;
    for (int y = 0; y < values.height && values.width > 0; ++y) {
        const std::uint8_t *row = &values.pixels[values.index(0, y)];
        const int first = int(firstSet(row, std::size_t(values.width)));
        if (first == values.width)
            continue;
        int last = values.width - 1;
        while (row[last] == 0)
            --last;
        bounds = bounds.united(QRect(first, y, last - first + 1, 1));
    }
    return bounds;
}

std::int64_t MaskDocument::area() const
{
    return std::count_if(m_values.pixels.begin(), m_values.pixels.end(), [](std::uint8_t value) { return value > 0; });
}

MaskPatch MaskDocument::patch(const QRect &rect) const
{
    MaskPatch result{ rect.intersected(QRect(QPoint(0, 0), size())), {} };
    result.values.reserve(std::size_t(result.rect.width()) * std::size_t(result.rect.height()));
    for (int y = result.rect.top(); y <= result.rect.bottom(); ++y) {
        const auto begin = m_values.pixels.begin() + std::ptrdiff_t(m_values.index(result.rect.left(), y));
        result.values.insert(result.values.end(), begin, begin + result.rect.width());
    }
    return result;
}

void MaskDocument::apply(const MaskPatch &patch)
{
    auto from = patch.values.begin();
    for (int y = patch.rect.top(); y <= patch.rect.bottom(); ++y, from += patch.rect.width())
        std::copy(from, from + patch.rect.width(),
            m_values.pixels.begin() + std::ptrdiff_t(m_values.index(patch.rect.left(), y)));
    Q_EMIT changed(patch.rect);
}

QRect MaskDocument::paintLine(const QPointF &from, const QPointF &to, double radius, double hardness, bool erase)
{
    const QRect rect = QRectF(from, to)
                           .normalized()
                           .adjusted(-radius, -radius, radius, radius)
                           .toAlignedRect()
                           .intersected(QRect(QPoint(0, 0), size()));
    const double hard = radius * std::clamp(hardness, 0.0, 1.0);
    const double soft = std::max(1e-6, radius - hard);
    for (int y = rect.top(); y <= rect.bottom(); ++y) {
        for (int x = rect.left(); x <= rect.right(); ++x) {
            const double squared = distanceSquared(x + 0.5, y + 0.5, from, to);
            if (squared >= radius * radius)
                continue;
            const double distance = std::sqrt(squared);
            const double strength = distance <= hard ? 1.0 : (radius - distance) / soft;
            const int value = std::clamp(int(std::lround(strength * 255.0)), 0, 255);
            std::uint8_t &cell = m_values.at(x, y);
            cell = std::uint8_t(erase ? std::min(int(cell), 255 - value) : std::max(int(cell), value));
        }
    }
    if (!rect.isEmpty())
        Q_EMIT changed(rect);
    return rect;
}

QRect MaskDocument::fillPath(const QPainterPath &path, bool erase)
{
    const QRect rect =
        path.boundingRect().toAlignedRect().adjusted(-1, -1, 1, 1).intersected(QRect(QPoint(0, 0), size()));
    if (rect.isEmpty())
        return {};
    QImage shape(rect.size(), QImage::Format_Grayscale8);
    shape.fill(0);
    QPainter painter(&shape);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(-rect.topLeft());
    painter.fillPath(path, Qt::white);
    painter.end();
    for (int y = 0; y < rect.height(); ++y) {
        const uchar *line = shape.constScanLine(y);
        for (int x = 0; x < rect.width(); ++x) {
            std::uint8_t &cell = m_values.at(rect.left() + x, rect.top() + y);
            cell = std::uint8_t(erase ? std::min(int(cell), 255 - int(line[x])) : std::max(int(cell), int(line[x])));
        }
    }
    Q_EMIT changed(rect);
    return rect;
}

} // namespace cf::ui

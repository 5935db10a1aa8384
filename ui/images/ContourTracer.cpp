#include "ui/images/ContourTracer.h"

#include <QHash>
#include <QTransform>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace cf::ui {
namespace {

/// Marching squares. A crossing is named by the cell edge that it lies on: twice the corner's number, plus one for the
/// edge that goes down. Segments that share a crossing are joined into closed lines.
class Tracer
{
public:
    Tracer(const Image<std::uint8_t> &grid, int level)
        : m_grid(grid)
        , m_level(level)
        , m_columns(grid.width + 2)
    {
    }

    QPainterPath trace()
    {
        for (int y = -1; y < m_grid.height; ++y) {
            for (int x = -1; x < m_grid.width; ++x) {
                x = firstMixed(x, y);
                if (x < m_grid.width)
                    visit(x, y);
            }
        }
        QPainterPath path;
        while (!m_next.isEmpty())
            follow(path, m_next.begin().key());
        return path;
    }

private:
    int value(int x, int y) const
    {
        return x < 0 || y < 0 || x >= m_grid.width || y >= m_grid.height ? 0 : m_grid.at(x, y);
    }
    /// The first cell of a row from `x` on that may hold a crossing. Most of a mask is one value far and wide, so eight
    /// cells are passed over at a time: a mask is traced again with every stroke.
    int firstMixed(int x, int y) const
    {
        if (y < 0 || y + 1 >= m_grid.height || x < 0)
            return x;
        const std::uint8_t *upper = &m_grid.at(0, y);
        const std::uint8_t *lower = &m_grid.at(0, y + 1);
        for (; x + 8 < m_grid.width; x += 8) {
            std::uint64_t above = 0;
            std::uint64_t below = 0;
            std::memcpy(&above, upper + x, sizeof above);
            std::memcpy(&below, lower + x, sizeof below);
            const std::uint64_t same = upper[x] * std::uint64_t{ 0x0101010101010101 };
            if (above != same || below != same || upper[x + 8] != upper[x] || lower[x + 8] != upper[x])
                break;
        }
        return x;
    }
    qint64 corner(int x, int y) const { return qint64(y + 1) * m_columns + (x + 1); }

    void join(qint64 from, qint64 to) { m_next.insert(from, to); }

    /// Segments run with the inside on their right, so that each crossing is left exactly once.
    void visit(int x, int y)
    {
        const int inside = (value(x, y) >= m_level ? 1 : 0) | (value(x + 1, y) >= m_level ? 2 : 0)
            | (value(x + 1, y + 1) >= m_level ? 4 : 0) | (value(x, y + 1) >= m_level ? 8 : 0);
        if (inside == 0 || inside == 15)
            return;
        const std::array<qint64, 4> edge{ corner(x, y) * 2, corner(x + 1, y) * 2 + 1, corner(x, y + 1) * 2,
            corner(x, y) * 2 + 1 };
        enum { Top, Right, Bottom, Left };
        static constexpr std::array<std::array<int, 4>, 16> segments{ { { -1, -1, -1, -1 }, { Left, Top, -1, -1 },
            { Top, Right, -1, -1 }, { Left, Right, -1, -1 }, { Right, Bottom, -1, -1 }, { Left, Top, Right, Bottom },
            { Top, Bottom, -1, -1 }, { Left, Bottom, -1, -1 }, { Bottom, Left, -1, -1 }, { Bottom, Top, -1, -1 },
            { Top, Right, Bottom, Left }, { Bottom, Right, -1, -1 }, { Right, Left, -1, -1 }, { Right, Top, -1, -1 },
            { Top, Left, -1, -1 }, { -1, -1, -1, -1 } } };
        const std::array<int, 4> &pair = segments[std::size_t(inside)];
        join(edge[std::size_t(pair[0])], edge[std::size_t(pair[1])]);
        if (pair[2] >= 0)
            join(edge[std::size_t(pair[2])], edge[std::size_t(pair[3])]);
    }

    QPointF crossing(qint64 name) const
    {
        const bool down = name % 2 != 0;
        const qint64 place = name / 2;
        const int x = int(place % m_columns) - 1;
        const int y = int(place / m_columns) - 1;
        const int first = value(x, y);
        const int second = down ? value(x, y + 1) : value(x + 1, y);
        const double share =
            first == second ? 0.5 : std::clamp((m_level - 0.5 - first) / double(second - first), 0.0, 1.0);
        return down ? QPointF(x + 0.5, y + 0.5 + share) : QPointF(x + 0.5 + share, y + 0.5);
    }

    void follow(QPainterPath &path, qint64 start)
    {
        qint64 at = start;
        path.moveTo(crossing(at));
        for (auto found = m_next.find(at); found != m_next.end(); found = m_next.find(at)) {
            at = found.value();
            m_next.erase(found);
            if (at != start)
                path.lineTo(crossing(at));
        }
        path.closeSubpath();
    }

    const Image<std::uint8_t> &m_grid;
    int m_level;
    qint64 m_columns;
    QHash<qint64, qint64> m_next;
};

} // namespace

QPainterPath traceContour(const Image<std::uint8_t> &grid, int level)
{
    return Tracer(grid, level).trace();
}

QPainterPath smoothContour(const QPainterPath &path)
{
    constexpr int passes = 4;
    constexpr qsizetype fewest = 8; // Less is a pixel or two, which would shrink away.
    QPainterPath smooth;
    for (QPolygonF line : path.toSubpathPolygons()) {
        if (line.size() > 1 && line.isClosed())
            line.removeLast();
        const qsizetype count = line.size();
        for (int pass = 0; count >= fewest && pass < passes; ++pass) {
            const QPolygonF before = line;
            for (qsizetype at = 0; at < count; ++at)
                line[at] = before[at] / 2 + (before[(at + count - 1) % count] + before[(at + 1) % count]) / 4;
        }
        smooth.addPolygon(line);
        smooth.closeSubpath();
    }
    return smooth;
}

QPainterPath contourOnScreen(const QPainterPath &path, const QTransform &imageToScreen)
{
    constexpr double closest = 1.0;
    QPainterPath line;
    QPointF last;
    for (int index = 0; index < path.elementCount(); ++index) {
        const QPainterPath::Element &element = path.elementAt(index);
        const QPointF at = imageToScreen.map(QPointF(element));
        if (element.isMoveTo()) {
            if (index > 0)
                line.closeSubpath();
            line.moveTo(at);
        } else if ((at - last).manhattanLength() < closest) {
            continue;
        } else {
            line.lineTo(at);
        }
        last = at;
    }
    if (!line.isEmpty())
        line.closeSubpath();
    return line;
}

Image<std::uint8_t> shrunkMask(const MaskImage &mask, int longSide, double &scale)
{
    const int step = std::max(1, (std::max(mask.width, mask.height) + longSide - 1) / std::max(1, longSide));
    scale = step;
    Image<std::uint8_t> grid((mask.width + step - 1) / step, (mask.height + step - 1) / step);
    for (int y = 0; y < mask.height; ++y) {
        for (int x = 0; x < mask.width; ++x) {
            const float value = mask.at(x, y);
            // Anything above 0 counts, however little: such a pixel may differ.
            const int level = value > 0.0F ? std::clamp(int(std::lround(value * 255.0F)), 1, 255) : 0;
            std::uint8_t &cell = grid.at(x / step, y / step);
            cell = std::uint8_t(std::max(int(cell), level));
        }
    }
    return grid;
}

QPainterPath regionOutline(const MaskImage &mask)
{
    if (mask.empty())
        return {};
    double scale = 1.0;
    Image<std::uint8_t> grid = shrunkMask(mask, 640, scale);
    for (std::uint8_t &cell : grid.pixels)
        cell = cell > 0 ? 255 : 0;
    return QTransform::fromScale(scale, scale).map(smoothContour(traceContour(grid, 128)));
}

} // namespace cf::ui

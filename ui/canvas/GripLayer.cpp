#include "ui/canvas/GripLayer.h"

#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf::ui {
namespace {

constexpr double reach = 14.0; ///< Of the pointer, from a grip's middle: a target of 28 logical pixels.

} // namespace

void GripLayer::setGrips(std::vector<Grip> grips)
{
    if (grips == m_grips)
        return;
    m_grips = std::move(grips);
    Q_EMIT changed();
}

int GripLayer::at(const QPointF &screen, const QTransform &imageToScreen) const
{
    int nearest = -1;
    double minimum = reach;
    for (std::size_t i = 0; i < m_grips.size(); ++i) {
        const QPointF way = imageToScreen.map(m_grips[i].place) - screen;
        const double distance = std::max(std::abs(way.x()), std::abs(way.y()));
        if (distance <= minimum) {
            minimum = distance;
            nearest = int(i);
        }
    }
    return nearest;
}

void GripLayer::draw(QPainter &painter, const QTransform &imageToScreen) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QColor accent = theme::colour("accent.base");
    const auto twice = [&painter, &accent](auto &&paint) {
        painter.setPen(QPen(QColor(0, 0, 0, 170), 3.5)); // Seen on white bone, too.
        paint();
        painter.setPen(QPen(accent, 1.4));
        paint();
    };
    painter.setBrush(Qt::NoBrush);
    for (std::size_t i = 1; i < m_grips.size(); ++i)
        if (m_grips[i].group == m_grips[i - 1].group)
            twice([&] {
                painter.drawLine(imageToScreen.map(m_grips[i - 1].place), imageToScreen.map(m_grips[i].place));
            });
    for (std::size_t i = 0; i < m_grips.size(); ++i) {
        const QPointF middle = imageToScreen.map(m_grips[i].place);
        const QRectF square(middle - QPointF(side / 2, side / 2), QSizeF(side, side));
        painter.setBrush(int(i) == m_held ? accent : QColor(0, 0, 0, 120));
        twice([&] { painter.drawRect(square.adjusted(1, 1, -1, -1)); });
    }
    painter.restore();
}

namespace {

class GripGesture : public Gesture
{
public:
    GripGesture(const PointerPosition &at, std::function<void(const QPointF &)> move, std::function<void(bool)> end)
        : m_start(at.image)
        , m_move(std::move(move))
        , m_end(std::move(end))
    {
    }
    void move(const PointerPosition &to) override { m_move(to.image - m_start); }
    void finish() override { m_end(true); }
    void cancel() override { m_end(false); }

private:
    QPointF m_start;
    std::function<void(const QPointF &)> m_move;
    std::function<void(bool)> m_end;
};

} // namespace

std::unique_ptr<Gesture> GripLayer::begin(int grip, const PointerPosition &at)
{
    m_held = grip;
    Q_EMIT pressed(grip);
    return std::make_unique<GripGesture>(
        at, [this](const QPointF &way) { Q_EMIT dragged(way); },
        [this](bool done) {
            m_held = -1;
            if (done)
                Q_EMIT released();
            else
                Q_EMIT cancelled();
            Q_EMIT changed();
        });
}

} // namespace cf::ui

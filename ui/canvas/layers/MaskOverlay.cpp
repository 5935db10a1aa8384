#include "ui/canvas/layers/MaskOverlay.h"

#include "ui/images/ContourTracer.h"
#include "ui/theme/Theme.h"

#include <QPainter>

#include <algorithm>
#include <array>

namespace cf::ui {
namespace {

constexpr int overlaySide = 900;
constexpr double veilOpacity = 0.30;

} // namespace

MaskOverlay::MaskOverlay(QObject *parent)
    : QObject(parent)
{
}

void MaskOverlay::setDocument(MaskDocument *document)
{
    if (m_document)
        m_document->disconnect(this);
    m_document = document;
    if (!document) {
        m_grid = {};
        m_veil = {};
        m_outline = {};
        Q_EMIT changed();
        return;
    }
    const QSize size = document->size();
    m_step = std::max(1, (std::max(size.width(), size.height()) + overlaySide - 1) / overlaySide);
    m_grid = Image<std::uint8_t>((size.width() + m_step - 1) / m_step, (size.height() + m_step - 1) / m_step);
    m_veil = QImage(m_grid.width, m_grid.height, QImage::Format_ARGB32_Premultiplied);
    m_veil.fill(Qt::transparent);
    connect(document, &MaskDocument::changed, this, &MaskOverlay::refresh);
    connect(document, &QObject::destroyed, this, [this] {
        m_document = nullptr;
        m_veil = {};
    });
    refresh(QRect(QPoint(0, 0), size));
}

void MaskOverlay::refresh(const QRect &rect)
{
    const QColor teal = theme::colour("mask.edit");
    std::array<QRgb, 256> veil{};
    for (std::size_t value = 0; value < veil.size(); ++value)
        veil[value] = qPremultiply(qRgba(teal.red(), teal.green(), teal.blue(), int(double(value) * veilOpacity)));
    const QSize size = m_document->size();
    const int right = std::min(rect.right() / m_step, m_grid.width - 1);
    const int bottom = std::min(rect.bottom() / m_step, m_grid.height - 1);
    for (int y = std::max(0, rect.top() / m_step); y <= bottom; ++y) {
        auto *line = reinterpret_cast<QRgb *>(m_veil.scanLine(y));
        const std::uint8_t *values = &m_document->values().at(0, std::min(y * m_step + m_step / 2, size.height() - 1));
        std::uint8_t *cells = &m_grid.at(0, y);
        for (int x = std::max(0, rect.left() / m_step); x <= right; ++x) {
            cells[x] = values[std::min(x * m_step + m_step / 2, size.width() - 1)];
            line[x] = veil[cells[x]];
        }
    }
    m_outlineCurrent = false;
    Q_EMIT changed();
}

void MaskOverlay::draw(QPainter &painter, const QTransform &imageToScreen, bool filled)
{
    if (!m_document || m_veil.isNull())
        return;
    if (!m_outlineCurrent) {
        m_outline = QTransform::fromScale(m_step, m_step).map(smoothContour(traceContour(m_grid, 128)));
        m_outlineCurrent = true;
    }
    if (filled) {
        painter.save();
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        painter.setTransform(QTransform::fromScale(m_step, m_step) * imageToScreen, true);
        painter.drawImage(0, 0, m_veil);
        painter.restore();
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QPainterPath line = contourOnScreen(m_outline, imageToScreen);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(QColor(0, 0, 0, 153), 2.5));
    painter.drawPath(line);
    painter.setPen(QPen(theme::colour("mask.edit"), 1.2));
    painter.drawPath(line);
    painter.restore();
}

} // namespace cf::ui

#include "ui/images/RadiographPicture.h"

#include "core/imaging/Geometry.h"
#include "ui/images/ImagePyramid.h"

#include <algorithm>
#include <cmath>

namespace cf::ui {

QImage screenImage(const GreyImage &grey)
{
    QImage image(grey.width, grey.height, QImage::Format_Grayscale8);
    for (int y = 0; y < grey.height; ++y) {
        uchar *line = image.scanLine(y);
        for (int x = 0; x < grey.width; ++x)
            line[x] = uchar(std::clamp(grey.at(x, y), 0.0F, 1.0F) * 255.0F + 0.5F);
    }
    return image;
}

RadiographPicture::RadiographPicture(Radiograph radiograph, const std::optional<DisplayWindow> &ownWindow)
    : m_radiograph(std::move(radiograph))
    , m_ownWindow(ownWindow || m_radiograph.stored.empty() ? ownWindow : defaultWindow(m_radiograph))
{
    halve();
}

void RadiographPicture::halve()
{
    const StoredImage &stored = m_radiograph.stored;
    if (std::max(stored.width, stored.height) <= smallestLevelSide)
        return;
    const std::int32_t lowest = m_radiograph.minimumStored();
    const std::int32_t highest = m_radiograph.maximumStored();
    m_levels.push_back(halved<std::uint16_t>(stored.width, stored.height,
        [&](int x, int y) { return float(std::clamp(stored.at(x, y), lowest, highest) - lowest); }));
    while (std::max(m_levels.back().width, m_levels.back().height) > smallestLevelSide) {
        const Image<std::uint16_t> &last = m_levels.back();
        m_levels.push_back(
            halved<std::uint16_t>(last.width, last.height, [&](int x, int y) { return float(last.at(x, y)); }));
    }
}

double RadiographPicture::pixelAspect() const
{
    return cf::pixelAspect(m_radiograph);
}

std::optional<std::int32_t> RadiographPicture::storedAt(int x, int y) const
{
    const StoredImage &stored = m_radiograph.stored;
    if (x < 0 || y < 0 || x >= stored.width || y >= stored.height)
        return std::nullopt;
    return stored.at(x, y);
}

int RadiographPicture::levelFor(double scale) const
{
    return halvingFor(scale, int(m_levels.size()));
}

QRect RadiographPicture::levelRect(int level) const
{
    if (level == 0)
        return QRect(0, 0, m_radiograph.stored.width, m_radiograph.stored.height);
    const Image<std::uint16_t> &image = m_levels[std::size_t(level - 1)];
    return QRect(0, 0, image.width, image.height);
}

std::vector<QRgb> RadiographPicture::table(const std::optional<DisplayWindow> &window, bool inverted) const
{
    const DisplayMap map(m_radiograph, window ? window : m_ownWindow);
    std::vector<QRgb> colours;
    colours.reserve(map.table().size());
    std::int32_t stored = map.minimumStored();
    for (const float grey : map.table()) {
        const float shown = inverted ? 1.0F - grey : grey;
        const int level = isPadding(m_radiograph, stored++) ? 0 : std::clamp(int(shown * 255.0F + 0.5F), 0, 255);
        colours.push_back(qRgb(level, level, level));
    }
    return colours;
}

QImage RadiographPicture::render(int level, const QRect &part, const std::vector<QRgb> &table) const
{
    QImage image(part.size(), QImage::Format_RGB32);
    if (image.isNull() || table.empty())
        return {};
    const std::size_t last = table.size() - 1;
    const std::int32_t lowest = m_radiograph.minimumStored();
    for (int y = 0; y < part.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        if (level == 0) {
            const std::int32_t *values = &m_radiograph.stored.at(part.left(), part.top() + y);
            for (int x = 0; x < part.width(); ++x)
                line[x] = table[std::min(std::size_t(std::max(values[x] - lowest, 0)), last)];
        } else {
            const std::uint16_t *values = &m_levels[std::size_t(level - 1)].at(part.left(), part.top() + y);
            for (int x = 0; x < part.width(); ++x)
                line[x] = table[std::min(std::size_t(values[x]), last)];
        }
    }
    return image;
}

QImage RadiographPicture::thumbnail(int longSide) const
{
    if (m_radiograph.stored.empty())
        return {};
    const int level = levelFor(double(longSide) / std::max(size().width(), size().height()));
    const QImage whole = render(level, levelRect(level), table({}, false));
    const QSize target = QSizeF(size().width(), size().height() * pixelAspect())
                             .scaled(longSide, longSide, Qt::KeepAspectRatio)
                             .toSize()
                             .expandedTo(QSize(1, 1));
    return whole.scaled(target, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace cf::ui

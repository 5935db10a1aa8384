#include "ui/images/DifferencePicture.h"

#include "ui/images/ImagePyramid.h"

#include <algorithm>
#include <cmath>

namespace cf::ui {
namespace {

constexpr int colourCount = 511; // Odd: the middle is exactly "no change".

} // namespace

double roundLimit(double value)
{
    if (!(value > 1.0))
        return 1.0;
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double digit : { 1.0, 2.0, 3.0, 5.0, 6.0, 8.0 }) {
        if (value <= digit * power * (1.0 + 1e-9))
            return digit * power;
    }
    return 10.0 * power;
}

DifferencePicture::DifferencePicture(DifferenceMap map, ColourScale scale)
    : m_map(std::move(map))
    , m_scale(scale)
    , m_limit(roundLimit(m_map.range))
{
    for (const std::int32_t value : m_map.values.pixels) {
        m_lowest = std::min(m_lowest, double(value));
        m_highest = std::max(m_highest, double(value));
    }
    for (const Colour &colour : colourTable(m_scale, colourCount))
        m_colours.push_back(qRgb(colour.red, colour.green, colour.blue));
    if (std::max(m_map.values.width, m_map.values.height) <= smallestLevelSide)
        return;
    const StoredImage &values = m_map.values;
    m_levels.push_back(
        halved<float>(values.width, values.height, [&](int x, int y) { return float(values.at(x, y)); }));
    while (std::max(m_levels.back().width, m_levels.back().height) > smallestLevelSide) {
        const Image<float> &last = m_levels.back();
        m_levels.push_back(halved<float>(last.width, last.height, [&](int x, int y) { return last.at(x, y); }));
    }
}

std::optional<std::int32_t> DifferencePicture::at(int x, int y) const
{
    if (x < 0 || y < 0 || x >= m_map.values.width || y >= m_map.values.height)
        return std::nullopt;
    return m_map.values.at(x, y);
}

int DifferencePicture::levelFor(double scale) const
{
    return halvingFor(scale, int(m_levels.size()));
}

QRect DifferencePicture::levelRect(int level) const
{
    if (level == 0)
        return QRect(0, 0, m_map.values.width, m_map.values.height);
    const Image<float> &image = m_levels[std::size_t(level - 1)];
    return QRect(0, 0, image.width, image.height);
}

MapLook DifferencePicture::look(const std::optional<double> &pinned, bool inverted) const
{
    return { isSigned() ? pinned.value_or(m_limit) : m_limit, isSigned() && inverted };
}

bool DifferencePicture::exceedsDarker(const MapLook &look) const
{
    return isSigned() && (screenSign(look.inverted) > 0 ? m_lowest < -look.limit : m_highest > look.limit);
}

bool DifferencePicture::exceedsBrighter(const MapLook &look) const
{
    return !isSigned() || screenSign(look.inverted) > 0 ? m_highest > look.limit : m_lowest < -look.limit;
}

QRgb DifferencePicture::colourOf(double difference, const MapLook &look) const
{
    const double place = isSigned()
        ? (std::clamp(screenSign(look.inverted) * difference / look.limit, -1.0, 1.0) + 1.0) / 2.0
        : std::clamp(difference / look.limit, 0.0, 1.0);
    return m_colours[std::size_t(std::lround(place * (colourCount - 1)))];
}

QImage DifferencePicture::render(int level, const QRect &part, const MapLook &look) const
{
    QImage image(part.size(), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return {};
    const double floor = std::max(m_map.noiseFloor, 0.5);
    const auto paintLine = [&](QRgb *line, const auto *values) {
        for (int x = 0; x < part.width(); ++x)
            line[x] = std::abs(double(values[x])) < floor ? 0 : colourOf(double(values[x]), look);
    };
    for (int y = 0; y < part.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(image.scanLine(y));
        if (level == 0)
            paintLine(line, &m_map.values.at(part.left(), part.top() + y));
        else
            paintLine(line, &m_levels[std::size_t(level - 1)].at(part.left(), part.top() + y));
    }
    return image;
}

} // namespace cf::ui

#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf {
namespace {

double lookup(const LookupTable &table, double input)
{
    const auto last = static_cast<double>(table.values.size() - 1);
    const double index = std::clamp(std::round(input) - table.firstInput, 0.0, last);
    return table.values[static_cast<std::size_t>(index)];
}

/// PS3.3 C.11.2.1.2.1 and C.11.2.1.3 with an output range of 0 … 1.
double windowed(const DisplayWindow &window, double value)
{
    const double center = window.center;
    switch (window.function) {
    case VoiFunction::Linear: {
        const double width = std::max(window.width, 1.0);
        if (value <= center - 0.5 - (width - 1.0) / 2.0)
            return 0.0;
        if (value > center - 0.5 + (width - 1.0) / 2.0)
            return 1.0;
        return (value - (center - 0.5)) / (width - 1.0) + 0.5;
    }
    case VoiFunction::LinearExact:
        if (value <= center - window.width / 2.0)
            return 0.0;
        if (value > center + window.width / 2.0)
            return 1.0;
        return (value - center) / window.width + 0.5;
    case VoiFunction::Sigmoid:
        return 1.0 / (1.0 + std::exp(-4.0 * (value - center) / window.width));
    }
    return 0.0;
}

/// White of a VOI LUT. Some files state fewer bits than their entries need; those are believed over the statement.
double whiteOf(const LookupTable &table)
{
    const double stated = std::ldexp(1.0, std::clamp(table.bitsPerEntry, 1, 16)) - 1.0;
    return std::max<double>(stated, *std::max_element(table.values.begin(), table.values.end()));
}

bool usable(const std::optional<LookupTable> &table)
{
    return table && !table->values.empty();
}

/// Lowest and highest stored value of the image itself, or nothing when all of it is padding.
std::optional<std::pair<std::int32_t, std::int32_t>> storedRange(const Radiograph &radiograph)
{
    std::optional<std::pair<std::int32_t, std::int32_t>> range;
    for (const std::int32_t stored : radiograph.stored.pixels) {
        if (isPadding(radiograph, stored))
            continue;
        if (!range)
            range.emplace(stored, stored);
        range->first = std::min(range->first, stored);
        range->second = std::max(range->second, stored);
    }
    return range;
}

DisplayWindow wholeRange(const Radiograph &radiograph)
{
    const auto range =
        storedRange(radiograph).value_or(std::pair(radiograph.minimumStored(), radiograph.maximumStored()));
    double low = modalityValue(radiograph, range.first);
    double high = low;
    for (std::int32_t stored = range.first; stored <= range.second; ++stored) {
        const double value = modalityValue(radiograph, stored);
        low = std::min(low, value);
        high = std::max(high, value);
    }
    return { (low + high) / 2.0, std::max(high - low, 1e-6), VoiFunction::LinearExact };
}

} // namespace

double modalityValue(const Radiograph &radiograph, std::int32_t stored)
{
    if (usable(radiograph.modalityLut))
        return lookup(*radiograph.modalityLut, stored);
    return stored * radiograph.rescaleSlope + radiograph.rescaleIntercept;
}

bool isPadding(const Radiograph &radiograph, std::int32_t stored)
{
    if (!radiograph.paddingValue)
        return false;
    const std::int32_t limit = radiograph.paddingRangeLimit.value_or(*radiograph.paddingValue);
    return stored >= std::min(*radiograph.paddingValue, limit) && stored <= std::max(*radiograph.paddingValue, limit);
}

std::optional<DisplayWindow> defaultWindow(const Radiograph &radiograph)
{
    if (radiograph.windowCenter && radiograph.windowWidth) {
        const DisplayWindow own{ *radiograph.windowCenter, *radiograph.windowWidth, radiograph.voiFunction };
        const double smallest = own.function == VoiFunction::Linear ? 1.0 : 0.0;
        const bool valid =
            std::isfinite(own.center) && std::isfinite(own.width) && own.width > 0.0 && own.width >= smallest;
        if (valid)
            return own;
    }
    if (usable(radiograph.voiLut))
        return std::nullopt;
    return wholeRange(radiograph);
}

DisplayMap::DisplayMap(const Radiograph &radiograph, const std::optional<DisplayWindow> &window)
    : m_minimum(radiograph.minimumStored())
{
    const std::optional<DisplayWindow> applied = window ? window : defaultWindow(radiograph);
    const bool inverted = radiograph.photometric == Photometric::Monochrome1;
    const double white = applied ? 1.0 : whiteOf(*radiograph.voiLut);
    m_grey.resize(static_cast<std::size_t>(radiograph.maximumStored() - m_minimum) + 1);
    for (std::size_t i = 0; i < m_grey.size(); ++i) {
        const double value = modalityValue(radiograph, m_minimum + static_cast<std::int32_t>(i));
        const double shown = applied ? windowed(*applied, value) : lookup(*radiograph.voiLut, value) / white;
        m_grey[i] = static_cast<float>(inverted ? 1.0 - shown : shown);
    }
    const bool straight = applied && applied->function != VoiFunction::Sigmoid && !usable(radiograph.modalityLut);
    if (!straight) {
        fillSlopes();
        return;
    }
    const double span = applied->function == VoiFunction::Linear ? std::max(applied->width - 1.0, 1.0) : applied->width;
    m_constantSlope = (inverted ? -1.0 : 1.0) * radiograph.rescaleSlope / span;
}

std::size_t DisplayMap::position(std::int32_t stored) const
{
    return static_cast<std::size_t>(std::clamp(stored, m_minimum, maximumStored()) - m_minimum);
}

void DisplayMap::fillSlopes()
{
    // A table may have steps; a difference over 1/256 of the range sees its course and not its rounding.
    const std::size_t size = m_grey.size();
    const std::size_t reach = std::max<std::size_t>(1, size / 512);
    const double direction = m_grey.back() >= m_grey.front() ? 1.0 : -1.0;
    m_slope.resize(size);
    double steepest = 0.0;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t low = i >= reach ? i - reach : 0;
        const std::size_t high = std::min(i + reach, size - 1);
        const double rise = static_cast<double>(m_grey[high]) - m_grey[low];
        m_slope[i] = high > low ? rise / static_cast<double>(high - low) : 0.0;
        steepest = std::max(steepest, direction * m_slope[i]);
    }
    const double floor = 0.1 * steepest;
    for (double &slope : m_slope)
        slope = direction * std::max(direction * slope, floor);
}

std::int32_t DisplayMap::storedFor(double grey) const
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < m_grey.size(); ++i)
        if (std::abs(m_grey[i] - grey) < std::abs(m_grey[best] - grey))
            best = i;
    return m_minimum + static_cast<std::int32_t>(best);
}

namespace {

/// One look-up per pixel; the table already knows padding.
template <typename Pixel> Image<Pixel> mapped(const Radiograph &radiograph, const std::vector<Pixel> &table)
{
    Image<Pixel> shown;
    shown.width = radiograph.stored.width;
    shown.height = radiograph.stored.height;
    shown.pixels.resize(radiograph.stored.pixels.size());
    const std::int32_t minimum = radiograph.minimumStored();
    const auto last = static_cast<std::uint32_t>(table.size() - 1);
    for (std::size_t i = 0; i < shown.pixels.size(); ++i) {
        const std::int32_t offset = std::max(radiograph.stored.pixels[i] - minimum, 0);
        shown.pixels[i] = table[std::min(static_cast<std::uint32_t>(offset), last)];
    }
    return shown;
}

std::vector<float> tableWithPadding(const Radiograph &radiograph, const std::optional<DisplayWindow> &window)
{
    std::vector<float> table = DisplayMap(radiograph, window).table();
    if (radiograph.paddingValue)
        for (std::size_t i = 0; i < table.size(); ++i)
            if (isPadding(radiograph, radiograph.minimumStored() + static_cast<std::int32_t>(i)))
                table[i] = 0.0F;
    return table;
}

} // namespace

GreyImage toDisplay(const Radiograph &radiograph, const std::optional<DisplayWindow> &window)
{
    return mapped(radiograph, tableWithPadding(radiograph, window));
}

Image<std::uint8_t> toDisplay8(const Radiograph &radiograph, const std::optional<DisplayWindow> &window)
{
    const std::vector<float> greys = tableWithPadding(radiograph, window);
    std::vector<std::uint8_t> table(greys.size());
    std::transform(greys.begin(), greys.end(), table.begin(),
        [](float grey) { return static_cast<std::uint8_t>(std::lround(std::clamp(grey, 0.0F, 1.0F) * 255.0F)); });
    return mapped(radiograph, table);
}

double displaySlope(const Radiograph &radiograph, std::int32_t stored)
{
    return DisplayMap(radiograph).slope(stored);
}

} // namespace cf

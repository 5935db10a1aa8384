#include "dicom/reading/masks/MaskEvidence.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cf {
namespace {

using Histogram = std::map<std::int32_t, std::int64_t>;

Histogram histogramOf(const MaskPlane &plane)
{
    std::vector<std::int64_t> counts(static_cast<std::size_t>(plane.white) + 1);
    for (const std::int32_t value : plane.values.pixels)
        ++counts[static_cast<std::size_t>(std::clamp(value, 0, plane.white))];
    Histogram histogram;
    for (std::size_t value = 0; value < counts.size(); ++value)
        if (counts[value] > 0)
            histogram[static_cast<std::int32_t>(value)] = counts[value];
    return histogram;
}

template <typename Weight> LoadedMask weighted(const MaskPlane &plane, ReadingNotes notes, const Weight &weight)
{
    LoadedMask loaded{ MaskImage(plane.values.width, plane.values.height), std::move(notes) };
    std::transform(plane.values.pixels.begin(), plane.values.pixels.end(), loaded.mask.pixels.begin(),
        [&](std::int32_t value) { return static_cast<float>(weight(value)); });
    return loaded;
}

LoadedMask threshold(const MaskPlane &plane, double above, ReadingNotes notes)
{
    return weighted(plane, std::move(notes), [&](std::int32_t value) { return value > above ? 1.0 : 0.0; });
}

std::string listOf(const Histogram &histogram)
{
    constexpr std::size_t maxNamed = 8;
    std::vector<std::pair<std::int64_t, std::int32_t>> largest;
    for (const auto &[value, count] : histogram)
        if (value != 0)
            largest.emplace_back(count, value);
    std::sort(largest.rbegin(), largest.rend());
    std::string list;
    for (std::size_t i = 0; i < std::min(maxNamed, largest.size()); ++i)
        list += (list.empty() ? "" : ", ") + std::to_string(largest[i].second) + " (" + std::to_string(largest[i].first)
            + " pixels)";
    return largest.size() > maxNamed ? list + ", …" : list;
}

/// Share of the pixels with a value for which `matches`.
template <typename Matches> double shareOf(const Histogram &histogram, std::size_t pixels, const Matches &matches)
{
    std::int64_t count = 0;
    for (const auto &[value, each] : histogram)
        count += matches(value) ? each : 0;
    return static_cast<double>(count) / static_cast<double>(pixels);
}

/// Share of the pixels neither black nor the lightest that lie in an area of their own value: labels are areas, the
/// steps of a soft border are not.
double flatShare(const Image<std::int32_t> &values, std::int32_t top)
{
    std::int64_t between = 0;
    std::int64_t flat = 0;
    for (int y = 1; y + 1 < values.height; ++y)
        for (int x = 1; x + 1 < values.width; ++x) {
            const std::int32_t value = values.at(x, y);
            if (value == 0 || value == top)
                continue;
            ++between;
            flat += values.at(x - 1, y) == value && values.at(x + 1, y) == value && values.at(x, y - 1) == value
                    && values.at(x, y + 1) == value
                ? 1
                : 0;
        }
    return between > 0 ? static_cast<double>(flat) / static_cast<double>(between) : 0.0;
}

/// White of the fewest bits that hold the values: 16-bit files often hold 8, 10 or 12.
std::int32_t usedWhite(std::int32_t top, std::int32_t white)
{
    for (const int bits : { 8, 10, 12, 14, 16 })
        if (top < (1 << bits))
            return std::min((1 << bits) - 1, white);
    return white;
}

Result<LoadedMask> oneValue(const MaskPlane &plane, std::int32_t value, ReadingNotes notes)
{
    if (value == 0)
        return fail(ErrorCode::InvalidInput, "The mask is empty: nothing may change. Paint what may change in white.");
    if (value != plane.white)
        return ambiguousMask("it holds the value " + std::to_string(value) + " everywhere.",
            "--mask-as not-black if the whole picture may change");
    addNote(
        notes, "mask-everything", "The mask is white everywhere: the whole picture may change.", NoteSeverity::Warning);
    return threshold(plane, 0.0, std::move(notes));
}

Result<LoadedMask> twoValues(const MaskPlane &plane, const Histogram &histogram, ReadingNotes notes)
{
    const std::int32_t low = histogram.begin()->first;
    const std::int32_t high = histogram.rbegin()->first;
    if (low != 0)
        return ambiguousMask("it holds the values " + std::to_string(low) + " and " + std::to_string(high) + ".",
            "--mask-as label:" + std::to_string(high) + " or label:" + std::to_string(low));
    if (high != plane.white)
        addNote(notes, "mask-label",
            "The mask holds the values 0 and " + std::to_string(high) + "; where it is " + std::to_string(high)
                + ", the picture may change.");
    return threshold(plane, 0.0, std::move(notes));
}

/// Up to this share of the lightest value a value counts as near an end.
constexpr double nearEndShare = 0.125;

/// Noise has values of many sorts about both of its ends. Labels 0 and 1 beside a void of 255, or beside a single mark
/// of it, have none below it.
bool spreadsAtBothEnds(const Histogram &histogram, std::int32_t top)
{
    constexpr int fewestValues = 3;
    int low = 0;
    int high = 0;
    for (const auto &[value, count] : histogram) {
        low += value > 0 && value <= nearEndShare * top ? 1 : 0;
        high += value < top && value >= top - nearEndShare * top ? 1 : 0;
    }
    return low >= fewestValues && high >= fewestValues;
}

/// Values near the two ends alone, as a black and white mask has them after JPEG.
bool wavers(const MaskPlane &plane, const Histogram &histogram, std::int32_t top)
{
    if (!plane.isLossy && !spreadsAtBothEnds(histogram, top))
        return false;
    const double nearEnd = nearEndShare * top;
    const std::size_t pixels = plane.values.pixels.size();
    const auto isBetween = [&](std::int32_t value) { return value > nearEnd && value < top - nearEnd; };
    const auto isHaze = [&](std::int32_t value) { return value != 0 && value != top && !isBetween(value); };
    const double between = shareOf(histogram, pixels, isBetween);
    const double haze = shareOf(histogram, pixels, isHaze);
    constexpr double maxBetween = 0.03;
    // A drawn soft border has as many pixels of each level; noise keeps near the ends.
    return between <= maxBetween && (plane.isLossy || haze > 2.0 * between);
}

Result<LoadedMask> manyValues(const MaskPlane &plane, const Histogram &histogram, ReadingNotes notes)
{
    const std::int32_t top = histogram.rbegin()->first;
    const std::int32_t white = usedWhite(top, plane.white);
    const std::size_t pixels = plane.values.pixels.size();
    constexpr std::int32_t highestSmallLabel = 64;
    const bool isDark = top <= highestSmallLabel || top < white / 2;
    const bool waverTwo = !isDark && wavers(plane, histogram, top);
    if (waverTwo) {
        addNote(notes, "mask-noise", "The mask's two values waver, as after JPEG; it was cut at half of white.");
        return threshold(plane, top / 2.0, std::move(notes));
    }
    constexpr std::size_t maxLabels = 64;
    constexpr double areas = 0.3;
    // Lines of a label have no area of their own, but next to the lightest value a soft border has levels between.
    const bool isApart = std::none_of(histogram.begin(), histogram.end(),
        [&](const auto &each) { return each.first > nearEndShare * top && each.first < top; });
    const bool isLabelMap =
        !plane.isLossy && histogram.size() <= maxLabels && (isApart || flatShare(plane.values, top) > areas);
    if (isLabelMap || (isDark && histogram.size() <= maxLabels)) {
        // White may be the void of a label map, which nobody wants to edit.
        const std::int32_t label = top == plane.white ? histogram.upper_bound(0)->first : top;
        return ambiguousMask("it is a label map with the values " + listOf(histogram) + ".",
            "which label may change, e.g. --mask-as label:" + std::to_string(label)
                + ", or --mask-as not-black for all of them, or --mask-as grey for weights");
    }
    if (isDark)
        return ambiguousMask("its lightest value is " + std::to_string(top) + " of " + std::to_string(white) + ".",
            "--mask-as not-black, or --mask-as grey if it is meant to act weakly");
    const auto isEnd = [&](std::int32_t value) { return value <= 0.06 * white || value >= 0.94 * white; };
    constexpr double fewestEnds = 0.2;
    if (shareOf(histogram, pixels, isEnd) < fewestEnds)
        return ambiguousMask("it looks like a picture and not like a mask.", "--mask-as grey if its greys are weights");
    // Noise about black would let the whole picture change a little.
    const double floor = plane.isLossy ? 0.06 : 0.0;
    addNote(notes, "mask-soft", "The mask's grey levels were read as weights.");
    return weighted(plane, std::move(notes), [&](std::int32_t value) {
        const double weight = std::min(1.0, static_cast<double>(value) / white);
        return weight <= floor ? 0.0 : weight >= 1.0 - floor ? 1.0 : weight;
    });
}

} // namespace

tl::unexpected<Error> ambiguousMask(const std::string &what, const std::string &choices)
{
    return fail(
        ErrorCode::InvalidInput, "The mask can be meant in more than one way: " + what + " Say " + choices + ".");
}

Result<LoadedMask> evidentMask(const MaskPlane &plane, ReadingNotes notes)
{
    const Histogram histogram = histogramOf(plane);
    if (histogram.size() == 1)
        return oneValue(plane, histogram.begin()->first, std::move(notes));
    if (histogram.size() == 2)
        return twoValues(plane, histogram, std::move(notes));
    return manyValues(plane, histogram, std::move(notes));
}

Result<LoadedMask> chosenMask(const MaskPlane &plane, const MaskChoice &choice, ReadingNotes notes)
{
    switch (choice.part) {
    case MaskChoice::Part::NotBlack:
        return threshold(plane, 0.0, std::move(notes));
    case MaskChoice::Part::Label: {
        const Histogram histogram = histogramOf(plane);
        if (!histogram.contains(choice.label))
            return fail(ErrorCode::InvalidInput,
                "No pixel of the mask has the value " + std::to_string(choice.label) + ". It holds "
                    + (histogram.upper_bound(0) == histogram.end() ? "0 alone" : listOf(histogram)) + ".");
        return weighted(plane, std::move(notes), [&](std::int32_t value) { return value == choice.label ? 1.0 : 0.0; });
    }
    default: {
        const std::int32_t top = *std::max_element(plane.values.pixels.begin(), plane.values.pixels.end());
        const std::int32_t white = usedWhite(top, plane.white);
        return weighted(plane, std::move(notes),
            [&](std::int32_t value) { return std::min(1.0, static_cast<double>(value) / white); });
    }
    }
}

} // namespace cf

#include "core/phantom/devices/DeviceStyles.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <system_error>

namespace cf {

namespace resources {
extern const unsigned char deviceStyles[];
extern const std::size_t deviceStylesSize;
} // namespace resources

namespace {

struct StyleRanges {
    std::optional<StyleRange> plain;
    StyleRange wide;
};

/// Digits with a point, whatever the locale; a table of ours that says something else is a defect.
double numberOf(const std::string &text)
{
    double value = 0.0;
    const char *end = text.data() + text.size();
    const auto [stop, failure] = std::from_chars(text.data(), end, value);
    if (failure != std::errc() || stop != end)
        throw std::invalid_argument("The table of device styles has a number that is none: " + text + ".");
    return value;
}

std::map<std::string, StyleRanges, std::less<>> readStyles()
{
    std::istringstream table(
        std::string(reinterpret_cast<const char *>(resources::deviceStyles), resources::deviceStylesSize));
    std::map<std::string, StyleRanges, std::less<>> styles;
    std::string line;
    while (std::getline(table, line)) {
        if (line.empty() || line.front() == '#')
            continue;
        std::istringstream fields(line);
        std::string name;
        std::getline(fields, name, '\t');
        std::array<std::string, 4> numbers;
        for (std::string &number : numbers)
            std::getline(fields, number, '\t');
        StyleRanges ranges;
        if (numbers[0] != "-")
            ranges.plain = StyleRange{ numberOf(numbers[0]), numberOf(numbers[1]) };
        ranges.wide = { numberOf(numbers[2]), numberOf(numbers[3]) };
        styles[name] = ranges;
    }
    return styles;
}

const StyleRanges &rangesOf(std::string_view name)
{
    static const auto styles = readStyles();
    const auto found = styles.find(name);
    if (found == styles.end())
        throw std::out_of_range("No device style is called " + std::string(name) + ".");
    return found->second;
}

} // namespace

const StyleRange &deviceStyle(std::string_view name)
{
    return rangesOf(name).wide;
}

const StyleRange &plainDeviceStyle(std::string_view name)
{
    const StyleRanges &ranges = rangesOf(name);
    if (!ranges.plain)
        throw std::out_of_range("The device style " + std::string(name) + " is one of wide drawings alone.");
    return *ranges.plain;
}

} // namespace cf

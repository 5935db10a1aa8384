#include "core/phantom/devices/DeviceStyles.h"

#include <cstddef>
#include <cstdlib>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

namespace cf {

namespace resources {
extern const unsigned char deviceStyles[];
extern const std::size_t deviceStylesSize;
} // namespace resources

namespace {

std::map<std::string, StyleRange, std::less<>> readStyles()
{
    std::istringstream table(
        std::string(reinterpret_cast<const char *>(resources::deviceStyles), resources::deviceStylesSize));
    std::map<std::string, StyleRange, std::less<>> styles;
    std::string line;
    while (std::getline(table, line)) {
        if (line.empty() || line.front() == '#')
            continue;
        std::istringstream fields(line);
        std::string name, low, high;
        if (std::getline(fields, name, '\t') && std::getline(fields, low, '\t') && std::getline(fields, high, '\t'))
            styles[name] = { std::strtod(low.c_str(), nullptr), std::strtod(high.c_str(), nullptr) };
    }
    return styles;
}

} // namespace

const StyleRange &deviceStyle(std::string_view name)
{
    static const auto styles = readStyles();
    const auto found = styles.find(name);
    if (found == styles.end())
        throw std::out_of_range("No device style is called " + std::string(name) + ".");
    return found->second;
}

} // namespace cf

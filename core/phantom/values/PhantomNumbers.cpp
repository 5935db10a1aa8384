#include "core/phantom/values/PhantomNumbers.h"

#include <charconv>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace cf {

namespace resources {
extern const unsigned char deviceNumbers[];
extern const std::size_t deviceNumbersSize;
extern const unsigned char findingNumbers[];
extern const std::size_t findingNumbersSize;
extern const unsigned char projectionNumbers[];
extern const std::size_t projectionNumbersSize;
extern const unsigned char samplingNumbers[];
extern const std::size_t samplingNumbersSize;
extern const unsigned char thoraxNumbers[];
extern const std::size_t thoraxNumbersSize;
} // namespace resources

namespace numbers {

namespace {

struct Row {
    std::string text; ///< Its numbers as they are written.
    bool read = false;
};

using Rows = std::map<std::string, Row, std::less<>>;

struct Tables {
    std::mutex mutex; ///< Subjects may be asked for by several threads at once.
    Rows rows;
};

[[noreturn]] void refuseRow(std::string_view name, const char *why)
{
    throw std::invalid_argument("The row " + std::string(name) + " of the phantom's tables " + why + ".");
}

void readTable(std::span<const unsigned char> bytes, Rows &rows)
{
    std::istringstream table(std::string(bytes.begin(), bytes.end()));
    std::string line;
    while (std::getline(table, line)) {
        if (line.empty() || line.front() == '#')
            continue;
        std::istringstream columns(line);
        std::string name;
        std::string text;
        std::string unit;
        std::string reason;
        std::getline(columns, name, '\t');
        std::getline(columns, text, '\t');
        std::getline(columns, unit, '\t');
        std::getline(columns, reason, '\t');
        if (unit.empty() || reason.empty())
            refuseRow(name, "has no unit or no reason");
        if (!rows.emplace(name, Row{ text }).second)
            refuseRow(name, "is there twice");
    }
}

Tables &tables()
{
    static Tables all;
    static const bool filled = [] {
        using namespace resources;
        readTable({ deviceNumbers, deviceNumbersSize }, all.rows);
        readTable({ findingNumbers, findingNumbersSize }, all.rows);
        readTable({ projectionNumbers, projectionNumbersSize }, all.rows);
        readTable({ samplingNumbers, samplingNumbersSize }, all.rows);
        readTable({ thoraxNumbers, thoraxNumbersSize }, all.rows);
        return true;
    }();
    static_cast<void>(filled);
    return all;
}

std::string textOf(std::string_view name)
{
    Tables &all = tables();
    const std::scoped_lock lock(all.mutex);
    const auto found = all.rows.find(name);
    if (found == all.rows.end())
        throw std::out_of_range("No row of the phantom's tables is called " + std::string(name) + ".");
    found->second.read = true;
    return found->second.text;
}

/// Numbers with a point, whatever the locale. Between them spaces, and commas between groups of `group`.
template <typename Value> std::vector<Value> valuesOf(std::string_view name, std::size_t group)
{
    const std::string text = textOf(name);
    std::vector<Value> values;
    const char *at = text.data();
    const char *const end = at + text.size();
    while (true) {
        while (at != end && *at == ' ')
            ++at;
        Value value{};
        const auto [stop, failure] = std::from_chars(at, end, value);
        if (failure != std::errc())
            refuseRow(name, "has a number that is none");
        values.push_back(value);
        at = stop;
        if (at == end)
            break;
        const bool groupEnds = values.size() % group == 0;
        if (*at != (groupEnds ? ',' : ' '))
            refuseRow(name, "has another form than was asked for");
        ++at;
    }
    if (values.size() % group != 0)
        refuseRow(name, "ends within a group");
    return values;
}

template <typename Value, std::size_t size> std::array<Value, size> exactly(std::string_view name)
{
    const std::vector<Value> values = valuesOf<Value>(name, size);
    if (values.size() != size)
        refuseRow(name, "has more numbers than were asked for");
    std::array<Value, size> result{};
    std::ranges::copy(values, result.begin());
    return result;
}

} // namespace

double number(std::string_view name)
{
    return exactly<double, 1>(name)[0];
}

float single(std::string_view name)
{
    return exactly<float, 1>(name)[0];
}

int count(std::string_view name)
{
    return exactly<int, 1>(name)[0];
}

NumberRange range(std::string_view name)
{
    const auto [low, high] = exactly<double, 2>(name);
    return { low, high };
}

NumberNormal normal(std::string_view name)
{
    const auto [mean, deviation] = exactly<double, 2>(name);
    return { mean, deviation };
}

NumberLimitedNormal limitedNormal(std::string_view name)
{
    const auto [mean, deviation, low, high] = exactly<double, 4>(name);
    return { mean, deviation, low, high };
}

std::array<double, 3> graded(std::string_view name)
{
    return exactly<double, 3>(name);
}

std::array<NumberRange, 3> gradedRanges(std::string_view name)
{
    const auto values = exactly<double, 6>(name);
    return { NumberRange{ values[0], values[1] }, NumberRange{ values[2], values[3] },
        NumberRange{ values[4], values[5] } };
}

std::vector<double> list(std::string_view name)
{
    return valuesOf<double>(name, 1);
}

Point point(std::string_view name)
{
    const auto [x, y] = exactly<double, 2>(name);
    return { x, y };
}

std::vector<Point> points(std::string_view name)
{
    std::vector<Point> result;
    for (const auto &[x, y] : records<2>(name))
        result.push_back({ x, y });
    return result;
}

std::vector<double> grouped(std::string_view name, std::size_t size)
{
    return valuesOf<double>(name, size);
}

std::vector<std::string> unread()
{
    Tables &all = tables();
    const std::scoped_lock lock(all.mutex);
    std::vector<std::string> names;
    for (const auto &[name, row] : all.rows)
        if (!row.read)
            names.push_back(name);
    return names;
}

} // namespace numbers

} // namespace cf

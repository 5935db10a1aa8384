#include "core/imaging/PatientAxes.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace cf {
namespace {

struct Letter {
    char name;
    BodyDirection direction;
};
constexpr std::array letters{ Letter{ 'L', BodyDirection::Left }, Letter{ 'R', BodyDirection::Right },
    Letter{ 'H', BodyDirection::Head }, Letter{ 'F', BodyDirection::Foot }, Letter{ 'A', BodyDirection::Anterior },
    Letter{ 'P', BodyDirection::Posterior } };

/// Lines through the body: sides, height, depth.
int lineOf(BodyDirection direction)
{
    return (static_cast<int>(direction) - 1) / 2;
}

bool isSide(BodyDirection direction)
{
    return direction == BodyDirection::Left || direction == BodyDirection::Right;
}

bool isDepth(BodyDirection direction)
{
    return direction == BodyDirection::Anterior || direction == BodyDirection::Posterior;
}

/// One code of up to three letters, the nearest direction first. Of a frontal picture that is turned about the body's
/// long axis the side says more than the depth.
std::optional<BodyDirection> parseCode(std::string_view code)
{
    std::array<BodyDirection, 3> found{};
    std::size_t count = 0;
    for (const char character : code) {
        const auto known = std::find_if(letters.begin(), letters.end(),
            [&](const Letter &letter) { return letter.name == std::toupper(static_cast<unsigned char>(character)); });
        if (known == letters.end() || count == found.size())
            return std::nullopt;
        for (std::size_t i = 0; i < count; ++i)
            if (lineOf(found[i]) == lineOf(known->direction))
                return std::nullopt;
        found[count++] = known->direction;
    }
    if (count == 0)
        return std::nullopt;
    if (isDepth(found[0]) && count > 1 && isSide(found[1]))
        return found[1];
    return found[0];
}

std::string letterOf(BodyDirection direction)
{
    const auto known = std::find_if(
        letters.begin(), letters.end(), [&](const Letter &letter) { return letter.direction == direction; });
    return known == letters.end() ? std::string() : std::string(1, known->name);
}

} // namespace

BodyDirection opposite(BodyDirection direction)
{
    if (direction == BodyDirection::Unknown)
        return direction;
    const int number = static_cast<int>(direction) - 1;
    return static_cast<BodyDirection>((number ^ 1) + 1);
}

bool PatientAxes::sidesKnown() const
{
    return known() && (isSide(row) || isSide(column));
}

std::optional<StatedAxes> parsePatientAxes(std::string_view text)
{
    std::size_t between = std::string_view::npos;
    for (const char separator : { '\\', '/', ' ' })
        if (between == std::string_view::npos)
            between = text.find(separator);
    if (between == std::string_view::npos)
        return std::nullopt;
    const auto trimmed = [](std::string_view part) {
        while (!part.empty() && part.front() == ' ')
            part.remove_prefix(1);
        while (!part.empty() && part.back() == ' ')
            part.remove_suffix(1);
        return part;
    };
    const std::string_view first = trimmed(text.substr(0, between));
    const std::string_view second = trimmed(text.substr(between + 1));
    const auto row = parseCode(first);
    const auto column = parseCode(second);
    if (!row || !column || lineOf(*row) == lineOf(*column))
        return std::nullopt;
    return StatedAxes{ { *row, *column }, first.size() > 1 || second.size() > 1 };
}

std::string textOf(const PatientAxes &axes)
{
    return axes.known() ? letterOf(axes.row) + "\\" + letterOf(axes.column) : std::string();
}

Turn uprightTurn(const PatientAxes &axes)
{
    if (!axes.known())
        return {};
    for (const bool mirrored : { false, true })
        for (int quarters = 0; quarters < 4; ++quarters) {
            const Turn turn{ mirrored, quarters };
            const PatientAxes after = turned(axes, turn);
            const bool upright = after.column == BodyDirection::Foot;
            const bool fromSide = isDepth(after.row) && !mirrored;
            if (upright && (after.row == BodyDirection::Left || fromSide))
                return turn;
        }
    return {}; // Seen from above or below: no way to lie is upright.
}

PatientAxes turned(const PatientAxes &axes, Turn turn)
{
    PatientAxes after = axes;
    if (turn.mirrored)
        after.row = opposite(after.row);
    // A quarter clockwise brings the first column, read from below, to the first row.
    for (int quarter = 0; quarter < turn.quarters; ++quarter)
        after = { opposite(after.column), after.row };
    return after;
}

PatientAxes correctedAxes(const PatientAxes &soFar, Turn seen)
{
    return turned(turned(frontalAxes, seen.inverse()), uprightTurn(soFar).inverse());
}

std::string orientationOption(const PatientAxes &axes)
{
    std::string text = axes.known() ? textOf(axes) : std::string("stored");
    std::ranges::replace(text, '\\', '/');
    return text;
}

Turn turnOfExif(int orientation)
{
    // EXIF 2.3, tag 274: which edge of the scene the first row and the first column are.
    switch (orientation) {
    case 2:
        return { true, 0 };
    case 3:
        return { false, 2 };
    case 4:
        return { true, 2 };
    case 5:
        return { true, 3 };
    case 6:
        return { false, 1 };
    case 7:
        return { true, 1 };
    case 8:
        return { false, 3 };
    default:
        return {};
    }
}

std::pair<int, int> turnedPoint(int x, int y, int width, int height, Turn turn)
{
    if (turn.mirrored)
        x = width - 1 - x;
    for (int quarter = 0; quarter < turn.quarters; ++quarter) {
        const int before = x;
        x = height - 1 - y;
        y = before;
        std::swap(width, height);
    }
    return { x, y };
}

} // namespace cf

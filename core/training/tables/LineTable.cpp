#include "core/training/tables/LineTable.h"

#include "core/training/tables/TableByEye.h"

#include <algorithm>
#include <cstdio>
#include <optional>
#include <sstream>
#include <utility>

namespace cf {

namespace {

using enum LineTable::Kind;

const std::vector<std::pair<std::string, LineTable::Kind>> &kinds()
{
    static const std::vector<std::pair<std::string, LineTable::Kind>> names{ { "lead", Lead },
        { "pacing_lead", PacingLead }, { "central_venous_catheter", CentralVenousCatheter },
        { "endotracheal_tube", EndotrachealTube }, { "nasogastric_tube", NasogastricTube }, { "chest_tube", ChestTube },
        { "sternal_wire", SternalWire }, { "other", OtherDevice }, { "none", None }, { "electrode", Electrode } };
    return names;
}

std::optional<LineTable::Kind> kindOf(const std::string &name)
{
    const auto found = std::ranges::find(kinds(), name, &std::pair<std::string, LineTable::Kind>::first);
    return found == kinds().end() ? std::nullopt : std::optional(found->second);
}

std::string knownKinds()
{
    std::string names;
    for (const auto &[name, kind] : kinds())
        names += (names.empty() ? "" : ", ") + name;
    return names;
}

/// Empty where one of them is no point.
std::vector<LineTable::Point> pointsOf(const std::string &text)
{
    std::vector<LineTable::Point> points;
    std::istringstream stream(text);
    std::string part;
    while (std::getline(stream, part, ';')) {
        LineTable::Point point;
        if (std::sscanf(part.c_str(), "%lf %lf", &point.x, &point.y) != 2)
            return {};
        points.push_back(point);
    }
    return points;
}

} // namespace

Result<LineTable> LineTable::read(const std::filesystem::path &file)
{
    LineTable table;
    CF_ASSIGN(const auto rows, readByEye(file, { "kind", "points" }));
    for (const RowByEye &row : rows) {
        const std::string &name = row.cells.at("kind");
        const auto kind = kindOf(name);
        if (!kind)
            return fail(
                ErrorCode::InvalidInput, row.where + " has the kind \"" + name + "\"; known are " + knownKinds() + ".");
        Line line{ *kind, pointsOf(row.cells.at("points")) };
        if (line.points.empty())
            return fail(ErrorCode::InvalidInput, row.where + " has points that are none; write \"30 49;33 54\".");
        table.m_films[row.film].push_back(std::move(line));
    }
    return table;
}

const std::vector<LineTable::Line> *LineTable::find(const std::string &fileName) const
{
    const auto found = m_films.find(fileName);
    return found == m_films.end() ? nullptr : &found->second;
}

} // namespace cf

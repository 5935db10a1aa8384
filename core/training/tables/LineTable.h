#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace cf {

/// What a reader said of lines and electrodes of real films, one by one: a table with one row each, columns file, kind
/// ("lead": of an ECG, "pacing_lead", "central_venous_catheter", "endotracheal_tube", "nasogastric_tube", "chest_tube",
/// "sternal_wire", "other" device, "none": bone, skin or vessel, "electrode") and points ("30 49;33 54", a course, or
/// the one place of an electrode). Places are those of a DeviceTable. What a film shows beside them is not said.
class LineTable
{
public:
    enum class Kind {
        Lead,
        PacingLead,
        CentralVenousCatheter,
        EndotrachealTube,
        NasogastricTube,
        ChestTube,
        SternalWire,
        OtherDevice,
        None,
        Electrode
    };

    struct Point {
        double x = 0.0;
        double y = 0.0;
    };
    struct Line {
        Kind kind = Kind::None;
        std::vector<Point> points; ///< At least one.
    };

    /// An empty path gives an empty table. Errors: a table that cannot be read, lacks a column, or holds a kind or
    /// points that mean nothing; they name the row.
    static Result<LineTable> read(const std::filesystem::path &file);

    /// By file name; nullptr for a film that nobody looked at.
    const std::vector<Line> *find(const std::string &fileName) const;

private:
    std::map<std::string, std::vector<Line>> m_films;
};

} // namespace cf

#pragma once

#include "core/base/Image.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/Radiograph.h"
#include "core/training/tables/DeviceTable.h"

#include <vector>

namespace cf {

/// Where printed letters and texts are on a film, 0 or 1, at its size; empty where none are known.
struct FilmMarks {
    MaskImage named; ///< What stands out around the places that a table names.
    /// What the segmenter's map takes for a mark, and no other map of it for a device; empty where a table names marks:
    /// who lists a film's texts knows them from electrodes, which a map confuses.
    MaskImage seen;

    bool namedChanged(const StoredImage &before, const StoredImage &after) const;
    bool seenChanged(const StoredImage &before, const StoredImage &after) const;
};

/// `reading`: of the film as it lies. `marks`: in pixels of a picture whose longer side has DeviceTable::side.
FilmMarks marksOf(const Radiograph &film, const FilmReading &reading, const std::vector<DeviceTable::Mark> &marks);

} // namespace cf

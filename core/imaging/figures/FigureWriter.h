#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/imaging/DifferenceMap.h"
#include "core/imaging/Radiograph.h"

#include <filesystem>
#include <string>

namespace cf {

/// What a figure of one edit shows.
struct Figure {
    const Radiograph &original;
    const Radiograph &counterfactual;
    const DifferenceMap &difference;
    const MaskImage &region; ///< Outlined on the difference where greater than 0; may be empty.
    std::string caption; ///< One line below: the instruction, method, whether it was accepted. ASCII.
};

/// Writes a PNG with original, counterfactual (with its SYNTHETIC plate) and signed difference side by side, each at
/// the film's own resolution (films under 640 pixels enlarged, those that make it wider than 30,000 reduced), and a
/// legend in stored units. Written whole or not at all. Errors: Io, naming the file; InvalidInput when sizes differ.
Result<> writeFigure(
    const Figure &figure, const std::filesystem::path &file, const WritePolicy &policy = refuseExisting());

} // namespace cf

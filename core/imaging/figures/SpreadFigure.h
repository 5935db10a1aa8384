#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/imaging/Radiograph.h"

#include <filesystem>
#include <string>

namespace cf {

/// What a figure of one edit under several seeds shows; all images at the original's size.
struct SpreadFigure {
    const Radiograph &original;
    const GreyImage &meanChange; ///< Stored units, signed.
    const GreyImage &deviation; ///< Stored units, from 0.
    const GreyImage &agreement; ///< 0 … 1
    std::string caption; ///< One line below; ASCII.
};

/// Writes a PNG with mean change, standard deviation and agreement side by side, each with a legend. Written whole or
/// not at all. Errors: Io, naming the file; InvalidInput when sizes differ.
Result<> writeSpreadFigure(
    const SpreadFigure &figure, const std::filesystem::path &file, const WritePolicy &policy = refuseExisting());

} // namespace cf

#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/phantom/values/Abnormality.h"

#include <filesystem>
#include <string>

namespace cf {

/// Writes display grey as an 8-bit PNG. Errors: Io, naming the file.
Result<> writeGreyPicture(
    const std::filesystem::path &file, const GreyImage &image, const WritePolicy &policy = refuseExisting());

/// Writes STEM_without.png, STEM_with.png, STEM_region.png and STEM_difference.png (grey 128 + 2·difference) of a pair.
Result<> writePairPictures(const std::filesystem::path &folder, const std::string &stem, const CounterfactualPair &pair,
    const WritePolicy &policy = refuseExisting());

/// "pacemaker left", "small pleural effusion right", "consolidation right lower": a target's key or a common name of
/// it, with side, zone and severity in any order and case. Errors: InvalidInput saying which word is not known.
Result<Abnormality> parseAbnormality(const std::string &text);

/// The words that parseAbnormality() reads back, e.g. "left pacemaker".
std::string describe(const Abnormality &abnormality);

} // namespace cf

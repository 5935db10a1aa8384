#pragma once

// Inside core/evaluation only.

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/evaluation/axioms/Separability.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace cf {

/// Pieces of one edit: where it acted, of what was made and of the null-edited truth; and one beyond its region, of
/// both.
struct EditCrops {
    GreyImage edited;
    GreyImage truth;
    GreyImage editedOutside; ///< Empty where the film has no room beyond the region.
    GreyImage truthOutside;
};

/// `source`, `truth`, `edited`: one film's sides; `region`: where the editor says that it acted. Nothing for films
/// smaller than a piece. `seed` draws the place beyond the region.
std::optional<EditCrops> cropsOf(const GreyImage &source, const GreyImage &truth, const GreyImage &edited,
    const MaskImage &region, std::uint64_t seed);

/// As one PNG, in whole grey levels of 255, as the pairs have them: finer steps would tell what was edited from what
/// was not by no fault of an edit.
Result<> writeCrops(const EditCrops &crops, const std::filesystem::path &file);
Result<EditCrops> readCrops(const std::filesystem::path &file);

} // namespace cf

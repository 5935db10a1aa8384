#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// A piece of a film, edited or null-edited.
struct Crop {
    static constexpr int side = 64;
    GreyImage picture; ///< side × side.
    bool edited = false;
    std::string patient;
};

/// How well a detector tells edited pieces from null-edited ones.
struct Separability {
    int crops = 0;
    int patients = 0;
    double area = 0.5; ///< Under the ROC curve of pieces that the detector did not learn from; 0.5: it cannot tell.
    double low = 0.0; ///< 95 %, bootstrap over patients.
    double high = 1.0;
};

/// Fewer patients teach a detector nothing that would say anything of others.
inline constexpr int fewestPatients = 10;

/// Trains a small network of convolutions on the pieces themselves and what is fine in them, five times, each time
/// without a fifth of the patients, who are then rated. The same pieces give the same figures on one machine. Nothing
/// with fewer than fewestPatients or pieces of one kind alone. Errors: pieces of another size; Cancelled.
Result<std::optional<Separability>> separabilityOf(const std::vector<Crop> &crops, const JobContext &job);

} // namespace cf

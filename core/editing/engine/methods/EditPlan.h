#pragma once

// Inside core/editing only: what is settled before a network runs.

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/editing/EditRequest.h"
#include "core/editing/engine/methods/EditMethod.h"
#include "core/imaging/Geometry.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf {

struct EditPlan {
    const EditMethod *method = nullptr;
    MethodDescription description;
    int steps = 0;
    std::map<std::string, double> parameters; ///< The method's and the recomposition's, defaults filled in.
    Letterbox letterbox;
    GreyImage square; ///< The source as the model sees it.
    std::optional<MaskImage> squareMask; ///< The drawn mask in the square.
    int latentCell = 8; ///< Square pixels to one cell of the model's latent: the finest place that an edit can have.
    double noiseFloor = 0.0; ///< Stored units, of `noiseFloorOf`: what encoding and decoding alone change.
    bool sharpens = false; ///< A detail network says the change at every pixel.
};

/// Whether every edit takes something away. A removal is determined by the source, which shows what goes at its full
/// resolution; something new may look one way or another.
bool onlyRemoves(const EditRequest &request);

/// Checks a request against a model and its methods. Errors: InvalidInput, saying what there is instead.
Result<EditPlan> planEdit(
    const EditRequest &request, const ModelDescription &model, const std::vector<std::unique_ptr<EditMethod>> &methods);

} // namespace cf

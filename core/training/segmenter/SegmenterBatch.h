#pragma once

#include "core/base/RandomStream.h"
#include "core/training/recipe/SegmenterRecipe.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"

#include <torch/types.h>

#include <vector>

namespace cf {

/// Samples as the network takes them.
struct SegmenterBatch {
    torch::Tensor films; ///< [rows, 1, size, size], grey 0…1.
    torch::Tensor maps; ///< [rows, seenMaps, size/2, size/2], bytes: 0 or 1.
    torch::Tensor known; ///< Same shape: 1 where that is known.
    torch::Tensor labels; ///< [rows, seenMaps + seenLabels], 1, 0 or −1 for unknown.
};

/// The samples of a store by origin, to draw from.
struct SegmenterPool {
    /// Without the patients whom `recipe` leaves out. Samples that cannot be read are met when they are drawn.
    SegmenterPool(const SegmenterSamples &store, const SegmenterRecipe &recipe);
    const SegmenterSamples &samples;
    std::vector<std::size_t> films, insertions, phantoms;
    std::vector<std::size_t> annotated; ///< Of the films: those whose lines were annotated one by one.
};

/// The samples as they are.
Result<SegmenterBatch> loadSamples(const SegmenterSamples &samples, const std::vector<std::size_t> &places);

/// `recipe.batch` rows by chance, varied as films differ: turned ±6°, scaled, shifted, grey curve, blur, sharpening,
/// grain; printed marks and clips drawn in, whose maps are exact; some mirrored (with sides exchanged), some that are
/// no frontal chest. Depends on `stream` alone.
Result<SegmenterBatch> drawSamples(const SegmenterPool &pool, const SegmenterRecipe &recipe, RandomStream stream);

} // namespace cf

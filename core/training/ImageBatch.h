#pragma once

#include "core/base/RandomStream.h"
#include "core/training/PairCorpus.h"
#include "core/training/RadiographPool.h"

#include <torch/types.h>

namespace cf {

/// A batch for the autoencoder.
struct ImageBatch {
    torch::Tensor images; ///< [rows, 1, crop, crop] in [-1, 1]
    torch::Tensor change; ///< Same shape; how far the image differs from its counterfactual, 0 or more.
};

/// Draws `rows` crops; `radiographShare` of them from `pool`, the rest from the pairs, half of those around the change.
/// The draw depends on `stream` alone.
ImageBatch drawImageBatch(const PairCorpus &corpus, const RadiographPool &pool, int rows, int crop,
    double radiographShare, RandomStream stream);

/// One whole image of a corpus as [1, 1, size, size] in [-1, 1].
torch::Tensor wholeImage(std::span<const std::uint8_t> bytes, int size);

} // namespace cf

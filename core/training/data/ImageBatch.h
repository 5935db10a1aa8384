#pragma once

#include "core/base/RandomStream.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/data/RadiographPool.h"

#include <torch/types.h>

#include <functional>

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

/// Where a crop starts in a square image.
struct Corner {
    int x = 0;
    int y = 0;
};

/// The corner of a crop that holds a pixel which `holds`, where one is found among a few hundred random places (the
/// whole image would take long); else any.
Corner cornerAround(int size, int crop, RandomStream &stream, const std::function<bool(int x, int y)> &holds);

/// [rows, channels, size, size] → [rows, channels, crop, crop].
torch::Tensor cropAt(const torch::Tensor &image, Corner corner, int crop);

/// One whole image of a corpus as [1, 1, size, size] in [-1, 1].
torch::Tensor wholeImage(std::span<const std::uint8_t> bytes, int size);

} // namespace cf

#pragma once

// Pictures as tensors.

#include "core/base/Image.h"
#include "core/base/RandomStream.h"

#include <torch/types.h>

#include <cstdint>
#include <functional>

namespace cf {

/// Display grey 0…1 → [1, 3, height, width] in [−1, 1].
torch::Tensor toTensor(const GreyImage &image);
/// [1, 3, height, width], about [−1, 1] → the mean of the colours as grey 0…1, clamped.
GreyImage toGrey(const torch::Tensor &image);

/// A mask of the square as a model's latent sees it: 1 in every cell that it touches and in the cells around those (a
/// cell's influence reaches its neighbours through the decoder), else 0. [1, 1, size/downscale, size/downscale].
torch::Tensor latentMask(const MaskImage &squareMask, int downscale);

/// The noise of one or several seeds: each call continues the streams of `seed`, `seed` + 1, …; a tensor of one row
/// gets the first one's, a tensor of `count` rows one row of each.
std::function<torch::Tensor(const torch::Tensor &like)> noiseOfSeeds(std::uint64_t seed, int count);

/// Standard normal noise of a tensor's shape from our own stream: the same on every machine and device.
torch::Tensor normalNoise(const torch::Tensor &like, RandomStream &stream);

} // namespace cf

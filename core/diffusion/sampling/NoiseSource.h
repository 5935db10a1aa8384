#pragma once

#include <functional>
#include <torch/types.h>

namespace cf {

/// Draws standard normal noise of the given latent's shape; the caller's own stream makes runs repeatable.
using NoiseSource = std::function<torch::Tensor(const torch::Tensor &like)>;

} // namespace cf

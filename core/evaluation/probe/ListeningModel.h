#pragma once

#include "core/base/Image.h"

#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

/// A text-to-image model, as far as a probe asks it: what it takes for noise under which caption. Calls may throw what
/// LibTorch throws, and LeftNetworkCall where a StopGuard knows of a stop request.
class ListeningModel
{
public:
    virtual ~ListeningModel() = default;

    virtual int imageSize() const = 0;
    /// The latent of a square film of imageSize(), as the network is given it, [1, channels, height, width].
    virtual torch::Tensor encode(const GreyImage &square) = 0;
    /// `latent` with `noise` of its shape, at a timestep of training.
    virtual torch::Tensor withNoise(
        const torch::Tensor &latent, const torch::Tensor &noise, std::int64_t timestep) const = 0;
    /// What of `noisy` the model takes for noise, a row a caption: [captions, channels, height, width].
    virtual torch::Tensor noiseSaid(
        const torch::Tensor &noisy, std::int64_t timestep, const std::vector<std::string> &captions) = 0;
};

} // namespace cf

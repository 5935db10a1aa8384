#pragma once

// Inside core/diffusion only: what readers of small windows (side letters, electrodes) have in common.

#include "core/diffusion/weights/ConfigReader.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace cf {

/// Complains about channels that are no levels, each at half the size of the one before, of windows with these sides;
/// `sides` names them.
inline void checkWindowLevels(ConfigReader &reader, const std::vector<std::int64_t> &channels,
    const std::vector<std::int64_t> &lengths, const std::string &sides)
{
    if (channels.empty() || channels.size() > 6)
        reader.complain("channels must name 1 to 6 levels.");
    if (std::ranges::any_of(channels, [](std::int64_t count) { return count < 1 || count > 1024; }))
        reader.complain("channels must be 1 to 1024.");
    const std::int64_t stride = std::int64_t{ 1 } << std::min<std::size_t>(channels.size(), 6);
    if (std::ranges::any_of(lengths, [stride](std::int64_t length) { return length % stride != 0; }))
        reader.complain(sides + std::to_string(stride) + ".");
}

/// Convolutions that halve windows of two pictures, one a level.
inline torch::nn::ModuleList windowLevels(const std::vector<std::int64_t> &channels)
{
    torch::nn::ModuleList levels;
    std::int64_t before = 2;
    for (const std::int64_t count : channels) {
        levels->push_back(torch::nn::Conv2d(torch::nn::Conv2dOptions(before, count, 3).stride(2).padding(1)));
        before = count;
    }
    return levels;
}

/// [windows, 2, height, width] → [windows, values].
inline torch::Tensor throughLevels(torch::nn::ModuleList &levels, const torch::Tensor &windows)
{
    torch::Tensor hidden = windows;
    for (std::size_t level = 0; level < levels->size(); ++level)
        hidden = torch::silu(levels[level]->as<torch::nn::Conv2d>()->forward(hidden));
    return hidden.flatten(1);
}

} // namespace cf

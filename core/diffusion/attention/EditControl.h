#pragma once

#include "core/diffusion/attention/AttentionControl.h"

#include <cstdint>
#include <vector>

namespace cf {

/// Which rows of a network's batch hold the source and its edits under their captions. Rows named by neither
/// (unconditional ones) are left alone.
struct ControlRows {
    std::int64_t source = 0;
    std::vector<std::int64_t> targets;
};

/// Attention control over the steps of one sampling run. A sampler calls `beginStep` before each network call of a
/// step and `endStep` after the move. One object serves one run; it holds that run's memory.
class EditControl : public AttentionControl
{
public:
    /// `step` counts from the noisiest (0).
    virtual void beginStep(int step, const ControlRows &rows) = 0;
    /// `latents`: [1 + edits, channels, height, width], the source first. Returns what to go on with, same shape.
    virtual torch::Tensor endStep(torch::Tensor latents) = 0;
};

} // namespace cf

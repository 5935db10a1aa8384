#pragma once

#include "core/training/loop/TrainingGroup.h"

#include <torch/types.h>

namespace cf {

/// Replaces the values by their sum over all processes, each of which calls it with a tensor of this shape, in the same
/// order. Throws c10::Error or another exception where one of them has gone. Alone: changes nothing.
void addUp(const TrainingGroup &group, torch::Tensor &values);

/// The sum as a part of what is differentiated: a process's loss counts for the values of all, so that gradients are
/// summed over all processes on the way back. The group outlives the backward pass.
torch::Tensor addedUp(const TrainingGroup &group, const torch::Tensor &values);

} // namespace cf

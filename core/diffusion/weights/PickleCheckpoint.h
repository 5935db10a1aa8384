#pragma once

#include "core/base/Result.h"

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <string>

namespace cf {

/// Reads the tensors of a PyTorch checkpoint (.bin, .pt, .pth, .ckpt: the zip format of PyTorch 1.6 and later).
/// Nothing of the file is ever run: a pickle that asks for anything but tensors and plain values is refused.
/// Tensors of a nested dictionary get dotted names ("state_dict.conv.weight"). Errors name the file.
Result<std::map<std::string, torch::Tensor>> readPickleCheckpoint(const std::filesystem::path &file);

} // namespace cf

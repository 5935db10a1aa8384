#pragma once

#include <map>
#include <string>
#include <torch/types.h>

namespace cf {

/// Tensors by their names in a checkpoint.
using TensorMap = std::map<std::string, torch::Tensor>;

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/diffusion/weights/SafetensorsFile.h"

#include "core/diffusion/runtime/Torch.h"

#include <filesystem>
#include <string>

namespace cf {

/// Reads `stem`.safetensors or, where there is none, `stem`.bin from a folder of a diffusers model.
Result<TensorMap> readWeights(const std::filesystem::path &folder, const std::string &stem);

/// Renames what older diffusers wrote (autoencoder attention: query, key, value, proj_attn) to current names, and drops
/// buffers that hold no weights (position_ids).
TensorMap withCurrentNames(const TensorMap &tensors);

/// Puts the tensors into a module, converted to fp32. Every parameter must have its tensor of the right shape and every
/// tensor its parameter; the error names the first few that do not, and `what` (e.g. "UNet").
Result<> loadWeights(torch::nn::Module &module, const TensorMap &tensors, const std::string &what);

} // namespace cf

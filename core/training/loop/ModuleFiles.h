#pragma once

#include "core/base/Result.h"

#include <torch/torch.h>

#include <filesystem>
#include <string>

namespace cf {

/// Writes all parameters of a module as a safetensors file of the given type.
Result<> writeModule(const torch::nn::Module &module, const std::filesystem::path &file, torch::ScalarType type);

/// Writes a network's config, JSON as text, as `folder`/config.json; makes the folder where it is missing.
Result<> writeConfig(const std::string &config, const std::filesystem::path &folder);

} // namespace cf

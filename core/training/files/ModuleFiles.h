#pragma once

#include "core/base/Result.h"

#include "core/diffusion/runtime/Torch.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

namespace cf {

/// Writes all parameters of a module as a safetensors file of the given type.
Result<> writeModule(const torch::nn::Module &module, const std::filesystem::path &file, torch::ScalarType type);

/// Writes a network's config, JSON as text, as `folder`/config.json; makes the folder where it is missing.
Result<> writeConfig(const std::string &config, const std::filesystem::path &folder);

/// LibTorch's archives take such a function for a file.
using ArchiveSink = std::function<std::size_t(const void *, std::size_t)>;

/// Writes an archive, whole or not at all, over an older one: `save` hands the sink to LibTorch. Its own writing does
/// not tell of a full disk in every case; here each part is checked.
Result<> writeArchive(const std::filesystem::path &file, const std::function<void(const ArchiveSink &)> &save);

/// Whether a model may be exported into a folder: it is new, empty, or was made by our own training. Marks it as such.
/// Errors: InvalidInput for a folder with another's files, which an export would replace.
Result<> claimModelFolder(const std::filesystem::path &folder);

} // namespace cf

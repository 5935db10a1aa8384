#pragma once

#include "core/base/Result.h"
#include "core/diffusion/weights/TensorMap.h"

#include <torch/types.h>

#include <filesystem>
#include <map>
#include <string>

namespace cf {

/// Reads a safetensors file. The tensors are views into a private mapping of the file (no copy; writing to one never
/// reaches the file) that lives as long as the last of them. Misaligned tensors are copied.
/// Errors: a file that cannot be read, a header that is too long or not JSON, an unknown type, a tensor whose shape and
/// bytes disagree or that lies outside the file or over another. The message names file and tensor.
Result<TensorMap> readSafetensors(const std::filesystem::path &file);

/// Writes contiguous CPU tensors, sorted by name; through a temporary file, so that a kill leaves no half a file.
Result<> writeSafetensors(const std::filesystem::path &file, const TensorMap &tensors);

} // namespace cf

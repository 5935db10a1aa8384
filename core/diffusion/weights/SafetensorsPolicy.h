#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/diffusion/weights/TensorMap.h"

namespace cf {

/// writeSafetensors() under a policy of its own; without one, a file of the program's own folders is replaced.
Result<> writeSafetensors(const std::filesystem::path &file, const TensorMap &tensors, const WritePolicy &policy);

} // namespace cf

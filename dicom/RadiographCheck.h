#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <string>

namespace cf {

/// Unsupported for an object that is no radiograph but a slice or a picture of another kind, by its modality
/// (PS3.3 C.7.3.1.1.1). `file` is named.
Result<> checkIsRadiograph(const std::string &modality, const std::filesystem::path &file);

} // namespace cf

#pragma once

#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace cf {

/// The JSON object in a regular file of at most 16 MB. Errors: Io where it cannot be read, InvalidInput for what is no
/// object.
Result<nlohmann::json> readJsonFile(const std::filesystem::path &file);

} // namespace cf

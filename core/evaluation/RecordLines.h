#pragma once

// Inside core/evaluation only.

#include "core/base/Result.h"
#include "core/phantom/values/Abnormality.h"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// The JSON lines of a run that may have been interrupted, in the order of their writing; none for an absent file. A
/// line that a kill cut short is left out. Errors: a line that cannot be read, or one of another `stamp`.
Result<std::vector<nlohmann::json>> readRecordLines(const std::filesystem::path &file, const std::string &stamp);

/// Appends one line; it is on the disk when this returns.
Result<> appendRecordLine(const std::filesystem::path &file, const std::string &stamp, nlohmann::json line);

/// What the keys target, side, zone and severity of a record say. Throws where one is missing or says nothing.
Abnormality abnormalityOf(const nlohmann::json &line);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/sessions/cases/Case.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace cf::sessions {

nlohmann::json toJson(const Case &one);
/// Reads what toJson() wrote. Errors: InvalidInput.
Result<Case> caseFromJson(const nlohmann::json &json);

/// What showing a radiograph needs, without its pixels: canonical JSON. Look-up tables are kept; view and spacing too.
std::string headerOf(const Radiograph &radiograph);
/// Stored values with the last pixel's taken off each, zlib-compressed: lossless.
std::string packPixels(const Radiograph &radiograph);
/// Errors: InvalidInput where header and pixels are damaged or do not fit together.
Result<Radiograph> unpackImage(const std::string &header, const std::string &pixels);

} // namespace cf::sessions

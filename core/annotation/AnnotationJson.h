#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"

#include <nlohmann/json.hpp>

#include <filesystem>

namespace cf::annotation {

/// The one form of an annotation as a file: equal annotations give equal text.
nlohmann::json toJson(const Annotation &annotation);
/// Reads what toJson() wrote, or what was written by hand in its manner: absent members are empty. Errors:
/// InvalidInput, naming the member that is wrong or unknown, or what checkAnnotation() says.
Result<Annotation> annotationFromJson(const nlohmann::json &json);
Result<Annotation> readAnnotation(const std::filesystem::path &file);

/// One mark alone; for formats that hold marks.
nlohmann::json toJson(const Mark &mark);

/// SHA-256 of the canonical text.
std::string hashOf(const Annotation &annotation);

} // namespace cf::annotation

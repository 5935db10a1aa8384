#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"

#include <nlohmann/json.hpp>

namespace cf::annotation {

/// COCO (cocodataset.org/#format-data): an image a subject and annotator, categories for the types of marks, boxes,
/// polygons, keypoints and runs as other tools read them; answers and states stand in members "contrafact", which
/// others pass over. fromCoco() gives everything back.
nlohmann::ordered_json toCoco(const std::vector<Annotation> &annotations);

/// Also of others' files: their categories become labels where they are no types, and the marks are `annotator`'s.
/// Errors: InvalidInput, naming what is wrong.
Result<std::vector<Annotation>> fromCoco(const nlohmann::json &coco, const std::string &annotator);

} // namespace cf::annotation

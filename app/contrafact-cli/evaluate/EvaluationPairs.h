#pragma once

#include "core/base/Result.h"
#include "core/evaluation/axioms/AxiomEvaluation.h"

#include <filesystem>
#include <vector>

namespace cf::cli {

/// Held-back phantoms of `size` pixels.
PairSource phantomPairs(int size);

/// Insertions into films of held-back patients. Errors: folders without such films.
Result<PairSource> insertionPairs(const std::vector<std::filesystem::path> &folders, int size);

} // namespace cf::cli

#pragma once

#include "core/base/Result.h"
#include "core/datasets/plan/BatchPlan.h"

#include <filesystem>

namespace cf {

/// The file of the mask that a plan gives an item's film. Errors: InvalidInput where there is none, or two that it may
/// be, naming where it was looked for.
Result<std::filesystem::path> maskFileOf(const BatchPlan &plan, const BatchItem &item);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/training/loop/NetworkRun.h"
#include "core/training/recipe/SegmenterRecipe.h"

#include <memory>

namespace cf {

using SegmenterRun = NetworkRun<Segmenter>;

/// The network of a recipe with fresh weights, and what trains it.
Result<std::unique_ptr<SegmenterRun>> makeSegmenterRun(const SegmenterRecipe &recipe);

} // namespace cf

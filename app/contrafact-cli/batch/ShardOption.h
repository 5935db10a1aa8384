#pragma once

#include "core/base/Result.h"

#include <string>
#include <utility>

namespace cf::cli {

/// "2/8" as shard and shards. Errors: InvalidInput for anything else.
Result<std::pair<int, int>> parseShard(const std::string &text);

} // namespace cf::cli

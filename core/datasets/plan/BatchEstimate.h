#pragma once

#include "core/datasets/plan/BatchPlan.h"

#include <cstdint>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

namespace cf {

/// What a batch will ask of this machine, known before it starts.
struct BatchEstimate {
    std::size_t films = 0; ///< In the folder, readable or not.
    std::size_t edits = 0;
    std::uintmax_t bytes = 0; ///< That the edits may need, an upper bound.
    std::uintmax_t room = 0; ///< Left on the output's disk; 0 where the system does not say.
    std::set<std::string> columns; ///< Of the folder's table, which rules may ask for.

    bool fits() const { return room == 0 || bytes <= room; }
};

/// Looks at the films' sizes and at the disk on which `output` lies or will lie.
BatchEstimate estimateBatch(const BatchPlan &plan, const std::vector<FilmEntry> &films,
    const std::vector<BatchItem> &items, const std::filesystem::path &output);

/// How many workers help with so many edits here: one a core where memory allows.
int helpfulWorkers(std::size_t edits);

} // namespace cf

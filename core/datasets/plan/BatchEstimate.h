#pragma once

#include "core/datasets/plan/BatchPlan.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace cf {

/// What a batch will ask of this machine, known before it starts.
struct BatchEstimate {
    std::size_t films = 0; ///< In the folder, readable or not.
    std::size_t edits = 0;
    std::size_t editsOfFiles = 0; ///< Of films that are there: the others leave a row alone.
    std::uintmax_t bytes = 0; ///< That these may need, an upper bound.
    std::uintmax_t room = 0; ///< Left on the output's disk; 0 where the system does not say.
    std::set<std::string> columns; ///< Of the folder's table, which rules may ask for.

    /// Of one edit of a film that is there, on average.
    std::uintmax_t bytesAnEdit() const { return editsOfFiles == 0 ? 0 : bytes / editsOfFiles; }
    bool fits() const { return room == 0 || bytes <= room; }
};

/// Looks at the films' sizes and at the disk on which `output` lies or will lie.
BatchEstimate estimateBatch(const BatchPlan &plan, const std::vector<FilmEntry> &films,
    const std::vector<BatchItem> &items, const std::filesystem::path &output);

/// Bytes left on the disk of a folder that is there or will be; nothing where the system does not say.
std::optional<std::uintmax_t> roomLeft(const std::filesystem::path &folder);

/// How many workers help with so many edits here at most: one a core that this process may use, where memory allows.
int helpfulWorkers(std::size_t edits);

/// The same, measured now: cores that others keep busy get none. Takes a fifth of a second: not for the GUI thread.
int measuredWorkers(std::size_t edits);

} // namespace cf

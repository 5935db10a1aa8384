#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <functional>
#include <vector>

namespace cf {

/// Gives everything in a folder to `take`, in the system's order, links unresolved. Errors name the folder:
/// InvalidInput where it is missing, no folder or not readable, Io where it is not readable to its end; `take` has then
/// got what came before.
Result<> eachInFolder(
    const std::filesystem::path &folder, const std::function<void(const std::filesystem::directory_entry &)> &take);

/// Everything in a folder, sorted by name: the system's order differs between machines. Whole or not at all, as half a
/// folder looks like a small one. Errors: as eachInFolder().
Result<std::vector<std::filesystem::directory_entry>> listFolder(const std::filesystem::path &folder);

/// The same of a folder that is made when it is first needed: nothing where the name leads nowhere yet.
Result<std::vector<std::filesystem::directory_entry>> listFolderIfThere(const std::filesystem::path &folder);

} // namespace cf

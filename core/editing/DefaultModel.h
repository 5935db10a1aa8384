#pragma once

#include "core/base/Result.h"

#include <filesystem>
#include <optional>
#include <string_view>

namespace cf {

/// A folder of resources/ beside the program's build, its source or its installation, or below the current folder: the
/// one search of all programs. `holds`: what must lie in it to be the right one, may be empty.
std::optional<std::filesystem::path> findResource(
    const std::filesystem::path &program, const std::filesystem::path &name, const std::filesystem::path &holds = {});

/// The bundled model's folder, models/mini-cxr. Nothing where there is none.
std::optional<std::filesystem::path> findBundledModel(const std::filesystem::path &program);

/// The model's folder that was named, else the one of this name that is bundled with the running program. Errors:
/// InvalidInput where there is none; it names the option with which a folder is named.
Result<std::filesystem::path> modelOrBundled(
    const std::filesystem::path &named, std::string_view option = "--model", std::string_view bundled = "mini-cxr");

/// The folder of the model that is bundled with the running program; where it is not found, what it would be called.
std::filesystem::path bundledModelOrItsName();

} // namespace cf

#pragma once

#include <filesystem>
#include <optional>

namespace cf {

/// A folder of resources/ beside the program's build, its source or its installation, or below the current folder: the
/// one search of all programs. `holds`: what must lie in it to be the right one, may be empty.
std::optional<std::filesystem::path> findResource(
    const std::filesystem::path &program, const std::filesystem::path &name, const std::filesystem::path &holds = {});

/// The bundled model's folder, models/mini-cxr. Nothing where there is none.
std::optional<std::filesystem::path> findBundledModel(const std::filesystem::path &program);

} // namespace cf

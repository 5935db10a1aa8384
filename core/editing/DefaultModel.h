#pragma once

#include <filesystem>
#include <optional>

namespace cf {

/// The bundled model's folder: resources/models/mini-cxr beside the program's build, its source or its installation, or
/// below the current folder. Nothing where there is none.
std::optional<std::filesystem::path> findBundledModel(const std::filesystem::path &program);

} // namespace cf

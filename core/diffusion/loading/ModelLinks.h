#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// Links in a model folder that lead out of it, each as "unet/model.bin leads to /elsewhere/model.bin". Such a folder
/// is usable (caches of downloads are made so), but what it holds may change without it, and the user shall know.
/// A last line says so where the folder cannot be searched to its end.
std::vector<std::string> linksOutOfModel(const std::filesystem::path &folder);

} // namespace cf

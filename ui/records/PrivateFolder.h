#pragma once

#include "core/base/Result.h"

#include <filesystem>

namespace cf::ui {

/// Makes a folder that only its owner may open, and so all of its parents that are not there yet; one that is there is
/// closed to others. What the window keeps of a patient's film lies in such folders. Errors: Io.
Result<> makePrivateFolder(const std::filesystem::path &folder);

} // namespace cf::ui

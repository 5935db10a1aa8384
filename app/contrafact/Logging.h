#pragma once

#include <filesystem>

namespace cf {

/// Starts the log: a rotating file of at most 3 × 2 MB in `folder`. What is logged never holds a patient's name, a
/// file's name or an instruction. Where the file cannot be written the program runs without a log.
void startLog(const std::filesystem::path &folder);

} // namespace cf

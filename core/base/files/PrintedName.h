#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace cf {

/// A path as text for tables and terminals, with '/', always UTF-8: bytes that are none are written as "\xE9". What
/// looks so already gets its backslash written as "\x5C", so that pathOfPrintedName() gives every name back.
std::string printedName(const std::filesystem::path &path);

/// The path that printedName() wrote.
std::filesystem::path pathOfPrintedName(std::string_view name);

} // namespace cf

#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace cf::sessions {

/// UTC with milliseconds: "2026-11-28T20:01:30.123Z". Sorts as text.
std::string toText(std::chrono::system_clock::time_point time);
/// Nothing for what toText() would not write.
std::optional<std::chrono::system_clock::time_point> timeFromText(const std::string &text);

} // namespace cf::sessions

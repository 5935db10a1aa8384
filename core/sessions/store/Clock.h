#pragma once

#include <chrono>
#include <functional>

namespace cf::sessions::store {

/// Tells the time in place of the computer's clock; empty: that one.
using Clock = std::function<std::chrono::system_clock::time_point()>;

} // namespace cf::sessions::store

#pragma once

#include <cstdint>

namespace cf {

/// Counts how often any work of this process asked whether it shall stop, or reported: a number that stands still tells
/// of work that does.
std::uint64_t jobPulse();

} // namespace cf

#pragma once

#include <string>

namespace cf {

/// What the system's error means to the user, as half a sentence: "the disk is full; free some space".
std::string systemReason(int errorNumber);

} // namespace cf

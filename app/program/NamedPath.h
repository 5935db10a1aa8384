#pragma once

#include <string>

namespace cf {

/// Why what an option names can be neither read nor written as a file: a pipe that nobody reads from, a socket, a
/// disk's device. Empty where nothing speaks against it, also where nothing has the name. Both programs ask it of every
/// text that they are given, before any work: a pipe could be waited for without end, and an output be refused after
/// hours.
///
/// A pipe that is read stays open until the program ends: its reader would take the first closing for the end.
std::string whyNoFile(const std::string &text);

} // namespace cf

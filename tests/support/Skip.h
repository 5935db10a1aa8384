#pragma once

#include <cstdio>
#include <string>

namespace cf::test {

/// Says that a part of this test was not run and why, on a line of its own that begins with "SKIPPED: " (the test
/// skipped_parts gathers them). A test of which nothing ran says "all".
inline void skipped(const std::string &what, const std::string &why)
{
    std::printf("SKIPPED: %s (%s)\n", what.c_str(), why.c_str());
    std::fflush(stdout); // In its place, though errors go another way and a part may end the program.
}

} // namespace cf::test

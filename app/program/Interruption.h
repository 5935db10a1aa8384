#pragma once

#include <chrono>
#include <stop_token>
#include <string_view>

namespace cf {

/// From now on Ctrl+C, SIGTERM and SIGHUP request a stop instead of ending the process: the work saves what it has and
/// says Cancelled. A second signal, or `grace` without an end, ends the process at once with the code for Cancelled: a
/// program that hangs must not ignore its user. What was being written then vanishes; nothing is left half written.
///
/// The handler only writes to a pipe; a thread of its own reads it and requests the stop, which is not allowed in a
/// handler.
///
/// `atOnce`: what a second signal is answered with, a literal; empty: nothing is said.
std::stop_token stopWhenInterrupted(const char *program, std::chrono::seconds grace,
    std::string_view atOnce = "Stopped at once; what was not saved is lost.");

/// A write to a file beyond its bound, or to a pipe whose reader has ended (| head -1), is an error and not a death:
/// what was worked out is still saved.
void ignoreWriteSignals();

/// Where the caller closed standard input, output or error, its number is taken: the next file that is opened would get
/// it, and what is printed would be written into that file. Reading and writing fail as they would without.
void holdStandardStreams();

} // namespace cf

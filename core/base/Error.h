#pragma once

#include <string>

namespace cf {

enum class ErrorCode {
    Cancelled, ///< The user asked to stop; shown as a note, never as a failure.
    InvalidInput, ///< The caller can correct it (empty prompt, mask of the wrong size).
    Io, ///< A file, a network or a database could not be read or written.
    Unsupported, ///< Valid, but outside what this version handles.
    OutOfMemory, ///< The device ran out of memory; a smaller edit may work.
    Internal, ///< A defect in this program.
};

/// Why an operation gave no result.
struct Error {
    ErrorCode code = ErrorCode::Internal;
    std::string message; ///< A full sentence for the user: what, where, and what to do.
};

} // namespace cf

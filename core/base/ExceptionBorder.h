#pragma once

#include "core/base/Result.h"

#include <string>
#include <string_view>

namespace cf {

/// Whether what an exception says of itself is that memory was short: LibTorch's and OpenCV's are no std::bad_alloc.
bool speaksOfMemory(std::string_view reason);

/// The Error for the exception being handled, whichever library threw it; call it inside a catch block. `what` names
/// the work in the message, e.g. "Reading the study".
Error errorFromException(const std::string &what);

/// The border between work and those who wait for it: runs `work` (which returns a Result) and makes an Error of
/// whatever it throws. An exception that left a thread would end the program with all that is not saved.
template <typename Work> auto atExceptionBorder(const std::string &what, Work &&work) -> decltype(work())
{
    try {
        return work();
    } catch (...) {
        return tl::make_unexpected(errorFromException(what));
    }
}

} // namespace cf

#pragma once

#include "core/base/Result.h"

#include <string>

namespace cf {

/// The Error for the exception being handled; call it inside a catch block.
Error errorFromTorch(const std::string &what);

/// LibTorch's border: runs `work` (which returns a Result) and makes an Error of whatever it throws. `what` names the
/// work in the message, e.g. "The edit".
template <typename Work> auto atTorchBorder(const std::string &what, Work work) -> decltype(work())
{
    try {
        return work();
    } catch (...) {
        return tl::make_unexpected(errorFromTorch(what));
    }
}

} // namespace cf

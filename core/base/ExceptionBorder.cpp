#include "core/base/ExceptionBorder.h"

#include <algorithm>
#include <array>
#include <exception>
#include <new>

namespace cf {

bool speaksOfMemory(std::string_view reason)
{
    constexpr std::array signs{ std::string_view("Insufficient memory"), std::string_view("out of memory"),
        std::string_view("can't allocate memory"), std::string_view("not enough memory") };
    return std::ranges::any_of(signs, [reason](std::string_view sign) { return reason.find(sign) != reason.npos; });
}

Error errorFromException(const std::string &what)
{
    const Error tooBig{ ErrorCode::OutOfMemory,
        what + " needs more memory than there is. Close other programs, or use a smaller picture." };
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return tooBig;
    } catch (const std::exception &error) {
        std::string reason = error.what();
        if (speaksOfMemory(reason))
            return tooBig;
        reason.resize(std::min(reason.size(), reason.find('\n'))); // Some libraries append where they were.
        return { ErrorCode::Internal, what + " failed: " + reason };
    } catch (...) {
        return { ErrorCode::Internal, what + " failed for an unknown reason." };
    }
}

} // namespace cf

#include "core/base/ExceptionBorder.h"

#include <algorithm>
#include <exception>
#include <new>

namespace cf {

Error errorFromException(const std::string &what)
{
    try {
        throw;
    } catch (const std::bad_alloc &) {
        return { ErrorCode::OutOfMemory,
            what + " needs more memory than there is. Close other programs, or use a smaller picture." };
    } catch (const std::exception &error) {
        std::string reason = error.what();
        reason.resize(std::min(reason.size(), reason.find('\n'))); // Some libraries append where they were.
        return { ErrorCode::Internal, what + " failed: " + reason };
    } catch (...) {
        return { ErrorCode::Internal, what + " failed for an unknown reason." };
    }
}

} // namespace cf

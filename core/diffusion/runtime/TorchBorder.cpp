#include "core/diffusion/runtime/TorchBorder.h"

#include "core/diffusion/runtime/CancellationPoint.h"

#include <c10/util/Exception.h>

#include <exception>
#include <new>

namespace cf {

Error errorFromTorch(const std::string &what)
{
    const Error tooBig{ ErrorCode::OutOfMemory,
        what + " needs more memory than there is. Try a smaller picture or close other programs." };
    try {
        throw;
    } catch (const LeftNetworkCall &left) {
        return left.error;
    } catch (const c10::Error &error) {
        const std::string text = error.what_without_backtrace();
        if (text.find("alloc") != std::string::npos || text.find("out of memory") != std::string::npos)
            return tooBig;
        return { ErrorCode::Internal, what + " failed in LibTorch: " + text };
    } catch (const std::bad_alloc &) {
        return tooBig;
    } catch (const std::exception &error) {
        return { ErrorCode::Internal, what + " failed: " + error.what() };
    } catch (...) {
        return { ErrorCode::Internal, what + " failed for an unknown reason." };
    }
}

} // namespace cf

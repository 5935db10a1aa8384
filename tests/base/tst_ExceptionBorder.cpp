// Whatever a library throws becomes one sentence with the right code.

#include "core/base/ExceptionBorder.h"
#include "tests/support/Check.h"

#include <new>
#include <stdexcept>

using namespace cf;

namespace {

template <typename Thrown> Error errorOf(Thrown thrown)
{
    return atExceptionBorder("The work", [&]() -> Result<> { throw thrown; }).error();
}

} // namespace

int main()
{
    CF_CHECK(atExceptionBorder("The work", []() -> Result<int> { return 7; }).value() == 7);
    CF_CHECK(errorOf(std::bad_alloc()).code == ErrorCode::OutOfMemory);
    // As OpenCV and LibTorch say it.
    CF_CHECK(errorOf(std::runtime_error("error: (-4:Insufficient memory) Failed to allocate 8 bytes")).code
        == ErrorCode::OutOfMemory);
    CF_CHECK(
        errorOf(std::runtime_error("[enforce fail at alloc_cpu.cpp:66] . DefaultCPUAllocator: can't allocate memory: "
                                   "you tried to allocate 8 bytes."))
            .code
        == ErrorCode::OutOfMemory);
    const Error defect = errorOf(std::logic_error("a reason\nand where it was"));
    CF_CHECK(defect.code == ErrorCode::Internal && defect.message == "The work failed: a reason");
    CF_CHECK(errorOf(7).code == ErrorCode::Internal);
}

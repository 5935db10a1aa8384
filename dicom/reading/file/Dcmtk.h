#pragma once

// Inside dicom only: where DCMTK's conditions and foreign exceptions turn into our errors.

#include "core/base/Result.h"

#include <exception>
#include <new>
#include <string>
#include <string_view>

class OFCondition;

namespace cf {

/// Registers DCMTK's decoders for JPEG and JPEG-LS and silences its own log, once in the life of the program. Cheap to
/// call again.
void prepareDcmtk();

/// DCMTK's condition as our error: `what` says which step failed and what the user can do.
Error dicomError(ErrorCode code, std::string_view what, const OFCondition &condition);

/// Runs `function`, which returns a Result, and turns what DCMTK, OpenJPEG or the library throw into an Error.
template <typename Function> auto guarded(Function &&function) -> decltype(function())
{
    try {
        return function();
    } catch (const std::bad_alloc &) {
        return fail(
            ErrorCode::OutOfMemory, "There is not enough memory for this image. Close other images and try again.");
    } catch (const std::exception &failure) {
        return fail(ErrorCode::InvalidInput, std::string("The file could not be understood (") + failure.what() + ").");
    }
}

} // namespace cf

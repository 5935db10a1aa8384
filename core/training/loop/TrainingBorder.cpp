#include "core/training/loop/TrainingBorder.h"

#include "core/base/ExceptionBorder.h"
#include "core/diffusion/runtime/TorchBorder.h"

#include <algorithm>

namespace cf {

Error errorFromTraining(const std::string &what)
{
    Error error = errorFromTorch(what);
    if (error.code == ErrorCode::OutOfMemory || speaksOfMemory(error.message))
        return { ErrorCode::OutOfMemory,
            what
                + " needs more memory than there is. Close other programs or lower the recipe's \"batch\", and run it "
                  "again: it goes on from what is saved." };
    error.message.resize(std::min(error.message.size(), error.message.find('\n'))); // Some append where they were.
    return error;
}

} // namespace cf

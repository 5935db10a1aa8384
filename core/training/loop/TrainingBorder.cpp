#include "core/training/loop/TrainingBorder.h"

#include "core/diffusion/sampling/SamplingWatch.h"

#include <algorithm>

namespace cf {

Error errorFromTraining(const std::string &what)
{
    Error error = errorFromTorch(what);
    // What OpenCV says of memory, which is no bad_alloc.
    const bool inOpenCv = error.message.find("Insufficient memory") != std::string::npos;
    if (error.code == ErrorCode::OutOfMemory || inOpenCv)
        return { ErrorCode::OutOfMemory,
            what
                + " needs more memory than there is. Close other programs or lower the recipe's \"batch\", and run it "
                  "again: it goes on from what is saved." };
    error.message.resize(std::min(error.message.size(), error.message.find('\n'))); // Some append where they were.
    return error;
}

} // namespace cf

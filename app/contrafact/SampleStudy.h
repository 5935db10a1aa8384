#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"

#include <filesystem>

namespace cf {

/// The study that the first screen offers: films of nobody, rendered by the program itself, each with something to
/// edit. Rendered into `folder` where they are not there yet, which takes some seconds a film. Errors: Io, Cancelled.
Result<std::filesystem::path> sampleStudy(const std::filesystem::path &folder, const JobContext &job = {});

} // namespace cf

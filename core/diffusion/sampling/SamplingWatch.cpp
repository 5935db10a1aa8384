#include "core/diffusion/sampling/SamplingWatch.h"

namespace cf {

Result<> SamplingWatch::next(const std::string &stage, int step, int steps) const
{
    CF_TRY(job.checkStop());
    job.report(Progress{ step, steps, stage, -1.0 });
    return {};
}

} // namespace cf

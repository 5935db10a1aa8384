#include "app/contrafact-cli/MachineWords.h"

#include "core/diffusion/runtime/Kernels.h"

#include <cstdio>

namespace cf::cli {

void tellOfSlowMachine()
{
    if (const auto slow = warnIfSlow())
        std::fprintf(stderr, "warning: %s\n", slow->c_str());
}

} // namespace cf::cli

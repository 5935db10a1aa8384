#include "core/diffusion/runtime/Processor.h"

namespace cf {

bool multipliesBFloat16()
{
#ifdef __x86_64__
    return __builtin_cpu_supports("avx512bf16") != 0;
#else
    return false;
#endif
}

} // namespace cf

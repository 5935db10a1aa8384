#pragma once

#include <optional>
#include <string>

namespace cf {

/// AVX-512 with the parts that LibTorch's and OpenBLAS's kernels need.
bool hasAvx512();

/// The name of OpenBLAS's kernels for this processor's flags, for OPENBLAS_CORETYPE; null where its own choice stands.
const char *openBlasCore();

/// Which kernels compute and with how many threads, for logs and reports, e.g.
/// "OpenBLAS SkylakeX, LibTorch AVX512, 2 threads, passive waiting".
std::string kernelsInUse();

/// How fast a matrix product of 512² runs now, and what this processor's flags promise for the threads in use.
struct ProductSpeed {
    double gflops = 0.0;
    double promised = 0.0; ///< 0 where the flags promise nothing that is known.
};
ProductSpeed measureProduct();

/// A sentence for the user where the product runs at less than a fifth of what the flags promise: wrong kernels, or
/// another program has the processor. Takes some ten milliseconds.
std::optional<std::string> warnIfSlow();

} // namespace cf

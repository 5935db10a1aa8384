#pragma once

namespace cf {

/// Whether this processor multiplies bf16 by instructions of its own (AVX512_BF16). Without them bf16 is slower than
/// fp32.
bool multipliesBFloat16();

} // namespace cf

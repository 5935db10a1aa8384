#pragma once

namespace cf {

/// Tells LibTorch and the C library how this process computes. Every program calls it first of all: before LibTorch
/// computes anything and before a thread is started. What the user's environment says already stays.
///
/// - The kernels for AVX-512 where the processor has it: LibTorch has them and does not choose them by itself. All
///   programs choose alike, so that the same request and seed give the same bytes from each.
/// - Memory that a tensor gave back is kept for the next. The C library would return large blocks to the system at once
///   and ask for them anew, page by page: more than half of the time of an evaluation of Stable Diffusion's UNet on a
///   virtual machine.
void prepareProcess();

} // namespace cf

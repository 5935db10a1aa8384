#pragma once

namespace cf {

/// Tells LibTorch, OpenBLAS, OpenMP and the C library how this process computes. Every program calls it first of all in
/// main(), before a thread is started. What the user's environment says already stays.
///
/// - OpenMP's threads sleep while they wait (OMP_WAIT_POLICY): spinning ones cost an order of magnitude as soon as any
///   other program runs, and nothing is lost on a quiet machine.
/// - OpenBLAS takes the kernels that the processor's own flags allow (OPENBLAS_CORETYPE): it does not know processors
///   that are newer than itself and falls to SSE3, a sixth of the speed.
///   Both are read when the libraries begin: where one is unset, the program executes itself once more with it set,
///   with the same arguments, before they do. Linking this function is enough for that.
/// - Where the address space is bounded (ulimit -v) too tightly for the libraries to begin, the program says so and ends
///   with code 1: they would wait for ever.
/// - LibTorch's kernels for AVX-512 where the processor has it: LibTorch has them and does not choose them by itself.
///   All programs choose alike, so that the same request, seed and number of threads give the same bytes from each.
/// - Memory that a tensor gave back is kept for the next. The C library would return large blocks to the system at once
///   and ask for them anew, page by page: more than half of the time of an evaluation of Stable Diffusion's UNet on a
///   virtual machine.
void prepareProcess();

} // namespace cf

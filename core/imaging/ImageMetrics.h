#pragma once

#include "core/base/Image.h"

namespace cf {

// Images are in display grey 0…1 and of equal size. `where`, if not empty, limits the measure to its pixels greater
// than 0.

/// `a` minus `b`, pixel by pixel.
GreyImage difference(const GreyImage &a, const GreyImage &b);

/// Peak signal-to-noise ratio in dB for a peak of 1; infinite for equal images.
double psnr(const GreyImage &image, const GreyImage &reference, const MaskImage &where = {});
double meanAbsoluteError(const GreyImage &image, const GreyImage &reference, const MaskImage &where = {});
/// Structural similarity (Wang et al. 2004): Gaussian window of σ 1.5 pixels over 11 × 11, K1 0.01, K2 0.03; 1 for
/// equal.
double ssim(const GreyImage &image, const GreyImage &reference, const MaskImage &where = {});

/// Standard deviation of a normal distribution with the same median absolute value, so that a few large values
/// (the change itself) do not count. Over pixels of `where` greater than 0, or all. 0 when there are none.
double robustDeviation(const GreyImage &difference, const MaskImage &where = {});
/// The value below which `share` (0…1) of the pixels lie, of two neighbours the lower one; 0 when there are none.
double quantile(const GreyImage &image, double share, const MaskImage &where = {});

} // namespace cf

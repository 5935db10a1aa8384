#include "core/diffusion/inversion/NegativePromptInversion.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

torch::Tensor negativePromptEmbedding(const torch::Tensor &caption, const torch::Tensor &empty, double share)
{
    if (share <= 0.0)
        return caption;
    const torch::NoGradGuard noGradient;
    const double cosine = ((caption / caption.norm()) * (empty / empty.norm())).sum().item<double>();
    const double angle = std::acos(std::clamp(cosine, -1.0, 1.0));
    if (angle < 1e-4) // Nearly parallel: the circle is a line.
        return (1.0 - share) * caption + share * empty;
    return std::sin((1.0 - share) * angle) / std::sin(angle) * caption
        + std::sin(share * angle) / std::sin(angle) * empty;
}

} // namespace cf

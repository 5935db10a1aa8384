#pragma once

// Inside core/editing only.

#include "core/base/Image.h"

#include <torch/types.h>

namespace cf {

/// Pictures of latents without the decoder, which takes seconds at Stable Diffusion's size: the decoded source, and on
/// it what the change of each cell of the latent does to its pixels, as a linear map that was fitted to the source
/// itself.
class LatentPreview
{
public:
    /// latent: [1, channels, height, width], scaled as edits are; reconstruction: the same decoded, in grey, a whole
    /// number of pixels a cell.
    LatentPreview(const torch::Tensor &latent, const GreyImage &reconstruction);

    /// latent: as the source's. In 0…1, of the reconstruction's size; the source's own latent gives the reconstruction.
    GreyImage picture(const torch::Tensor &latent) const;

private:
    torch::Tensor m_latent;
    torch::Tensor m_reconstruction; ///< [1, 1, height, width] in pixels
    torch::Tensor m_map; ///< [channels, pixels a cell]
};

} // namespace cf

#include "core/editing/engine/networks/LatentPreview.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>

namespace cf {

namespace {

/// [1, n, height, width] → [cells, n]
torch::Tensor cellsOf(const torch::Tensor &image)
{
    return image[0].flatten(1).t();
}

} // namespace

LatentPreview::LatentPreview(const torch::Tensor &latent, const GreyImage &reconstruction)
    : m_latent(latent)
    , m_reconstruction(torch::tensor(reconstruction.pixels).view({ 1, 1, reconstruction.height, reconstruction.width }))
{
    const torch::Tensor pixels =
        cellsOf(torch::pixel_unshuffle(m_reconstruction, reconstruction.width / latent.size(3)));
    const torch::Tensor cells = cellsOf(latent);
    const torch::Tensor from = cells - cells.mean(0);
    const torch::Tensor products = from.t().mm(from);
    // A little towards zero: channels that hardly vary in this image would else be given any weight.
    constexpr double ridge = 1e-2;
    const torch::Tensor held =
        products + (ridge * products.diagonal().mean() + 1e-6) * torch::eye(products.size(0)); // A flat image: 0.
    m_map = torch::linalg_solve(held, from.t().mm(pixels - pixels.mean(0)));
}

GreyImage LatentPreview::picture(const torch::Tensor &latent) const
{
    const torch::Tensor change =
        cellsOf(latent - m_latent).mm(m_map).t().reshape({ 1, m_map.size(1), m_latent.size(2), m_latent.size(3) });
    const torch::Tensor picture =
        (m_reconstruction + torch::pixel_shuffle(change, m_reconstruction.size(3) / m_latent.size(3)))
            .clamp(0.0, 1.0)
            .contiguous();
    GreyImage image(static_cast<int>(picture.size(3)), static_cast<int>(picture.size(2)));
    std::copy_n(picture.data_ptr<float>(), image.pixels.size(), image.pixels.begin());
    return image;
}

} // namespace cf

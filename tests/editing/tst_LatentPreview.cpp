#include "core/editing/engine/networks/LatentPreview.h"

#include "tests/support/Check.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

using namespace cf;

namespace {

/// [1, 1, 8 · height, 8 · width] in grey
GreyImage greyOf(const torch::Tensor &picture)
{
    const torch::Tensor values = picture.contiguous();
    GreyImage image(static_cast<int>(values.size(3)), static_cast<int>(values.size(2)));
    std::copy_n(values.data_ptr<float>(), image.pixels.size(), image.pixels.begin());
    return image;
}

double largestDifference(const GreyImage &a, const GreyImage &b)
{
    double largest = 0.0;
    for (std::size_t index = 0; index < a.pixels.size(); ++index)
        largest = std::max(largest, static_cast<double>(std::abs(a.pixels[index] - b.pixels[index])));
    return largest;
}

/// A decoder that is linear is learnt from one image, and shows what changed and nothing else.
void aLinearDecoderIsFound()
{
    torch::manual_seed(1);
    const torch::Tensor map = 0.02 * torch::randn({ 64, 4, 1, 1 });
    const auto decoded = [&](const torch::Tensor &latent) {
        return greyOf(0.5 + torch::pixel_shuffle(torch::conv2d(latent, map), 8));
    };
    const torch::Tensor source = torch::randn({ 1, 4, 32, 24 });
    const GreyImage reconstruction = decoded(source);
    const LatentPreview preview(source, reconstruction);
    CF_EQUAL(preview.picture(source), reconstruction);
    torch::Tensor edited = source.clone();
    edited.slice(2, 4, 12).slice(3, 5, 15) += torch::randn({ 1, 4, 8, 10 });
    const GreyImage expected = decoded(edited);
    const GreyImage picture = preview.picture(edited);
    CF_CHECK(picture.sameSizeAs(reconstruction));
    CF_LESS(largestDifference(picture, expected), 0.05 * largestDifference(reconstruction, expected));
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            if (y < 32 || y >= 96 || x < 40 || x >= 120)
                CF_EQUAL(picture.at(x, y), reconstruction.at(x, y));
}

/// A flat image teaches nothing, and is no reason for numbers that are none.
void aFlatImageIsShownAsItIs()
{
    const torch::Tensor source = torch::ones({ 1, 4, 16, 16 });
    const GreyImage reconstruction(128, 128, 0.25F);
    const LatentPreview preview(source, reconstruction);
    for (const float value : preview.picture(source + 1.0).pixels)
        CF_CHECK(std::isfinite(value) && value >= 0.0F && value <= 1.0F);
}

} // namespace

int main()
{
    aLinearDecoderIsFound();
    aFlatImageIsShownAsItIs();
}

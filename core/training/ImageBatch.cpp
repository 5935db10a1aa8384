#include "core/training/ImageBatch.h"

#include <torch/torch.h>

#include <algorithm>

namespace cf {

namespace {

struct Corner {
    int x = 0;
    int y = 0;
};

Corner randomCorner(int size, int crop, RandomStream &stream)
{
    return { stream.below(size - crop + 1), stream.below(size - crop + 1) };
}

/// A crop that holds a pixel of the change. Looks at a few hundred random places instead of the whole image.
Corner cornerAtChange(
    std::span<const std::uint8_t> without, std::span<const std::uint8_t> with, int size, int crop, RandomStream &stream)
{
    for (int attempt = 0; attempt < 400; ++attempt) {
        const int x = stream.below(size);
        const int y = stream.below(size);
        const auto index = static_cast<std::size_t>(y * size + x);
        if (without[index] == with[index])
            continue;
        const auto place = [&](int centre) { return std::clamp(centre - stream.below(crop), 0, size - crop); };
        return { place(x), place(y) };
    }
    return randomCorner(size, crop, stream);
}

} // namespace

torch::Tensor wholeImage(std::span<const std::uint8_t> bytes, int size)
{
    return torch::from_blob(const_cast<std::uint8_t *>(bytes.data()), { 1, 1, size, size }, torch::kUInt8)
        .to(torch::kFloat32)
        .div_(127.5)
        .sub_(1.0);
}

ImageBatch drawImageBatch(const PairCorpus &corpus, const RadiographPool &pool, int rows, int crop,
    double radiographShare, RandomStream stream)
{
    const int size = corpus.imageSize();
    std::vector<torch::Tensor> images;
    std::vector<torch::Tensor> changes;
    const auto cut = [crop](const torch::Tensor &image, Corner corner) {
        return image.slice(2, corner.y, corner.y + crop).slice(3, corner.x, corner.x + crop);
    };
    for (int row = 0; row < rows; ++row) {
        const bool radiograph = !pool.images.empty() && (corpus.size() == 0 || stream.chance(radiographShare));
        if (radiograph) {
            const auto &bytes =
                pool.images[static_cast<std::size_t>(stream.below(static_cast<int>(pool.images.size())))];
            images.push_back(cut(wholeImage(bytes, size), randomCorner(size, crop, stream)));
            changes.push_back(torch::zeros({ 1, 1, crop, crop }));
            continue;
        }
        const auto index = static_cast<std::size_t>(stream.below(static_cast<int>(corpus.size())));
        const auto without = corpus.without(index);
        const auto with = corpus.with(index);
        const Corner corner =
            stream.chance(0.5) ? cornerAtChange(without, with, size, crop, stream) : randomCorner(size, crop, stream);
        const torch::Tensor first = cut(wholeImage(without, size), corner);
        const torch::Tensor second = cut(wholeImage(with, size), corner);
        images.push_back(stream.chance(0.3) ? first : second);
        changes.push_back((first - second).abs());
    }
    return { torch::cat(images), torch::cat(changes) };
}

} // namespace cf

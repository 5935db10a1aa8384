#include "core/training/data/ImageBatch.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>

namespace cf {

namespace {

Corner randomCorner(int size, int crop, RandomStream &stream)
{
    return { stream.below(size - crop + 1), stream.below(size - crop + 1) };
}

} // namespace

Corner cornerAround(int size, int crop, RandomStream &stream, const std::function<bool(int x, int y)> &holds)
{
    for (int attempt = 0; attempt < 400; ++attempt) {
        const int x = stream.below(size);
        const int y = stream.below(size);
        const auto place = [&](int centre) { return std::clamp(centre - stream.below(crop), 0, size - crop); };
        if (holds(x, y))
            return { place(x), place(y) };
    }
    return randomCorner(size, crop, stream);
}

torch::Tensor cropAt(const torch::Tensor &image, Corner corner, int crop)
{
    return image.slice(2, corner.y, corner.y + crop).slice(3, corner.x, corner.x + crop);
}

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
    for (int row = 0; row < rows; ++row) {
        const bool radiograph = !pool.images.empty() && (corpus.size() == 0 || stream.chance(radiographShare));
        if (radiograph) {
            const auto &bytes =
                pool.images[static_cast<std::size_t>(stream.below(static_cast<int>(pool.images.size())))];
            images.push_back(cropAt(wholeImage(bytes, size), randomCorner(size, crop, stream), crop));
            changes.push_back(torch::zeros({ 1, 1, crop, crop }));
            continue;
        }
        const auto index = static_cast<std::size_t>(stream.below(static_cast<int>(corpus.size())));
        const auto without = corpus.without(index);
        const auto with = corpus.with(index);
        const auto differs = [&](int x, int y) {
            const auto place = static_cast<std::size_t>(y * size + x);
            return without[place] != with[place];
        };
        const Corner corner =
            stream.chance(0.5) ? cornerAround(size, crop, stream, differs) : randomCorner(size, crop, stream);
        const torch::Tensor first = cropAt(wholeImage(without, size), corner, crop);
        const torch::Tensor second = cropAt(wholeImage(with, size), corner, crop);
        images.push_back(stream.chance(0.3) ? first : second);
        changes.push_back((first - second).abs());
    }
    return { torch::cat(images), torch::cat(changes) };
}

} // namespace cf

#include "core/editing/engine/networks/ImageTensors.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <vector>

namespace cf {

torch::Tensor toTensor(const GreyImage &image)
{
    const torch::Tensor grey =
        torch::from_blob(const_cast<float *>(image.pixels.data()), { 1, 1, image.height, image.width }).clone();
    return (grey * 2.0 - 1.0).expand({ 1, 3, -1, -1 }).contiguous(torch::MemoryFormat::ChannelsLast);
}

GreyImage toGrey(const torch::Tensor &image)
{
    const torch::Tensor grey =
        ((image.to(torch::kCPU, torch::kFloat32).mean(1) + 1.0) / 2.0).clamp(0.0, 1.0).contiguous();
    GreyImage result(static_cast<int>(grey.size(2)), static_cast<int>(grey.size(1)));
    std::copy_n(grey.data_ptr<float>(), result.pixels.size(), result.pixels.begin());
    return result;
}

torch::Tensor latentMask(const MaskImage &squareMask, int downscale)
{
    const torch::Tensor mask =
        torch::from_blob(const_cast<float *>(squareMask.pixels.data()), { 1, 1, squareMask.height, squareMask.width });
    const torch::Tensor touched = torch::max_pool2d(mask, { downscale, downscale });
    return (torch::max_pool2d(touched, { 3, 3 }, { 1, 1 }, { 1, 1 }) > 0).to(torch::kFloat32);
}

std::function<torch::Tensor(const torch::Tensor &like)> noiseOfSeeds(std::uint64_t seed, int count)
{
    std::vector<RandomStream> streams;
    for (int index = 0; index < count; ++index)
        streams.emplace_back(seed + static_cast<std::uint64_t>(index), "edit");
    return [streams](const torch::Tensor &like) mutable {
        std::vector<torch::Tensor> rows;
        for (std::int64_t row = 0; row < like.size(0); ++row)
            rows.push_back(normalNoise(like.narrow(0, row, 1), streams.at(static_cast<std::size_t>(row))));
        return torch::cat(rows);
    };
}

torch::Tensor normalNoise(const torch::Tensor &like, RandomStream &stream)
{
    torch::Tensor noise = torch::empty(like.sizes(), torch::kFloat32);
    auto *values = noise.data_ptr<float>();
    for (std::int64_t index = 0; index < noise.numel(); ++index)
        values[index] = static_cast<float>(stream.normal());
    return noise.to(like.options());
}

} // namespace cf

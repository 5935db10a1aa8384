#include "core/diffusion/models/Remover.h"

#include "core/diffusion/weights/ConfigReader.h"

#include <algorithm>

namespace cf {

namespace F = torch::nn::functional;

namespace {

/// Squares of 2 × 2 pixels are folded into channels: the full size would cost most and add little.
constexpr std::int64_t fold = 2;

/// A wire's contrast is a tenth of the picture's range; it is to count as much.
constexpr double bandGain = 4.0;
/// The last layer starts small; a share has to reach 0 and 1 soon.
constexpr double shareGain = 4.0;
constexpr std::int64_t reach = 9; ///< Pixels over which the brightness of the bands is averaged.
constexpr double minLocal = 0.02; ///< Of [-1, 1], so that what is dark can go, too.

/// Each pixel's channels at a root mean square of about 1. A pixel at a time, so that a tile's edge changes nothing.
torch::Tensor levelled(const torch::Tensor &image)
{
    const torch::Tensor wide = image.to(torch::kFloat32);
    return wide * (wide.square().mean(1, true) + 1e-4).rsqrt();
}

torch::Tensor doubled(const torch::Tensor &image)
{
    return F::interpolate(image.to(torch::kFloat32),
        F::InterpolateFuncOptions()
            .size(std::vector<std::int64_t>{ image.size(2) * 2, image.size(3) * 2 })
            .mode(torch::kBilinear)
            .align_corners(false));
}

Convolution dilatedConvolution(std::int64_t channels, std::int64_t dilation)
{
    return Convolution(torch::nn::Conv2dOptions(channels, channels, 3).padding(dilation).dilation(dilation));
}

} // namespace

Result<RemoverConfig> RemoverConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the remover's config");
    RemoverConfig config;
    config.blockOutChannels = reader.integers("block_out_channels", config.blockOutChannels);
    config.midDilations = reader.integers("mid_dilations", config.midDilations);
    config.bandRadii = reader.integers("band_radii", config.bandRadii);
    config.kinds = reader.texts("kinds", config.kinds);
    if (config.blockOutChannels.size() > 6)
        reader.complain("block_out_channels must name at most 6 levels.");
    for (const std::int64_t channels : config.blockOutChannels)
        if (channels > 2048)
            reader.complain("block_out_channels must be at most 2048.");
    for (const std::int64_t dilation : config.midDilations)
        if (dilation > 64)
            reader.complain("mid_dilations must be at most 64.");
    for (std::size_t i = 0; i < config.bandRadii.size(); ++i)
        if (config.bandRadii[i] > 128 || (i > 0 && config.bandRadii[i] <= config.bandRadii[i - 1]))
            reader.complain("band_radii must ascend to at most 128.");
    if (config.bandRadii.size() > 16)
        reader.complain("band_radii must name at most 16 radii.");
    if (config.kinds.empty() || config.kinds.size() > 256)
        reader.complain("kinds must name 1 to 256 targets.");
    CF_TRY(reader.result());
    return config;
}

Result<RemoverConfig> RemoverConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text);
}

RemoverBlockImpl::RemoverBlockImpl(std::int64_t channels, std::int64_t dilation)
{
    conv1 = register_module("conv1", dilatedConvolution(channels, dilation));
    conv2 = register_module("conv2", dilatedConvolution(channels, 1));
}

torch::Tensor RemoverBlockImpl::forward(const torch::Tensor &image)
{
    return image + conv2(torch::silu(conv1(levelled(image))));
}

RemoverImpl::RemoverImpl(const RemoverConfig &settings)
    : config(settings)
{
    const auto &channels = config.blockOutChannels;
    conv_in = register_module("conv_in", convolution((2 + config.bands()) * fold * fold, channels.front(), 3));
    for (std::size_t level = 0; level < channels.size(); ++level)
        kind_embeddings->push_back(LinearMap(
            torch::nn::LinearOptions(static_cast<std::int64_t>(config.kinds.size()), channels[level]).bias(false)));
    for (std::size_t level = 0; level + 1 < channels.size(); ++level) {
        down_blocks->push_back(RemoverBlock(channels[level], 1));
        downsamplers->push_back(convolution(channels[level], channels[level + 1], 3, 2));
    }
    for (const std::int64_t dilation : config.midDilations)
        mid_blocks->push_back(RemoverBlock(channels.back(), dilation));
    for (std::size_t level = channels.size() - 1; level > 0; --level) {
        upsamplers->push_back(convolution(channels[level], channels[level - 1], 3));
        up_blocks->push_back(RemoverBlock(channels[level - 1], 1));
    }
    conv_out = register_module("conv_out", convolution(channels.front(), (2 + config.bands()) * fold * fold, 3));
    register_module("kind_embeddings", kind_embeddings);
    register_module("down_blocks", down_blocks);
    register_module("downsamplers", downsamplers);
    register_module("mid_blocks", mid_blocks);
    register_module("upsamplers", upsamplers);
    register_module("up_blocks", up_blocks);
}

Removal RemoverImpl::forward(
    const torch::Tensor &picture, const torch::Tensor &mask, const torch::Tensor &bands, const torch::Tensor &kinds)
{
    const auto told = [&](std::size_t level) {
        return kind_embeddings[level]->as<LinearMap>()->forward(kinds).unsqueeze(-1).unsqueeze(-1);
    };
    torch::Tensor hidden = conv_in(torch::pixel_unshuffle(torch::cat({ picture, mask, bands * bandGain }, 1), fold)
                                       .contiguous(torch::MemoryFormat::ChannelsLast));
    std::vector<torch::Tensor> kept;
    for (std::size_t level = 0; level < down_blocks->size(); ++level) {
        hidden = down_blocks[level]->as<RemoverBlock>()->forward(hidden + told(level));
        kept.push_back(hidden);
        hidden = downsamplers[level]->as<Convolution>()->forward(hidden);
    }
    hidden = hidden + told(down_blocks->size());
    for (const auto &block : *mid_blocks)
        hidden = block->as<RemoverBlock>()->forward(hidden);
    for (std::size_t level = 0; level < up_blocks->size(); ++level) {
        hidden = doubled(upsamplers[level]->as<Convolution>()->forward(hidden)) + kept.back();
        kept.pop_back();
        hidden = up_blocks[level]->as<RemoverBlock>()->forward(hidden);
    }
    const torch::Tensor said = torch::pixel_shuffle(conv_out(torch::silu(levelled(hidden))).to(torch::kFloat32), fold);
    // What no band holds is a share of what is bright hereabouts: where nothing is, nothing can go.
    const torch::Tensor local = torch::avg_pool2d(-bands.sum(1, true), reach, 1, reach / 2);
    const torch::Tensor shares = torch::sigmoid(said.narrow(1, 2, config.bands()) * shareGain);
    const torch::Tensor rest = said.narrow(1, 0, 1) * (local + minLocal);
    return { (rest + (shares * bands).sum(1, true)) * mask, said.narrow(1, 1, 1) };
}

torch::Tensor RemoverImpl::shareBiases(std::int64_t band)
{
    return conv_out->bias.narrow(0, (2 + band) * fold * fold, fold * fold);
}

void RemoverImpl::multiplyInBFloat16(bool keepWeights)
{
    for (const auto &module : modules(false)) {
        auto *layer = module->as<Convolution>();
        if (layer == nullptr || layer == conv_out.get())
            continue;
        if (keepWeights)
            layer->format.inTraining = torch::kBFloat16;
        else
            layer->to(torch::kBFloat16);
    }
}

} // namespace cf

#include "core/diffusion/models/DetailNetwork.h"

#include "core/diffusion/models/ResnetBlock.h"
#include "core/diffusion/weights/ConfigReader.h"

#include <utility>

namespace cf {

namespace F = torch::nn::functional;

namespace {

/// Squares of 2 × 2 pixels are folded into channels: the full size would cost most and add little.
constexpr std::int64_t fold = 2;
/// Brings what differs little from picture to picture to about the size of a picture.
constexpr double lostScale = 4.0;
constexpr double changeScale = 2.0;
/// A first guess should change little beyond what the decoder says.
constexpr double anewScale = 0.25;

/// Each pixel's channels at a root mean square of about 1. A pixel at a time, so that a crop's edge changes nothing.
torch::Tensor levelled(const torch::Tensor &image)
{
    return image * (image.square().mean(1, true) + 1e-4).rsqrt();
}

torch::Tensor enlarged(const torch::Tensor &image)
{
    return F::interpolate(image,
        F::InterpolateFuncOptions()
            .size(std::vector<std::int64_t>{ image.size(2) * 2, image.size(3) * 2 })
            .mode(torch::kNearest));
}

} // namespace

Result<DetailConfig> DetailConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the detail network's config");
    DetailConfig config;
    config.blockOutChannels = reader.integers("block_out_channels", config.blockOutChannels);
    config.wordsWidth = reader.integer("words_width", config.wordsWidth, 1, 8192);
    if (config.blockOutChannels.size() > 6)
        reader.complain("block_out_channels must name at most 6 levels.");
    for (const std::int64_t channels : config.blockOutChannels)
        if (channels > 2048)
            reader.complain("block_out_channels must be at most 2048.");
    CF_TRY(reader.result());
    return config;
}

Result<DetailConfig> DetailConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text);
}

DetailBlockImpl::DetailBlockImpl(std::int64_t channels, std::int64_t wordsWidth)
{
    conv1 = register_module("conv1", convolution(channels, channels, 3));
    conv2 = register_module("conv2", convolution(channels, channels, 3));
    words_proj = register_module("words_proj", torch::nn::Linear(wordsWidth, 2 * channels));
}

torch::Tensor DetailBlockImpl::forward(const torch::Tensor &image, const torch::Tensor &words)
{
    const auto modulation = words_proj(words).unsqueeze(-1).unsqueeze(-1).chunk(2, 1);
    const torch::Tensor hidden = conv1(levelled(image)) * (1.0 + modulation[0]) + modulation[1];
    return image + conv2(torch::silu(hidden));
}

DetailNetworkImpl::DetailNetworkImpl(const DetailConfig &settings)
    : config(settings)
{
    const auto &channels = config.blockOutChannels;
    conv_in = register_module("conv_in", convolution(3 * fold * fold, channels.front(), 3));
    for (std::size_t level = 0; level + 1 < channels.size(); ++level) {
        down_blocks->push_back(DetailBlock(channels[level], config.wordsWidth));
        downsamplers->push_back(convolution(channels[level], channels[level + 1], 3, 2));
    }
    mid_block = register_module("mid_block", DetailBlock(channels.back(), config.wordsWidth));
    for (std::size_t level = channels.size() - 1; level > 0; --level) {
        upsamplers->push_back(convolution(channels[level], channels[level - 1], 3));
        up_blocks->push_back(DetailBlock(channels[level - 1], config.wordsWidth));
    }
    conv_out = register_module("conv_out", convolution(channels.front(), 3 * fold * fold, 3));
    register_module("down_blocks", down_blocks);
    register_module("downsamplers", downsamplers);
    register_module("upsamplers", upsamplers);
    register_module("up_blocks", up_blocks);
}

torch::Tensor DetailNetworkImpl::forward(const torch::Tensor &source, const torch::Tensor &reconstruction,
    const torch::Tensor &edited, const torch::Tensor &words)
{
    const torch::Tensor change = edited - reconstruction;
    const torch::Tensor lost = source - reconstruction;
    const torch::Tensor seen = torch::cat({ source, lost * lostScale, change * changeScale }, 1);
    torch::Tensor hidden = conv_in(torch::pixel_unshuffle(seen, fold));
    std::vector<torch::Tensor> kept;
    for (std::size_t level = 0; level < down_blocks->size(); ++level) {
        hidden = down_blocks[level]->as<DetailBlock>()->forward(hidden, words);
        kept.push_back(hidden);
        hidden = downsamplers[level]->as<Convolution>()->forward(hidden);
    }
    hidden = mid_block(hidden, words);
    for (std::size_t level = 0; level < up_blocks->size(); ++level) {
        hidden = upsamplers[level]->as<Convolution>()->forward(enlarged(hidden)) + kept.back();
        kept.pop_back();
        hidden = up_blocks[level]->as<DetailBlock>()->forward(hidden, words);
    }
    const auto said = torch::pixel_shuffle(conv_out(torch::silu(levelled(hidden))), fold).chunk(3, 1);
    return change * (1.0 + said[0]) + lost * said[1] + said[2] * anewScale;
}

} // namespace cf

#include "core/diffusion/models/Autoencoder.h"

#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/weights/ConfigReader.h"

#include <cmath>

namespace cf {

namespace {

constexpr double normEps = 1e-6;

/// Channels-last halves the time of the convolutions on a CPU; training chooses for itself.
torch::Tensor laidOut(const torch::Tensor &image)
{
    return torch::GradMode::is_enabled() ? image : image.contiguous(torch::MemoryFormat::ChannelsLast);
}

/// [rows, 3, height, width] → what the first convolution takes.
torch::Tensor foldPatches(const torch::Tensor &image, std::int64_t patchSize)
{
    return patchSize == 1 ? image : torch::pixel_unshuffle(image.mean(1, true), patchSize);
}

/// What the last convolution gives → [rows, 3, height, width].
torch::Tensor unfoldPatches(const torch::Tensor &patches, std::int64_t patchSize)
{
    return patchSize == 1 ? patches : torch::pixel_shuffle(patches, patchSize).expand({ -1, 3, -1, -1 });
}

} // namespace

Result<AutoencoderConfig> AutoencoderConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the autoencoder's config");
    AutoencoderConfig config;
    config.inChannels = reader.integer("in_channels", 3, 1, 64);
    config.outChannels = reader.integer("out_channels", 3, 1, 64);
    config.patchSize = reader.integer("patch_size", 1, 1, 8);
    config.latentChannels = reader.integer("latent_channels", 4, 1, 256);
    config.blockOutChannels = reader.integers("block_out_channels", config.blockOutChannels);
    config.layersPerBlock = reader.integer("layers_per_block", 2, 1, 8);
    config.normGroups = reader.integer("norm_num_groups", 32, 1, 1024);
    config.scalingFactor = reader.number("scaling_factor", 0.18215);
    const std::int64_t folded = config.patchSize * config.patchSize;
    if (config.patchSize > 1 && (config.inChannels != folded || config.outChannels != folded))
        reader.complain("with patch_size, in_channels and out_channels must be its square.");
    for (const std::int64_t channels : config.blockOutChannels)
        if (channels % config.normGroups != 0)
            reader.complain("block_out_channels must be multiples of norm_num_groups.");
    for (const auto &type : reader.texts("down_block_types", { "DownEncoderBlock2D" }))
        if (type != "DownEncoderBlock2D")
            reader.complain("the block type " + type + " is not supported.");
    CF_TRY(reader.result());
    return config;
}

Result<AutoencoderConfig> AutoencoderConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text).map_error([&file](Error error) {
        error.message += " (" + file.string() + ")";
        return error;
    });
}

AutoencoderAttentionImpl::AutoencoderAttentionImpl(std::int64_t channels, std::int64_t groups)
{
    group_norm = register_module("group_norm", groupNorm(groups, channels, normEps));
    to_q = register_module("to_q", LinearMap(channels, channels));
    to_k = register_module("to_k", LinearMap(channels, channels));
    to_v = register_module("to_v", LinearMap(channels, channels));
    to_out = register_module("to_out", torch::nn::ModuleList(LinearMap(channels, channels)));
}

torch::Tensor AutoencoderAttentionImpl::forward(const torch::Tensor &image)
{
    const auto shape = image.sizes().vec();
    const torch::Tensor positions = group_norm(image).flatten(2).transpose(1, 2);
    const torch::Tensor query = to_q(positions);
    const torch::Tensor key = to_k(positions).transpose(1, 2);
    const torch::Tensor value = to_v(positions);
    const double scale = 1.0 / std::sqrt(static_cast<double>(shape[1]));
    std::vector<torch::Tensor> parts;
    constexpr std::int64_t chunk = 512; // The whole map of a 64 × 64 latent would take 64 MB a row.
    for (std::int64_t first = 0; first < query.size(1); first += chunk) {
        cancellationPoint();
        parts.push_back(
            torch::bmm(torch::softmax(torch::bmm(query.slice(1, first, first + chunk), key) * scale, -1), value));
    }
    const torch::Tensor mixed = to_out[0]->as<LinearMap>()->forward(torch::cat(parts, 1));
    return mixed.transpose(1, 2).reshape(shape) + image;
}

AutoencoderMiddleImpl::AutoencoderMiddleImpl(std::int64_t channels, std::int64_t groups)
{
    resnets->push_back(ResnetBlock(channels, channels, 0, groups, normEps));
    resnets->push_back(ResnetBlock(channels, channels, 0, groups, normEps));
    attentions->push_back(AutoencoderAttention(channels, groups));
    register_module("resnets", resnets);
    register_module("attentions", attentions);
}

torch::Tensor AutoencoderMiddleImpl::forward(const torch::Tensor &image)
{
    const torch::Tensor first = resnets[0]->as<ResnetBlock>()->forward(image, {});
    return resnets[1]->as<ResnetBlock>()->forward(attentions[0]->as<AutoencoderAttention>()->forward(first), {});
}

AutoencoderLevelImpl::AutoencoderLevelImpl(
    std::int64_t from, std::int64_t to, std::int64_t layers, std::int64_t groups, Scale scale)
{
    for (std::int64_t layer = 0; layer < layers; ++layer)
        resnets->push_back(ResnetBlock(layer == 0 ? from : to, to, 0, groups, normEps));
    register_module("resnets", resnets);
    if (scale == Scale::Down) {
        downsamplers->push_back(Downsample(to, true));
        register_module("downsamplers", downsamplers);
    }
    if (scale == Scale::Up) {
        upsamplers->push_back(Upsample(to));
        register_module("upsamplers", upsamplers);
    }
}

torch::Tensor AutoencoderLevelImpl::forward(torch::Tensor image)
{
    for (const auto &resnet : *resnets)
        image = resnet->as<ResnetBlock>()->forward(image, {});
    for (const auto &downsampler : *downsamplers)
        image = downsampler->as<Downsample>()->forward(image);
    for (const auto &upsampler : *upsamplers)
        image = upsampler->as<Upsample>()->forward(image);
    return image;
}

EncoderImpl::EncoderImpl(const AutoencoderConfig &config)
{
    using Scale = AutoencoderLevelImpl::Scale;
    const auto &channels = config.blockOutChannels;
    conv_in = register_module("conv_in", convolution(config.inChannels, channels[0], 3));
    for (std::size_t level = 0; level < channels.size(); ++level)
        down_blocks->push_back(AutoencoderLevel(channels[level == 0 ? 0 : level - 1], channels[level],
            config.layersPerBlock, config.normGroups, level + 1 < channels.size() ? Scale::Down : Scale::Keep));
    register_module("down_blocks", down_blocks);
    mid_block = register_module("mid_block", AutoencoderMiddle(channels.back(), config.normGroups));
    conv_norm_out = register_module("conv_norm_out", groupNorm(config.normGroups, channels.back(), normEps));
    conv_out = register_module("conv_out", convolution(channels.back(), 2 * config.latentChannels, 3));
}

torch::Tensor EncoderImpl::forward(const torch::Tensor &image)
{
    torch::Tensor hidden = conv_in(image);
    for (const auto &block : *down_blocks)
        hidden = block->as<AutoencoderLevel>()->forward(hidden);
    return conv_out(torch::silu(conv_norm_out(mid_block(hidden))));
}

DecoderImpl::DecoderImpl(const AutoencoderConfig &config)
{
    using Scale = AutoencoderLevelImpl::Scale;
    const std::vector<std::int64_t> channels(config.blockOutChannels.rbegin(), config.blockOutChannels.rend());
    conv_in = register_module("conv_in", convolution(config.latentChannels, channels[0], 3));
    mid_block = register_module("mid_block", AutoencoderMiddle(channels[0], config.normGroups));
    for (std::size_t level = 0; level < channels.size(); ++level)
        up_blocks->push_back(AutoencoderLevel(channels[level == 0 ? 0 : level - 1], channels[level],
            config.layersPerBlock + 1, config.normGroups, level + 1 < channels.size() ? Scale::Up : Scale::Keep));
    register_module("up_blocks", up_blocks);
    conv_norm_out = register_module("conv_norm_out", groupNorm(config.normGroups, channels.back(), normEps));
    conv_out = register_module("conv_out", convolution(channels.back(), config.outChannels, 3));
}

torch::Tensor DecoderImpl::forward(const torch::Tensor &latent)
{
    torch::Tensor hidden = mid_block(conv_in(latent));
    for (const auto &block : *up_blocks)
        hidden = block->as<AutoencoderLevel>()->forward(hidden);
    return conv_out(torch::silu(conv_norm_out(hidden)));
}

AutoencoderKLImpl::AutoencoderKLImpl(const AutoencoderConfig &settings)
    : config(settings)
{
    encoder = register_module("encoder", Encoder(config));
    decoder = register_module("decoder", Decoder(config));
    quant_conv =
        register_module("quant_conv", convolution(2 * config.latentChannels, 2 * config.latentChannels, 1, 1, 0));
    post_quant_conv =
        register_module("post_quant_conv", convolution(config.latentChannels, config.latentChannels, 1, 1, 0));
}

torch::Tensor AutoencoderKLImpl::encodeMoments(const torch::Tensor &image)
{
    return quant_conv(encoder(laidOut(foldPatches(image, config.patchSize)))).contiguous();
}

torch::Tensor AutoencoderKLImpl::encodeMean(const torch::Tensor &image)
{
    return encodeMoments(image).narrow(1, 0, config.latentChannels);
}

torch::Tensor AutoencoderKLImpl::decode(const torch::Tensor &latent)
{
    return unfoldPatches(decoder(post_quant_conv(laidOut(latent))), config.patchSize).contiguous();
}

} // namespace cf

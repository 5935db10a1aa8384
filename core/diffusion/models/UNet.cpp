#include "core/diffusion/models/UNet.h"

#include "core/diffusion/weights/ConfigReader.h"

#include <cmath>

namespace cf {

namespace {

Result<std::vector<bool>> attentionByLevel(
    const std::vector<std::string> &types, const std::string &plain, const std::string &attending)
{
    std::vector<bool> result;
    for (const auto &type : types) {
        if (type != plain && type != attending)
            return fail(ErrorCode::Unsupported,
                "The UNet's block type " + type + " is not supported; " + plain + " and " + attending + " are.");
        result.push_back(type == attending);
    }
    return result;
}

} // namespace

Result<UNetConfig> UNetConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the UNet's config");
    UNetConfig config;
    config.inChannels = reader.integer("in_channels", 4, 1, 512);
    config.outChannels = reader.integer("out_channels", 4, 1, 512);
    config.blockOutChannels = reader.integers("block_out_channels", config.blockOutChannels);
    config.layersPerBlock = reader.integer("layers_per_block", 2, 1, 8);
    config.crossAttentionWidth = reader.integer("cross_attention_dim", 768, 1, 8192);
    config.normGroups = reader.integer("norm_num_groups", 32, 1, 1024);
    config.normEps = reader.number("norm_eps", 1e-5);
    config.flipSinToCos = reader.flag("flip_sin_to_cos", true);
    config.frequencyShift = reader.number("freq_shift", 0.0);
    if (!reader.isArray("sample_size"))
        config.sampleSize = reader.integer("sample_size", 64, 1, 4096);
    const std::size_t levels = config.blockOutChannels.size();
    config.heads = reader.isArray("attention_head_dim")
        ? reader.integers("attention_head_dim", config.heads)
        : std::vector<std::int64_t>(levels, reader.integer("attention_head_dim", 8, 1, 256));
    if (reader.flag("center_input_sample", false) || reader.text("act_fn", "silu") != "silu"
        || reader.number("mid_block_scale_factor", 1.0) != 1.0 || reader.integer("downsample_padding", 1, 0, 16) != 1)
        reader.complain("center_input_sample, act_fn, mid_block_scale_factor and downsample_padding must be as in "
                        "Stable Diffusion v1.x.");
    if (reader.flag("use_linear_projection", false))
        reader.complain("use_linear_projection (Stable Diffusion 2) is not supported.");
    CF_ASSIGN(config.downAttention,
        attentionByLevel(reader.texts("down_block_types",
                             { "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "CrossAttnDownBlock2D", "DownBlock2D" }),
            "DownBlock2D", "CrossAttnDownBlock2D"));
    CF_ASSIGN(config.upAttention,
        attentionByLevel(reader.texts("up_block_types",
                             { "UpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D", "CrossAttnUpBlock2D" }),
            "UpBlock2D", "CrossAttnUpBlock2D"));
    if (config.downAttention.size() != levels || config.upAttention.size() != levels || config.heads.size() != levels)
        reader.complain(
            "block_out_channels, down_block_types, up_block_types and attention_head_dim must have one entry a level.");
    for (std::size_t level = 0; level < std::min(levels, config.heads.size()); ++level)
        if (config.blockOutChannels[level] % config.normGroups != 0
            || config.blockOutChannels[level] % config.heads[level] != 0)
            reader.complain("block_out_channels must be multiples of norm_num_groups and of the number of heads.");
    CF_TRY(reader.result());
    return config;
}

Result<UNetConfig> UNetConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text).map_error([&file](Error error) {
        error.message += " (" + file.string() + ")";
        return error;
    });
}

torch::Tensor timestepEmbedding(
    const torch::Tensor &timesteps, std::int64_t width, bool flipSinToCos, double frequencyShift)
{
    const std::int64_t half = width / 2;
    const torch::Tensor exponent =
        -std::log(10000.0) * torch::arange(half, torch::kFloat32) / (static_cast<double>(half) - frequencyShift);
    const torch::Tensor angle =
        timesteps.to(torch::kFloat32).unsqueeze(1) * exponent.exp().unsqueeze(0).to(timesteps.device());
    return flipSinToCos ? torch::cat({ angle.cos(), angle.sin() }, 1) : torch::cat({ angle.sin(), angle.cos() }, 1);
}

TimeEmbeddingImpl::TimeEmbeddingImpl(std::int64_t from, std::int64_t to)
{
    linear_1 = register_module("linear_1", LinearMap(from, to));
    linear_2 = register_module("linear_2", LinearMap(to, to));
}

torch::Tensor TimeEmbeddingImpl::forward(const torch::Tensor &embedding)
{
    return linear_2(torch::silu(linear_1(embedding)));
}

UNetDownBlockImpl::UNetDownBlockImpl(const UNetConfig &config, std::size_t level)
{
    const std::int64_t to = config.blockOutChannels[level];
    const std::int64_t timeChannels = config.blockOutChannels[0] * 4;
    for (std::int64_t layer = 0; layer < config.layersPerBlock; ++layer) {
        const std::int64_t from = layer > 0 ? to : config.blockOutChannels[level == 0 ? 0 : level - 1];
        resnets->push_back(ResnetBlock(from, to, timeChannels, config.normGroups, config.normEps));
        if (config.downAttention[level])
            attentions->push_back(
                Transformer2D(to, config.crossAttentionWidth, config.heads[level], config.normGroups));
    }
    register_module("resnets", resnets);
    if (config.downAttention[level])
        register_module("attentions", attentions);
    if (level + 1 < config.blockOutChannels.size()) {
        downsamplers->push_back(Downsample(to, false));
        register_module("downsamplers", downsamplers);
    }
}

torch::Tensor UNetDownBlockImpl::forward(torch::Tensor image, UNetCall &call, std::vector<torch::Tensor> &skips)
{
    call.place.part = AttentionPlace::Part::Down;
    for (std::size_t layer = 0; layer < resnets->size(); ++layer) {
        image = resnets[layer]->as<ResnetBlock>()->forward(image, call.time);
        if (!attentions->is_empty())
            image = attentions[layer]->as<Transformer2D>()->forward(image, call.context, call.place, call.control);
        skips.push_back(image);
    }
    for (const auto &downsampler : *downsamplers) {
        image = downsampler->as<Downsample>()->forward(image);
        skips.push_back(image);
    }
    return image;
}

UNetMiddleBlockImpl::UNetMiddleBlockImpl(const UNetConfig &config)
{
    const std::int64_t channels = config.blockOutChannels.back();
    for (int layer = 0; layer < 2; ++layer)
        resnets->push_back(
            ResnetBlock(channels, channels, config.blockOutChannels[0] * 4, config.normGroups, config.normEps));
    attentions->push_back(Transformer2D(channels, config.crossAttentionWidth, config.heads.back(), config.normGroups));
    register_module("resnets", resnets);
    register_module("attentions", attentions);
}

torch::Tensor UNetMiddleBlockImpl::forward(torch::Tensor image, UNetCall &call)
{
    call.place.part = AttentionPlace::Part::Middle;
    image = resnets[0]->as<ResnetBlock>()->forward(image, call.time);
    image = attentions[0]->as<Transformer2D>()->forward(image, call.context, call.place, call.control);
    return resnets[1]->as<ResnetBlock>()->forward(image, call.time);
}

UNetUpBlockImpl::UNetUpBlockImpl(const UNetConfig &config, std::size_t level)
{
    // Levels count from the deepest. Skips come from the mirrored down block; its last resnet meets the level above.
    const std::size_t levels = config.blockOutChannels.size();
    const auto reversed = [&](std::size_t index) {
        return config.blockOutChannels[levels - 1 - std::min(index, levels - 1)];
    };
    const std::int64_t to = reversed(level);
    const std::int64_t before = reversed(level == 0 ? 0 : level - 1);
    const std::int64_t above = reversed(level + 1);
    const std::int64_t layers = config.layersPerBlock + 1;
    for (std::int64_t layer = 0; layer < layers; ++layer) {
        const std::int64_t skip = layer + 1 == layers ? above : to;
        const std::int64_t from = (layer == 0 ? before : to) + skip;
        resnets->push_back(ResnetBlock(from, to, config.blockOutChannels[0] * 4, config.normGroups, config.normEps));
        if (config.upAttention[level])
            attentions->push_back(
                Transformer2D(to, config.crossAttentionWidth, config.heads[levels - 1 - level], config.normGroups));
    }
    register_module("resnets", resnets);
    if (config.upAttention[level])
        register_module("attentions", attentions);
    if (level + 1 < levels) {
        upsamplers->push_back(Upsample(to));
        register_module("upsamplers", upsamplers);
    }
}

torch::Tensor UNetUpBlockImpl::forward(torch::Tensor image, UNetCall &call, std::vector<torch::Tensor> &skips)
{
    call.place.part = AttentionPlace::Part::Up;
    for (std::size_t layer = 0; layer < resnets->size(); ++layer) {
        image = resnets[layer]->as<ResnetBlock>()->forward(torch::cat({ image, skips.back() }, 1), call.time);
        skips.pop_back();
        if (!attentions->is_empty())
            image = attentions[layer]->as<Transformer2D>()->forward(image, call.context, call.place, call.control);
    }
    for (const auto &upsampler : *upsamplers) {
        // Sizes that do not divide by the depth round up on the way down; the skip knows the size to return to.
        const auto &skip = skips.back();
        image = upsampler->as<Upsample>()->forward(image, { skip.size(2), skip.size(3) });
    }
    return image;
}

UNet2DConditionModelImpl::UNet2DConditionModelImpl(const UNetConfig &settings)
    : config(settings)
{
    const std::int64_t width = config.blockOutChannels[0];
    conv_in = register_module("conv_in", convolution(config.inChannels, width, 3));
    time_embedding = register_module("time_embedding", TimeEmbedding(width, 4 * width));
    for (std::size_t level = 0; level < config.blockOutChannels.size(); ++level) {
        down_blocks->push_back(UNetDownBlock(config, level));
        up_blocks->push_back(UNetUpBlock(config, level));
    }
    register_module("down_blocks", down_blocks);
    mid_block = register_module("mid_block", UNetMiddleBlock(config));
    register_module("up_blocks", up_blocks);
    conv_norm_out = register_module("conv_norm_out", groupNorm(config.normGroups, width, config.normEps));
    conv_out = register_module("conv_out", convolution(width, config.outChannels, 3));
}

torch::Tensor UNet2DConditionModelImpl::forward(const torch::Tensor &sample, const torch::Tensor &timesteps,
    const torch::Tensor &context, AttentionControl *control)
{
    UNetCall call;
    call.time = time_embedding(
        timestepEmbedding(timesteps, config.blockOutChannels[0], config.flipSinToCos, config.frequencyShift)
            .to(sample.dtype()));
    call.context = context;
    call.control = control;
    // Channels-last halves the time of the convolutions on a CPU; it stays on from the first of them to the last.
    torch::Tensor hidden =
        conv_in(torch::GradMode::is_enabled() ? sample : sample.contiguous(torch::MemoryFormat::ChannelsLast));
    std::vector<torch::Tensor> skips{ hidden };
    for (const auto &block : *down_blocks)
        hidden = block->as<UNetDownBlock>()->forward(hidden, call, skips);
    hidden = mid_block(hidden, call);
    for (const auto &block : *up_blocks)
        hidden = block->as<UNetUpBlock>()->forward(hidden, call, skips);
    return conv_out(torch::silu(conv_norm_out(hidden))).contiguous();
}

void UNet2DConditionModelImpl::multiplyInBFloat16(Weights weights)
{
    const auto change = [weights](auto *layer) {
        if (layer != nullptr && weights == Weights::Converted)
            layer->to(torch::kBFloat16);
        else if (layer != nullptr)
            layer->format.inTraining = torch::kBFloat16;
    };
    for (const auto &module : named_modules()) {
        if (module.key() == "conv_out" || module.key().rfind("time_embedding", 0) == 0)
            continue;
        change(module.value()->as<ConvolutionImpl>());
        change(module.value()->as<LinearMapImpl>());
    }
}

} // namespace cf

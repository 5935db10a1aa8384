#include "core/diffusion/readers/Segmenter.h"

#include "core/diffusion/weights/ConfigReader.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace cf {

namespace F = torch::nn::functional;

namespace {

/// Squares of 4 × 4 pixels are folded into channels, and the maps' of 2 × 2 unfolded from them.
constexpr std::int64_t fold = 4;
constexpr std::int64_t unfold = 2;
constexpr std::int64_t groups = 8;
/// Sharpness of the log-sum-exp: between the mean (0) and the maximum (infinite).
constexpr double poolSharpness = 2.0;
/// Few pixels are anything: a fresh network starts there.
constexpr double rareLogit = -4.0;

std::vector<double> numbersOf(const nlohmann::json &json, const char *name)
{
    std::vector<double> numbers;
    if (const auto found = json.find(name); found != json.end() && found->is_array())
        for (const auto &value : *found)
            numbers.push_back(value.is_number() ? value.get<double>() : 0.0);
    return numbers;
}

/// Lists of names may be longer than those of a network's blocks, and empty.
std::vector<std::string> textsOf(const nlohmann::json &json, const char *name)
{
    std::vector<std::string> texts;
    if (const auto found = json.find(name); found != json.end() && found->is_array())
        for (const auto &value : *found)
            texts.push_back(value.is_string() ? value.get<std::string>() : std::string());
    return texts;
}

torch::Tensor enlarged(const torch::Tensor &image)
{
    return F::interpolate(image,
        F::InterpolateFuncOptions()
            .size(std::vector<std::int64_t>{ image.size(2) * 2, image.size(3) * 2 })
            .mode(torch::kNearest));
}

} // namespace

Result<SegmenterConfig> SegmenterConfig::fromText(const std::string &text)
{
    ConfigReader reader(text, "the segmenter's config");
    SegmenterConfig config;
    config.blockOutChannels = reader.integers("block_out_channels", config.blockOutChannels);
    config.layersPerLevel = reader.integers("layers_per_level", config.layersPerLevel);
    config.imageSize = reader.integer("image_size", config.imageSize, 32, 2048);
    CF_TRY(reader.result());
    const auto json = nlohmann::json::parse(text, nullptr, false);
    config.maps = textsOf(json, "maps");
    config.labels = textsOf(json, "labels");
    config.trusted = textsOf(json, "trusted");
    config.trustedMaps = textsOf(json, "trusted_maps");
    config.temperature = numbersOf(json, "temperature");
    config.threshold = numbersOf(json, "threshold");
    if (config.blockOutChannels.size() < 2 || config.blockOutChannels.size() > 6
        || config.layersPerLevel.size() != config.blockOutChannels.size())
        reader.complain("block_out_channels and layers_per_level must name 2 to 6 levels alike.");
    for (const std::int64_t channels : config.blockOutChannels)
        if (channels < groups || channels > 1024 || channels % groups != 0)
            reader.complain("block_out_channels must be multiples of 8 up to 1024.");
    for (const std::int64_t layers : config.layersPerLevel)
        if (layers < 1 || layers > 8)
            reader.complain("layers_per_level must be 1 to 8.");
    if (config.maps.empty() || config.maps.size() > 32 || config.labels.size() > 64)
        reader.complain("maps must name 1 to 32 maps, labels at most 64 labels.");
    if (config.imageSize % config.stride() != 0)
        reader.complain("image_size must be a multiple of " + std::to_string(config.stride()) + ".");
    const std::size_t outputs = config.maps.size() + config.labels.size();
    if (!config.temperature.empty() && config.temperature.size() != outputs)
        reader.complain("temperature must hold one number for each map and label.");
    for (const double temperature : config.temperature)
        if (!(temperature > 0.0))
            reader.complain("temperature must be above 0.");
    if (!config.threshold.empty() && config.threshold.size() != outputs)
        reader.complain("threshold must hold one number for each map and label.");
    for (const double threshold : config.threshold)
        if (!(threshold >= 0.0 && threshold <= 1.0))
            reader.complain("threshold must be 0 to 1.");
    CF_TRY(reader.result());
    return config;
}

Result<SegmenterConfig> SegmenterConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text);
}

SegmenterBlockImpl::SegmenterBlockImpl(std::int64_t channels)
{
    norm = register_module("norm", groupNorm(groups, channels, 1e-5));
    conv1 = register_module("conv1", convolution(channels, channels, 3));
    conv2 = register_module("conv2", convolution(channels, channels, 3));
}

torch::Tensor SegmenterBlockImpl::forward(const torch::Tensor &image)
{
    return image + conv2(torch::silu(conv1(norm(image))));
}

SegmenterImpl::SegmenterImpl(const SegmenterConfig &settings)
    : config(settings)
{
    const auto &channels = config.blockOutChannels;
    const auto maps = static_cast<std::int64_t>(config.maps.size());
    conv_in = register_module("conv_in", convolution(fold * fold, channels.front(), 3));
    for (std::size_t level = 0; level < channels.size(); ++level) {
        torch::nn::Sequential blocks;
        for (std::int64_t layer = 0; layer < config.layersPerLevel[level]; ++layer)
            blocks->push_back(SegmenterBlock(channels[level]));
        (level + 1 < channels.size() ? down_blocks : mid_blocks)->push_back(blocks);
        if (level + 1 < channels.size())
            downsamplers->push_back(convolution(channels[level], channels[level + 1], 3, 2));
    }
    for (std::size_t level = channels.size() - 1; level > 0; --level) {
        up_projections->push_back(convolution(channels[level], channels[level - 1], 1, 1, 0));
        up_blocks->push_back(SegmenterBlock(channels[level - 1]));
    }
    conv_out = register_module("conv_out", convolution(channels.front(), maps * unfold * unfold, 1, 1, 0));
    context = register_module("context", torch::nn::Linear(channels.back(), channels.back()));
    label_head = register_module(
        "label_head", torch::nn::Linear(channels.back(), std::max<std::int64_t>(1, std::ssize(config.labels))));
    register_module("down_blocks", down_blocks);
    register_module("downsamplers", downsamplers);
    register_module("mid_blocks", mid_blocks);
    register_module("up_projections", up_projections);
    register_module("up_blocks", up_blocks);
    pool_scale = register_parameter("pool_scale", torch::ones({ maps }));
    pool_bias = register_parameter("pool_bias", torch::zeros({ maps }));
    const torch::NoGradGuard noGrad;
    conv_out->bias.fill_(rareLogit);
}

torch::Tensor SegmenterImpl::pooled(const torch::Tensor &maps)
{
    const torch::Tensor strongest = torch::max_pool2d(maps, 2).flatten(2);
    const torch::Tensor mean = torch::logsumexp(strongest * poolSharpness, -1) / poolSharpness;
    return mean * pool_scale + pool_bias;
}

SegmenterAnswer SegmenterImpl::forward(const torch::Tensor &film)
{
    const torch::Tensor seen = torch::pixel_unshuffle((film - 0.5) * 4.0, fold);
    torch::Tensor hidden =
        conv_in(torch::GradMode::is_enabled() ? seen : seen.contiguous(torch::MemoryFormat::ChannelsLast));
    std::vector<torch::Tensor> kept;
    for (std::size_t level = 0; level < down_blocks->size(); ++level) {
        hidden = down_blocks[level]->as<torch::nn::Sequential>()->forward(hidden);
        kept.push_back(hidden);
        hidden = downsamplers[level]->as<Convolution>()->forward(hidden);
    }
    hidden = mid_blocks[0]->as<torch::nn::Sequential>()->forward(hidden);
    const torch::Tensor mean = hidden.to(torch::kFloat32).mean(std::vector<std::int64_t>{ 2, 3 });
    hidden = hidden + context(torch::silu(mean)).unsqueeze(-1).unsqueeze(-1);
    for (std::size_t level = 0; level < up_blocks->size(); ++level) {
        hidden = enlarged(up_projections[level]->as<Convolution>()->forward(hidden)) + kept.back();
        kept.pop_back();
        hidden = up_blocks[level]->as<SegmenterBlock>()->forward(hidden);
    }
    SegmenterAnswer answer;
    answer.maps = torch::pixel_shuffle(conv_out(torch::silu(hidden)).to(torch::kFloat32), unfold).contiguous();
    answer.labels = pooled(answer.maps);
    if (!config.labels.empty())
        answer.labels = torch::cat({ answer.labels, label_head(torch::silu(mean)) }, 1);
    return answer;
}

void SegmenterImpl::multiplyInBFloat16()
{
    for (const auto &module : named_modules())
        if (auto *layer = module.value()->as<ConvolutionImpl>())
            layer->format.inTraining = torch::kBFloat16;
}

} // namespace cf

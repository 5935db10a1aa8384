#include "core/editing/engine/networks/EditorNetworks.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/runtime/Processor.h"
#include "core/editing/engine/networks/ImageTensors.h"
#include "core/editing/engine/networks/ModelSettings.h"

#include "core/diffusion/runtime/Torch.h"

#include <numeric>
#include <utility>

namespace cf {

namespace {

tl::unexpected<Error> mismatch(const std::filesystem::path &folder, const std::string &sentence)
{
    return fail(ErrorCode::InvalidInput,
        "The parts of the model in " + folder.string() + " do not belong together: " + sentence);
}

Result<> checkParts(const EditorNetworks &networks, const std::filesystem::path &folder)
{
    const std::int64_t latent = networks.autoencoder->config.latentChannels;
    const UNetConfig &unet = networks.unet->config;
    const TextEncoderConfig &text = networks.text->config;
    if (unet.outChannels != latent)
        return mismatch(folder,
            "the UNet makes " + std::to_string(unet.outChannels) + " channels, the autoencoder's latents have "
                + std::to_string(latent) + ".");
    if (unet.inChannels != latent && unet.inChannels != 2 * latent)
        return mismatch(folder,
            "the UNet takes " + std::to_string(unet.inChannels) + " channels; " + std::to_string(latent) + " or "
                + std::to_string(2 * latent) + " are expected.");
    if (unet.crossAttentionWidth != text.hiddenSize)
        return mismatch(folder,
            "the UNet's cross_attention_dim is " + std::to_string(unet.crossAttentionWidth)
                + ", the text encoder's hidden_size " + std::to_string(text.hiddenSize) + ".");
    if (networks.tokenizer.modelMaxLength() > text.maximumPositions)
        return mismatch(folder,
            "the tokenizer makes " + std::to_string(networks.tokenizer.modelMaxLength())
                + " tokens, the text encoder takes " + std::to_string(text.maximumPositions) + ".");
    const auto vocabulary = static_cast<std::int64_t>(networks.tokenizer.vocabularySize());
    if (vocabulary > text.vocabularySize || networks.tokenizer.endId() >= text.vocabularySize)
        return mismatch(folder,
            "the tokenizer knows " + std::to_string(vocabulary) + " tokens, the text encoder "
                + std::to_string(text.vocabularySize) + ".");
    if (!networks.detail.is_empty() && networks.detail->config.wordsWidth != text.hiddenSize)
        return mismatch(folder,
            "the detail network's words_width is " + std::to_string(networks.detail->config.wordsWidth)
                + ", the text encoder's hidden_size " + std::to_string(text.hiddenSize) + ".");
    if (networks.schedule.config().output == NetworkOutput::SourceResidual && !networks.isPaired)
        return mismatch(folder, "prediction_type is source_residual, but the UNet does not take the source.");
    return {};
}

Result<> checkSize(const EditorNetworks &networks, const std::filesystem::path &folder)
{
    // The latent must halve evenly at each of the UNet's levels.
    std::int64_t step = networks.downscale() << (networks.unet->config.blockOutChannels.size() - 1);
    if (!networks.detail.is_empty())
        step = std::lcm(step, networks.detail->config.stride());
    const int size = networks.description.imageSize;
    if (size < step || size % step != 0 || size > 4096)
        return mismatch(
            folder, "the image size " + std::to_string(size) + " is not a multiple of " + std::to_string(step) + ".");
    return {};
}

Result<NoiseSchedule> loadSchedule(const std::filesystem::path &folder, const std::string &predictionType)
{
    ScheduleConfig config;
    const auto file = folder / "scheduler" / "scheduler_config.json";
    std::error_code failure;
    if (std::filesystem::exists(file, failure)) {
        CF_ASSIGN(config, ScheduleConfig::fromFile(file));
    }
    if (!predictionType.empty()) {
        CF_ASSIGN(config.output, networkOutputFromName(predictionType));
    }
    return NoiseSchedule(config);
}

std::int64_t weightsOf(const torch::nn::Module &network)
{
    std::int64_t weights = 0;
    for (const torch::Tensor &parameter : network.parameters())
        weights += parameter.numel();
    return weights;
}

Result<bool> choosesBFloat16(Precision precision, const torch::nn::Module &unet)
{
    constexpr std::int64_t large = 100'000'000; // Below, an evaluation takes tenths of a second anyway.
    if (precision == Precision::Automatic)
        return multipliesBFloat16() && weightsOf(unet) >= large;
    if (precision == Precision::BFloat16 && !multipliesBFloat16())
        return fail(ErrorCode::Unsupported,
            "This processor has no instructions for bf16 (AVX512_BF16), and without them it is slower than fp32. Use "
            "fp32.");
    return precision == Precision::BFloat16;
}

/// [1, tokens]
torch::Tensor idsOf(const ClipTokenizer &tokenizer, const std::string &caption)
{
    return torch::tensor(tokenizer.encode(caption).ids, torch::kInt64).unsqueeze(0);
}

} // namespace

torch::Tensor EditorNetworks::encode(const std::string &caption)
{
    return text->forward(idsOf(tokenizer, caption));
}

const torch::Tensor &EditorNetworks::condition(const EncodedSource &source) const
{
    return schedule.config().output == NetworkOutput::SourceResidual ? source.latent : source.mean;
}

torch::Tensor EditorNetworks::encodeMean(const GreyImage &square)
{
    return autoencoder->encodeMean(toTensor(square));
}

torch::Tensor EditorNetworks::answer(
    const torch::Tensor &input, std::int64_t timestep, const torch::Tensor &context, AttentionControl *control)
{
    const auto compute = [&] {
        rowsComputed += input.size(0);
        const torch::Tensor timesteps = torch::full({ input.size(0) }, timestep, torch::kInt64);
        return unet->forward(input, timesteps, context, control);
    };
    const auto recipe = control != nullptr ? control->recipe() : std::string();
    if (torch::GradMode::is_enabled() || remembered.isOff() || !recipe)
        return compute();
    const std::string given = hashOf({ input, context }, std::to_string(timestep) + " " + *recipe);
    if (auto known = remembered.find(given))
        return *known;
    torch::Tensor computed = compute();
    remembered.keep(given, computed);
    return computed;
}

GreyImage EditorNetworks::decode(const torch::Tensor &latent)
{
    return toGrey(autoencoder->decode(latent / latentScaling));
}

GreyImage EditorNetworks::sharpened(const EncodedSource &source, const GreyImage &edited, const std::string &caption)
{
    torch::Tensor words = torch::zeros({ 1, text->config.hiddenSize });
    if (!caption.empty())
        words = text->pooled(idsOf(tokenizer, caption));
    const auto oneChannel = [](const GreyImage &image) { return toTensor(image).narrow(1, 0, 1); };
    const torch::Tensor change =
        detail->forward(oneChannel(source.square), oneChannel(source.reconstruction), oneChannel(edited), words)
            .mul(0.5) // [-1, 1] is twice as wide as grey.
            .contiguous();
    GreyImage sharp = source.reconstruction;
    const float *values = change.data_ptr<float>();
    for (std::size_t index = 0; index < sharp.pixels.size(); ++index)
        sharp.pixels[index] += values[index];
    return sharp;
}

Result<std::unique_ptr<EditorNetworks>> loadNetworks(const std::filesystem::path &folder, Precision precision)
{
    CF_ASSIGN(auto settings, readModelSettings(folder));
    auto networks = std::make_unique<EditorNetworks>();
    CF_ASSIGN(networks->tokenizer, ClipTokenizer::load(folder / "tokenizer"));
    CF_ASSIGN(networks->text, loadTextEncoder(folder / "text_encoder"));
    CF_ASSIGN(networks->unet, loadUNet(folder / "unet"));
    CF_ASSIGN(networks->multipliesInBFloat16, choosesBFloat16(precision, *networks->unet));
    if (networks->multipliesInBFloat16)
        networks->unet->multiplyInBFloat16();
    CF_ASSIGN(networks->autoencoder, loadAutoencoder(folder / "vae"));
    std::error_code failure;
    if (std::filesystem::is_directory(folder / "detail", failure)) {
        CF_ASSIGN(networks->detail, loadDetailNetwork(folder / "detail"));
    }
    if (std::filesystem::is_directory(folder / "remover", failure)) {
        CF_ASSIGN(networks->remover, loadRemover(folder / "remover"));
    }
    CF_ASSIGN(networks->schedule, loadSchedule(folder, settings.predictionType));
    networks->methodParameters = std::move(settings.methodParameters);
    networks->latentScaling = settings.latentScaling.value_or(networks->autoencoder->config.scalingFactor);
    networks->isPaired = networks->unet->config.inChannels == 2 * networks->autoencoder->config.latentChannels;
    networks->description = std::move(settings.description);
    ModelDescription &description = networks->description;
    description.imageSize =
        settings.imageSize.value_or(static_cast<int>(networks->unet->config.sampleSize) * networks->downscale());
    if (description.defaultMethod.empty())
        description.defaultMethod = networks->isPaired ? "instruct" : "direct";
    // A published InstructPix2Pix folder has no card, but takes instructions all the same.
    if (networks->isPaired && !settings.hasCard)
        description.grammar.form = CaptionGrammar::Form::Instruction;
    CF_TRY(checkParts(*networks, folder));
    CF_TRY(checkSize(*networks, folder));
    CF_ASSIGN(description.sha256, sha256OfWeights(folder));
    return networks;
}

} // namespace cf

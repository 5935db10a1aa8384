#include "core/training/denoiser/FineTuner.h"

#include "core/base/RandomStream.h"
#include "core/base/files/AtomicFile.h"
#include "core/base/files/FolderListing.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/runtime/Processor.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/training/data/CaptionedImages.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

namespace {

/// The base model; only the UNet learns.
struct BaseModel {
    AutoencoderKL autoencoder;
    ClipTextEncoder text;
    UNet2DConditionModel unet;
    ClipTokenizer tokenizer;
    NoiseSchedule schedule;
};

Result<BaseModel> loadBase(const std::filesystem::path &folder)
{
    CF_ASSIGN(auto autoencoder, loadAutoencoder(folder / "vae"));
    CF_ASSIGN(auto text, loadTextEncoder(folder / "text_encoder"));
    CF_ASSIGN(auto unet, loadUNet(folder / "unet"));
    CF_ASSIGN(auto tokenizer, ClipTokenizer::load(folder / "tokenizer"));
    ScheduleConfig config; // A folder without a schedule has that of Stable Diffusion v1.x.
    if (const auto file = folder / "scheduler" / "scheduler_config.json"; std::filesystem::exists(file)) {
        CF_ASSIGN(config, ScheduleConfig::fromFile(file));
    }
    if (unet->config.inChannels != autoencoder->config.latentChannels)
        return fail(ErrorCode::InvalidInput,
            "The model in " + folder.string()
                + " takes more than the noisy latent: only text-to-image models are fine-tuned on captions.");
    if (config.output != NetworkOutput::Noise && config.output != NetworkOutput::Velocity)
        return fail(ErrorCode::InvalidInput,
            "The model in " + folder.string() + " predicts neither noise nor velocity: it cannot be fine-tuned here.");
    unet->train();
    for (auto &parameter : unet->parameters())
        parameter.requires_grad_(true);
    return BaseModel{ std::move(autoencoder), std::move(text), std::move(unet), std::move(tokenizer),
        NoiseSchedule(config) };
}

/// This process's rows of a batch.
struct CaptionedBatch {
    torch::Tensor latents; ///< [rows, channels, height, width]
    torch::Tensor context; ///< [rows, tokens, width]
};

/// Of a batch of `rows`, drawn whole so that each row has the same chance in whatever process, this process's share.
torch::Tensor noiseFor(const TrainingGroup &group, std::int64_t rows, const torch::Tensor &like)
{
    const auto share = group.shareOf(rows);
    return torch::randn({ rows, like.size(1), like.size(2), like.size(3) }, like.options())
        .slice(0, share.first, share.second);
}

/// Sampled from the posterior, as PRISM does; frozen networks, so without gradients.
Result<CaptionedBatch> drawBatch(BaseModel &base, const std::vector<CaptionedImage> &images,
    const FineTuneRecipe &recipe, const TrainingGroup &group, RandomStream stream)
{
    const torch::NoGradGuard noGrad;
    const auto share = group.shareOf(recipe.batch);
    std::vector<torch::Tensor> pixels, ids;
    for (int row = 0; row < recipe.batch; ++row) {
        const auto &image = images[static_cast<std::size_t>(stream.below(static_cast<int>(images.size())))];
        const std::string caption = stream.chance(recipe.captionDropout) ? std::string() : image.caption;
        if (row < share.first || row >= share.second)
            continue;
        CF_ASSIGN(auto squashed, readSquashed(image.file, recipe.imageSize));
        pixels.push_back(std::move(squashed));
        ids.push_back(torch::tensor(base.tokenizer.encode(caption).ids, torch::kInt64));
    }
    const auto moments = base.autoencoder->encodeMoments(torch::cat(pixels)).chunk(2, 1);
    const torch::Tensor deviation = (0.5 * moments[1].clamp(-30.0, 20.0)).exp();
    return CaptionedBatch{ base.autoencoder->config.scalingFactor
            * (moments[0] + deviation * noiseFor(group, recipe.batch, moments[0])),
        base.text->forward(torch::stack(ids)) };
}

/// This process's share of the mean over the whole batch.
Result<torch::Tensor> captionLoss(BaseModel &base, const std::vector<CaptionedImage> &images,
    const FineTuneRecipe &recipe, const TrainingGroup &group, std::int64_t draw)
{
    seedTraining(recipe.seed, draw);
    CF_ASSIGN(const CaptionedBatch batch,
        drawBatch(base, images, recipe, group, RandomStream(recipe.seed, "fine-tune draw " + std::to_string(draw))));
    const auto share = group.shareOf(recipe.batch);
    const torch::Tensor timesteps =
        torch::randint(base.schedule.config().trainTimesteps, { recipe.batch }, torch::kInt64)
            .slice(0, share.first, share.second);
    const torch::Tensor noise = noiseFor(group, recipe.batch, batch.latents);
    const torch::Tensor predicted =
        base.unet->forward(base.schedule.addNoise(batch.latents, noise, timesteps), timesteps, batch.context);
    const bool saysNoise = base.schedule.config().output == NetworkOutput::Noise;
    const torch::Tensor loss =
        torch::mse_loss(predicted, saysNoise ? noise : base.schedule.velocity(batch.latents, noise, timesteps));
    return group.isAlone()
        ? loss
        : loss * (static_cast<double>(share.second - share.first) / static_cast<double>(recipe.batch));
}

/// Everything but the UNet's weights; the first part that cannot be copied ends it, with its name.
Result<> copyFrozenParts(const std::filesystem::path &base, const std::filesystem::path &modelFolder)
{
    namespace fs = std::filesystem;
    constexpr auto overwriting = fs::copy_options::recursive | fs::copy_options::overwrite_existing;
    std::error_code failure;
    const auto copy = [&](const fs::path &from, const fs::path &to) -> Result<> {
        fs::copy(from, to, overwriting, failure);
        if (failure)
            return fail(ErrorCode::Io,
                from.string() + " cannot be copied to " + to.string() + ": " + systemReason(failure.value()) + ".");
        return {};
    };
    CF_ASSIGN(const auto parts, listFolder(base));
    for (const fs::directory_entry &part : parts)
        if (part.path().filename() != "unet")
            CF_TRY(copy(part.path(), modelFolder / part.path().filename()));
    return copy(base / "unet" / "config.json", modelFolder / "unet" / "config.json");
}

torch::optim::AdamW optimizerOf(const UNet2DConditionModel &unet, const FineTuneRecipe &recipe)
{
    return torch::optim::AdamW(
        unet->parameters(), torch::optim::AdamWOptions(recipe.learningRate).weight_decay(recipe.weightDecay));
}

} // namespace

Result<> fineTune(
    const FineTuneRecipe &recipe, const FineTuneFolders &folders, const JobContext &job, const TrainingGroup &group)
try {
    CF_TRY(checkShares(group, recipe.batch, "films"));
    CF_ASSIGN(const auto images, readCaptionedImages(folders.table, folders.images));
    CF_ASSIGN(BaseModel base, loadBase(folders.base));
    if (recipe.mixedPrecision && !multipliesBFloat16())
        return fail(ErrorCode::Unsupported,
            "The recipe asks for \"mixed_precision\", but this processor has no instructions for bf16. Set it to "
            "false.");
    if (recipe.mixedPrecision)
        base.unet->multiplyInBFloat16(UNet2DConditionModelImpl::Weights::Kept);
    CF_TRY(makeFolder(folders.state));
    torch::optim::AdamW optimizer = optimizerOf(base.unet, recipe);
    TrainingState state;
    state.modules = { { "unet", base.unet.ptr().get() } };
    state.optimizer = &optimizer;
    TrainingLoop loop = loopOf(recipe, "Fine-tuning", folders.state, "fine-tune");
    loop.accumulation = recipe.accumulation;
    loop.group = &group;
    loop.loss = [&](std::int64_t draw) { return captionLoss(base, images, recipe, group, draw); };
    loop.afterBackward = [&] { torch::nn::utils::clip_grad_norm_(base.unet->parameters(), recipe.clipNorm); };
    return runTraining(loop, state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Fine-tuning"));
}

Result<> exportFineTuned(
    const FineTuneRecipe &recipe, const FineTuneFolders &folders, const std::filesystem::path &modelFolder)
try {
    CF_ASSIGN(BaseModel base, loadBase(folders.base));
    torch::optim::AdamW optimizer = optimizerOf(base.unet, recipe);
    TrainingState state;
    state.modules = { { "unet", base.unet.ptr().get() } };
    state.optimizer = &optimizer;
    CF_ASSIGN(const bool trained, loadState(state, folders.state / "fine-tune.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no fine-tuned UNet in " + folders.state.string() + " yet.");
    std::error_code failure;
    if (std::filesystem::equivalent(folders.base, modelFolder, failure))
        return fail(ErrorCode::InvalidInput, "The base model would be overwritten. Name another folder with --model.");
    CF_TRY(makeFolder(modelFolder / "unet"));
    CF_TRY(copyFrozenParts(folders.base, modelFolder));
    return writeModule(*base.unet, modelFolder / "unet" / "diffusion_pytorch_model.safetensors", torch::kFloat16);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the fine-tuned model"));
}

} // namespace cf

#include "core/training/autoencoder/AutoencoderTrainer.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/training/data/ImageBatch.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ContactSheet.h"
#include "core/training/loop/NetworkRun.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include <nlohmann/json.hpp>

#include <sstream>

namespace cf {

namespace {

namespace F = torch::nn::functional;

/// Change in grey ([-1, 1]) from which on a pixel takes the whole extra weight.
constexpr double fullWeightAt = 0.1;

/// L1 over a Laplacian pyramid of four bands, finest first, with halving weights: keeps edges where plain L1 blurs.
torch::Tensor laplacianLoss(const torch::Tensor &rebuilt, const torch::Tensor &image)
{
    torch::Tensor difference = rebuilt - image; // The pyramid is linear: bands of the difference are enough.
    torch::Tensor sum = torch::zeros({});
    double weight = 1.0;
    for (int band = 0; band < 4; ++band) {
        const torch::Tensor coarse = F::avg_pool2d(difference, F::AvgPool2dFuncOptions(2));
        const torch::Tensor back = F::interpolate(coarse,
            F::InterpolateFuncOptions()
                .scale_factor(std::vector<double>{ 2.0, 2.0 })
                .mode(torch::kBilinear)
                .align_corners(false));
        sum = sum + weight * (difference - back).abs().mean();
        difference = coarse;
        weight *= 0.5;
    }
    return sum;
}

using AutoencoderRun = NetworkRun<AutoencoderKL>;

Result<std::unique_ptr<AutoencoderRun>> makeRun(const AutoencoderRecipe &recipe)
{
    CF_ASSIGN(const auto config, AutoencoderConfig::fromText(recipe.config));
    seedTraining(recipe.seed);
    return std::make_unique<AutoencoderRun>(config, "autoencoder", recipe, 0.999);
}

torch::Tensor autoencoderLoss(AutoencoderKL &model, const AutoencoderRecipe &recipe, const ImageBatch &batch)
{
    const auto moments = model->encodeMoments(batch.images.expand({ -1, 3, -1, -1 }).contiguous()).chunk(2, 1);
    const torch::Tensor mean = moments[0];
    const torch::Tensor logVariance = moments[1].clamp(-30.0, 20.0);
    const torch::Tensor divergence = 0.5 * (mean.square() + logVariance.exp() - 1.0 - logVariance).mean();
    // Edited latents never lie exactly on the encoder's manifold; the noise makes the decoder forgive that.
    const double spread = recipe.latentNoise * mean.detach().std().item<double>();
    const torch::Tensor latent =
        mean + (0.5 * logVariance).exp() * torch::randn_like(mean) + spread * torch::randn_like(mean);
    const torch::Tensor rebuilt = model->decode(latent);
    const torch::Tensor target = batch.images.expand({ -1, 3, -1, -1 });
    // Thin leads and tubes are few pixels of strong contrast: without this weight the codec drops them.
    const torch::Tensor weight = 1.0 + recipe.changeWeight * (batch.change / fullWeightAt).clamp_max(1.0);
    const torch::Tensor pixels = ((rebuilt - target).abs() * weight).mean();
    return pixels + 0.5 * laplacianLoss(rebuilt, target) + recipe.divergenceWeight * divergence;
}

/// PSNR in dB (peak 2, the width of [-1, 1]) of the averaged weights on whole images that training also sees crops of,
/// with the sheet of sources above rebuilt ones.
Result<> checkAutoencoder(AutoencoderRun &run, const torch::Tensor &images, const TrainingFolders &folders)
{
    const torch::NoGradGuard noGrad;
    run.average.swap();
    const torch::Tensor mean = run.network->encodeMoments(images.expand({ -1, 3, -1, -1 }).contiguous()).chunk(2, 1)[0];
    const torch::Tensor rebuilt = run.network->decode(mean).mean(1, true).clamp(-1.0, 1.0);
    run.average.swap();
    const torch::Tensor error = (rebuilt - images).square().mean({ 1, 2, 3 });
    std::ostringstream log;
    log << run.state.step;
    for (std::int64_t row = 0; row < error.size(0); ++row)
        log << ',' << 10.0 * std::log10(4.0 / error[row].item<double>());
    log << '\n';
    CF_TRY(appendLines(folders.state / "autoencoder-check.csv", log.str()));
    return writeContactSheet(
        torch::stack({ images, rebuilt, (rebuilt - images) * 4.0 }), folders.state / "autoencoder-sheet.png");
}

} // namespace

void setTrainingThreads(int threads)
{
    torch::set_num_threads(threads);
}

Result<> trainAutoencoder(const TrainingRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
try {
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto pool, loadRadiographPool(folders.radiographs, recipe.corpus.imageSize, job));
    if (corpus.size() == 0 && pool.images.empty())
        return fail(ErrorCode::InvalidInput,
            "There is nothing to train on: make the corpus first, or name folders of radiographs.");
    CF_ASSIGN(const auto run, makeRun(recipe.autoencoder));
    std::vector<torch::Tensor> checkImages;
    for (std::size_t index = 0; index < std::min<std::size_t>(3, pool.images.size()); ++index)
        checkImages.push_back(wholeImage(pool.images[index * pool.images.size() / 3], pool.imageSize));
    for (std::size_t index = 0; index < std::min<std::size_t>(3, corpus.size()); ++index)
        checkImages.push_back(wholeImage(corpus.with(index), corpus.imageSize()));
    const torch::Tensor check = torch::cat(checkImages).clone();

    const AutoencoderRecipe &settings = recipe.autoencoder;
    TrainingLoop loop = loopOf(settings, "Training the autoencoder", folders.state, "autoencoder");
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        if (step % 100 == 0)
            CF_TRY(corpus.refresh()); // Another process may still be rendering.
        seedTraining(settings.seed, step);
        const bool whole =
            step >= settings.steps * 9 / 10; // Normalisation statistics of crops differ from whole images'.
        const int size = corpus.imageSize();
        const int crop = whole ? size : settings.crop;
        const int rows =
            whole ? std::max(1, settings.batch * settings.crop * settings.crop / (size * size)) : settings.batch;
        const auto batch = drawImageBatch(corpus, pool, rows, crop, settings.radiographShare,
            RandomStream(settings.seed, "autoencoder step " + std::to_string(step)));
        return autoencoderLoss(run->network, settings, batch);
    };
    loop.afterBackward = [&] { run->afterBackward(1.0, loop.learningRate(run->state.step)); };
    loop.check = [&](std::int64_t) { return checkAutoencoder(*run, check, folders); };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the autoencoder"));
}

namespace {

struct LatentStatistics {
    torch::Tensor mean; ///< [channels]
    torch::Tensor deviation;
};

LatentStatistics measureLatents(AutoencoderKL &model, const PairCorpus &corpus, const RadiographPool &pool)
{
    std::vector<torch::Tensor> latents;
    const auto take = [&](std::span<const std::uint8_t> bytes) {
        const torch::Tensor image = wholeImage(bytes, corpus.imageSize()).expand({ -1, 3, -1, -1 }).contiguous();
        latents.push_back(model->encodeMoments(image).chunk(2, 1)[0]);
    };
    for (std::size_t index = 0; index < corpus.size() && index < 60; ++index)
        take(corpus.with(index * corpus.size() / std::min<std::size_t>(60, corpus.size())));
    for (std::size_t index = 0; index < pool.images.size() && index < 60; ++index)
        take(pool.images[index * pool.images.size() / std::min<std::size_t>(60, pool.images.size())]);
    const torch::Tensor all = torch::cat(latents);
    return { all.mean({ 0, 2, 3 }), all.std({ 0, 2, 3 }).clamp_min(1e-6) };
}

/// latent' = (latent − mean) / deviation in the encoder's last layer, and its inverse in the decoder's first.
void foldWhitening(AutoencoderKL &model, const LatentStatistics &statistics)
{
    auto parameters = model->named_parameters();
    torch::Tensor encodeWeight = parameters["quant_conv.weight"];
    torch::Tensor encodeBias = parameters["quant_conv.bias"];
    torch::Tensor decodeWeight = parameters["post_quant_conv.weight"];
    torch::Tensor decodeBias = parameters["post_quant_conv.bias"];
    const std::int64_t channels = statistics.mean.size(0);
    const torch::Tensor deviation = statistics.deviation;
    encodeWeight.narrow(0, 0, channels).div_(deviation.view({ -1, 1, 1, 1 }));
    encodeBias.narrow(0, 0, channels).sub_(statistics.mean).div_(deviation);
    encodeBias.narrow(0, channels, channels).sub_(2.0 * deviation.log()); // Log-variance shrinks with the scale.
    decodeBias.add_(decodeWeight.flatten(1).matmul(statistics.mean));
    decodeWeight.mul_(deviation.view({ 1, -1, 1, 1 }));
}

} // namespace

Result<> exportAutoencoder(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &vaeFolder, const JobContext &job)
try {
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto pool, loadRadiographPool(folders.radiographs, recipe.corpus.imageSize, job));
    CF_ASSIGN(const auto run, makeRun(recipe.autoencoder));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "autoencoder.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no trained autoencoder in " + folders.state.string() + " yet.");
    const torch::NoGradGuard noGrad;
    run->average.swap();
    foldWhitening(run->network, measureLatents(run->network, corpus, pool));
    auto config = nlohmann::json::parse(recipe.autoencoder.config);
    config["scaling_factor"] = 1.0;
    CF_TRY(writeConfig(config.dump(), vaeFolder));
    return writeModule(*run->network, vaeFolder / "diffusion_pytorch_model.safetensors", torch::kFloat16);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the autoencoder"));
}

} // namespace cf

#include "core/training/denoiser/EditTrainer.h"

#include "core/base/files/AtomicFile.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/diffusion/text/TokenizerBuilder.h"
#include "core/language/Captions.h"
#include "core/training/data/EditMoves.h"
#include "core/training/data/EditRows.h"
#include "core/training/denoiser/DenoiserRun.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ModelCard.h"
#include "core/training/loop/TrainingLoop.h"
#include "core/training/loop/TrainingSeed.h"

#include <cmath>
#include <map>
#include <sstream>

namespace cf {

namespace {

/// "No change" is the right first guess: the network starts as the identity edit.
Result<std::unique_ptr<DenoiserRun>> makeRun(const EditRecipe &recipe)
{
    return DenoiserRun::make({ recipe.unetConfig, recipe.textConfig, recipe.learningRate, recipe.weightDecay,
        recipe.clipNorm, recipe.emaCap, recipe.seed });
}

/// Everything that a training step reads.
struct EditData {
    LatentCorpus latents;
    ClipTokenizer tokenizer;
    NoiseSchedule schedule;
    double middleEnergy = 1.0; ///< Median of the pairs' energies.
};

torch::Tensor encodeInstructions(DenoiserRun &run, const ClipTokenizer &tokenizer, const std::vector<EditRow> &rows)
{
    std::vector<std::string> instructions;
    for (const EditRow &row : rows)
        instructions.push_back(row.instruction);
    return run.encode(tokenizer, instructions);
}

struct RowTensors {
    torch::Tensor source; ///< [rows, channels, height, width]
    torch::Tensor target;
    torch::Tensor region; ///< [rows, 1, height, width], 1 inside.
    torch::Tensor energy; ///< [rows], see LatentCorpus.
};

RowTensors gather(const LatentCorpus &latents, const std::vector<EditRow> &rows)
{
    std::vector<torch::Tensor> source, target, region, energy;
    for (const EditRow &row : rows) {
        const auto pair = static_cast<std::int64_t>(row.pair);
        source.push_back((row.fromWith ? latents.with : latents.without)[pair].to(torch::kFloat32));
        target.push_back((row.toWith ? latents.with : latents.without)[pair].to(torch::kFloat32));
        region.push_back(latents.region[pair].to(torch::kFloat32));
        energy.push_back(latents.energy[pair]);
    }
    return { torch::stack(source), torch::stack(target), torch::stack(region), torch::stack(energy) };
}

struct NoisyRows {
    torch::Tensor timesteps; ///< [rows], int64
    torch::Tensor latents;
};

/// The share `pureNoise` of the rows starts where an edit starts: at the last timestep, from noise alone. The schedule
/// leaves a trace of the target there (√ā = .07), which a network learns to read and then misses in a real edit
/// (arXiv 2305.08891). The other rows are spread evenly over time: one draw from each of equal intervals.
NoisyRows addNoise(const NoiseSchedule &schedule, const torch::Tensor &target, double pureNoise)
{
    const std::int64_t count = target.size(0);
    const auto pure = static_cast<std::int64_t>(std::lround(pureNoise * static_cast<double>(count)));
    const torch::Tensor timesteps =
        torch::cat({ torch::full({ pure }, 999, torch::kInt64), stratifiedTimesteps(count - pure) });
    const torch::Tensor noise = torch::randn_like(target);
    torch::Tensor latents = schedule.addNoise(target, noise, timesteps);
    latents.narrow(0, 0, pure).copy_(noise.narrow(0, 0, pure));
    return { timesteps, latents };
}

/// Squared error of the residual, each row by what its pair changes: a large faint change (an enlarged heart) would
/// else drown beside a small strong one (a pacemaker).
torch::Tensor editLoss(
    DenoiserRun &run, const EditData &data, const std::vector<EditRow> &rows, const EditRecipe &recipe)
{
    const RowTensors tensors = gather(data.latents, rows);
    const NoisyRows noisy = addNoise(data.schedule, tensors.target, recipe.pureNoiseShare);
    const torch::Tensor context = encodeInstructions(run, data.tokenizer, rows);
    const torch::Tensor predicted =
        run.unet->forward(torch::cat({ noisy.latents, tensors.source }, 1), noisy.timesteps, context);
    const torch::Tensor error = (predicted - (tensors.target - tensors.source)).square();
    const torch::Tensor squares = (error * (1.0 + recipe.regionWeight * tensors.region)).sum({ 1, 2, 3 });
    const torch::Tensor share = shareByEnergy(tensors.energy, data.middleEnergy, recipe.energyPower);
    return (squares * share).mean() / data.middleEnergy;
}

struct CheckSum {
    double inside = 0.0;
    double outside = 0.0;
    double change = 0.0;
    int rows = 0;
};

/// Normalised counterfactual error in latents inside the region and outside it, as ratios of sums over the check pairs,
/// after one move and after four.
Result<> checkEditor(DenoiserRun &run, const EditData &data, const TrainingFolders &folders)
{
    const torch::NoGradGuard noGrad;
    run.average.swap();
    const auto all = checkRows(data.latents.records, 128);
    std::ostringstream log;
    for (const int moves : { 1, 4 }) {
        std::map<std::string, CheckSum> sums;
        for (std::size_t first = 0; first < all.size(); first += 16) {
            const std::vector<EditRow> rows(all.begin() + static_cast<std::ptrdiff_t>(first),
                all.begin() + static_cast<std::ptrdiff_t>(std::min(first + 16, all.size())));
            const RowTensors tensors = gather(data.latents, rows);
            seedTraining(1);
            const torch::Tensor edited = editLatents(
                run.unet, data.schedule, tensors.source, encodeInstructions(run, data.tokenizer, rows), moves);
            const torch::Tensor wrong = (edited - tensors.target).square();
            for (std::size_t row = 0; row < rows.size(); ++row) {
                const auto place = static_cast<std::int64_t>(row);
                const PairRecord &record = data.latents.records[rows[row].pair];
                CheckSum &sum = sums[kindOf(rows[row], record)];
                sum.inside += (wrong[place] * tensors.region[place]).sum().item<double>();
                sum.outside += (wrong[place] * (1.0 - tensors.region[place])).sum().item<double>();
                sum.change += tensors.energy[place].item<double>();
                ++sum.rows;
            }
        }
        for (const auto &[name, sum] : sums)
            log << run.state.step << ',' << moves << ',' << name << ',' << sum.rows << ','
                << sum.inside / std::max(sum.change, 1e-9) << ',' << sum.outside / std::max(sum.change, 1e-9) << '\n';
    }
    run.average.swap();
    return appendLines(folders.state / "edit-check.csv", log.str());
}

Result<EditData> loadData(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
{
    CF_ASSIGN(const auto textConfig, TextEncoderConfig::fromText(recipe.edit.textConfig));
    CF_TRY(writeTokenizer(allCaptions(CaptionGrammar::bundled()), modelFolder / "tokenizer",
        static_cast<int>(textConfig.vocabularySize)));
    CF_ASSIGN(auto tokenizer, ClipTokenizer::load(modelFolder / "tokenizer"));
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto folder, latentFolder(folders.state, modelFolder));
    CF_ASSIGN(auto latents, loadLatents(corpus, folder));
    job.report({ 0, recipe.edit.steps, std::to_string(latents.records.size()) + " encoded pairs to learn from", 0.0 });
    const double middle = latents.energy.median().item<double>();
    return EditData{ std::move(latents), std::move(tokenizer), editSchedule(), middle };
}

} // namespace

Result<> encodePairs(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, EncodingShare share, const JobContext &job)
try {
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(auto autoencoder, loadAutoencoder(modelFolder / "vae"));
    CF_ASSIGN(const auto folder, latentFolder(folders.state, modelFolder));
    return encodeCorpus(autoencoder, corpus, folder, share, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Encoding the pairs"));
}

Result<> trainEditor(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
try {
    CF_ASSIGN(const auto data, loadData(recipe, folders, modelFolder, job));
    CF_ASSIGN(const auto run, makeRun(recipe.edit));
    if (!folders.startFrom.empty())
        CF_TRY(startFromModel(*run, folders.startFrom));
    const EditRecipe &settings = recipe.edit;
    const EditRowSampler sampler(data.latents.records, settings);
    TrainingLoop loop = loopOf(settings, "Training the editor", folders.state, "edit");
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        seedTraining(settings.seed, step);
        return editLoss(*run, data,
            sampler.draw(settings.batch, RandomStream(settings.seed, "edit step " + std::to_string(step))), settings);
    };
    loop.afterBackward = [&] { run->afterBackward(loop.learningRate(run->state.step)); };
    loop.check = [&](std::int64_t) { return checkEditor(*run, data, folders); };
    return runTraining(loop, run->state, job);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Training the editor"));
}

Result<> exportEditor(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
try {
    CF_ASSIGN(const auto run, makeRun(recipe.edit));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "edit.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no trained editor in " + folders.state.string() + " yet.");
    CF_TRY(run->exportTo(modelFolder));
    ModelCard card;
    card.name = recipe.name;
    card.steps = { { "autoencoder", recipe.autoencoder.steps }, { "edit", run->state.earlierSteps + run->state.step } };
    return writeModelCard(card, recipe, folders, modelFolder);
} catch (...) {
    return tl::make_unexpected(errorFromTraining("Exporting the editor"));
}

} // namespace cf

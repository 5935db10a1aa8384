#include "core/training/EditTrainer.h"

#include "core/diffusion/models/TextEncoder.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/text/ClipTokenizer.h"
#include "core/diffusion/text/TokenizerBuilder.h"
#include "core/diffusion/weights/ModelFolder.h"
#include "core/language/Captions.h"
#include "core/training/EditRows.h"
#include "core/training/LatentCorpus.h"
#include "core/training/ModelCard.h"
#include "core/training/OrthogonalMomentum.h"
#include "core/training/Sheet.h"
#include "core/training/TrainingLoop.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <map>

namespace cf {

namespace {

struct EditRun {
    UNet2DConditionModel unet;
    ClipTextEncoder text;
    std::vector<torch::Tensor> parameters;
    MovingAverage average;
    torch::optim::AdamW optimizer;
    OrthogonalMomentum unetMomentum, textMomentum;
    TrainingState state;

    EditRun(const UNetConfig &unetConfig, const TextEncoderConfig &textConfig, const EditRecipe &recipe)
        : unet(unetConfig)
        , text(textConfig)
        , parameters(joined(unet->parameters(), text->parameters()))
        , average(parameters, recipe.emaCap)
        , optimizer(parameters,
              torch::optim::AdamWOptions(recipe.learningRate).betas({ 0.9, 0.99 }).weight_decay(recipe.weightDecay))
        , unetMomentum(*unet)
        , textMomentum(*text)
    {
        state.modules = { { "unet", unet.ptr().get() }, { "text_encoder", text.ptr().get() } };
        state.optimizer = &optimizer;
        state.average = &average;
        state.tensors = { { "unet_momentum", &unetMomentum.values() }, { "text_momentum", &textMomentum.values() } };
    }
    static std::vector<torch::Tensor> joined(std::vector<torch::Tensor> first, const std::vector<torch::Tensor> &second)
    {
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }
};

Result<std::unique_ptr<EditRun>> makeRun(const EditRecipe &recipe)
{
    CF_ASSIGN(const auto unetConfig, UNetConfig::fromText(recipe.unetConfig));
    CF_ASSIGN(const auto textConfig, TextEncoderConfig::fromText(recipe.textConfig));
    torch::manual_seed(static_cast<std::uint64_t>(recipe.seed));
    auto run = std::make_unique<EditRun>(unetConfig, textConfig, recipe);
    // "No change" is the right first guess: the network starts as the identity edit.
    const torch::NoGradGuard noGrad;
    for (auto &parameter : run->unet->named_parameters())
        if (parameter.key().rfind("conv_out.", 0) == 0)
            parameter.value().zero_();
    return run;
}

/// Signal levels of SD's scaled-linear schedule, [1000].
torch::Tensor signalLevels()
{
    const torch::Tensor betas = torch::linspace(std::sqrt(0.00085), std::sqrt(0.012), 1000).square();
    return torch::cumprod(1.0 - betas, 0);
}

/// Everything that a training step reads.
struct EditData {
    LatentCorpus latents;
    ClipTokenizer tokenizer;
    torch::Tensor levels;
};

/// [rows, tokens, width]; equal captions are encoded once.
torch::Tensor encodeCaptions(EditRun &run, const ClipTokenizer &tokenizer, const std::vector<EditRow> &rows)
{
    std::map<std::string, std::int64_t> places;
    std::vector<torch::Tensor> ids;
    std::vector<std::int64_t> place;
    for (const EditRow &row : rows) {
        const auto [entry, isNew] = places.try_emplace(row.instruction, static_cast<std::int64_t>(ids.size()));
        if (isNew)
            ids.push_back(torch::tensor(tokenizer.encode(row.instruction).ids, torch::kInt64));
        place.push_back(entry->second);
    }
    return run.text->forward(torch::stack(ids)).index_select(0, torch::tensor(place));
}

struct RowTensors {
    torch::Tensor source; ///< [rows, channels, height, width]
    torch::Tensor target;
    torch::Tensor weight; ///< [rows, 1, height, width]
};

RowTensors gather(const LatentCorpus &latents, const std::vector<EditRow> &rows, double regionWeight)
{
    std::vector<torch::Tensor> source;
    std::vector<torch::Tensor> target;
    std::vector<torch::Tensor> weight;
    for (const EditRow &row : rows) {
        const auto pair = static_cast<std::int64_t>(row.pair);
        const torch::Tensor from = (row.fromWith ? latents.with : latents.without)[pair].to(torch::kFloat32);
        source.push_back(row.dropSource ? torch::zeros_like(from) : from);
        target.push_back((row.toWith ? latents.with : latents.without)[pair].to(torch::kFloat32));
        weight.push_back(1.0 + regionWeight * latents.region[pair].to(torch::kFloat32));
    }
    return { torch::stack(source), torch::stack(target), torch::stack(weight) };
}

torch::Tensor editLoss(EditRun &run, const EditData &data, const std::vector<EditRow> &rows, const EditRecipe &recipe)
{
    const auto count = static_cast<std::int64_t>(rows.size());
    const RowTensors tensors = gather(data.latents, rows, recipe.regionWeight);
    // Stratified timesteps: one draw from each of `count` equal intervals lowers the variance of the loss for free.
    const torch::Tensor timesteps =
        ((torch::arange(count) + torch::rand({ count })) * (1000.0 / static_cast<double>(count)))
            .floor()
            .clamp(0, 999)
            .to(torch::kInt64);
    const torch::Tensor level = data.levels.index_select(0, timesteps).view({ -1, 1, 1, 1 });
    const torch::Tensor noisy =
        level.sqrt() * tensors.target + (1.0 - level).sqrt() * torch::randn_like(tensors.target);
    const torch::Tensor context = encodeCaptions(run, data.tokenizer, rows);
    const torch::Tensor predicted = run.unet->forward(torch::cat({ noisy, tensors.source }, 1), timesteps, context);
    return ((predicted - (tensors.target - tensors.source)).square() * tensors.weight).mean();
}

/// Eight DDIM moves from noise; returns the edited latents.
torch::Tensor editLatents(EditRun &run, const EditData &data, const torch::Tensor &source, const torch::Tensor &context)
{
    torch::manual_seed(1);
    torch::Tensor noisy = torch::randn_like(source);
    torch::Tensor clean = source;
    constexpr int moves = 8;
    for (int move = 0; move < moves; ++move) {
        const std::int64_t timestep = 999 - move * 1000 / moves;
        const torch::Tensor predicted = run.unet->forward(
            torch::cat({ noisy, source }, 1), torch::full({ source.size(0) }, timestep, torch::kInt64), context);
        clean = source + predicted;
        if (move + 1 == moves)
            break;
        const double level = data.levels[timestep].item<double>();
        const double next = data.levels[timestep - 1000 / moves].item<double>();
        const torch::Tensor noise = (noisy - std::sqrt(level) * clean) / std::sqrt(1.0 - level);
        noisy = std::sqrt(next) * clean + std::sqrt(1.0 - next) * noise;
    }
    return clean;
}

struct CheckSum {
    double error = 0.0;
    double change = 0.0;
    int rows = 0;
};

/// Normalised counterfactual error in latents inside the region, as a ratio of sums over the check pairs.
Result<> checkEditor(EditRun &run, const EditData &data, const TrainingFolders &folders)
{
    const torch::NoGradGuard noGrad;
    run.average.swap();
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    std::map<std::string, CheckSum> sums;
    RandomStream stream(5, "check");
    for (std::size_t first = 0; first < data.latents.records.size() && first < 32 * 160; first += 32) {
        const PairRecord &record = data.latents.records[first];
        for (const bool adds : { false, true }) {
            EditRow row{ first, !adds, adds, {}, false };
            EditInstruction instruction{ adds ? EditAction::Add : EditAction::Remove, record.abnormality.target,
                record.abnormality.side, record.abnormality.zone, adds ? record.abnormality.severity : Severity::None };
            row.instruction = captionOf(instruction, grammar);
            const RowTensors tensors = gather(data.latents, { row }, 0.0);
            const torch::Tensor edited =
                editLatents(run, data, tensors.source, encodeCaptions(run, data.tokenizer, { row }));
            const torch::Tensor region = data.latents.region[static_cast<std::int64_t>(first)].to(torch::kFloat32);
            CheckSum &sum =
                sums[record.origin + (adds ? " add " : " remove ") + std::string(keyOf(record.abnormality.target))];
            sum.error += ((edited - tensors.target).square() * region).sum().item<double>();
            sum.change += ((tensors.source - tensors.target).square() * region).sum().item<double>();
            ++sum.rows;
        }
    }
    run.average.swap();
    std::ofstream log(folders.state / "edit-check.csv", std::ios::app);
    for (const auto &[name, sum] : sums)
        log << run.state.step << ',' << name << ',' << sum.rows << ',' << sum.error / std::max(sum.change, 1e-9)
            << '\n';
    log.flush();
    return {};
}

Result<EditData> loadData(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
{
    CF_ASSIGN(const auto textConfig, TextEncoderConfig::fromText(recipe.edit.textConfig));
    CF_TRY(writeTokenizer(allCaptions(CaptionGrammar::bundled()), modelFolder / "tokenizer",
        static_cast<int>(textConfig.vocabularySize)));
    CF_ASSIGN(auto tokenizer, ClipTokenizer::load(modelFolder / "tokenizer"));
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(auto autoencoder, loadAutoencoder(modelFolder / "vae"));
    CF_ASSIGN(const std::string hash, sha256OfFile(modelFolder / "vae" / "diffusion_pytorch_model.safetensors"));
    CF_ASSIGN(auto latents,
        encodeCorpus(autoencoder, corpus, folders.state / ("latents-" + hash.substr(0, 12) + ".pt"), job));
    return EditData{ std::move(latents), std::move(tokenizer), signalLevels() };
}

} // namespace

Result<> trainEditor(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, const JobContext &job)
{
    CF_ASSIGN(const auto data, loadData(recipe, folders, modelFolder, job));
    CF_ASSIGN(const auto run, makeRun(recipe.edit));
    const EditRecipe &settings = recipe.edit;
    const EditRowSampler sampler(data.latents.records, settings);
    TrainingLoop loop;
    loop.stage = "Training the editor";
    loop.steps = settings.steps;
    loop.logEvery = settings.logEvery;
    loop.stateFile = folders.state / "edit.pt";
    loop.logFile = folders.state / "edit.csv";
    loop.learningRate = [&settings](std::int64_t step) {
        return learningRateAt(step, settings.steps, settings.learningRate, settings.warmUp, settings.decayFrom);
    };
    loop.loss = [&](std::int64_t step) -> Result<torch::Tensor> {
        torch::manual_seed(settings.seed * 1'000'003ULL + static_cast<std::uint64_t>(step));
        return editLoss(*run, data,
            sampler.draw(settings.batch, RandomStream(settings.seed, "edit step " + std::to_string(step))), settings);
    };
    loop.afterBackward = [&] {
        torch::nn::utils::clip_grad_norm_(run->parameters, settings.clipNorm);
        for (OrthogonalMomentum *momentum : { &run->unetMomentum, &run->textMomentum })
            momentum->step(loop.learningRate(run->state.step), settings.weightDecay);
    };
    loop.check = [&](std::int64_t) { return checkEditor(*run, data, folders); };
    return runTraining(loop, run->state, job);
}

Result<> exportEditor(
    const TrainingRecipe &recipe, const TrainingFolders &folders, const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto run, makeRun(recipe.edit));
    CF_ASSIGN(const bool trained, loadState(run->state, folders.state / "edit.pt"));
    if (!trained)
        return fail(ErrorCode::InvalidInput, "There is no trained editor in " + folders.state.string() + " yet.");
    run->average.swap();
    std::error_code failure;
    for (const char *part : { "unet", "text_encoder", "scheduler" })
        std::filesystem::create_directories(modelFolder / part, failure);
    std::ofstream(modelFolder / "unet" / "config.json")
        << nlohmann::json::parse(recipe.edit.unetConfig).dump(2) << '\n';
    std::ofstream(modelFolder / "text_encoder" / "config.json")
        << nlohmann::json::parse(recipe.edit.textConfig).dump(2) << '\n';
    CF_TRY(writeModule(*run->unet, modelFolder / "unet" / "diffusion_pytorch_model.safetensors", torch::kFloat16));
    CF_TRY(writeModule(*run->text, modelFolder / "text_encoder" / "model.safetensors", torch::kFloat16));
    return writeModelCard(recipe, folders, modelFolder, run->state.step);
}

} // namespace cf

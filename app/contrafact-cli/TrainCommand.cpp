#include "app/contrafact-cli/Subcommands.h"

#include "app/contrafact-cli/MachineWords.h"
#include "app/contrafact-cli/ProgressLines.h"
#include "app/program/MemoryLimit.h"
#include "core/diffusion/readers/SegmenterPart.h"
#include "core/diffusion/runtime/Kernels.h"
#include "core/editing/DefaultModel.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/phantom/PhantomDataset.h"
#include "core/training/autoencoder/AutoencoderTrainer.h"
#include "core/training/classifier/ClassifierTrainer.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/data/RadiographPool.h"
#include "core/training/denoiser/EditTrainer.h"
#include "core/training/denoiser/FineTuner.h"
#include "core/training/denoiser/TextToImageTrainer.h"
#include "core/training/detail/DetailTrainer.h"
#include "core/training/electrodes/ElectrodeReaderTrainer.h"
#include "core/training/files/ModuleFiles.h"
#include "core/training/letters/SideLetterTrainer.h"
#include "core/training/lines/LineReaderTrainer.h"
#include "core/training/loop/TrainingGroup.h"
#include "core/training/recipe/Recipe.h"
#include "core/training/remover/RemovalPairs.h"
#include "core/training/remover/RemoverTrainer.h"
#include "core/training/segmenter/SegmenterTrainer.h"
#include "core/training/segmenter/samples/SegmenterSampleMaker.h"

#include <chrono>
#include <cstdio>
#include <memory>

namespace cf::cli {

namespace {

constexpr const char *defaultRecipe = "mini-cxr.json";

struct TrainOptions {
    std::filesystem::path recipe; ///< Empty: the bundled one.
    std::filesystem::path state = "work/mini-cxr";
    std::filesystem::path model = "work/mini-cxr/model";
    std::vector<std::filesystem::path> radiographs;
    std::filesystem::path startFrom;
    std::filesystem::path base; ///< fine-tune: the model to start from.
    std::filesystem::path table; ///< fine-tune: labels in CheXpert's form.
    std::filesystem::path images; ///< fine-tune: what the table's paths are relative to.
    std::filesystem::path deviceTable; ///< segmenter-samples, side-letters: instead of the recipe's.
    std::string what;
    bool second = false; ///< export-segmenter: as the one that judges.
    int threads = 0;
    std::size_t share = 1; ///< Of `shares` processes that encode side by side.
    std::size_t shares = 1;
};

/// The recipe that was named, else the bundled one; a bare file name that is not here is looked for among the bundled
/// recipes, which lie where the bundled models do.
std::filesystem::path recipeFile(const std::filesystem::path &named)
{
    const std::filesystem::path name = named.empty() ? defaultRecipe : named;
    std::error_code ignored;
    if (!named.empty() && (named.has_parent_path() || std::filesystem::exists(named, ignored)))
        return named;
    const auto folder = findResource("/proc/self/exe", "training", name);
    return folder ? *folder / name : name;
}

Result<> makePhantomPairs(const TrainingRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
{
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    return fillCorpus(
        corpus, "phantom", recipe.corpus.phantomSeed, static_cast<std::size_t>(recipe.corpus.phantomPairs),
        recipe.corpus.minVisible,
        [&recipe](std::uint64_t seed) { return samplePhantomPair(seed, recipe.corpus.imageSize); }, job);
}

Result<> makeInsertionPairs(const TrainingRecipe &recipe, const TrainingFolders &folders, const JobContext &job)
{
    if (folders.radiographs.empty())
        return fail(ErrorCode::InvalidInput, "Name the folders of radiographs with --radiographs.");
    CF_ASSIGN(const auto dataset,
        InsertionDataset::open(folders.radiographs, recipe.corpus.imageSize, PatientShare::Training));
    CF_ASSIGN(auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    const PairSource source = [&dataset](std::uint64_t seed) -> Result<CounterfactualPair> {
        CF_ASSIGN(auto sample, dataset.sample(seed));
        return std::move(sample.pair);
    };
    return fillCorpus(corpus, "insertion", recipe.corpus.phantomSeed,
        static_cast<std::size_t>(recipe.corpus.insertionPairs), recipe.corpus.minVisible, source, job);
}

/// The processes that the environment names; others begin alone, however many there are.
Result<TrainingGroup> groupOf(const std::string &what)
{
    CF_ASSIGN(const GroupPlace place, groupPlaceFromEnvironment());
    if (place.size > 1 && what != "fine-tune" && what != "classifier")
        return fail(ErrorCode::InvalidInput,
            "WORLD_SIZE is " + std::to_string(place.size)
                + ", but only fine-tune and classifier train in several processes. Unset it.");
    return TrainingGroup::join(place);
}

Result<> trainOnCaptions(const TrainOptions &options, const TrainingGroup &group, const JobContext &job)
{
    if (options.base.empty() || options.table.empty())
        return fail(ErrorCode::InvalidInput, "Name the model to start from with --base and the labels with --table.");
    CF_ASSIGN(const auto recipe, readFineTuneRecipe(options.recipe));
    const FineTuneFolders folders{ options.base, options.table, options.images, options.state };
    return options.what == "fine-tune" ? fineTune(recipe, folders, job, group)
                                       : exportFineTuned(recipe, folders, options.model);
}

Result<> trainOnRemovals(const TrainOptions &options, const JobContext &job)
{
    CF_ASSIGN(const auto recipe, readRemoverRecipe(options.recipe));
    const TrainingFolders folders{ options.state, options.radiographs, options.startFrom };
    if (options.what == "remover")
        return trainRemover(recipe, folders, job);
    if (options.what == "export-remover")
        return exportRemover(recipe, folders, options.model);
    return makeRemovalPairs(recipe, folders, job);
}

Result<> workOnSegmenter(const TrainOptions &options, const JobContext &job)
{
    CF_ASSIGN(auto recipe, readSegmenterRecipe(options.recipe));
    if (!options.deviceTable.empty())
        recipe.deviceTable = options.deviceTable;
    const TrainingFolders folders{ options.state, options.radiographs, options.startFrom };
    if (options.what == "segmenter-samples")
        return makeSegmenterSamples(recipe, folders, job);
    if (options.what == "line-reader")
        return trainLineReader(recipe, folders, options.model, job);
    if (options.what == "side-letters")
        return trainSideLetters(recipe, folders, options.model, job);
    if (options.what == "electrode-reader")
        return trainElectrodeReader(recipe, folders, options.model, job);
    return options.what == "segmenter"
        ? trainSegmenter(recipe, folders, job)
        : exportSegmenter(recipe, folders, options.model, options.second ? secondSegmenterPart : segmenterPart, job);
}

Result<> train(const TrainOptions &options, const JobContext &job)
{
    CF_ASSIGN(const TrainingGroup group, groupOf(options.what));
    if (options.what == "removal-pairs" || options.what == "remover" || options.what == "export-remover")
        return trainOnRemovals(options, job);
    if (options.what.find("segmenter") != std::string::npos || options.what == "line-reader"
        || options.what == "side-letters" || options.what == "electrode-reader")
        return workOnSegmenter(options, job);
    if (options.what == "fine-tune" || options.what == "export-fine-tuned")
        return trainOnCaptions(options, group, job);
    CF_ASSIGN(const auto recipe, readRecipe(options.recipe));
    const TrainingFolders folders{ options.state, options.radiographs, options.startFrom };
    if (options.what == "phantoms")
        return makePhantomPairs(recipe, folders, job);
    if (options.what == "insertions")
        return makeInsertionPairs(recipe, folders, job);
    if (options.what == "autoencoder")
        return trainAutoencoder(recipe, folders, job);
    if (options.what == "export-autoencoder")
        return exportAutoencoder(recipe, folders, options.model / "vae", job);
    if (options.what == "latents" && options.share > options.shares)
        return fail(ErrorCode::InvalidInput, "--share must not be above --shares.");
    if (options.what == "latents")
        return encodePairs(recipe, folders, options.model, { options.share - 1, options.shares }, job);
    if (options.what == "editor")
        return trainEditor(recipe, folders, options.model, job);
    if (options.what == "detail")
        return trainDetail(recipe, folders, options.model, job);
    if (options.what == "export-detail")
        return exportDetail(recipe, folders, options.model);
    if (options.what == "classifier")
        return trainClassifier(recipe, folders, job, group);
    if (options.what == "export-classifier")
        return exportClassifier(recipe, folders, options.model / "classifier", job);
    if (options.what == "text-to-image")
        return trainTextToImage(recipe, folders, options.model, job);
    if (options.what == "export-text-to-image")
        return exportTextToImage(recipe, folders, options.model);
    return exportEditor(recipe, folders, options.model);
}

Result<> trainUntilStopped(const TrainOptions &options)
{
    constexpr std::chrono::seconds grace{ 300 }; // A step of a large network ends, and its state is saved.
    CF_ASSIGN(const std::stop_token stop, beginWork({ editingBytes, grace }));
    std::printf("Computes with %s\n", kernelsInUse().c_str());
    tellOfSlowMachine();
    const bool writesModel = options.what.starts_with("export-") || options.what == "editor"
        || options.what == "text-to-image" // These two write its tokenizer.
        || options.what == "line-reader" || options.what == "side-letters" || options.what == "electrode-reader";
    if (writesModel)
        CF_TRY(claimModelFolder(options.model));
    return train(options, JobContext(stop, ProgressLines(stdout)));
}

} // namespace

void addTrain(CLI::App &app, int &exitCode)
{
    auto options = std::make_shared<TrainOptions>();
    CLI::App *command =
        app.add_subcommand("train", "Train the bundled model, step by step; every step resumes where it stopped.");
    command
        ->add_option("what", options->what,
            "phantoms, insertions, autoencoder, export-autoencoder, latents, editor, export-editor, detail, "
            "export-detail, text-to-image, export-text-to-image, classifier, export-classifier, segmenter-samples, "
            "segmenter, export-segmenter, line-reader, side-letters, electrode-reader, fine-tune, export-fine-tuned, "
            "removal-pairs, "
            "remover, "
            "export-remover")
        ->required()
        ->check(CLI::IsMember({ "phantoms", "insertions", "autoencoder", "export-autoencoder", "latents", "editor",
            "export-editor", "detail", "export-detail", "text-to-image", "export-text-to-image", "classifier",
            "export-classifier", "segmenter-samples", "segmenter", "export-segmenter", "line-reader", "side-letters",
            "electrode-reader", "fine-tune", "export-fine-tuned", "removal-pairs", "remover", "export-remover" }));
    command->add_option("--recipe", options->recipe,
        "JSON file, or the name of a bundled recipe; see resources/training. Without it: mini-cxr.json");
    command->add_option("--state", options->state, "Folder for corpus, checkpoints and logs")->capture_default_str();
    command->add_option("--model", options->model, "Model folder to write")->capture_default_str();
    command->add_option("--radiographs", options->radiographs, "Folders with images/ and labels.csv");
    command->add_option("--start-from", options->startFrom,
        "editor, detail, text-to-image, classifier: model whose weights to begin with where --state holds none yet");
    command->add_option("--base", options->base, "fine-tune: folder of the text-to-image model to start from");
    command->add_option("--table", options->table, "fine-tune: CSV with Path and CheXpert's 14 labels");
    command->add_option("--images", options->images, "fine-tune: folder that the table's paths are relative to");
    command->add_option("--device-table", options->deviceTable,
        "segmenter-samples, side-letters: CSV of what films show, by eye; instead of the recipe's device_table");
    command->add_flag("--second", options->second,
        "export-segmenter: into second-segmenter/, which judges edits and is used by none; train it with another seed, "
        "split and --state");
    command->add_option("--threads", options->threads, "Threads of the network; 0: one a core");
    command->add_option("--shares", options->shares, "latents: processes that encode side by side")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->add_option("--share", options->share, "latents: which of them this one is, from 1")
        ->check(CLI::Range(1, 64))
        ->capture_default_str();
    command->callback([options, &exitCode] {
        if (options->threads > 0)
            setTrainingThreads(options->threads);
        options->recipe = recipeFile(options->recipe);
        const auto done = trainUntilStopped(*options);
        exitCode = done ? Done : explainError(done.error());
    });
}

} // namespace cf::cli

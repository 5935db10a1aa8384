// What is thrown in a trainer, an exporter or a maker of samples becomes one sentence and an error that has an exit
// code, memory is told as memory, and the same call goes on from what is saved.

#include "core/diffusion/models/Autoencoder.h"
#include "core/insertion/patients/PatientSplit.h"
#include "core/training/data/LatentCorpus.h"
#include "core/training/data/RadiographPool.h"
#include "core/training/files/TrainingBorder.h"
#include "core/training/loop/ReaderLoop.h"
#include "core/training/remover/RemovalPairs.h"
#include "core/training/remover/RemoverTrainer.h"
#include "core/training/segmenter/SegmenterTrainer.h"
#include "core/training/segmenter/samples/SegmenterSampleMaker.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/readers/SegmenterPart.h"
#include "core/diffusion/runtime/Torch.h"

#include <opencv2/core.hpp>

#include <fstream>
#include <functional>
#include <new>
#include <stdexcept>
#include <string>

using namespace cf;

namespace {

namespace fs = std::filesystem;

constexpr int side = 64;

bool tells(const Result<> &result, ErrorCode code, const std::string &work)
{
    return !result && result.error().code == code && result.error().message.starts_with(work)
        && result.error().message.find('\n') == std::string::npos;
}

/// Work that throws when it first tells of its progress.
JobContext throwing(const std::function<void()> &trouble)
{
    return { {}, [trouble](const Progress &) { trouble(); } };
}

void noMemory()
{
    throw std::bad_alloc();
}

void whatAStepOfAReaderThrowsIsAnError()
{
    const auto trained = [](const std::function<void()> &trouble) {
        torch::nn::Linear network(2, 1);
        return trainReader(network->parameters(), { 3, 0.01, 0.0, "lines" },
            [&] {
                trouble();
                return network->forward(torch::ones({ 1, 2 })).sum();
            },
            {});
    };
    const std::string work = "Training the reader of lines";
    CF_CHECK(trained([] {}).has_value());
    CF_CHECK(tells(trained(noMemory), ErrorCode::OutOfMemory, work));
    CF_CHECK(tells(trained([] { throw std::runtime_error("x"); }), ErrorCode::Internal, work));
    CF_CHECK(tells(trained([] { throw 7; }), ErrorCode::Internal, work));
    CF_CHECK(tells(trained([] {
        (void)torch::ones({ 2, 3 }).matmul(torch::ones({ 2, 3 }));
    }),
        ErrorCode::Internal, work));
    // More than an address space holds: LibTorch's own error of memory, and OpenCV's.
    CF_CHECK(tells(trained([] { (void)torch::empty({ 1LL << 48 }); }), ErrorCode::OutOfMemory, work));
    CF_CHECK(
        tells(trained([] { CV_Error(cv::Error::StsNoMem, "Insufficient memory"); }), ErrorCode::OutOfMemory, work));
}

RemoverRecipe removerRecipe()
{
    RemoverRecipe recipe;
    recipe.config = R"({"block_out_channels": [4, 8], "mid_dilations": [1], "kinds": ["Pacemaker"]})";
    recipe.pairs = { { side, 0, 3, "" } };
    recipe.kinds = { { Target::Pacemaker, 1.0 } };
    recipe.minVisible = 0.0; // At this size most are faint.
    return recipe;
}

void whatAMakerOfPairsThrowsLeavesThePairs()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    const RemoverRecipe recipe = removerRecipe();
    CF_CHECK(tells(makeRemovalPairs(recipe, folders, throwing(noMemory)), ErrorCode::OutOfMemory, "Rendering phantom"));
    const auto made = [&] {
        return PairCorpus::open(removalPairsFolder(folders, recipe.pairs.front()), side).value().size();
    };
    CF_CHECK(made() == 1); // The one that was told of.
    CF_CHECK(makeRemovalPairs(recipe, folders, {}).has_value() && made() == 3);
}

void aSourceOfPairsIsPassedOverForWhatItCannotDrawAlone()
{
    const test::TemporaryFolder folder;
    auto corpus = PairCorpus::open(folder.path(), side).value();
    std::uint64_t asked = 0;
    const auto filled = fillCorpus(corpus, "phantom", 1, 2, 0.0,
        [&asked](std::uint64_t seed) -> Result<CounterfactualPair> {
            asked = seed;
            return seed < 3 ? fail(ErrorCode::InvalidInput, "Not this one.")
                            : fail(ErrorCode::OutOfMemory, "There is no memory for it.");
        },
        {});
    CF_CHECK(!filled && filled.error().code == ErrorCode::OutOfMemory && asked == 3 && corpus.size() == 0);
}

void whatATrainerOrExporterOfARemoverThrowsIsAnError()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    RemoverRecipe recipe = removerRecipe();
    recipe.crop = 32;
    recipe.learningRate = -1.0; // Which LibTorch's optimizer throws for.
    CF_CHECK(tells(trainRemover(recipe, folders, {}), ErrorCode::Internal, "Training the remover"));
    CF_CHECK(tells(exportRemover(recipe, folders, folder.path()), ErrorCode::Internal, "Exporting the remover"));
}

SegmenterRecipe segmenterRecipe()
{
    SegmenterRecipe recipe;
    recipe.imageSize = side;
    recipe.phantoms = 20; // The progress is told of after each twentieth.
    recipe.heldBackPhantoms = 1;
    recipe.insertions = 0;
    recipe.heldBackInsertions = 0;
    recipe.config = R"({"block_out_channels": [8, 16], "layers_per_level": [1, 1]})";
    return recipe;
}

void whatAMakerOfSamplesThrowsLeavesTheSamples()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    const SegmenterRecipe recipe = segmenterRecipe();
    const auto stopped = makeSegmenterSamples(recipe, folders, throwing(noMemory));
    CF_CHECK(tells(stopped, ErrorCode::OutOfMemory, "Making the samples of the segmenter"));
    CF_CHECK(makeSegmenterSamples(recipe, folders, {}).has_value());
    const auto samples = SegmenterSamples::open(folder.path() / "samples", "training", side).value();
    CF_CHECK(samples.size() == 20);
    for (std::size_t index = 1; index < samples.size(); ++index)
        CF_CHECK(samples.info(index).seed > samples.info(index - 1).seed);
}

void whatATrainerOrExporterOfASegmenterThrowsIsAnError()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    SegmenterRecipe recipe = segmenterRecipe();
    recipe.learningRate = -1.0;
    const auto exported = [&] { return exportSegmenter(recipe, folders, folder.path(), segmenterPart, {}); };
    CF_CHECK(tells(trainSegmenter(recipe, folders, {}), ErrorCode::Internal, "Training the segmenter"));
    CF_CHECK(tells(exported(), ErrorCode::Internal, "Exporting the segmenter"));
    recipe.config = "{"; // Which the JSON library throws for.
    CF_CHECK(tells(exported(), ErrorCode::Internal, "Exporting the segmenter"));
}

void damagedLatentsAreNamedAndEncodedAgain()
{
    const test::TemporaryFolder folder;
    const auto corpus = PairCorpus::open(folder.path() / "corpus", side).value();
    const fs::path latents = folder.path() / "latents-0";
    fs::create_directory(latents);
    const fs::path damaged = latents / "pairs-0.pt";
    std::ofstream(damaged) << "no archive";
    const auto loaded = loadLatents(corpus, latents);
    CF_CHECK(!loaded && loaded.error().code == ErrorCode::Io);
    CF_CHECK(loaded.error().message.find(damaged.string()) != std::string::npos);
    AutoencoderKL unused{ nullptr }; // No pair is left to encode.
    CF_CHECK(encodeCorpus(unused, corpus, latents, {}, {}).has_value() && !fs::exists(damaged));

    std::ofstream(folder.path() / "no-folder") << "a file";
    CF_CHECK(loadLatents(corpus, folder.path() / "no-folder").error().code == ErrorCode::InvalidInput);
}

void aPoolWithFewerFilmsThanItsTableIsNone()
{
    const test::TemporaryFolder folder;
    const fs::path films = folder.path() / "made_up";
    static_assert(!isHeldBackPatient("made", "1"));
    fs::create_directory(films);
    std::ofstream(films / "labels.csv") << "file,patient_id\nfilm.png,1\n";
    const auto pool = [&] { return loadRadiographPool({ films }, side, {}); };
    CF_CHECK(!pool() && pool().error().code == ErrorCode::InvalidInput); // There is no folder of images.
    std::ofstream(films / "images") << "a file";
    CF_CHECK(!pool() && pool().error().code == ErrorCode::InvalidInput);
    fs::remove(films / "images");
    fs::create_directory(films / "images");
    CF_CHECK(pool() && pool()->images.empty());
    std::ofstream(films / "images" / "film.png") << "no picture";
    CF_CHECK(!pool() && pool().error().message.find("film.png") != std::string::npos);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    whatAStepOfAReaderThrowsIsAnError();
    whatAMakerOfPairsThrowsLeavesThePairs();
    aSourceOfPairsIsPassedOverForWhatItCannotDrawAlone();
    whatATrainerOrExporterOfARemoverThrowsIsAnError();
    whatAMakerOfSamplesThrowsLeavesTheSamples();
    whatATrainerOrExporterOfASegmenterThrowsIsAnError();
    damagedLatentsAreNamedAndEncodedAgain();
    aPoolWithFewerFilmsThanItsTableIsNone();
}

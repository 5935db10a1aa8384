// A remover's training: the same bytes in one go and in parts, weights that a model folder loads, crops that hold what
// they promise, and no pair of a kind that the film shows already.

#include "core/base/RandomStream.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/training/remover/RemovalPairs.h"
#include "core/training/remover/RemovalSamples.h"
#include "core/training/remover/RemoverTrainer.h"
#include "tests/support/Check.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <fstream>

using namespace cf;

namespace {

constexpr int size = 96;

RemoverRecipe smallRecipe()
{
    RemoverRecipe recipe;
    recipe.config = R"({"block_out_channels": [4, 8], "mid_dilations": [1], "kinds": ["Pacemaker", "ECG Leads"]})";
    recipe.pairs = { { size, 0, 40, "" } };
    recipe.kinds = { { Target::Pacemaker, 1.0 } };
    recipe.steps = 6;
    recipe.batch = 2;
    recipe.crop = 32;
    recipe.warmUp = 2;
    recipe.logEvery = 1;
    return recipe;
}

void makePairs(const RemoverRecipe &recipe, const TrainingFolders &folders)
{
    auto corpus = PairCorpus::open(removalPairsFolder(folders, recipe.pairs.front()), size).value();
    const auto filled = fillCorpus(corpus, "phantom", 1, 40, 0.0,
        [](std::uint64_t seed) -> Result<CounterfactualPair> {
            RandomStream stream(seed);
            CounterfactualPair pair;
            pair.without = GreyImage(size, size);
            for (float &grey : pair.without.pixels)
                grey = static_cast<float>(stream.uniform(0.3, 0.5));
            pair.with = pair.without;
            for (int y = 30; y < 60; ++y)
                for (int x = 40; x < 44; ++x)
                    pair.with.at(x, y) = 0.9F;
            pair.abnormality.target = Target::Pacemaker;
            return pair;
        },
        {});
    CF_CHECK(filled.has_value());
}

TensorMap train(const TrainingFolders &folders, int stepsARun)
{
    const auto recipe = smallRecipe();
    test::runInParts(stepsARun, 0, [&](const JobContext &job) { return trainRemover(recipe, folders, job); });
    std::filesystem::create_directories(folders.state / "model");
    std::ofstream(folders.state / "model" / "contrafact.json") << R"({"name": "small"})";
    CF_CHECK(exportRemover(recipe, folders, folders.state / "model").has_value());
    CF_CHECK(loadRemover(folders.state / "model" / "remover").has_value());
    std::ifstream card(folders.state / "model" / "contrafact.json");
    const std::string text((std::istreambuf_iterator<char>(card)), {});
    CF_CHECK(text.find("remover/model.safetensors") != std::string::npos);
    return readSafetensors(folders.state / "model" / "remover" / "model.safetensors").value();
}

void aRunThatIsInterruptedEndsWithTheSameBytes()
{
    const test::TemporaryFolder first;
    const test::TemporaryFolder second;
    const TrainingFolders whole{ first.path(), {} };
    const TrainingFolders parts{ second.path(), {} };
    makePairs(smallRecipe(), whole);
    makePairs(smallRecipe(), parts);
    const auto inOneGo = train(whole, 100);
    const auto inParts = train(parts, 2);
    CF_CHECK(inOneGo.size() == inParts.size() && !inOneGo.empty());
    for (const auto &[name, tensor] : inOneGo)
        CF_CHECK(torch::equal(tensor, inParts.at(name)));
}

void cropsChangeOnlyWithinTheirMask()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    const auto recipe = smallRecipe();
    makePairs(recipe, folders);
    RemoverConfig config;
    config.kinds = { "Pacemaker" };
    const auto sampler = RemovalSampler::open(recipe, folders, config);
    CF_CHECK(sampler.has_value() && sampler->pairs() == 40);
    double changed = 0.0;
    for (std::int64_t step = 0; step < 20; ++step) {
        const RemovalBatch batch = sampler->batch(step);
        CF_EQUAL(batch.source.sizes(), torch::IntArrayRef({ 2, 1, 32, 32 }));
        CF_CHECK(torch::equal(batch.source, sampler->batch(step).source)); // Of the step alone.
        const torch::Tensor change = batch.target - batch.source;
        CF_CHECK(torch::equal(change * (1.0 - batch.mask), torch::zeros_like(change)));
        // All that is bright, taken away at once, is what the source lacks of its darkest surroundings: never brighter.
        CF_EQUAL(batch.bands.sizes(), torch::IntArrayRef({ 2, config.bands(), 32, 32 }));
        CF_CHECK(batch.bands.max().item<double>() <= 0.0);
        changed += change.abs().sum().item<double>();
    }
    CF_LESS(1.0, changed);
    CF_CHECK(!sampler->heldBack(4).empty());
    RemoverRecipe more = recipe;
    more.pairs.front().phantoms = 41;
    const auto tooFew = RemovalSampler::open(more, folders, config);
    CF_CHECK(!tooFew && tooFew.error().message.find("removal-pairs") != std::string::npos);
}

void aFilmIsOutForWhatItShows()
{
    InsertionSource source;
    source.shows = { Target::EcgLeads };
    Abnormality leads;
    leads.target = Target::EcgLeads;
    Abnormality pacemaker;
    pacemaker.target = Target::Pacemaker;
    CF_CHECK(!suits(source, leads) && suits(source, pacemaker));
}

void recipesAreRead()
{
    const auto recipe =
        readRemoverRecipe(std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "resources" / "training" / "remover.json");
    CF_CHECK(recipe.has_value());
    CF_CHECK(!recipe->pairs.empty() && !recipe->kinds.empty());
    const test::TemporaryFolder folder;
    const auto file = folder.path() / "recipe.json";
    std::ofstream(file) << R"({"config": {}, "kinds": {"No such thing": 1}})";
    const auto unknown = readRemoverRecipe(file);
    CF_CHECK(!unknown && unknown.error().message.find("No such thing") != std::string::npos);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    aRunThatIsInterruptedEndsWithTheSameBytes();
    cropsChangeOnlyWithinTheirMask();
    aFilmIsOutForWhatItShows();
    recipesAreRead();
}

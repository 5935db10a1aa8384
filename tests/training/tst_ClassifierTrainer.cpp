#include "core/training/classifier/ClassifierTrainer.h"

#include "core/diffusion/readers/ChestClassifier.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/phantom/PhantomDataset.h"
#include "core/training/classifier/ClassifierCalibration.h"
#include "core/training/data/PairCorpus.h"
#include "tests/support/Check.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>
#include <string>

using namespace cf;

namespace {

constexpr int size = 64;

TrainingRecipe smallRecipe()
{
    TrainingRecipe recipe;
    recipe.corpus.imageSize = size;
    ClassifierRecipe &classifier = recipe.classifier;
    classifier.steps = 4;
    classifier.batch = 4;
    classifier.imageSize = 48;
    classifier.smallImageSize = 32;
    classifier.smallShare = 0.5;
    classifier.warmUp = 1;
    classifier.logEvery = 1;
    classifier.checkEvery = 2;
    return recipe;
}

void makeCorpus(const TrainingFolders &folders)
{
    auto corpus = PairCorpus::open(folders.corpus(), size).value();
    CF_CHECK(fillCorpus(
        corpus, "phantom", 1'000'000, 24, 0.0, [](std::uint64_t seed) { return samplePhantomPair(seed, size); }, {})
                 .has_value());
}

/// Trains in runs of at most `stepsARun` steps, each stopped by the user, and returns the exported weights.
TensorMap train(const TrainingFolders &folders, int stepsARun)
{
    const auto recipe = smallRecipe();
    test::runInParts(stepsARun, 0, [&](const JobContext &job) { return trainClassifier(recipe, folders, job); });
    CF_CHECK(exportClassifier(recipe, folders, folders.state / "classifier", {}).has_value());
    return readSafetensors(folders.state / "classifier" / "model.safetensors").value();
}

void aRunThatIsInterruptedEndsWithTheSameBytesAndLoads()
{
    const test::TemporaryFolder first;
    const test::TemporaryFolder second;
    const TrainingFolders whole{ first.path(), {} };
    const TrainingFolders parts{ second.path(), {} };
    makeCorpus(whole);
    makeCorpus(parts);
    const auto inOneGo = train(whole, 100);
    const auto inParts = train(parts, 1);
    CF_CHECK(inOneGo.size() == inParts.size() && !inOneGo.empty());
    for (const auto &[name, tensor] : inOneGo)
        CF_CHECK(torch::equal(tensor, inParts.at(name)));

    auto classifier = loadChestClassifier(whole.state / "classifier").value();
    CF_CHECK(classifier.config.labels.size() == 21 && classifier.config.imageSize == 48);
    const auto probabilities = classifier.probabilities(torch::full({ 2, 1, 200, 150 }, 0.4));
    CF_EQUAL(probabilities.sizes(), torch::IntArrayRef({ 2, 21 }));
    CF_CHECK(torch::isfinite(probabilities).all().item<bool>());
    CF_CHECK(classifier.outputOf("Pacemaker") == 14U && !classifier.outputOf("Unicorn"));
}

void aTrainingBeginsWithAModelsClassifier()
{
    const test::TemporaryFolder model;
    const test::TemporaryFolder state;
    const TrainingFolders first{ model.path(), {} };
    const TrainingFolders second{ state.path(), {}, model.path() };
    makeCorpus(first);
    makeCorpus(second);
    const auto learnt = train(first, 100);
    std::ofstream(model.path() / "contrafact.json") << R"({ "classifier": { "steps": 4 } })";
    TrainingRecipe recipe = smallRecipe();
    recipe.classifier.steps = 1;
    recipe.classifier.learningRate = 0.0; // Nothing is learnt: what it ends with is what it began with.
    CF_CHECK(trainClassifier(recipe, second, {}).has_value());
    CF_CHECK(exportClassifier(recipe, second, state.path() / "classifier", {}).has_value());
    const auto kept = readSafetensors(state.path() / "classifier" / "model.safetensors").value();
    CF_EQUAL(kept.size(), learnt.size());
    for (const auto &[name, tensor] : learnt)
        if (name.find("running_") == std::string::npos) // Measured anew.
            CF_CHECK(torch::equal(tensor, kept.at(name)));
    std::ifstream config(state.path() / "classifier" / "config.json");
    CF_EQUAL(nlohmann::json::parse(config).at("steps"), 5);
}

void withoutACorpusThereIsNothingToTrain()
{
    const test::TemporaryFolder folder;
    const auto trained = trainClassifier(smallRecipe(), { folder.path(), {} }, {});
    CF_CHECK(!trained && trained.error().code == ErrorCode::InvalidInput);
    const auto exported = exportClassifier(smallRecipe(), { folder.path(), {} }, folder.path() / "out", {});
    CF_CHECK(!exported && exported.error().code == ErrorCode::InvalidInput);
}

void anOverconfidentOutputIsCooled()
{
    // Labels drawn with the probability sigmoid(x), logits said to be 3x + 2: the temperature is 3, the offset 2.
    torch::manual_seed(3);
    const torch::Tensor truth = torch::randn({ 4000 });
    const torch::Tensor labels = torch::bernoulli(torch::sigmoid(truth));
    const torch::Tensor said = 3.0 * truth + 2.0;
    const LogitCalibration calibration = fitCalibration(said, labels);
    CF_CHECK(std::abs(calibration.temperature - 3.0) < 0.3 && std::abs(calibration.offset - 2.0) < 0.3);
    const auto raw = figuresOf(torch::sigmoid(said), labels);
    const auto cooled = figuresOf(torch::sigmoid((said - calibration.offset) / calibration.temperature), labels);
    CF_CHECK(cooled.calibrationError < 0.05 && raw.calibrationError > 2.0 * cooled.calibrationError);
    CF_NEAR(raw.auc, cooled.auc, 1e-3); // But for ties that rounding makes.
}

void unknownLabelsCountNowhere()
{
    const torch::Tensor probabilities = torch::tensor({ 0.9, 0.1, 0.2, 0.8 });
    const auto figures = figuresOf(probabilities, torch::tensor({ 1.0, 0.0, -1.0, -1.0 }));
    CF_CHECK(figures.present == 1 && figures.absent == 1 && figures.auc == 1.0);
    CF_NEAR(figures.brier, 0.01, 1e-6);
}

void aLabelIsTrustedThatLeavesExactEditsAlone()
{
    constexpr int own = 20;
    constexpr int edits = 200;
    const torch::Tensor isOwn = torch::arange(edits) < own;
    const torch::Tensor without = torch::full({ edits }, 0.3);
    torch::Tensor with = torch::where(isOwn, torch::full({ edits }, 0.6), torch::full({ edits }, 0.7));
    const auto trusted = [&](const torch::Tensor &mine) {
        return leavesEditsAlone(torch::cat({ without, with }), mine);
    };
    CF_CHECK(trusted(isOwn));
    CF_CHECK(!trusted(torch::arange(edits) < own - 1)); // Too few to know.
    with[0] = 0.2; // One of its own goes the other way, and …
    with[own] = 0.9; // … one of something else moves it: two of two hundred.
    CF_CHECK(trusted(isOwn));
    with[1] = 0.3; // Not moved at all.
    CF_CHECK(!trusted(isOwn));
    with[1] = 0.6;
    with[edits - 1] = 0.85;
    CF_CHECK(!trusted(isOwn));
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    aRunThatIsInterruptedEndsWithTheSameBytesAndLoads();
    aTrainingBeginsWithAModelsClassifier();
    withoutACorpusThereIsNothingToTrain();
    anOverconfidentOutputIsCooled();
    unknownLabelsCountNowhere();
    aLabelIsTrustedThatLeavesExactEditsAlone();
}

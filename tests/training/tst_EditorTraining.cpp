#include "core/training/autoencoder/AutoencoderTrainer.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/denoiser/EditTrainer.h"
#include "core/training/denoiser/TextToImageTrainer.h"
#include "core/training/detail/DetailTrainer.h"
#include "core/training/loop/ModelCard.h"

#include "core/base/RandomStream.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "tests/support/Check.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <fstream>
#include <sstream>

using namespace cf;

namespace {

constexpr int size = 64;

TrainingRecipe smallRecipe()
{
    TrainingRecipe recipe;
    recipe.name = "small";
    recipe.corpus.imageSize = size;
    recipe.autoencoder.config =
        R"({"in_channels": 16, "out_channels": 16, "patch_size": 4, "block_out_channels": [8, 8],
        "layers_per_block": 1, "norm_num_groups": 4, "latent_channels": 2,
        "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"]})";
    recipe.autoencoder.steps = 2;
    recipe.autoencoder.batch = 2;
    recipe.autoencoder.crop = 32;
    recipe.edit.unetConfig =
        R"({"sample_size": 8, "in_channels": 4, "out_channels": 2, "block_out_channels": [8, 8],
        "layers_per_block": 1, "attention_head_dim": 2, "cross_attention_dim": 16, "norm_num_groups": 4,
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]})";
    recipe.edit.textConfig =
        R"({"model_type": "clip_text_model", "hidden_act": "quick_gelu", "hidden_size": 16, "intermediate_size": 32,
        "max_position_embeddings": 77, "num_attention_heads": 2, "num_hidden_layers": 1, "projection_dim": 16,
        "vocab_size": 1024})";
    recipe.edit.steps = 5;
    recipe.edit.batch = 4;
    recipe.edit.warmUp = 2;
    recipe.edit.logEvery = 1;
    recipe.detail.config = R"({"block_out_channels": [4, 8], "words_width": 16})";
    recipe.detail.steps = 60;
    recipe.detail.batch = 2;
    recipe.detail.crop = 32;
    recipe.detail.warmUp = 2;
    recipe.detail.logEvery = 1;
    recipe.textToImage.unetConfig =
        R"({"sample_size": 8, "in_channels": 2, "out_channels": 2, "block_out_channels": [8, 8],
        "layers_per_block": 1, "attention_head_dim": 2, "cross_attention_dim": 16, "norm_num_groups": 4,
        "down_block_types": ["DownBlock2D", "CrossAttnDownBlock2D"],
        "up_block_types": ["CrossAttnUpBlock2D", "UpBlock2D"]})";
    recipe.textToImage.textConfig = recipe.edit.textConfig;
    recipe.textToImage.steps = 4;
    recipe.textToImage.batch = 4;
    recipe.textToImage.warmUp = 1;
    recipe.textToImage.logEvery = 1;
    return recipe;
}

Result<CounterfactualPair> noisePair(std::uint64_t seed)
{
    RandomStream stream(seed);
    CounterfactualPair pair;
    pair.abnormality = { Target::PleuralEffusion, seed % 2 == 0 ? Side::Left : Side::Right, Zone::None,
        Severity::Large };
    pair.without = GreyImage(size, size);
    for (float &grey : pair.without.pixels)
        grey = static_cast<float>(stream.uniform());
    pair.with = pair.without;
    for (int x = 16; x < 32; ++x)
        pair.with.at(x, 20) = 1.0F - pair.with.at(x, 20);
    return pair;
}

TrainingFolders makeEncoder(const test::TemporaryFolder &folder)
{
    const TrainingFolders folders{ folder.path(), {} };
    auto corpus = PairCorpus::open(folders.corpus(), size).value();
    CF_CHECK(fillCorpus(corpus, "phantom", 1, 70, 0.0, noisePair, {}).has_value());
    CF_CHECK(fillCorpus(corpus, "insertion", 1, 70, 0.0, noisePair, {}).has_value());
    CF_CHECK(trainAutoencoder(smallRecipe(), folders, {}).has_value());
    CF_CHECK(exportAutoencoder(smallRecipe(), folders, folder.path() / "model" / "vae", {}).has_value());
    return folders;
}

std::filesystem::path latentFolder(const TrainingFolders &folders)
{
    for (const auto &entry : std::filesystem::directory_iterator(folders.state))
        if (entry.path().filename().string().rfind("latents-", 0) == 0)
            return entry.path();
    return {};
}

void twoProcessesEncodeEveryPairOnceAndInTheCorpussOrder(const TrainingFolders &folders)
{
    const auto model = folders.state / "model";
    CF_CHECK(encodePairs(smallRecipe(), folders, model, { 0, 2 }, {}).has_value());
    auto corpus = PairCorpus::open(folders.corpus(), size).value();
    const auto half = loadLatents(corpus, latentFolder(folders)).value();
    CF_EQUAL(half.records.size(), 90); // Files one and three of three.
    const auto isInsertion = [](const PairRecord &record) { return record.origin == "insertion"; };
    const auto insertions = std::count_if(half.records.begin(), half.records.end(), isInsertion);
    CF_EQUAL(insertions, 45);

    CF_CHECK(encodePairs(smallRecipe(), folders, model, { 0, 1 }, {}).has_value()); // The rest, by one.
    const auto all = loadLatents(corpus, latentFolder(folders)).value();
    CF_EQUAL(all.records.size(), 140);
    auto autoencoder = loadAutoencoder(model / "vae").value();
    const torch::NoGradGuard noGrad;
    for (const std::size_t pair : { std::size_t{ 0 }, std::size_t{ 69 }, std::size_t{ 139 } }) {
        CF_CHECK(all.records[pair].seed == corpus.record(pair).seed
            && all.records[pair].origin == corpus.record(pair).origin);
        const auto bytes = corpus.with(pair);
        const auto image =
            torch::from_blob(const_cast<std::uint8_t *>(bytes.data()), { 1, 1, size, size }, torch::kUInt8)
                .to(torch::kFloat32)
                .div_(127.5)
                .sub_(1.0);
        const auto latent = autoencoder->encodeMean(image.expand({ 1, 3, size, size }).contiguous());
        CF_CHECK(torch::allclose(latent, all.with[static_cast<std::int64_t>(pair)].to(torch::kFloat32), 1e-2, 1e-2));
    }
}

void areTheSameBytes(const TensorMap &inOneGo, const TensorMap &inParts)
{
    CF_CHECK(inOneGo.size() == inParts.size() && !inOneGo.empty());
    for (const auto &[name, tensor] : inOneGo)
        CF_CHECK(torch::equal(tensor, inParts.at(name)));
}

/// Trains in runs of at most `stepsARun` steps, each stopped by the user, and returns the exported weights.
TensorMap train(const TrainingFolders &folders, int stepsARun)
{
    const auto model = folders.state / "model";
    std::filesystem::remove(folders.state / "edit.pt");
    // The first report says what there is to learn from.
    test::runInParts(
        stepsARun, 1, [&](const JobContext &job) { return trainEditor(smallRecipe(), folders, model, job); });
    CF_CHECK(exportEditor(smallRecipe(), folders, model).has_value());
    return readSafetensors(model / "unet" / "diffusion_pytorch_model.safetensors").value();
}

void aRunThatIsInterruptedEndsWithTheSameBytes(const TrainingFolders &folders)
{
    const auto inOneGo = train(folders, 100);
    const auto inParts = train(folders, 2);
    areTheSameBytes(inOneGo, inParts);
}

TensorMap trainDetailOf(const TrainingFolders &folders, int stepsARun)
{
    const auto model = folders.state / "model";
    std::filesystem::remove(folders.state / "detail.pt");
    test::runInParts(
        stepsARun, 1, [&](const JobContext &job) { return trainDetail(smallRecipe(), folders, model, job); });
    CF_CHECK(exportDetail(smallRecipe(), folders, model).has_value());
    return readSafetensors(model / "detail" / "model.safetensors").value();
}

/// More steps than samples are kept: a run that was stopped makes those again that it needs.
void theDetailNetworkIsTrainedOnTheEditorsAnswers(const TrainingFolders &folders)
{
    const auto inOneGo = trainDetailOf(folders, 100);
    const auto inParts = trainDetailOf(folders, 27);
    areTheSameBytes(inOneGo, inParts);
    CF_LESS(0.0F, inOneGo.at("conv_out.weight").to(torch::kFloat32).abs().max().item<float>());
    auto network = loadDetailNetwork(folders.state / "model" / "detail").value();
    CF_EQUAL(network->config.wordsWidth, 16);
    std::ifstream stream(folders.state / "model" / "contrafact.json");
    std::stringstream card;
    card << stream.rdbuf();
    CF_CHECK(card.str().find("\"detail\": 60") != std::string::npos);
    CF_CHECK(card.str().find("detail/model.safetensors") != std::string::npos);
}

TensorMap trainFromText(const TrainingFolders &folders, int stepsARun)
{
    const auto model = folders.state / "model";
    std::filesystem::remove(folders.state / "text-to-image.pt");
    test::runInParts(
        stepsARun, 1, [&](const JobContext &job) { return trainTextToImage(smallRecipe(), folders, model, job); });
    // The editor's vae/ and tokenizer/ serve both models.
    const auto text = folders.state / "text-model";
    std::filesystem::create_directories(text);
    for (const char *part : { "vae", "tokenizer" })
        std::filesystem::copy(model / part, text / part,
            std::filesystem::copy_options::recursive | std::filesystem::copy_options::overwrite_existing);
    CF_CHECK(exportTextToImage(smallRecipe(), folders, text).has_value());
    return readSafetensors(text / "unet" / "diffusion_pytorch_model.safetensors").value();
}

/// A training without a state begins with a model's weights, to the last bit of what was exported; its steps are
/// counted on.
void aTrainingBeginsWithAModelsWeights(const TrainingFolders &folders)
{
    const auto model = folders.state / "model";
    const auto learnt = train(folders, 100);
    const auto base = folders.state / "base";
    std::filesystem::copy(model, base, std::filesystem::copy_options::recursive);
    std::filesystem::remove(folders.state / "edit.pt");
    TrainingRecipe recipe = smallRecipe();
    recipe.edit.steps = 0;
    const TrainingFolders goesOn{ folders.state, folders.radiographs, base };
    CF_CHECK(trainEditor(recipe, goesOn, model, {}).has_value());
    CF_CHECK(exportEditor(recipe, goesOn, model).has_value());
    areTheSameBytes(learnt, readSafetensors(model / "unet" / "diffusion_pytorch_model.safetensors").value());
    CF_EQUAL(stepsOnCard(base, "/steps/edit"), smallRecipe().edit.steps);
    CF_EQUAL(stepsOnCard(model, "/steps/edit"), smallRecipe().edit.steps);
    std::filesystem::remove(folders.state / "edit.pt");
    const TrainingFolders nowhere{ folders.state, folders.radiographs, folders.state / "no-model" };
    const auto none = trainEditor(recipe, nowhere, model, {});
    CF_CHECK(!none && none.error().message.find("no-model") != std::string::npos);
    CF_EQUAL(train(folders, 100).size(), learnt.size()); // The state that the next test begins with.
}

/// The text-to-image network resumes as exactly, starts from the editor, and is a model that the editor's methods load.
void textToImageIsTrainedFromTheEditor(const TrainingFolders &folders)
{
    const auto inOneGo = trainFromText(folders, 100);
    const auto inParts = trainFromText(folders, 1);
    areTheSameBytes(inOneGo, inParts);
    std::filesystem::remove(folders.state / "edit.pt");
    const auto fromNothing = trainFromText(folders, 100);
    CF_CHECK(!torch::equal(fromNothing.at("conv_in.weight"), inOneGo.at("conv_in.weight")));
    std::ifstream stream(folders.state / "text-model" / "contrafact.json");
    std::stringstream card;
    card << stream.rdbuf();
    const auto grammar = parseCaptionGrammar(card.str()).value();
    CF_CHECK(grammar.form == CaptionGrammar::Form::Labels && grammar.words == stateGrammar().words);
    CF_CHECK(grammar.hearsSide && grammar.hearsZone && grammar.hearsSeverity);
    CF_CHECK(card.str().find("\"v_prediction\"") != std::string::npos);
}

void aCaptionNamesWhatIsKnownToBeThere()
{
    LabelRow labels(classifierLabels().size(), labelAbsent);
    CF_CHECK(shownTargets(labels).empty());
    labels[classifierOutputOf(Target::PleuralEffusion)] = labelPresent;
    labels[classifierOutputOf(Target::Pacemaker)] = labelPresent;
    labels[classifierOutputOf(Target::SupportDevices)] = labelPresent;
    labels[classifierOutputOf(Target::Edema)] = labelUnknown;
    CF_EQUAL(shownTargets(labels), (std::vector<Target>{ Target::PleuralEffusion, Target::Pacemaker }));
}

void withoutLatentsTheErrorSaysWhatToDo()
{
    const test::TemporaryFolder folder;
    auto corpus = PairCorpus::open(folder.path() / "corpus", size).value();
    const auto none = loadLatents(corpus, folder.path() / "latents-0");
    CF_CHECK(!none && none.error().message.find("encode the corpus first") != std::string::npos);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    const test::TemporaryFolder folder;
    const TrainingFolders folders = makeEncoder(folder);
    twoProcessesEncodeEveryPairOnceAndInTheCorpussOrder(folders);
    aRunThatIsInterruptedEndsWithTheSameBytes(folders);
    theDetailNetworkIsTrainedOnTheEditorsAnswers(folders);
    aTrainingBeginsWithAModelsWeights(folders);
    textToImageIsTrainedFromTheEditor(folders);
    aCaptionNamesWhatIsKnownToBeThere();
    withoutLatentsTheErrorSaysWhatToDo();
}

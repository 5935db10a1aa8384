#include "core/training/autoencoder/AutoencoderTrainer.h"
#include "core/training/data/PairCorpus.h"

#include "core/base/RandomStream.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "tests/support/Check.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

using namespace cf;

namespace {

constexpr int size = 64;

TrainingRecipe smallRecipe()
{
    TrainingRecipe recipe;
    recipe.name = "small";
    recipe.corpus.imageSize = size;
    recipe.autoencoder.config =
        R"({"block_out_channels": [8, 8], "layers_per_block": 1, "norm_num_groups": 4, "latent_channels": 2,
        "down_block_types": ["DownEncoderBlock2D", "DownEncoderBlock2D"]})";
    recipe.autoencoder.steps = 6;
    recipe.autoencoder.batch = 2;
    recipe.autoencoder.crop = 32;
    recipe.autoencoder.warmUp = 2;
    recipe.autoencoder.logEvery = 1;
    return recipe;
}

void makeCorpus(const TrainingFolders &folders)
{
    auto corpus = PairCorpus::open(folders.corpus(), size).value();
    const auto filled = fillCorpus(corpus, "phantom", 1, 4, 0.0,
        [](std::uint64_t seed) -> Result<CounterfactualPair> {
            RandomStream stream(seed);
            CounterfactualPair pair;
            pair.without = GreyImage(size, size);
            for (float &grey : pair.without.pixels)
                grey = static_cast<float>(stream.uniform());
            pair.with = pair.without;
            pair.with.at(20, 20) = 1.0F - pair.with.at(20, 20);
            return pair;
        },
        {});
    CF_CHECK(filled.has_value());
}

/// Trains in runs of at most `stepsARun` steps, each stopped by the user, and returns the exported weights.
TensorMap train(const TrainingFolders &folders, int stepsARun)
{
    const auto recipe = smallRecipe();
    test::runInParts(stepsARun, 0, [&](const JobContext &job) { return trainAutoencoder(recipe, folders, job); });
    CF_CHECK(exportAutoencoder(recipe, folders, folders.state / "vae", {}).has_value());
    return readSafetensors(folders.state / "vae" / "diffusion_pytorch_model.safetensors").value();
}

void aRunThatIsInterruptedEndsWithTheSameBytes()
{
    const test::TemporaryFolder first;
    const test::TemporaryFolder second;
    const TrainingFolders whole{ first.path(), {} };
    const TrainingFolders parts{ second.path(), {} };
    makeCorpus(whole);
    makeCorpus(parts);
    const auto inOneGo = train(whole, 100);
    const auto inParts = train(parts, 2);
    CF_CHECK(inOneGo.size() == inParts.size() && !inOneGo.empty());
    for (const auto &[name, tensor] : inOneGo)
        CF_CHECK(torch::equal(tensor, inParts.at(name)));
}

void theExportedLatentsAreWhite()
{
    const test::TemporaryFolder folder;
    const TrainingFolders folders{ folder.path(), {} };
    makeCorpus(folders);
    train(folders, 100);
    auto autoencoder = loadAutoencoder(folders.state / "vae").value();
    auto corpus = PairCorpus::open(folders.corpus(), size).value();
    const torch::NoGradGuard noGrad;
    std::vector<torch::Tensor> latents;
    for (std::size_t index = 0; index < corpus.size(); ++index) {
        const auto bytes = corpus.with(index);
        const auto image =
            torch::from_blob(const_cast<std::uint8_t *>(bytes.data()), { 1, 1, size, size }, torch::kUInt8)
                    .to(torch::kFloat32)
                / 127.5
            - 1.0;
        latents.push_back(autoencoder->encodeMean(image.expand({ 1, 3, size, size }).contiguous()));
    }
    const auto all = torch::cat(latents);
    CF_LESS(all.mean({ 0, 2, 3 }).abs().max().item<double>(), 0.02); // fp16 weights
    CF_LESS((all.std({ 0, 2, 3 }) - 1.0).abs().max().item<double>(), 0.02);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    aRunThatIsInterruptedEndsWithTheSameBytes();
    theExportedLatentsAreWhite();
}

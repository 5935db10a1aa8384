#include "core/training/denoiser/FineTuner.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/runtime/Processor.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/training/data/CaptionedImages.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <cmath>
#include <cstdio>
#include <fstream>

using namespace cf;

namespace {

const std::string header =
    "Path,Sex,No Finding,Enlarged Cardiomediastinum,Cardiomegaly,Lung Opacity,Lung Lesion,Edema,Consolidation,"
    "Pneumonia,Atelectasis,Pneumothorax,Pleural Effusion,Pleural Other,Fracture,Support Devices\n";

/// Three films: devices only, two findings of which one is uncertain, nothing known.
void writeTable(const std::filesystem::path &folder)
{
    std::ofstream(folder / "train.csv") << header << "a.png,Male,1.0,,,,,,,,,,,,,1.0\n"
                                        << "b.png,Female,,,1.0,0.0,,-1.0,,,,,1.0,,,\n"
                                        << "c.png,Male,,,,,,,,,,,,,,\n";
    for (const char *name : { "a.png", "b.png", "c.png" }) {
        cv::Mat image(90, 70, CV_8UC1);
        cv::randu(image, 0, 255);
        cv::imwrite((folder / name).string(), image);
    }
}

void captionsArePrisms(const std::filesystem::path &folder)
{
    const auto images = readCaptionedImages(folder / "train.csv", folder).value();
    CF_CHECK(images.size() == 3 && images[1].file == folder / "b.png");
    CF_EQUAL(images[0].caption, "Chest X-ray showing No Finding, Support Devices");
    CF_EQUAL(images[1].caption, "Chest X-ray showing Cardiomegaly, Pleural Effusion");
    CF_EQUAL(images[2].caption, "Normal chest X-ray with no significant findings");
    const auto squashed = readSquashed(images[0].file, 64).value();
    CF_EQUAL(squashed.sizes(), torch::IntArrayRef({ 1, 3, 64, 64 }));
    CF_CHECK(torch::equal(squashed[0][0], squashed[0][2]) && squashed.abs().max().item<float>() <= 1.0F);
}

FineTuneRecipe smallRecipe()
{
    FineTuneRecipe recipe;
    recipe.steps = 4;
    recipe.batch = 2;
    recipe.accumulation = 2;
    recipe.imageSize = 64;
    recipe.learningRate = 1e-3;
    recipe.logEvery = 1;
    return recipe;
}

TensorMap tuned(const FineTuneFolders &folders, const std::filesystem::path &model, int stepsARun,
    const FineTuneRecipe &recipe = smallRecipe())
{
    std::filesystem::remove_all(folders.state);
    test::runInParts(stepsARun, 0, [&](const JobContext &job) { return fineTune(recipe, folders, job); });
    CF_CHECK(exportFineTuned(recipe, folders, model).has_value());
    return readSafetensors(model / "unet" / "diffusion_pytorch_model.safetensors").value();
}

void onlyTheUNetLearnsAndAnInterruptedRunEndsWithTheSameBytes(const std::filesystem::path &folder)
{
    const FineTuneFolders folders{ folder / "base", folder / "train.csv", folder, folder / "state" };
    CF_CHECK(test::writeTinyModel(folders.base, { false, 1.0, "direct" }).has_value());
    const auto model = folder / "tuned";
    const auto inOneGo = tuned(folders, model, 100);
    const auto inParts = tuned(folders, model, 1);
    bool changed = false;
    const auto before = loadUNet(folders.base / "unet").value()->named_parameters();
    for (const auto &[name, tensor] : inOneGo) {
        CF_CHECK(torch::equal(tensor, inParts.at(name)));
        changed = changed || !torch::equal(tensor, before[name].to(torch::kFloat16));
    }
    CF_CHECK(changed && !inOneGo.empty());
    for (const char *part : { "vae", "text_encoder" }) {
        CF_EQUAL(sha256OfWeights(model / part).value(), sha256OfWeights(folders.base / part).value());
    }
    CF_CHECK(loadUNet(model / "unet").has_value());
    const auto onto = exportFineTuned(smallRecipe(), folders, folders.base);
    CF_CHECK(!onto && onto.error().message.find("overwritten") != std::string::npos);
}

/// Weights stay in fp32: steps far smaller than bf16 tells apart add up as they do in fp32, nearly.
void mixedPrecisionLearnsNearlyTheSame(const std::filesystem::path &folder)
{
    const FineTuneFolders folders{ folder / "base", folder / "train.csv", folder, folder / "state" };
    FineTuneRecipe recipe = smallRecipe();
    recipe.learningRate = 1e-4;
    recipe.mixedPrecision = true;
    if (!multipliesBFloat16()) {
        const auto refused = fineTune(recipe, folders, {});
        CF_CHECK(!refused && refused.error().message.find("mixed_precision") != std::string::npos);
        return;
    }
    const auto mixed = tuned(folders, folder / "mixed", 100, recipe);
    const auto inParts = tuned(folders, folder / "mixed", 1, recipe);
    recipe.mixedPrecision = false;
    const auto exact = tuned(folders, folder / "exact", 100, recipe);
    const auto before = loadUNet(folders.base / "unet").value()->named_parameters();
    double along = 0.0, moved = 0.0, movedMixed = 0.0;
    for (const auto &[name, tensor] : exact) {
        CF_CHECK(torch::equal(mixed.at(name), inParts.at(name)));
        const torch::Tensor start = before[name].to(torch::kFloat32);
        const torch::Tensor a = tensor.to(torch::kFloat32) - start, b = mixed.at(name).to(torch::kFloat32) - start;
        along += (a * b).sum().item<double>();
        moved += a.square().sum().item<double>();
        movedMixed += b.square().sum().item<double>();
    }
    const double cosine = along / std::sqrt(moved * movedMixed);
    std::printf("the two learn in nearly one direction: cosine %.3f\n", cosine);
    CF_CHECK(cosine > 0.8 && cosine < 0.999999);
}

void whatCannotBeUsedIsNamed(const std::filesystem::path &folder)
{
    std::ofstream(folder / "short.csv") << "Path,No Finding\na.png,1.0\n";
    const auto shortTable = readCaptionedImages(folder / "short.csv", folder);
    CF_CHECK(!shortTable && shortTable.error().message.find("Enlarged Cardiomediastinum") != std::string::npos);
    std::ofstream(folder / "text.png") << "no image";
    const auto noImage = readSquashed(folder / "text.png", 64);
    CF_CHECK(!noImage && noImage.error().message.find("text.png") != std::string::npos);
    std::ofstream(folder / "recipe.json") << R"({"steps": 3, "accumulate": 2})";
    const auto recipe = readFineTuneRecipe(folder / "recipe.json");
    CF_CHECK(!recipe && recipe.error().message.find("\"accumulate\" is not known") != std::string::npos);
    CF_CHECK(test::writeTinyModel(folder / "paired").has_value());
    const auto paired = fineTune(smallRecipe(), { folder / "paired", folder / "train.csv", folder, folder / "s" }, {});
    CF_CHECK(!paired && paired.error().message.find("text-to-image") != std::string::npos);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    const test::TemporaryFolder folder;
    writeTable(folder.path());
    captionsArePrisms(folder.path());
    onlyTheUNetLearnsAndAnInterruptedRunEndsWithTheSameBytes(folder.path());
    mixedPrecisionLearnsNearlyTheSame(folder.path());
    whatCannotBeUsedIsNamed(folder.path());
}

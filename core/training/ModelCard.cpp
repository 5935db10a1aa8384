#include "core/training/ModelCard.h"

#include "core/diffusion/weights/ModelFolder.h"
#include "core/language/CaptionGrammar.h"
#include "core/training/PairCorpus.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <string>

namespace cf {

namespace {

nlohmann::json grammarJson()
{
    const CaptionGrammar grammar = CaptionGrammar::bundled();
    nlohmann::json words = nlohmann::json::object();
    for (const auto &[target, word] : grammar.words)
        words[std::string(keyOf(target))] = word;
    return { { "form", "instruction" }, { "prefix", grammar.prefix }, { "normal_caption", grammar.normalCaption },
        { "words", words }, { "hears_side", grammar.hearsSide }, { "hears_zone", grammar.hearsZone },
        { "hears_severity", grammar.hearsSeverity }, { "hears_absence", grammar.hearsAbsence } };
}

/// Says only what this corpus held; the autoencoder sees the radiographs in any case.
std::string trainingDataText(const std::map<std::string, int> &pairs)
{
    std::string text;
    for (const auto &[origin, count] : pairs)
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + origin + " pairs";
    return text
        + ". The autoencoder also saw real frontal chest radiographs of NIH ChestX-ray14 (NIH Clinical Center) and of "
          "the COVID-19 Image Repository of Hannover Medical School (CC BY 3.0; resized to 512 pixels; insertions are "
          "such radiographs with devices and findings rendered in). One patient in five was held back.";
}

Result<> writeJson(const std::filesystem::path &file, const nlohmann::json &json)
{
    std::ofstream stream(file);
    stream << json.dump(2) << '\n';
    stream.close();
    if (!stream)
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written.");
    return {};
}

} // namespace

Result<> writeModelCard(const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder, std::int64_t editSteps)
{
    CF_ASSIGN(const auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    std::map<std::string, int> pairs;
    for (std::size_t index = 0; index < corpus.size(); ++index)
        ++pairs[corpus.record(index).origin];
    nlohmann::json hashes;
    for (const char *file : { "vae/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.safetensors",
             "text_encoder/model.safetensors" }) {
        CF_ASSIGN(hashes[file], sha256OfFile(modelFolder / file));
    }
    CF_TRY(writeJson(modelFolder / "scheduler" / "scheduler_config.json",
        { { "_class_name", "DDIMScheduler" }, { "beta_start", 0.00085 }, { "beta_end", 0.012 },
            { "beta_schedule", "scaled_linear" }, { "num_train_timesteps", 1000 }, { "clip_sample", false },
            { "set_alpha_to_one", false }, { "steps_offset", 1 } }));
    CF_TRY(writeJson(modelFolder / "model_index.json",
        { { "_class_name", "StableDiffusionInstructPix2PixPipeline" },
            { "scheduler", { "diffusers", "DDIMScheduler" } }, { "text_encoder", { "transformers", "CLIPTextModel" } },
            { "tokenizer", { "transformers", "CLIPTokenizer" } }, { "unet", { "diffusers", "UNet2DConditionModel" } },
            { "vae", { "diffusers", "AutoencoderKL" } } }));
    CF_TRY(writeJson(modelFolder / "contrafact.json",
        { { "name", recipe.name }, { "licence", "Apache-2.0" },
            { "warning", "Learning model: not for patients, not for diagnosis." },
            { "training_data", trainingDataText(pairs) }, { "training_pairs", pairs },
            { "steps", { { "autoencoder", recipe.autoencoder.steps }, { "edit", editSteps } } },
            { "default_method", "instruct" }, { "prediction_type", "source_residual" },
            { "image_size", recipe.corpus.imageSize }, { "latent_scaling", 1.0 }, { "grammar", grammarJson() },
            { "sha256", hashes },
            { "limits",
                "Frontal chest radiographs of adults. Knows the findings and devices named in its grammar, as the "
                "renderers draw them. Small: fine detail is left to the recomposition." } }));
    return addClassifierToCard(modelFolder);
}

Result<> addClassifierToCard(const std::filesystem::path &modelFolder)
{
    const auto cardFile = modelFolder / "contrafact.json";
    std::ifstream cardStream(cardFile);
    std::ifstream configStream(modelFolder / "classifier" / "config.json");
    if (!cardStream || !configStream)
        return {};
    nlohmann::json card = nlohmann::json::parse(cardStream, nullptr, false);
    const nlohmann::json config = nlohmann::json::parse(configStream, nullptr, false);
    if (!card.is_object() || !config.is_object())
        return fail(ErrorCode::InvalidInput,
            "The card " + cardFile.string() + " or the classifier's config.json beside it is not JSON.");
    nlohmann::json about{
        { "architecture", "EfficientNet-B0" }, { "labels", config.value("labels", nlohmann::json::array()) },
        { "steps", config.value("steps", 0) }, { "trusted", config.value("trusted", nlohmann::json::array()) },
        { "calibration", "One temperature a label, fitted on half of the held-back patients; ECE of the other half." }
    };
    const nlohmann::json heldBack = config.value("held_back", nlohmann::json::object());
    for (const char *figure : { "pairs", "mean_auc", "mean_ece", "mean_ece_before" })
        if (heldBack.is_object() && heldBack.contains(figure))
            about[figure] = heldBack[figure];
    card["classifier"] = about;
    CF_ASSIGN(
        card["sha256"]["classifier/model.safetensors"], sha256OfFile(modelFolder / "classifier" / "model.safetensors"));
    return writeJson(cardFile, card);
}

} // namespace cf

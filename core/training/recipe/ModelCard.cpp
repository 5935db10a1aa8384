#include "core/training/recipe/ModelCard.h"

#include "core/diffusion/weights/ModelFolder.h"
#include "core/training/data/LatentCorpus.h"
#include "core/training/data/PairCorpus.h"

#include <nlohmann/json.hpp>

#include <fstream>
#include <map>
#include <string>

namespace cf {

namespace {

nlohmann::json grammarJson(const CaptionGrammar &grammar)
{
    nlohmann::json words = nlohmann::json::object();
    for (const auto &[target, word] : grammar.words)
        words[std::string(keyOf(target))] = word;
    const bool instructs = grammar.form == CaptionGrammar::Form::Instruction;
    return { { "form", instructs ? "instruction" : "labels" }, { "prefix", grammar.prefix },
        { "normal_caption", grammar.normalCaption }, { "words", words }, { "hears_side", grammar.hearsSide },
        { "hears_zone", grammar.hearsZone }, { "hears_severity", grammar.hearsSeverity },
        { "hears_absence", grammar.hearsAbsence } };
}

using PairCounts = std::map<std::string, int>; ///< By origin.

PairCounts countPairs(const std::vector<PairRecord> &records)
{
    PairCounts counts;
    for (const PairRecord &record : records)
        ++counts[record.origin];
    return counts;
}

std::string listOf(const PairCounts &pairs)
{
    std::string text;
    for (const auto &[origin, count] : pairs)
        text += (text.empty() ? "" : ", ") + std::to_string(count) + " " + origin + " pairs";
    return text;
}

/// Says only what this corpus held; the autoencoder sees the radiographs in any case.
std::string trainingDataText(const PairCounts &all, const PairCounts &encoded)
{
    return "The autoencoder: " + listOf(all)
        + " and real frontal chest radiographs of NIH ChestX-ray14 (NIH Clinical Center) and of the COVID-19 Image "
          "Repository of Hannover Medical School (CC BY 3.0; resized to 512 pixels; insertions are such radiographs "
          "with devices and findings rendered in). The denoising network: "
        + listOf(encoded) + " of these. One patient in five was held back.";
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

Result<> writeModelCard(const ModelCard &card, const TrainingRecipe &recipe, const TrainingFolders &folders,
    const std::filesystem::path &modelFolder)
{
    CF_ASSIGN(const auto corpus, PairCorpus::open(folders.corpus(), recipe.corpus.imageSize));
    CF_ASSIGN(const auto latents, latentFolder(folders.state, modelFolder));
    CF_ASSIGN(const auto encodedPairs, loadLatents(corpus, latents));
    const PairCounts all = countPairs(corpus.records());
    const PairCounts encoded = countPairs(encodedPairs.records);
    nlohmann::json hashes;
    for (const char *file : { "vae/diffusion_pytorch_model.safetensors", "unet/diffusion_pytorch_model.safetensors",
             "text_encoder/model.safetensors" }) {
        CF_ASSIGN(hashes[file], sha256OfFile(modelFolder / file));
    }
    std::error_code failure;
    std::filesystem::create_directories(modelFolder / "scheduler", failure);
    CF_TRY(writeJson(modelFolder / "scheduler" / "scheduler_config.json",
        { { "_class_name", "DDIMScheduler" }, { "beta_start", 0.00085 }, { "beta_end", 0.012 },
            { "beta_schedule", "scaled_linear" }, { "num_train_timesteps", 1000 }, { "clip_sample", false },
            { "set_alpha_to_one", false }, { "steps_offset", 1 } }));
    CF_TRY(writeJson(modelFolder / "model_index.json",
        { { "_class_name", card.pipeline }, { "scheduler", { "diffusers", "DDIMScheduler" } },
            { "text_encoder", { "transformers", "CLIPTextModel" } },
            { "tokenizer", { "transformers", "CLIPTokenizer" } }, { "unet", { "diffusers", "UNet2DConditionModel" } },
            { "vae", { "diffusers", "AutoencoderKL" } } }));
    CF_TRY(writeJson(modelFolder / "contrafact.json",
        { { "name", card.name }, { "licence", "Apache-2.0" },
            { "warning", "Learning model: not for patients, not for diagnosis." },
            { "training_data", trainingDataText(all, encoded) },
            { "training_pairs", { { "autoencoder", all }, { "denoiser", encoded } } }, { "steps", card.steps },
            { "default_method", card.defaultMethod }, { "method_parameters", card.methodParameters },
            { "prediction_type", card.predictionType }, { "image_size", recipe.corpus.imageSize },
            { "latent_scaling", 1.0 }, { "grammar", grammarJson(card.grammar) }, { "sha256", hashes },
            { "limits",
                "Frontal chest radiographs of adults. Knows the findings and devices named in its grammar, as the "
                "renderers draw them. Small: of what is finer than its latents much is lost." } }));
    return addClassifierToCard(modelFolder);
}

std::int64_t stepsOnCard(const std::filesystem::path &modelFolder, const std::string &place)
{
    std::ifstream stream(modelFolder / "contrafact.json");
    const nlohmann::json card = nlohmann::json::parse(stream, nullptr, false);
    const nlohmann::json::json_pointer member(place);
    if (!card.is_object() || !card.contains(member) || !card[member].is_number_integer())
        return 0;
    return card[member].get<std::int64_t>();
}

Result<> addDetailToCard(const std::filesystem::path &modelFolder, std::int64_t steps)
{
    const auto cardFile = modelFolder / "contrafact.json";
    std::ifstream stream(cardFile);
    nlohmann::json card = nlohmann::json::parse(stream, nullptr, false);
    if (!card.is_object())
        return fail(ErrorCode::InvalidInput,
            "The card " + cardFile.string() + " is missing or no JSON: export the editor before its detail network.");
    card["steps"]["detail"] = steps;
    CF_ASSIGN(card["sha256"]["detail/model.safetensors"], sha256OfFile(modelFolder / "detail" / "model.safetensors"));
    return writeJson(cardFile, card);
}

Result<> addSegmenterToCard(const std::filesystem::path &modelFolder, std::int64_t steps)
{
    const auto cardFile = modelFolder / "contrafact.json";
    std::ifstream stream(cardFile);
    if (!stream)
        return {};
    nlohmann::json card = nlohmann::json::parse(stream, nullptr, false);
    if (!card.is_object())
        return fail(ErrorCode::InvalidInput, "The card " + cardFile.string() + " is no JSON.");
    card["steps"]["segmenter"] = steps;
    CF_ASSIGN(
        card["sha256"]["segmenter/model.safetensors"], sha256OfFile(modelFolder / "segmenter" / "model.safetensors"));
    return writeJson(cardFile, card);
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
    nlohmann::json about{ { "architecture", "EfficientNet-B0" },
        { "labels", config.value("labels", nlohmann::json::array()) }, { "steps", config.value("steps", 0) },
        { "trusted", config.value("trusted", nlohmann::json::array()) },
        { "calibration",
            "One temperature and offset a label, fitted on half of the held-back patients; ECE of the other half." } };
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

#include "core/training/loop/ModelCard.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/text/JsonFile.h"
#include "core/diffusion/loading/ModelFolder.h"
#include "core/training/data/LatentCorpus.h"
#include "core/training/data/PairCorpus.h"

#include <nlohmann/json.hpp>

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
    return writeWhole(file, json.dump(2) + "\n", replaceOwn());
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
    CF_TRY(makeFolder(modelFolder / "scheduler"));
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
            { "data_sets", { "hannover_ccby3", "nih_cxr14_512", "nih_cxr14_1024" } },
            { "training_pairs", { { "autoencoder", all }, { "denoiser", encoded } } }, { "steps", card.steps },
            { "default_method", card.defaultMethod }, { "method_parameters", card.methodParameters },
            { "prediction_type", card.predictionType }, { "image_size", recipe.corpus.imageSize },
            { "latent_scaling", 1.0 }, { "grammar", grammarJson(card.grammar) }, { "sha256", hashes },
            { "limits",
                "Frontal chest radiographs of adults. Knows the findings and devices named in its grammar, as the "
                "renderers draw them. Small: of what is finer than its latents much is lost." } }));
    return addClassifierToCard(modelFolder);
}

std::int64_t stepsOnCard(
    const std::filesystem::path &modelFolder, const std::string &place, const std::filesystem::path &file)
{
    const auto card = readJsonFile(modelFolder / file);
    const nlohmann::json::json_pointer member(place);
    if (!card || !card->contains(member) || !card->at(member).is_number_integer())
        return 0;
    return card->at(member).get<std::int64_t>();
}

std::vector<std::string> dataSetsOnCard(const std::filesystem::path &modelFolder)
{
    std::vector<std::string> names;
    const auto card = readJsonFile(modelFolder / "contrafact.json");
    if (card && card->contains("data_sets"))
        for (const auto &name : card->at("data_sets"))
            if (name.is_string())
                names.push_back(name.get<std::string>());
    return names;
}

namespace {

/// Names the steps and the weights of a network of its own, `part`/model.safetensors.
Result<> addNetworkToCard(const std::filesystem::path &modelFolder, const std::string &part, std::int64_t steps)
{
    const auto cardFile = modelFolder / "contrafact.json";
    auto read = readJsonFile(cardFile);
    if (!read)
        return fail(ErrorCode::InvalidInput,
            "The card " + cardFile.string() + " is missing or no JSON: export the editor before its " + part
                + " network.");
    nlohmann::json &card = *read;
    const std::string weights = part + "/model.safetensors";
    card["steps"][part] = steps;
    CF_ASSIGN(card["sha256"][weights], sha256OfFile(modelFolder / weights));
    return writeJson(cardFile, card);
}

} // namespace

Result<> addDetailToCard(const std::filesystem::path &modelFolder, std::int64_t steps)
{
    return addNetworkToCard(modelFolder, "detail", steps);
}

Result<> addRemoverToCard(const std::filesystem::path &modelFolder, std::int64_t steps)
{
    return addNetworkToCard(modelFolder, "remover", steps);
}

Result<> addSegmenterToCard(const std::filesystem::path &modelFolder, std::string_view part, std::int64_t steps)
{
    if (!std::filesystem::exists(modelFolder / "contrafact.json"))
        return {}; // A folder of a segmenter alone.
    return addNetworkToCard(modelFolder, std::string(part), steps);
}

Result<> addClassifierToCard(const std::filesystem::path &modelFolder)
{
    const auto cardFile = modelFolder / "contrafact.json";
    const auto configFile = modelFolder / "classifier" / "config.json";
    if (!std::filesystem::exists(cardFile) || !std::filesystem::exists(configFile))
        return {};
    CF_ASSIGN(nlohmann::json card, readJsonFile(cardFile));
    CF_ASSIGN(const nlohmann::json config, readJsonFile(configFile));
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

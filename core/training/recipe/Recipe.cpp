#include "core/training/recipe/Recipe.h"

#include "core/training/recipe/RecipeMembers.h"

#include <algorithm>

namespace cf {

namespace {

std::string readCorpus(const nlohmann::json &object, CorpusRecipe &recipe)
{
    RecipeMembers members(object, "corpus.");
    members.read("image_size", recipe.imageSize);
    members.read("phantom_pairs", recipe.phantomPairs);
    members.read("insertion_pairs", recipe.insertionPairs);
    members.read("phantom_seed", recipe.phantomSeed);
    members.read("least_visible", recipe.minVisible);
    return members.problem();
}

std::string readAutoencoder(const nlohmann::json &object, AutoencoderRecipe &recipe)
{
    RecipeMembers members(object, "autoencoder.");
    readLoop(members, recipe);
    members.readObject("config", recipe.config);
    members.read("crop", recipe.crop);
    members.read("divergence_weight", recipe.divergenceWeight);
    members.read("latent_noise", recipe.latentNoise);
    members.read("change_weight", recipe.changeWeight);
    members.read("radiograph_share", recipe.radiographShare);
    return members.problem();
}

std::string readEdit(const nlohmann::json &object, EditRecipe &recipe)
{
    RecipeMembers members(object, "edit.");
    readLoop(members, recipe);
    members.readObject("unet", recipe.unetConfig);
    members.readObject("text_encoder", recipe.textConfig);
    members.read("weight_decay", recipe.weightDecay);
    members.read("clip_norm", recipe.clipNorm);
    members.read("ema_cap", recipe.emaCap);
    members.read("region_weight", recipe.regionWeight);
    members.read("energy_power", recipe.energyPower);
    members.read("pure_noise_share", recipe.pureNoiseShare);
    members.read("idle_share", recipe.idleShare);
    members.read("caption_dropout", recipe.captionDropout);
    members.read("insertion_share", recipe.insertionShare);
    return members.problem();
}

std::string readDetail(const nlohmann::json &object, DetailRecipe &recipe)
{
    RecipeMembers members(object, "detail.");
    readLoop(members, recipe);
    members.readObject("config", recipe.config);
    members.read("crop", recipe.crop);
    members.read("clip_norm", recipe.clipNorm);
    members.read("ema_cap", recipe.emaCap);
    members.read("region_weight", recipe.regionWeight);
    members.read("idle_share", recipe.idleShare);
    members.read("caption_dropout", recipe.captionDropout);
    members.read("insertion_share", recipe.insertionShare);
    if (members.problem().empty() && (recipe.batch < 1 || recipe.logEvery < 1 || recipe.crop < 32))
        return "\"detail\" needs a batch and a log_every of at least 1, and a crop of at least 32 pixels.";
    return members.problem();
}

std::string readTextToImage(const nlohmann::json &object, TextToImageRecipe &recipe)
{
    RecipeMembers members(object, "text_to_image.");
    readLoop(members, recipe);
    members.readObject("unet", recipe.unetConfig);
    members.readObject("text_encoder", recipe.textConfig);
    members.read("start_from_editor", recipe.startFromEditor);
    members.read("weight_decay", recipe.weightDecay);
    members.read("clip_norm", recipe.clipNorm);
    members.read("ema_cap", recipe.emaCap);
    members.read("signal_cap", recipe.signalCap);
    members.read("change_weight", recipe.changeWeight);
    members.read("place_weight", recipe.placeWeight);
    members.read("region_weight", recipe.regionWeight);
    members.read("energy_power", recipe.energyPower);
    members.read("caption_dropout", recipe.captionDropout);
    members.read("insertion_share", recipe.insertionShare);
    if (members.problem().empty() && (recipe.batch < 2 || recipe.logEvery < 1))
        return "\"text_to_image\" needs a batch of at least 2 and a log_every of at least 1.";
    return members.problem();
}

std::string readClassifier(const nlohmann::json &object, ClassifierRecipe &recipe)
{
    RecipeMembers members(object, "classifier.");
    readLoop(members, recipe);
    members.read("image_size", recipe.imageSize);
    members.read("small_image_size", recipe.smallImageSize);
    members.read("small_share", recipe.smallShare);
    members.read("weight_decay", recipe.weightDecay);
    members.read("ema_cap", recipe.emaCap);
    members.read("insertion_share", recipe.insertionShare);
    members.read("drop", recipe.drop);
    members.read("turned_weight", recipe.turnedWeight);
    members.read("order_weight", recipe.orderWeight);
    members.read("collateral_weight", recipe.collateralWeight);
    members.read("check_every", recipe.checkEvery);
    if (members.problem().empty()
        && (recipe.batch < 2 || recipe.imageSize < 32 || recipe.smallImageSize < 32 || recipe.imageSize > 1024
            || recipe.smallImageSize > 1024 || recipe.logEvery < 1 || recipe.checkEvery < 1 || recipe.steps < 1))
        return "\"classifier\" needs a batch of at least 2, images of 32 to 1024 pixels, and steps, log_every and "
               "check_every of at least 1.";
    return members.problem();
}

} // namespace

Result<TrainingRecipe> readRecipe(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto json, readJsonFile(file));
    const auto wrong = [&file](const std::string &what) { return wrongRecipe(file, what); };
    for (const char *part : { "detail", "text_to_image", "classifier" })
        if (json.contains(part) && !json[part].is_object())
            return wrong(std::string("\"") + part + "\" must be an object.");
    TrainingRecipe recipe;
    recipe.name = json.value("name", file.stem().string());
    for (const char *part : { "corpus", "autoencoder", "edit" })
        if (!json.contains(part) || !json[part].is_object())
            return wrong(std::string("\"") + part + "\" must be an object.");
    for (const std::string &problem : { readCorpus(json["corpus"], recipe.corpus),
             readAutoencoder(json["autoencoder"], recipe.autoencoder), readEdit(json["edit"], recipe.edit),
             json.contains("detail") ? readDetail(json["detail"], recipe.detail) : "",
             json.contains("text_to_image") ? readTextToImage(json["text_to_image"], recipe.textToImage) : "",
             readClassifier(json.value("classifier", nlohmann::json::object()), recipe.classifier) })
        if (!problem.empty())
            return wrong(problem);
    if (recipe.autoencoder.batch < 1 || recipe.edit.batch < 1 || recipe.autoencoder.logEvery < 1
        || recipe.edit.logEvery < 1 || recipe.corpus.imageSize < 64
        || std::max(recipe.autoencoder.crop, recipe.detail.config.empty() ? 0 : recipe.detail.crop)
            > recipe.corpus.imageSize)
        return wrong(
            "batch sizes and log_every must be at least 1, the image at least 64 pixels and no smaller than the crop.");
    return recipe;
}

} // namespace cf

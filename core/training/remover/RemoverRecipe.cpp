#include "core/training/remover/RemoverRecipe.h"

#include "core/training/recipe/RecipeMembers.h"

#include <map>

namespace cf {

namespace {

std::string readPairs(const nlohmann::json &list, std::vector<RemovalPairsRecipe> &pairs)
{
    for (const auto &object : list) {
        if (!object.is_object())
            return "\"pairs\" must be a list of objects.";
        RemovalPairsRecipe recipe;
        RecipeMembers members(object, "pairs.");
        members.read("image_size", recipe.imageSize);
        members.read("insertions", recipe.insertions);
        members.read("phantoms", recipe.phantoms);
        members.read("radiographs", recipe.radiographs);
        if (const std::string problem = members.problem(); !problem.empty())
            return problem;
        if (recipe.imageSize < 64 || recipe.imageSize > 4096 || recipe.insertions < 0 || recipe.phantoms < 0)
            return "\"pairs\" needs an image_size of 64 to 4096 and counts that are not negative.";
        pairs.push_back(recipe);
    }
    return {};
}

std::string readKinds(const std::map<std::string, double> &shares, std::vector<std::pair<Target, double>> &kinds)
{
    for (const auto &[key, share] : shares) {
        const auto target = targetFromKey(key);
        if (!target || share < 0.0)
            return "\"kinds\" has \"" + key + "\", which is no finding or device, or has a negative share.";
        kinds.emplace_back(*target, share);
    }
    return kinds.empty() ? "\"kinds\" must name what is to be removed." : "";
}

} // namespace

Result<RemoverRecipe> readRemoverRecipe(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto json, readJsonFile(file));
    RemoverRecipe recipe;
    RecipeMembers members(json, "");
    readLoop(members, recipe);
    members.readObject("config", recipe.config);
    members.read("first_seed", recipe.firstSeed);
    members.read("least_visible", recipe.minVisible);
    members.read("other_devices", recipe.otherDevices);
    members.read("wide_styles", recipe.wideStyles);
    members.read("devices_by_eye", recipe.devicesByEye);
    members.read("phantom_share", recipe.phantomShare);
    members.read("crop", recipe.crop);
    members.read("least_scale", recipe.minScale);
    members.read("greatest_scale", recipe.greatestScale);
    members.read("idle_share", recipe.idleShare);
    members.read("ghost_share", recipe.ghostShare);
    members.read("kind_dropout", recipe.kindDropout);
    members.read("clip_norm", recipe.clipNorm);
    members.read("ema_cap", recipe.emaCap);
    members.read("inside_weight", recipe.insideWeight);
    members.read("slope_weight", recipe.slopeWeight);
    members.read("grain_weight", recipe.grainWeight);
    nlohmann::json pairs = nlohmann::json::array();
    std::map<std::string, double> kinds;
    members.read("pairs", pairs);
    members.read("kinds", kinds);
    for (const std::string &problem :
        { members.problem(), readPairs(pairs, recipe.pairs), readKinds(kinds, recipe.kinds) })
        if (!problem.empty())
            return wrongRecipe(file, problem);
    if (recipe.steps < 1 || recipe.batch < 1 || recipe.logEvery < 1 || recipe.crop < 32 || recipe.crop > 2048
        || recipe.minScale < 0.1 || recipe.greatestScale > 8.0 || recipe.minScale > recipe.greatestScale)
        return wrongRecipe(file,
            "steps, batch and log_every must be at least 1, crop 32 to 2048, and the scales in order between 0.1 and "
            "8.");
    return recipe;
}

} // namespace cf

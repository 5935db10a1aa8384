#include "core/training/recipe/FineTuneRecipe.h"

#include "core/training/recipe/RecipeMembers.h"

namespace cf {

Result<FineTuneRecipe> readFineTuneRecipe(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto json, readJsonFile(file));
    const auto wrong = [&file](const std::string &what) { return wrongRecipe(file, what); };
    FineTuneRecipe recipe;
    RecipeMembers members(json, "");
    readLoop(members, recipe);
    members.read("image_size", recipe.imageSize);
    members.read("accumulation", recipe.accumulation);
    members.read("weight_decay", recipe.weightDecay);
    members.read("clip_norm", recipe.clipNorm);
    members.read("mixed_precision", recipe.mixedPrecision);
    members.read("caption_dropout", recipe.captionDropout);
    if (const std::string problem = members.problem(); !problem.empty())
        return wrong(problem);
    if (recipe.steps < 1 || recipe.batch < 1 || recipe.accumulation < 1 || recipe.logEvery < 1 || recipe.imageSize < 32
        || recipe.imageSize > 2048)
        return wrong("steps, batch, accumulation and log_every must be at least 1, image_size 32 to 2048.");
    return recipe;
}

} // namespace cf

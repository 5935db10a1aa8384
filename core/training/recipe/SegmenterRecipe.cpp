#include "core/training/recipe/SegmenterRecipe.h"

#include "core/training/recipe/RecipeMembers.h"

namespace cf {

Result<SegmenterRecipe> readSegmenterRecipe(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto json, readJsonFile(file));
    const auto wrong = [&file](const std::string &what) { return wrongRecipe(file, what); };
    SegmenterRecipe recipe;
    std::string devices;
    std::string lines;
    RecipeMembers members(json, "");
    readLoop(members, recipe);
    members.read("image_size", recipe.imageSize);
    members.read("phantoms", recipe.phantoms);
    members.read("insertions", recipe.insertions);
    members.read("held_back_phantoms", recipe.heldBackPhantoms);
    members.read("held_back_insertions", recipe.heldBackInsertions);
    members.read("wide_share", recipe.wideShare);
    members.read("first_seed", recipe.firstSeed);
    members.read("device_table", devices);
    members.read("line_table", lines);
    members.readObject("network", recipe.config);
    members.read("mixed_precision", recipe.mixedPrecision);
    members.read("clip_norm", recipe.clipNorm);
    members.read("ema_cap", recipe.emaCap);
    members.read("film_share", recipe.filmShare);
    members.read("phantom_share", recipe.phantomShare);
    members.read("told_share", recipe.annotatedShare);
    members.read("left_out_share", recipe.leftOutShare);
    members.read("present_weight", recipe.presentWeight);
    members.read("overlap_weight", recipe.overlapWeight);
    members.read("label_weight", recipe.labelWeight);
    members.read("check_every", recipe.checkEvery);
    if (const std::string problem = members.problem(); !problem.empty())
        return wrong(problem);
    if (recipe.steps < 1 || recipe.batch < 1 || recipe.logEvery < 1 || recipe.checkEvery < 1 || recipe.imageSize < 64
        || recipe.imageSize > 1024)
        return wrong("steps, batch, log_every and check_every must be at least 1, image_size 64 to 1024.");
    if (!(recipe.wideShare >= 0.0 && recipe.wideShare <= 1.0)
        || !(recipe.annotatedShare >= 0.0 && recipe.annotatedShare <= 1.0)
        || !(recipe.leftOutShare >= 0.0 && recipe.leftOutShare < 1.0))
        return wrong("wide_share and told_share must be 0 to 1, left_out_share 0 to less than 1.");
    // An absolute path stays as it is.
    if (!devices.empty())
        recipe.deviceTable = file.parent_path() / devices;
    if (!lines.empty())
        recipe.lineTable = file.parent_path() / lines;
    return recipe;
}

} // namespace cf

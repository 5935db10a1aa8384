#include "core/datasets/plan/FilmMask.h"

#include "core/base/files/PrintedName.h"

#include <algorithm>
#include <array>
#include <system_error>
#include <vector>

namespace cf {

namespace {

namespace fs = std::filesystem;

bool isFile(const fs::path &file)
{
    std::error_code ignored;
    return fs::is_regular_file(file, ignored);
}

Result<fs::path> namedMask(const fs::path &folder, const BatchItem &item, const std::string &column)
{
    if (item.mask.empty())
        return fail(ErrorCode::InvalidInput,
            "The film has no mask: its cell in the column \"" + column + "\" is empty. Name one, or take it out.");
    const fs::path given = fs::path(item.mask).lexically_normal();
    if (given.is_absolute() || std::ranges::any_of(given, [](const fs::path &part) { return part == ".."; }))
        return fail(ErrorCode::InvalidInput,
            "The mask \"" + item.mask + "\" lies outside of the masks' folder. Name it as seen from there.");
    if (!isFile(folder / given))
        return fail(ErrorCode::InvalidInput, "The film's mask \"" + item.mask + "\" is not there.");
    return folder / given;
}

} // namespace

Result<fs::path> maskFileOf(const BatchPlan &plan, const BatchItem &item)
{
    const fs::path folder = (plan.films / plan.masks.folder).lexically_normal();
    if (!plan.masks.column.empty())
        return namedMask(folder, item, plan.masks.column);
    constexpr std::array endings{ ".png", ".PNG", ".tif", ".tiff", ".bmp", ".jpg", ".jpeg", ".dcm" };
    std::vector<fs::path> found;
    const fs::path same = folder / pathOfPrintedName(item.film);
    if (isFile(same))
        found.push_back(same);
    for (const char *ending : endings) {
        fs::path other = same;
        if (other.replace_extension(ending) != same && isFile(other))
            found.push_back(std::move(other));
    }
    if (found.empty())
        return fail(ErrorCode::InvalidInput,
            "The film has no mask: there is no \"" + item.film + "\" in the folder \"" + plan.masks.folder
                + "\", with its own ending or another.");
    if (found.size() > 1)
        return fail(ErrorCode::InvalidInput,
            "The film has two masks, " + found[0].filename().string() + " and " + found[1].filename().string()
                + ". Keep one.");
    return found.front();
}

} // namespace cf

#include "core/editing/DefaultModel.h"

#include <string>
#include <system_error>
#include <vector>

namespace cf {

namespace {

constexpr const char *runningProgram = "/proc/self/exe";
constexpr const char *defaultModel = "mini-cxr";

} // namespace

std::optional<std::filesystem::path> findResource(
    const std::filesystem::path &program, const std::filesystem::path &name, const std::filesystem::path &holds)
{
    std::vector<std::filesystem::path> candidates;
    std::error_code failure;
    std::filesystem::path file = std::filesystem::weakly_canonical(program, failure);
    // A program that was replaced while it runs: its link leads to a name that is no more.
    if ((failure || !std::filesystem::exists(file, failure)) && std::filesystem::is_symlink(program, failure))
        file = std::filesystem::read_symlink(program, failure);
    std::filesystem::path folder = file.parent_path();
    // build/release/bin/contrafact lies three folders below the sources, /usr/bin/contrafact beside /usr/share.
    for (int level = 0; level < 4 && !folder.empty(); ++level) {
        candidates.push_back(folder / "resources" / name);
        candidates.push_back(folder / "share" / "contrafact" / name);
        folder = folder.parent_path();
    }
    candidates.push_back(std::filesystem::path("resources") / name);
    for (const auto &candidate : candidates)
        if (std::filesystem::is_directory(candidate, failure) && std::filesystem::exists(candidate / holds, failure))
            return candidate;
    return std::nullopt;
}

std::optional<std::filesystem::path> findBundledModel(const std::filesystem::path &program)
{
    return findResource(program, std::filesystem::path("models") / defaultModel, "unet");
}

Result<std::filesystem::path> modelOrBundled(
    const std::filesystem::path &named, std::string_view option, std::string_view bundled)
{
    if (!named.empty())
        return named;
    if (auto found = findResource(runningProgram, std::filesystem::path("models") / bundled, "model_index.json"))
        return *std::move(found);
    return fail(ErrorCode::InvalidInput,
        std::string("The bundled model was not found. Name a model folder with ").append(option).append("."));
}

std::filesystem::path bundledModelOrItsName()
{
    return findBundledModel(runningProgram).value_or(std::filesystem::path("resources") / "models" / defaultModel);
}

} // namespace cf

#include "app/contrafact-cli/evaluate/EvaluationOutputs.h"

#include "app/contrafact-cli/Subcommands.h"
#include "core/base/files/RegularFile.h"
#include "core/base/files/Sha256.h"
#include "core/diffusion/runtime/Kernels.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/evaluation/page/EvaluationPage.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace cf::cli {

namespace {

constexpr std::uintmax_t longestPage = std::uintmax_t{ 1 } << 30U;

bool isOurPage(const std::filesystem::path &file)
{
    return beginsWith(file, evaluationPageBegin);
}

/// Empty where there is no page of ours. Errors: one that cannot be read; written anew, it would lose its other
/// sections.
Result<std::string> pageIn(const std::filesystem::path &file)
{
    return isOurPage(file) ? readText(file, longestPage) : Result<std::string>();
}

} // namespace

WritePolicy pagePolicy(const std::filesystem::path &file, std::string_view section, bool overwrite)
{
    const auto page = pageIn(file);
    return outputPolicy(overwrite || (page && hasRoomFor(*page, section)), isOurPage);
}

Result<> writeSection(
    const std::filesystem::path &file, std::string_view section, std::string_view body, bool overwrite)
{
    CF_ASSIGN(const std::string page, pageIn(file));
    return writeWhole(file, pageWithSection(page, section, body), pagePolicy(file, section, overwrite));
}

std::string markedReport(const std::string &json)
{
    nlohmann::ordered_json report{ { "written_by", writtenBy("evaluate") }, { "kernels", kernelsInUse() } };
    report.update(nlohmann::ordered_json::parse(json));
    return report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

Result<MethodVariant> readMethod(const std::string &text, const CounterfactualEditor &editor)
{
    CF_ASSIGN(auto variant, parseMethodVariant(text));
    const auto known = editor.methods();
    if (std::ranges::none_of(known, [&](const MethodDescription &each) { return each.name == variant.method; }))
        return tl::unexpected(noSuchMethod(variant.method, editor.model().name, known));
    return variant;
}

std::string keyOfRun(std::string_view whatDecides)
{
    Sha256 hash;
    hash.add(whatDecides.data(), whatDecides.size());
    return hash.finish().substr(0, 12);
}

std::filesystem::path stateFolder(const std::filesystem::path &named, const std::filesystem::path &json,
    const std::filesystem::path &html, std::string_view what)
{
    if (!named.empty())
        return named;
    std::filesystem::path folder = !json.empty() ? json : html;
    if (folder.empty())
        return std::filesystem::path("work") / what;
    folder.replace_extension("state");
    return folder;
}

} // namespace cf::cli

#include "core/datasets/pilot/PilotSettings.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/base/text/JsonFile.h"

#include <nlohmann/json.hpp>

#include <system_error>

namespace cf {

namespace {

constexpr int lastWithEdits = 2; ///< Stages 3 and 4 make none by these settings.

Result<PilotSettings> readSettings(const std::filesystem::path &file)
{
    PilotSettings settings;
    CF_ASSIGN(const bool isThere, hasRegularFile(file));
    if (!isThere)
        return settings;
    CF_ASSIGN(const nlohmann::json json, readJsonFile(file));
    try {
        json.at("prompts").get_to(settings.prompts);
        settings.model = json.at("model").get<std::string>();
    } catch (const nlohmann::json::exception &) {
        return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" holds no settings of a pilot.");
    }
    return settings;
}

std::string quoted(const std::vector<std::string> &prompts)
{
    std::string text;
    for (const std::string &prompt : prompts)
        text += (text.empty() ? "\"" : ", \"") + prompt + "\"";
    return text;
}

} // namespace

Result<PilotSettings> settleSettings(
    const std::filesystem::path &folder, int stage, const PilotSettings &asked, const PilotSettings &usual)
{
    const auto file = folder / "settings.json";
    CF_ASSIGN(const PilotSettings known, readSettings(file));
    std::error_code ignored;
    PilotSettings settled = known;
    if (settled.prompts.empty())
        settled = usual;
    PilotSettings wanted = settled;
    if (!asked.prompts.empty())
        wanted.prompts = asked.prompts;
    if (!asked.model.empty())
        wanted.model = std::filesystem::weakly_canonical(asked.model, ignored);
    const bool isBegun = !known.prompts.empty() && std::filesystem::exists(folder / "stage-1", ignored);
    if (isBegun && stage > lastWithEdits)
        return PilotSettings{ settled.prompts, wanted.model };
    if (isBegun && wanted.prompts != settled.prompts)
        return fail(ErrorCode::InvalidInput,
            "This pilot was begun with " + quoted(settled.prompts)
                + ". Leave --prompt away, or begin another one in a new folder.");
    if (isBegun && wanted.model != settled.model)
        return fail(ErrorCode::InvalidInput,
            "This pilot was begun with another model. Leave --model away, or begin another one in a new folder.");
    if (wanted != known) {
        const nlohmann::ordered_json json{ { "prompts", wanted.prompts }, { "model", wanted.model.string() } };
        CF_TRY(writeWhole(
            file, json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n", replaceOwn()));
    }
    return wanted;
}

} // namespace cf

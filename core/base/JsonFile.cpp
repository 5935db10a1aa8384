#include "core/base/JsonFile.h"

#include "core/base/JsonDepth.h"
#include "core/base/RegularFile.h"

namespace cf {

Result<nlohmann::json> readJsonFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readText(file));
    if (nestsTooDeep(text))
        return fail(
            ErrorCode::InvalidInput, "The file " + file.string() + " has more lists within lists than it may have.");
    auto json = nlohmann::json::parse(text, nullptr, false);
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, "The file " + file.string() + " is not JSON, or not an object.");
    return json;
}

} // namespace cf

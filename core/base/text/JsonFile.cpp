#include "core/base/text/JsonFile.h"

#include "core/base/files/RegularFile.h"
#include "core/base/text/JsonText.h"

namespace cf {

Result<nlohmann::json> readJsonFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const std::string text, readText(file));
    const std::string name = "The file " + file.string();
    const std::string fault = name + " is not JSON, or not an object.";
    CF_ASSIGN(auto json, parseJson(text, name, fault));
    if (!json.is_object())
        return fail(ErrorCode::InvalidInput, fault);
    return json;
}

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/base/text/JsonDepth.h"

#include <nlohmann/json.hpp>

#include <string>

namespace cf {

/// Text as JSON; with nlohmann::ordered_json members keep the order of the text. `what` begins the sentence of an
/// error: "The plan". Errors: InvalidInput for what nests too deep, and for what is no JSON, with the parser's words,
/// which name the place, or with `fault`, a sentence of the caller's.
template <typename Json = nlohmann::json>
Result<Json> parseJson(const std::string &text, const std::string &what, const std::string &fault = {})
{
    if (nestsTooDeep(text))
        return fail(ErrorCode::InvalidInput, what + " has more lists within lists than it may have.");
    try {
        return Json::parse(text);
    } catch (const nlohmann::json::exception &error) {
        return fail(ErrorCode::InvalidInput, fault.empty() ? what + " is no JSON: " + error.what() : fault);
    }
}

} // namespace cf

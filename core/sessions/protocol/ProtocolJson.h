#pragma once

#include "core/base/Result.h"
#include "core/sessions/protocol/Protocol.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace cf::sessions {

/// All members, defaults too, so that what is sealed does not depend on the program's defaults.
nlohmann::json toJson(const Protocol &protocol);
/// Reads what toJson() wrote or a person typed: absent members take their defaults, unknown ones are refused by name
/// (a mistyped "patient_gap" must not silently be none). Errors: InvalidInput.
Result<Protocol> protocolFromJson(const nlohmann::json &json);
/// The same from text. Errors: InvalidInput, with the place of what is no JSON.
Result<Protocol> protocolFromText(const std::string &text);

/// The text that is hashed and sealed: UTF-8, members sorted by name, no white space, numbers in the shortest form that
/// reads back as the same double (as RFC 8785 asks).
std::string canonical(const nlohmann::json &json);

} // namespace cf::sessions

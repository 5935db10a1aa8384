#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace cf::sessions::store {

/// The newest head of a study's audit that this user's programs have written on this computer, kept outside of the
/// study: a study whose last records were cut off, or that was exchanged for an older copy, no longer has it.
struct KnownHead {
    std::int64_t sequence = 0;
    std::string hash;
};

/// "57:ab12…"; nothing for other text.
std::optional<KnownHead> headFromText(const std::string &text);

/// Nothing is known or kept of an id that is none of this program's.
/// In $XDG_STATE_HOME/contrafact/studies (~/.local/state without it).
std::optional<KnownHead> knownHead(const std::string &studyId);
/// Never goes back to an older one. Failing to keep it is no failure of the study.
void keepHead(const std::string &studyId, const std::string &head);

} // namespace cf::sessions::store

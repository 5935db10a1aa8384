#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cf {

/// Specific Character Set with the defined terms of PS3.3 C.12.1.1.2 in place of what is written for them: "ISO_IR 100"
/// for "ISO-IR 100", "iso_ir100", "ISO8859-1" or a single "ISO 2022 IR 100", "ISO_IR 192" for "UTF-8", and so on. Sets
/// behind one that allows no others are left out.
std::string definedCharacterSets(std::string_view stated);

/// Whether the text holds characters beyond ASCII, all of them as UTF-8.
bool isUtf8(std::string_view text);

/// Text that does not keep to its stated sets, as UTF-8: in one of them without the escape sequences that they need, in
/// UTF-8, or a name in Latin letters of which some have accents (ISO 8859-1). Nothing where none of these can be meant.
std::optional<std::string> fromMisstated(std::string_view text, std::string_view definedSets);

} // namespace cf

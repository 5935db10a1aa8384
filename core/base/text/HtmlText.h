#pragma once

#include <string>
#include <string_view>

namespace cf {

/// Text that is safe inside an element or an attribute: & < > " as entities.
std::string escapedHtml(std::string_view text);

} // namespace cf

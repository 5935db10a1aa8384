#pragma once

#include "core/base/Error.h"

#include <string>

namespace cf {

/// True for compressions that no reader here knows; DCMTK takes those newer than itself for uncompressed.
bool isUnreadSyntax(const std::string &uid);

/// Names the compression, and what to do.
Error unsupportedSyntax(const std::string &uid);

} // namespace cf

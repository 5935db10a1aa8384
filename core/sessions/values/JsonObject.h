#pragma once

#include "core/base/text/JsonObject.h"
#include "core/base/text/JsonText.h"

namespace cf::sessions {

using cf::EnumKeys;
using cf::JsonObject;
using cf::keyOf;
using cf::parseJson;

} // namespace cf::sessions

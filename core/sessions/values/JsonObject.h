#pragma once

#include "core/base/JsonObject.h"
#include "core/base/JsonText.h"

namespace cf::sessions {

using cf::EnumKeys;
using cf::JsonObject;
using cf::keyOf;
using cf::parseJson;

} // namespace cf::sessions

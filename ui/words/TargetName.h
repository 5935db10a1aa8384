#pragma once

#include "core/base/terms/ClinicalTerms.h"

#include <QString>

namespace cf::ui {

/// What a finding or device is called on the screen: "Pleural effusion".
QString targetName(Target target);

} // namespace cf::ui

#pragma once

#include "core/base/terms/ClinicalTerms.h"

namespace cf {

/// True for the devices of drawDevice and for pleural effusion, cardiomegaly, consolidation (also as lung opacity),
/// edema, pneumothorax and lung lesion.
bool canInsert(Target target);

/// The confidence that a target's placement needs: 0.6 for devices, 0.65 for findings of a lung, 0.85 where the border
/// itself is the finding (cardiomegaly, pneumothorax).
double minConfidence(Target target);

/// The visibility below which a pair teaches nothing: 8 grey levels, 5 for thin lines and tubes.
double minVisible(Target target);

} // namespace cf

#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/Result.h"
#include "core/base/text/TwoPlaces.h"
#include "core/insertion/findings/InsertionView.h"
#include "core/phantom/values/Abnormality.h"

#include <string>

// Inside core/insertion only: what a number amounts to, and which numbers a chest allows.
namespace cf::insertion {

bool hasSides(Target target); ///< Findings of a lung.
bool isFinding(Target target); ///< That can be drawn.

/// Of an amount of finding_amounts.tsv.
Severity severityOf(const char *name, double amount);
/// Of a finding of a lung that measures `size` mm; `lung`: the lung's height, mm.
Severity severityOfSize(Target target, double size, double lung);
/// Millimetres from apex to costophrenic angle.
double lungHeight(const ThoraxGeometry &geometry);

/// The amounts that fit the target and this chest; the severity is then the one that they amount to.
Result<> checkAmounts(const InsertionAmounts &amounts, const ThoraxGeometry &geometry, Abnormality &wanted);

} // namespace cf::insertion

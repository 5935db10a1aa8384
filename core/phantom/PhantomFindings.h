#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/FindingFields.h"
#include "core/phantom/projection/Projection.h"
#include "core/phantom/values/Abnormality.h"

#include <vector>

namespace cf {

/// True for the findings that phantoms can show.
bool canDrawFinding(Target target);

/// Adds one finding. Side, zone and severity that are None are chosen by the stream or are moderate.
/// A stream of the same seed gives the same finding, whatever else the patient has.
void addFinding(FindingFields &fields, const Abnormality &finding, const ProjectionBase &base, RandomStream stream);

/// Empty fields of the size of `base`.
FindingFields noFindings(const ProjectionBase &base);

/// Change of negative log exposure that the findings make; exactly 0 where they change nothing.
GreyImage exposureChange(const ProjectionBase &base, const FindingFields &fields);

} // namespace cf

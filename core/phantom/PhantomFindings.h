#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/phantom/projection/Projection.h"
#include "core/phantom/values/Abnormality.h"

#include <vector>

namespace cf {

/// What findings change in the maps of one patient.
struct FindingFields {
    GreyImage fill; ///< Share of the lung's air that fluid or cells took, 0…1.
    GreyImage vesselLoss; ///< Share of the lung vessels that are gone, 0…1.
    GreyImage attenuation; ///< Primary attenuation that comes on top (negative: goes away), scattered like anatomy.
    double heartGrowth = 0.0; ///< Atlas units by which the heart is wider.
    double heartShareLeft = 0.72;
    double widening = 0.0; ///< Atlas units by which the upper mediastinum is wider on each side.
};

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

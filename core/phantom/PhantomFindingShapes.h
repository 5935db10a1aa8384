#pragma once

#include "core/base/RandomStream.h"
#include "core/base/terms/ClinicalTerms.h"
#include "core/phantom/FindingFields.h"
#include "core/phantom/FindingNumbers.h"
#include "core/phantom/projection/Projection.h"
#include "core/phantom/thorax/ThoraxTemplate.h"

namespace cf {

/// 0 small, 1 moderate (also None), 2 large.
inline int gradeOf(Severity severity)
{
    return severity == Severity::Small ? 0 : severity == Severity::Large ? 2 : 1;
}

/// How much of a finding a pixel takes joins what others took: nothing is filled twice.
inline void joinShare(float &share, float more)
{
    share = 1.0F - (1.0F - share) * (1.0F - more);
}

/// The region of one lung (with the sulcus behind its dome): positive where lung is and on the right side.
inline bool inLung(const ThoraxMaps &maps, std::size_t at, bool right)
{
    return maps.lung.pixels[at] > numbersOf<FindingCommonNumbers>().minLung
        && (maps.atlasX.pixels[at] < thorax::midlineX) == right;
}

// One lung each; `right` is the patient's.
void addEffusion(FindingFields &fields, const ProjectionBase &base, bool right, int grade, RandomStream stream);
void addPneumothorax(FindingFields &fields, const ProjectionBase &base, bool right, int grade, RandomStream stream);
/// `dense`: consolidation; else a veil through which vessels are seen.
void addOpacity(FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, bool dense,
    RandomStream stream);
void addAtelectasis(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream);
void addNodule(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream);
void addFracture(
    FindingFields &fields, const ProjectionBase &base, bool right, Zone zone, int grade, RandomStream stream);
// Both lungs.
void addEdema(FindingFields &fields, const ProjectionBase &base, int grade, RandomStream stream);

} // namespace cf

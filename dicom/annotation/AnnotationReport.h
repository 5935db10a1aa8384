#pragma once

#include "dicom/annotation/FilmFacts.h"
#include "dicom/annotation/ReportItem.h"

namespace cf {

/// The annotation, bound to its films, as the content of a TID 1500 report (PS3.16).
ReportItem reportOf(const annotation::Annotation &bound, const FilmPair &films);

/// What such a report says. Of others' reports: observer, images, findings and regions.
Result<AnnotationPart> partOf(const ReportItem &report);

} // namespace cf

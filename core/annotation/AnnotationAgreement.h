#pragma once

#include "core/annotation/Annotation.h"
#include "core/annotation/NamedFindings.h"
#include "core/base/Result.h"
#include "core/statistics/Estimate.h"

#include <nlohmann/json.hpp>

namespace cf::annotation {

/// How far several annotators agree on one question over all cases.
struct ItemAgreement {
    std::string item; ///< "followed", "something-else", "plausibility", "present", "change", "side", "degree".
    std::size_t units = 0; ///< Cases, or findings of cases, that two or more answered.
    Number percent; ///< Of the units which all answered: how many have one answer.
    Estimate alpha; ///< Krippendorff's, nominal; of plausibility ordinal.
    Estimate kappa; ///< Cohen's, of two annotators alone; of plausibility with quadratic weights.
};

/// How far marks of artefacts lie on each other, over all pairs of annotators of all cases.
struct MarkAgreement {
    std::size_t pairs = 0; ///< In which at least one of both marked something.
    Number overlap; ///< Mean of intersection over union of all that both marked; of masks, boxes and outlines.
    Number matched; ///< Share of marks with a mark of the other of the same type and an overlap of 0.5 or more.
};

struct AnnotationAgreement {
    std::size_t cases = 0;
    std::vector<std::string> annotators;
    std::vector<ItemAgreement> items;
    MarkAgreement marks;
};

/// Annotations of counterfactuals by annotators (not adjudicators), told apart by their images. What is open does not
/// count. Errors: InvalidInput when there are fewer than two annotators, or one says two things of one image.
Result<AnnotationAgreement> agreementOf(const std::vector<Annotation> &annotations);
nlohmann::ordered_json toJson(const AnnotationAgreement &agreement);

/// Items, as openItems() names them, on which the annotators of one image differ, plausibility by more than
/// `plausibilityApart`; for an adjudicator, who writes an annotation of their own. The first ones are never changed.
/// Findings have their places in findingsOfAll(). "marks": not everyone marked the same things (see matchMarks()).
std::vector<std::string> disagreements(const std::vector<Annotation> &ofOneImage, double plausibilityApart = 1.0);

/// What tells the images of annotations apart: the edit and the size, or the source of an original.
std::string imageKeyOf(const Subject &subject);

} // namespace cf::annotation

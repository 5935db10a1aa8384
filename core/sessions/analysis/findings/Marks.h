#pragma once

#include "core/sessions/analysis/findings/AnalysisInput.h"
#include "core/statistics/readers/Localisation.h"

namespace cf::sessions {

/// The question whose answer says how sure a reader is of a place that bears no confidence itself: of the questions of
/// the stage the first confidence or scale with a truth, else the first confidence. Nothing where there is none.
const Question *ratingOf(const Protocol &protocol, const Question &marks, const std::string &stage);

/// For the area under the LROC curve (Swensson, Med Phys 23:1709, 1996): every case has one rating; it counts for a
/// case with a lesion where the place is right, else the lesion is missed.
std::vector<LocalisedAnswer> ratedPlaces(
    const AnalysisInput &input, const Question &question, const Question &rating, const std::string &stage);

/// Marks of first answers to a question against the lesions of the cases: a mark hits the lesion in whose rectangle its
/// centre lies; of several marks on a lesion the surest counts. Marks without confidence take the rating of their
/// case (ratingOf()), and are as sure as can be where it has none.
/// The test is the arm. Training cases and adjudicators are left out.
std::vector<LocalisedAnswer> localisedAnswers(
    const AnalysisInput &input, const Question &question, const std::string &stage);

} // namespace cf::sessions

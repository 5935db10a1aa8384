#pragma once

#include "core/sessions/analysis/AnalysisInput.h"
#include "core/statistics/readers/Localisation.h"

namespace cf::sessions {

/// Marks of first answers to a question against the lesions of the cases: a mark hits the lesion in whose rectangle its
/// centre lies; of several marks on a lesion the surest counts. Marks without confidence are as sure as can be.
/// The test is the arm. Training cases and adjudicators are left out.
std::vector<LocalisedAnswer> localisedAnswers(
    const AnalysisInput &input, const Question &question, const std::string &stage);

} // namespace cf::sessions

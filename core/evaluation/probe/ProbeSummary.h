#pragma once

#include "core/evaluation/probe/WordProbe.h"
#include "core/statistics/Estimate.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// Measured values by patient.
using PatientValues = std::map<std::string, std::vector<double>>;

/// A mean over patients of their means, with Student's 95 % interval where there are two patients or more.
struct ProbeMean {
    int patients = 0;
    double mean = 0.0;
    std::optional<Bounds> interval;
};
ProbeMean meanOfPatients(const PatientValues &values);

struct TemplateFigures {
    std::string name;
    ProbeMean error; ///< Mean square of what the model takes wrongly for noise.
    ProbeMean behind; ///< By how many per cent it errs more than under the best template, film by film.
    ProbeMean ownAgainstOther; ///< By how many per cent it errs more under another film's caption.
    ProbeMean againstSilence; ///< By how many per cent it errs more without a caption.
};

enum class Hearing {
    Heard, ///< The interval of the margin lies above 0.
    NotShown, ///< It holds 0: not heard, or too few films to tell.
    Contrary, ///< It lies below 0.
    NotMeasured, ///< Under two patients with it, or without it.
};
std::string_view keyOf(Hearing hearing); ///< "heard", "not_shown", "contrary", "not_measured"

/// How well a model hears a word: by how many per cent it errs more where the word is untrue of the film. Films with
/// and films without the target count half each, so that a word that is always welcome, or never, has no margin.
struct WordFigures {
    Target target = Target::PleuralEffusion;
    std::string word;
    bool isOwn = false; ///< The template's.
    ProbeMean withIt; ///< The margin on films that show the target.
    ProbeMean withoutIt;
    double margin = 0.0;
    std::optional<Bounds> interval;
    double moved = 0.0; ///< How far the word moves the answer, in per cent of the answer's error (root mean squares).
    Hearing hearing = Hearing::NotMeasured;
};

struct SlotFigures {
    std::string slot;
    ProbeMean margin; ///< Per cent, as above: "right" said of what is left.
    Hearing hearing = Hearing::NotMeasured;
};

struct ProbeSummary {
    int films = 0;
    int patients = 0;
    std::vector<TemplateFigures> templates; ///< Best first.
    std::vector<WordFigures> words; ///< In the targets' order, a target's own word first.
    std::vector<SlotFigures> slots;
    std::map<Target, std::map<Target, ProbeMean>> cosines; ///< How alike two words move the answer; symmetric.
    /// The best template with the words that are heard, the best of each target. Words that were measured and are not
    /// heard are left out; those of which nothing could be measured stay as the template has them.
    CaptionGrammar proposed;
    std::vector<Target> notMeasured; ///< Of the proposed words.
    std::vector<std::string> unreadable;
};
ProbeSummary summaryOf(const ProbeMeasures &measures, const ProbePlan &plan);

} // namespace cf

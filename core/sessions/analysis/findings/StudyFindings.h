#pragma once

#include "core/sessions/analysis/findings/ScoredAnswers.h"
#include "core/statistics/roc/RocCurve.h"

#include <string>
#include <utility>
#include <vector>

namespace cf::sessions {

/// How a figure is written.
enum class FigureScale {
    Share, ///< In per cent.
    Coefficient, ///< Of agreement, areas: three decimals.
    Value, ///< In the question's own unit.
};

/// One figure of a report.
struct Finding {
    std::string label;
    double count = 0.0; ///< Answers, cases or pairs behind it.
    Estimate estimate;
    Number p = {};
    Number corrected = {}; ///< Holm over the findings of its group that have a p.
    std::string note = {};
};

/// Figures of one kind, with how they were made.
struct FindingGroup {
    std::string key; ///< Stable; of JSON: "agreement", "per-reader", "area", …
    std::string title;
    std::string method; ///< One sentence, with its source.
    FigureScale scale = FigureScale::Coefficient;
    std::vector<Finding> findings;
    std::string
        unit = {}; ///< Of values: "s", "points", the question's own. Of a difference of shares "percentage points".
};

/// A line of a plot.
struct PlotLine {
    std::string label;
    std::vector<std::pair<double, double>> points;
};

/// What is drawn.
struct Plot {
    enum class Kind {
        Roc, ///< Lines in the unit square over its diagonal.
        BlandAltman, ///< Points of mean and difference, with bias and limits.
        Bars, ///< Shares of each level, one group a line.
        Intervals, ///< Estimates with intervals, one a line.
    };
    Kind kind = Kind::Roc;
    std::string title;
    std::string horizontal;
    std::string vertical;
    std::vector<PlotLine> lines;
    std::vector<Finding> findings; ///< Of Intervals; of Bland–Altman bias, lower, upper.
    std::vector<std::string> levels; ///< Of Bars.
    Number reference = {}; ///< A line at chance.
    FigureScale scale = FigureScale::Coefficient; ///< Of Intervals: as in the table.
    std::string unit = {}; ///< As in the table.
};

struct QuestionAnalysis {
    std::string id;
    std::string text;
    std::string kind; ///< "yes or no", "five-point scale" …
    int asked = 0; ///< Readings of stages that ask it.
    int answered = 0;
    bool isRequired = true; ///< A reader cannot go on without an answer, where it is asked.
    std::vector<FindingGroup> groups;
    std::vector<Plot> plots;
};

struct ArmFlow {
    std::string arm;
    std::string label;
    int cases = 0;
    int patients = 0; ///< Of those that are known.
    int ofNoPatient = 0; ///< Cases whose patient nobody knows.
    std::vector<int> readByReader; ///< In the order of StudyAnalysis::readers.
};

struct ReaderFlow {
    std::string name; ///< As shown.
    std::string experience;
    bool decides = false; ///< An adjudicator or a consensus meeting, who read some cases alone.
    int stored = 0;
    int total = 0; ///< Readings that the reader's order asks for.
    std::string firstAnswer;
    std::string lastAnswer;
    std::string agreed; ///< When the reader first agreed to the page before the session; empty: not at that page.
    std::string declined; ///< When they declined, where that was their last word.
    Number medianSeconds;
    double hours = 0.0;
};

/// An analysis plan that an amendment changed.
struct AmendedPlan {
    int version = 0; ///< Of the seal.
    std::string time;
    std::string reason;
    std::string plan; ///< JSON.
};

/// A study's results; everything that the report says.
struct StudyAnalysis {
    std::string title;
    std::string studyId;
    std::vector<Seal> seals; ///< Without documents.
    bool isClosed = false;
    std::vector<ArmFlow> arms;
    std::vector<ReaderFlow> readers;
    int trainingCases = 0;
    bool asksConsent = false;
    std::string consent; ///< The coordinator's words on the page before the session; may be empty.
    std::vector<std::string> deviations;
    std::vector<QuestionAnalysis> questions;
    std::vector<FindingGroup> time; ///< Per reader and arm; learning; order.
    std::string leakCheck; ///< JSON as sealed; empty: none.
    std::string leakReason; ///< Why it was sealed although a channel leaks.
    std::string plan; ///< JSON of the analysis plan as first sealed.
    std::vector<AmendedPlan> amendedPlans; ///< Oldest first.
    std::string head; ///< Of the audit when this was computed; noted outside, it tells later whether a tail is gone.
    std::vector<std::string> done; ///< What was computed, beside the plan.
};

} // namespace cf::sessions

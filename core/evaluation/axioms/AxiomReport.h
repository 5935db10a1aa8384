#pragma once

#include "core/evaluation/axioms/AxiomEvaluation.h"
#include "core/statistics/resampling/PatientBootstrap.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// What stands above a report.
struct AxiomTitle {
    std::string model;
    std::string modelSha256;
    std::string method; ///< "default: auto", or as it was asked.
    std::string judge; ///< Part of the model's folder.
    std::string judgeSha256;
    std::string warning; ///< SeeingJudge::warning()
    std::string origin; ///< "phantom" or "insertion".
};

/// A mean over patients of what was measured so often.
struct MeasuredMean {
    int count = 0;
    Interval interval;
};

/// Shares of edits that reach what they are about.
struct Effectiveness {
    int asked = 0; ///< Of films on which the judge saw rightly, before, whether the thing is there.
    int effective = 0;
    int refused = 0;
};

struct AxiomSummary {
    /// Composition: of null instructions.
    int nullAsked = 0;
    int nullRefused = 0; ///< The editor could not begin.
    int nullWithChanges = 0;
    std::int64_t nullChangedValues = 0; ///< In all.
    /// Reversibility.
    MeasuredMean reversalError;
    MeasuredMean reversalLevels;
    /// By target, and whether it was added.
    std::map<std::string, std::map<bool, Effectiveness>> effectiveness;
    Effectiveness added, removed;
    /// Minimality, of edits that were accepted.
    MeasuredMean size;
    MeasuredMean spill;
    MeasuredMean changedShare;
    std::int64_t outsideChangedValues = 0;
    /// Entanglement: acting on the first key, mean movement of the second, of edits that were accepted.
    std::map<std::string, std::map<std::string, MeasuredMean>> entanglement;
    /// Of these the three that tie heart and pacemaker: the pacemaker's edits against "Cardiomegaly" and the
    /// cardiothoracic ratio, a large heart's against "Pacemaker".
    std::map<std::string, MeasuredMean> heartAndPacemaker;
    std::optional<double> largestOfHeartAndPacemaker; ///< Nothing where none was measured.
};
AxiomSummary summaryOf(const AxiomFindings &findings);

/// For files, without the mark of a command.
std::string axiomJson(const AxiomFindings &findings, const AxiomSummary &summary, const AxiomTitle &title);
/// For the terminal.
std::string axiomTable(const AxiomFindings &findings, const AxiomSummary &summary, const AxiomTitle &title);
/// The section of the page (page/EvaluationPage.h).
std::string axiomSection(const AxiomFindings &findings, const AxiomSummary &summary, const AxiomTitle &title);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/MethodVariant.h"
#include "core/evaluation/SeeingJudge.h"
#include "core/evaluation/axioms/AxiomCase.h"
#include "core/evaluation/axioms/Separability.h"
#include "core/evaluation/edits/EditEvaluation.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// The pair of a seed: any, or with what is wanted. Training never uses these seeds and patients.
using PairSource = std::function<Result<EvaluationPair>(std::uint64_t seed, const std::optional<Abnormality> &wanted)>;

/// What a counterfactual has to fulfil, whatever it is about (Monteiro and others, arXiv 2303.01274; Melistas and
/// others, arXiv 2406.08332).
struct AxiomPlan {
    std::string origin = "phantom"; ///< Or "insertion".
    int count = 40; ///< Pairs; every fourth is a pacemaker's and every fourth a large heart's.
    std::optional<MethodVariant> method; ///< Nothing: the model's default.
    PairSource source;
    std::filesystem::path records; ///< JSON lines, one a pair; an interrupted evaluation goes on from there.
    std::filesystem::path crops; ///< Folder for the pieces that the detector is trained on.
};

struct AxiomFindings {
    std::vector<AxiomCase> cases;
    /// Pieces of edits that were accepted, against pieces of the truth after a null edit.
    std::optional<Separability> inside;
    std::optional<Separability> insideAdded;
    std::optional<Separability> insideRemoved;
    std::optional<Separability> outside;
};

/// Runs what is not in the records yet, then trains the detector. Each pair is asked, without a mask unless said: the
/// null instruction, without and with a mask; the addition to the film without, and the removal of what was added; the
/// removal from the film with. Errors: Cancelled, lack of memory, records that cannot be read or written.
Result<AxiomFindings> evaluateAxioms(
    CounterfactualEditor &editor, const SeeingJudge &judge, const AxiomPlan &plan, const JobContext &job);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/SeeingJudge.h"
#include "core/evaluation/probe/ProbeFilms.h"
#include "core/evaluation/probe/ProbeSummary.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// Acts on one thing of a film and looks at how far all others move: the entanglement of a model.
struct EditProbePlan {
    std::vector<ProbeFilm> films;
    std::vector<Target> targets;
    CaptionGrammar grammar;
    int editsATarget = 4; ///< Half of them additions, half removals, as far as films allow.
    std::function<Result<Radiograph>(const ProbeFilm &)> open;
    std::filesystem::path records; ///< JSON lines, one an edit; interrupted edits go on from there.
    std::string stamp;
};

/// One edit and what moved with it.
struct ProbeEdit {
    Target target = Target::PleuralEffusion;
    bool adds = false;
    std::string film;
    std::string patient;
    bool made = false; ///< The editor gave an answer, accepted or not.
    bool refused = false;
    std::string reason;
    double seconds = 0.0;
    bool judged = false; ///< The judge saw the film rightly before: it finds what is to go, not what is to come.
    bool effective = false; ///< Accepted, and the judge finds it after an addition and does not after a removal.
    /// Labels: by how much their probability moved the way of the edit, so that what was asked is above 0. Outlines and
    /// the cardiothoracic ratio: by how much they moved (axioms/Movement.h).
    std::map<std::string, double> moved;
};

/// Writes into `edit`, of which target, direction and refusal are known, what the judge sees that it did.
Result<> judgeEdit(ProbeEdit &edit, const SeeingJudge &judge, const Radiograph &before, const Radiograph &after,
    const JobContext &job);

/// The same of what the judge saw on both films.
void judgeReadings(ProbeEdit &edit, const FilmReading &before, const FilmReading &after);

/// JSON lines; see RecordLines.h.
Result<std::vector<ProbeEdit>> readProbeEdits(const std::filesystem::path &file, const std::string &stamp);
Result<> appendProbeEdit(const std::filesystem::path &file, const std::string &stamp, const ProbeEdit &edit);

/// The edits of a plan in their order. Only what comes before the work is decided here: which film for which target.
struct PlannedEdit {
    std::size_t film = 0;
    Target target = Target::PleuralEffusion;
    bool adds = false;
};
std::vector<PlannedEdit> plannedEdits(const EditProbePlan &plan);

/// Makes what is not in the records yet; films that cannot be read are passed over. Errors: Cancelled, lack of memory,
/// records of another run.
Result<std::vector<ProbeEdit>> runEdits(
    CounterfactualEditor &editor, const SeeingJudge &judge, const EditProbePlan &plan, const JobContext &job);

/// What moved when one thing was acted on.
struct EntanglementRow {
    int edits = 0; ///< That were made.
    int refused = 0; ///< By a gate, or because the editor could not begin.
    int judged = 0;
    int effective = 0; ///< Of those.
    std::map<std::string, ProbeMean> moved; ///< Over patients.
    std::optional<double> own; ///< Mean movement of the target itself; nothing where the judge does not know it.
    std::string most; ///< The other label that moves furthest, of those that do not belong to the target.
    std::optional<double> maxShare; ///< Its movement over that of the target; nothing where that does not move.
};
using Entanglement = std::map<Target, EntanglementRow>;
Entanglement entanglementOf(const std::vector<ProbeEdit> &edits);

/// Whether a key of `moved` is an outline's or the cardiothoracic ratio's: a size, not a direction.
bool isOutlineMovement(std::string_view what);

/// Whether a label is the target itself, or comes and goes with it: a pacemaker's leads, "support devices" of any
/// device.
bool belongsTo(std::string_view what, Target target);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/MethodVariant.h"
#include "core/evaluation/SeeingJudge.h"
#include "core/evaluation/removals/RemovalFilms.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One device of one film, asked to be removed as a user asks: "remove the ecg leads", no mask, nothing said of the
/// source, all else as the model has it.
struct RemovalEdit {
    std::string device; ///< The table's column.
    double before = 0.0; ///< The judge's probability on the film, and on what the editor made of it.
    double after = 0.0;
    bool foundBefore = false; ///< By the judge's own limit for the device.
    bool foundInAnswer = false;
    bool refused = false; ///< By a gate, or because the editor could not begin.
    std::string reason; ///< Of the refusal.
    std::string method; ///< That was taken; empty where the editor could not begin.
    double changedShare = 0.0; ///< Of the film's pixels, in what the editor made.
    bool namedMarkChanged = false; ///< A stored value within a printed mark differs in what the editor made.
    bool seenMarkChanged = false;
    double seconds = 0.0;

    /// After the edit as its user has it: who was refused still has the film as it was.
    bool foundAfter() const { return refused ? foundBefore : foundInAnswer; }
    bool markChanged() const { return namedMarkChanged || seenMarkChanged; }
};

/// A device that a film does not show, by the table.
struct AbsentDevice {
    std::string device; ///< The table's column.
    bool found = false; ///< By the judge all the same.
};

/// All edits of one film.
struct RemovalCase {
    std::string film;
    std::string patient;
    bool hasMarks = false; ///< Printed ones, by the table or the judge.
    std::string unreadable; ///< Why the film could not be opened; then there are no edits.
    std::vector<RemovalEdit> edits;
    std::vector<AbsentDevice> absent;
};

struct RemovalPlan {
    std::vector<RemovalFilm> films;
    std::function<Result<Radiograph>(const std::filesystem::path &)> open;
    std::optional<MethodVariant> method; ///< Nothing: the model's default.
    std::string stamp; ///< What the records must agree in beyond model, judge and method.
    std::filesystem::path records; ///< JSON lines, one a film; an interrupted evaluation goes on from there.
    std::filesystem::path pictures; ///< Folder for a strip of each edit (before, after, change); empty: none.
};

/// What a judge says of a device on a film: the highest of its labels' probabilities, and whether one is above its own
/// limit. Of a pacemaker generator and leads count.
struct DeviceSight {
    double probability = 0.0;
    bool found = false;
};
/// Errors: a judge that does not know the device.
Result<DeviceSight> sightOf(const FilmReading &reading, const DeviceColumn &device);

/// Runs what is not in the records yet and returns all cases in the order of the films. Errors: Cancelled, lack of
/// memory, records that cannot be read or written; an edit that fails otherwise counts as refused, with its reason.
Result<std::vector<RemovalCase>> evaluateRemovals(
    CounterfactualEditor &editor, const SeeingJudge &judge, const RemovalPlan &plan, const JobContext &job);

/// The strip of an edit in the plan's folder.
std::filesystem::path pictureOf(const std::filesystem::path &folder, const RemovalCase &item, const RemovalEdit &edit);

} // namespace cf

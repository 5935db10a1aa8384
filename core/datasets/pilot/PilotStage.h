#pragma once

#include "core/base/Result.h"
#include "core/datasets/pilot/FilmCheck.h"
#include "core/datasets/pilot/PilotRules.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

std::string toJson(const PilotRules &rules);

/// The rules in a folder's rules.json; nothing where none are written yet. Rules that an older file does not have are
/// the usual ones. Errors: a file that is none.
Result<std::optional<PilotRules>> writtenRules(const std::filesystem::path &folder);

/// The rules of a pilot's folder: those in its rules.json, or these, written now. Errors: as writtenRules();
/// InvalidInput where `asked` differs from what was written before, for a rule is not changed after the fact.
Result<PilotRules> settleRules(const std::filesystem::path &folder, const PilotRules &asked);

/// One rule, and how it came out.
struct PilotVerdict {
    std::string rule; ///< In words, with its limit.
    std::string found;
    enum class State { Met, NotMet, Open } state = State::Open;
};
const char *nameOf(PilotVerdict::State state); ///< "met", "not met", "open"

/// What stage 0 says of the films.
struct FilmsVerdict {
    std::vector<PilotVerdict> verdicts;
    std::vector<std::size_t> suitable; ///< Places in the list of checks.
    std::vector<std::string> reasons; ///< One a film: why it is left out, or empty.
    bool isMet() const;
};
FilmsVerdict judgeFilms(const std::vector<FilmCheck> &checks, const PilotRules &rules);

/// `count` suitable films of different patients, spread by hash; of few patients some have several.
std::vector<std::size_t> chooseFilms(
    const std::vector<FilmCheck> &checks, const std::vector<std::size_t> &suitable, int count);

/// A stage's page: what was found, which rules are met, what the next stage costs.
struct StagePage {
    int stage = 0;
    std::string title;
    std::string body; ///< HTML.
    std::vector<PilotVerdict> verdicts;
    std::string next; ///< Of what comes next, with its time on this machine.
    std::string command = {}; ///< That starts what comes next; empty where something is to be done before.
    std::string despite = {}; ///< Why the stage was started although the one before had not met its rules.
};
std::string toHtml(const StagePage &page);

/// Writes the page stage-N.html and, for the stage after it, how its rules came out, stage-N.json.
Result<> writeStage(const std::filesystem::path &folder, const StagePage &page);

/// Whether a stage may start: the one before has met all its rules, or there is a reason to go on all the same, given
/// now or before. A reason is recorded for ever, with the rules that it passes over, in decisions.jsonl. Returns it,
/// empty where none is needed. Errors: InvalidInput, naming the rules that are not met or still open.
Result<std::string> allowStage(const std::filesystem::path &folder, int stage, const std::string &reason);
/// A table of all films with what was found; no name of a patient.
std::string filmsTable(const std::vector<FilmCheck> &checks, const FilmsVerdict &verdict);

} // namespace cf

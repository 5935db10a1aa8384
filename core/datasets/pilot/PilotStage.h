#pragma once

#include "core/base/Result.h"
#include "core/datasets/pilot/FilmCheck.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// When a stage's result allows the next one: written into the pilot's folder before anything is looked at.
struct PilotRules {
    int films = 20; ///< Of the first stage with edits, of as many patients as there are.
    double minSuitable = 0.8; ///< Share of all films.
    double maxUnknown = 0.1; ///< Share of films whose patient is not known.
    double maxText = 0.05; ///< Share of films with printed words beside side letters: they may name a patient.
    int maxDoubled = 0; ///< Films that look like one of another patient.
    double minAccepted = 0.5; ///< Share of edits that pass the gates.
    int cases = 20; ///< Of the first reading, half of them untouched films.
    double minFit = 0.8; ///< Share of the edits that the reading expert finds fit for their use.
    int filmsSecond = 200; ///< Of the second stage with edits.
    int casesSecond = 40; ///< Of its reading.
    double minAsAsked = 0.7; ///< Share of edits after which an independent segmenter sees what was asked.
    /// How far anything else may move with an edit, in probability, by the farther end of its 95 % interval: an
    /// equivalence, not a difference that was not found.
    double maxCollateral = 0.05;
    /// By how many per cent an adapted model errs less on patients whom it has not seen, by the nearer end of the
    /// interval.
    double minLearnt = 0.0;
    /// By how much the worst group's accuracy rises over the films as they are, by the nearer end of the interval.
    double minGain = 0.0;
    bool operator==(const PilotRules &) const = default;
};
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

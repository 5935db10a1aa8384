#pragma once

#include "core/base/Result.h"
#include "core/datasets/pilot/FilmCheck.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// When a stage's result allows the next one: written into the pilot's folder before anything is looked at.
struct PilotRules {
    int films = 20; ///< Of the first stage with edits, of as many patients as there are.
    double leastSuitable = 0.8; ///< Share of all films.
    double mostUnknown = 0.1; ///< Share of films whose patient is not known.
    double mostText = 0.05; ///< Share of films with printed words beside side letters: they may name a patient.
    int mostDoubled = 0; ///< Films that look like one of another patient.
    double leastAccepted = 0.5; ///< Share of edits that pass the gates.
    int cases = 20; ///< Of the first reading, half of them untouched films.
    bool operator==(const PilotRules &) const = default;
};
std::string toJson(const PilotRules &rules);

/// The rules of a pilot's folder: those in its rules.json, or these, written now. Errors: a file that is none;
/// InvalidInput where `asked` differs from what was written before, for a rule is not changed after the fact.
Result<PilotRules> settleRules(const std::filesystem::path &folder, const PilotRules &asked);

/// One rule, and how it came out.
struct PilotVerdict {
    std::string rule; ///< In words, with its limit.
    std::string found;
    enum class State { Met, NotMet, Open } state = State::Open;
};

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
};
std::string toHtml(const StagePage &page);
/// A table of all films with what was found; no name of a patient.
std::string filmsTable(const std::vector<FilmCheck> &checks, const FilmsVerdict &verdict);

} // namespace cf

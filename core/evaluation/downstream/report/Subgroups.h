#pragma once

#include "core/evaluation/downstream/report/StudySummary.h"
#include "core/insertion/patients/FilmTraits.h"

#include <array>
#include <map>
#include <string>
#include <vector>

namespace cf::downstream {

/// Traits of a patient's films by group; a table's "patient" has four films of four people.
using PatientTraits = std::array<FilmTraits, cellCount>;

/// Fewer films than this in one of the four groups and no figure is given: one film is then more than a tenth of the
/// worst group's accuracy.
inline constexpr int fewestInSubgroup = 10;

/// How an arm does on a part of the test films that no edit is about.
struct SubgroupFigures {
    std::string task;
    double correlation = 1.0;
    std::string arm;
    std::string label;
    std::string kind; ///< "sex", "age", "view", "scanner"
    std::string group; ///< "women", "over 60 years", "AP", …
    int patients = 0;
    std::array<int, cellCount> films{};
    BootstrapResult worstGroup; ///< As everywhere: mean over classifiers, both drawn.
    BootstrapResult area; ///< Balanced AUC.
    std::string reason; ///< Why there are no figures; empty where there are.
};

/// Of each arm that was run and each subgroup that has a test film, the kinds in the order above, the groups of a kind
/// by their number of films.
std::vector<SubgroupFigures> subgroupFigures(
    const ConditionSummary &condition, const std::map<std::string, PatientTraits> &patients);

/// The kinds of which nothing is known of any test film.
std::vector<std::string> unknownKinds(const std::vector<SubgroupFigures> &figures);

/// One line an arm and subgroup.
std::string subgroupsCsv(const std::vector<SubgroupFigures> &figures);
/// Of one condition; empty without figures.
std::string subgroupsSection(const std::vector<SubgroupFigures> &figures);

} // namespace cf::downstream

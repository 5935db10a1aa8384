#pragma once

#include "core/evaluation/downstream/films/StudyEdits.h"
#include "core/evaluation/downstream/films/StudyFolder.h"
#include "core/evaluation/downstream/plan/StudyArm.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cf::downstream {

/// A picture to train on.
struct TrainingFilm {
    std::filesystem::path file;
    int cell = 0; ///< What it shows, as the arm believes it.
    bool synthetic = false;
};

/// The training set of an arm.
struct ArmFilms {
    std::vector<TrainingFilm> films; ///< One named twice counts twice.
    std::array<int, cellCount> originals{}; ///< By group; of the list, not of the data.
    std::array<int, cellCount> synthetic{};
    int wished = 0; ///< Edits that the arm asked for …
    int refused = 0; ///< … and those of them that were refused and are not in it.
    std::string impossible; ///< Why there is no such arm at this correlation; empty where there is.
};

/// The edits that an arm's training set needs at a correlation, by the same share of films in every group.
std::vector<EditWish> editWishes(const std::vector<StudyPatient> &patients, double correlation, double share);

/// "default", "sdedit", "prism"; empty for arms without edits.
std::string wayOf(const StudyArm &arm);

/// Which of an edit's pictures an arm of this material takes: "edited", "null", "moved"; "exact" for the rendered film,
/// which lies elsewhere. Empty for none.
std::string_view pictureOf(Material material);

/// Needs films and edits in the folder. Errors: a record that cannot be read.
Result<ArmFilms> armFilms(const StudyArm &arm, const std::vector<StudyPatient> &patients, double correlation,
    std::uint64_t generationSeed, const StudyPlan &plan, const StudyFolder &folder);

} // namespace cf::downstream

#pragma once

#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/downstream/films/FilmSource.h"
#include "core/evaluation/downstream/films/SeenEdit.h"
#include "core/evaluation/downstream/films/StudyFolder.h"
#include "core/jobs/JobContext.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace cf::downstream {

/// How the device of a film is turned: an editor and what it is asked for.
struct EditWay {
    std::string name; ///< "default", "sdedit", "prism": names the folder of its pictures.
    std::string method; ///< Empty: the model's default.
    std::map<std::string, double> parameters;
    /// Called when the first edit is due; the editor stays its owner's.
    std::function<Result<CounterfactualEditor *>()> editor;
};

/// One edit against the exact counterfactual.
struct EditRecord {
    std::string patient;
    int cell = 0; ///< Of the film that was edited; the picture shows deviceTurned(cell).
    std::string prompt;
    std::string method;
    std::string modelSha256;
    bool accepted = false;
    std::string reason; ///< Why it was refused.
    std::vector<std::string> failedGates;
    double seconds = 0.0;
    double errorInside = 0.0; ///< See EditScore.
    double errorOutside = 0.0;
    double spill = 0.0;
    double gain = 0.0;
    bool isProbe = false; ///< Of a test patient: no arm trains on it.
    std::optional<SeenEdit> seen; ///< Nothing for refused edits, and where no second segmenter looked.
};
std::string toJson(const EditRecord &record);
Result<EditRecord> readEditRecord(const std::filesystem::path &file);

/// A film to be edited.
struct EditWish {
    const StudyPatient *patient = nullptr;
    int cell = 0;
};

/// Makes the films of all patients that are not there yet. Errors: of the source or of writing; Cancelled.
/// `wanted`: by a patient's place; without it all.
Result<> prepareFilms(FilmSource &source, const StudyPlan &plan, const StudyFolder &folder, const JobContext &job,
    const std::function<bool(std::size_t)> &wanted = {});

/// Makes the edits that are not there yet: the counterfactual, the null edit of its region (the model's own rebuilding,
/// nothing changed) and its change at another place. A refused edit is recorded and takes no part in training. An edit
/// that fails is an error: no study is made from fewer films in silence. `judge` looks at the pictures of accepted
/// edits at their full size, while they are there; nullptr: nobody does.
Result<> prepareEdits(FilmSource &source, const EditWay &way, std::uint64_t seed, const std::vector<EditWish> &wishes,
    const StudyPlan &plan, const StudyFolder &folder, const JobContext &job, const SeeingJudge *judge = nullptr);

/// The change between two images at another place of the first, where little of it meets its own region again.
GreyImage changeElsewhere(const GreyImage &source, const GreyImage &edited, std::uint64_t seed);

} // namespace cf::downstream

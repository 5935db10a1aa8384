#pragma once

#include "core/base/Result.h"
#include "core/evaluation/downstream/plan/ShortcutTask.h"

#include <string>
#include <vector>

namespace cf::downstream {

/// How every classifier of a study is trained: the same in every arm.
struct ClassifierPlan {
    int imageSize = 128; ///< Width and height of what it is shown.
    int steps = 600; ///< Of the optimiser, in every arm.
    int batch = 32;
    int checks = 6; ///< How often the validation set is looked at; the best of these is tested.
    double learningRate = 1.5e-3;
    double weightDecay = 0.01;
    double drop = 0.2; ///< See EfficientNet.
    int earlyShare = 4; ///< Just-train-twice spends one step in so many on finding its errors …
    int errorWeight = 6; ///< … which then count so many times.
    double groupRate = 0.01; ///< η of group DRO (arXiv 1911.08731).
    bool operator==(const ClassifierPlan &) const = default;
};

/// What is compared, on whom and how often.
struct StudyPlan {
    std::vector<std::string> tasks; ///< Names of shortcutTasks().
    std::vector<double> correlations; ///< Share of films with the finding that show the device, and of those without
                                      ///< that do not: 1, 0.75 and 0.5 as in arXiv 2312.14223.
    std::vector<std::string> arms; ///< Names of studyArms().
    int classifierSeeds = 5;
    int generationSeeds = 2; ///< Of the arms whose edits are made by chance.
    int trainingPatients = 400;
    int validationPatients = 60;
    int testPatients = 120;
    int probes = 40; ///< Test patients whose films are edited, too, to look for new bias.
    int renderSize = 512; ///< At which films are made and edited.
    double editShare = 1.0; ///< Share of the training films that get a counterfactual.
    ClassifierPlan classifier;
};

/// Three arms, three seeds, one task fully confounded; small images, as phantoms allow.
StudyPlan quickPlan();
/// Every task, correlation and arm; five classifiers, edits of two seeds.
StudyPlan fullPlan();
/// Names the first thing wrong.
Result<> validate(const StudyPlan &plan);

enum class Part { Training, Validation, Test };

/// Whose films they are. The part is settled before anything is made, by patient.
struct StudyPatient {
    std::string name; ///< "phantom/500012", "nih/1234"; the unit of the statistics.
    Part part = Part::Training;
    bool finding = false; ///< Of a training film.
    double rank = 0.0; ///< 0…1 among those alike: below the correlation the device goes with the finding.
    std::uint64_t seed = 0; ///< What decides everything else about the patient's films.
    std::size_t film = 0; ///< Which film of a source that has films.
};

/// The group of a patient's training film at a correlation. Patients of the lowest ranks never change group.
int cellAt(const StudyPatient &patient, double correlation);

/// Gives patients in the order of their names' draw a part, a finding in turn and ranks: exact counts in every group,
/// whatever the correlation.
void assignParts(std::vector<StudyPatient> &patients, int training, int validation);

} // namespace cf::downstream

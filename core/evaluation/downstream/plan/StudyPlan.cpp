#include "core/evaluation/downstream/plan/StudyPlan.h"

#include "core/evaluation/downstream/plan/StudyArm.h"

#include <algorithm>

namespace cf::downstream {

StudyPlan quickPlan()
{
    StudyPlan plan;
    plan.tasks = { "pacemaker" };
    plan.correlations = { 1.0 };
    plan.arms = { "original", "default", "exact" };
    plan.classifierSeeds = 3;
    plan.generationSeeds = 1;
    plan.trainingPatients = 240;
    plan.validationPatients = 40;
    plan.testPatients = 80;
    plan.probes = 20;
    // A heart's width and a generator are seen at 64 pixels; a step costs a third of one at 128.
    plan.classifier.imageSize = 64;
    plan.classifier.batch = 16;
    plan.classifier.steps = 300;
    return plan;
}

StudyPlan fullPlan()
{
    StudyPlan plan;
    for (const ShortcutTask &task : shortcutTasks())
        plan.tasks.push_back(task.name);
    plan.correlations = { 1.0, 0.75, 0.5 };
    for (const StudyArm &arm : studyArms())
        plan.arms.push_back(arm.name);
    plan.trainingPatients = 480;
    plan.classifier.imageSize = 160;
    plan.classifier.steps = 900;
    return plan;
}

Result<> validate(const StudyPlan &plan)
{
    if (plan.tasks.empty() || plan.correlations.empty() || plan.arms.empty())
        return fail(ErrorCode::InvalidInput, "A study needs a task, a correlation and an arm.");
    for (const std::string &task : plan.tasks)
        CF_TRY(shortcutTask(task));
    for (const std::string &arm : plan.arms)
        CF_TRY(studyArm(arm));
    for (const double correlation : plan.correlations)
        if (!(correlation >= 0.5 && correlation <= 1.0))
            return fail(ErrorCode::InvalidInput, "A correlation is a share from 0.5 (none) to 1 (complete).");
    if (plan.classifierSeeds < 1 || plan.generationSeeds < 1)
        return fail(ErrorCode::InvalidInput, "A study needs at least one seed of each kind.");
    if (plan.trainingPatients < 4 || plan.validationPatients < 2 || plan.testPatients < 2)
        return fail(ErrorCode::InvalidInput, "A study needs 4 patients to train on, 2 to validate and 2 to test.");
    if (plan.probes < 0 || plan.probes > plan.testPatients)
        return fail(ErrorCode::InvalidInput, "Probes are test patients: there cannot be more of them.");
    const ClassifierPlan &classifier = plan.classifier;
    if (plan.renderSize < 64 || plan.renderSize > 4096 || classifier.imageSize < 32
        || classifier.imageSize > plan.renderSize)
        return fail(
            ErrorCode::InvalidInput, "Films can be 64 to 4096 pixels wide, and a classifier's images 32 up to that.");
    if (classifier.steps < 1 || classifier.batch < 2 || classifier.checks < 1 || classifier.checks > classifier.steps)
        return fail(ErrorCode::InvalidInput, "Training needs a step, two films a batch, and a check within its steps.");
    if (!(plan.editShare > 0.0 && plan.editShare <= 1.0))
        return fail(ErrorCode::InvalidInput, "The share of edited films is above 0 and at most 1.");
    return {};
}

int cellAt(const StudyPatient &patient, double correlation)
{
    return cellOf(patient.finding, patient.rank < correlation ? patient.finding : !patient.finding);
}

void assignParts(std::vector<StudyPatient> &patients, int training, int validation)
{
    int place = 0;
    for (StudyPatient &patient : patients) {
        patient.part = place < training     ? Part::Training
            : place < training + validation ? Part::Validation
                                            : Part::Test;
        ++place;
    }
    for (const Part part : { Part::Training, Part::Validation, Part::Test }) {
        const auto inPart = [part](const StudyPatient &patient) { return patient.part == part; };
        const auto count = std::count_if(patients.begin(), patients.end(), inPart);
        long index = 0;
        for (StudyPatient &patient : patients)
            if (inPart(patient)) {
                patient.finding = index % 2 == 1;
                const long alike = patient.finding ? count / 2 : (count + 1) / 2;
                patient.rank = (static_cast<double>(index / 2) + 0.5) / static_cast<double>(alike);
                ++index;
            }
    }
}

} // namespace cf::downstream

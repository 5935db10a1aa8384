#include "core/evaluation/downstream/report/SeenSummary.h"

#include "core/evaluation/downstream/films/ArmFilms.h"
#include "core/statistics/comparison/Proportion.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace cf::downstream {

namespace {

/// Mean over patients of the share of their judged edits that are not as meant.
Estimate failingShare(const std::vector<ProbeEdit> &edits, int &patients)
{
    PatientValues byPatient;
    for (const ProbeEdit &edit : edits)
        if (edit.judged)
            byPatient[edit.patient].push_back(edit.effective ? 0.0 : 1.0);
    const ProbeMean mean = meanOfPatients(byPatient);
    patients = mean.patients;
    if (patients == 0)
        return {};
    // A part of a patient counts as a whole one: the share is one that nobody wants to be small by rounding.
    const auto failed = static_cast<std::int64_t>(std::ceil(mean.mean * patients - 1e-9));
    Estimate estimate = wilson({ failed, patients });
    estimate.value = mean.mean;
    return estimate;
}

std::string whyNot(const SeenArm &arm, bool knowsDevice)
{
    if (arm.used == 0)
        return "No edit was accepted.";
    if (arm.looked == 0)
        return "No second segmenter looked at these edits: the model has none, or they were made by an earlier "
               "version.";
    if (!knowsDevice)
        return "The second segmenter does not know this device.";
    return arm.patients == 0 ? "The second segmenter saw none of the films rightly before." : std::string();
}

SeenArm seenArm(const ShortcutTask &task, const StudyArm &arm, const std::vector<EditRecord> &records)
{
    SeenArm summary;
    summary.task = task.name;
    summary.device = task.device;
    summary.arm = arm.name;
    summary.label = arm.label;
    std::vector<ProbeEdit> edits;
    std::set<std::string> judges;
    bool knowsDevice = false;
    for (const EditRecord &record : records) {
        if (!record.accepted || record.isProbe)
            continue;
        ++summary.used;
        if (!record.seen)
            continue;
        auto edit =
            probeEditOf(*record.seen, pictureOf(arm.material), task.device, !showsDevice(record.cell), record.patient);
        if (!edit)
            continue;
        judges.insert(record.seen->judge);
        knowsDevice = knowsDevice || record.seen->before.has_value();
        edits.push_back(*std::move(edit));
    }
    if (judges.size() > 1) {
        summary.reason = "Several segmenters looked at these edits, and their figures do not go together.";
        return summary;
    }
    summary.looked = static_cast<int>(edits.size());
    if (const Entanglement rows = entanglementOf(edits); !rows.empty())
        summary.row = rows.begin()->second;
    summary.failing = failingShare(edits, summary.patients);
    summary.reason = whyNot(summary, knowsDevice);
    return summary;
}

} // namespace

std::vector<SeenArm> seenArms(const ShortcutTask &task, const StudyPlan &plan, const RecordsByWay &records)
{
    std::vector<SeenArm> arms;
    for (const StudyArm &arm : studyArms()) {
        if (arm.material == Material::None || std::ranges::find(plan.arms, arm.name) == plan.arms.end())
            continue;
        const bool isExact = arm.material == Material::Exact;
        const auto found = records.find(isExact ? "default" : wayOf(arm));
        SeenArm summary = seenArm(task, arm, found == records.end() ? std::vector<EditRecord>() : found->second);
        if (isExact && summary.used == 0)
            summary.reason = "Exact films are looked at beside edits of the default method, and there are none.";
        arms.push_back(std::move(summary));
    }
    return arms;
}

} // namespace cf::downstream

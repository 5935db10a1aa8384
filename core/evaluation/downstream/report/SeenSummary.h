#pragma once

#include "core/base/Result.h"
#include "core/evaluation/downstream/films/StudyEdits.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"
#include "core/evaluation/probe/EditProbe.h"
#include "core/statistics/Estimate.h"

#include <map>
#include <string>
#include <vector>

namespace cf::downstream {

/// What a second segmenter says of the pictures that an arm added to its films: how many are not as they are meant, and
/// how far everything else moved with the device.
struct SeenArm {
    std::string task;
    Target device = Target::Pacemaker;
    std::string arm;
    std::string label;
    int used = 0; ///< Accepted edits of training patients, of the plan's seeds of generation, at any correlation.
    int looked = 0; ///< Of these.
    EntanglementRow row; ///< Of those; `effective`: as the picture is meant, see probeEditOf().
    int patients = 0; ///< Of whose edits the segmenter saw the film rightly before.
    /// Share of these edits that are not as meant, patient by patient; Wilson's interval with as many trials as
    /// patients, lest several edits of one film count as several.
    Estimate failing;
    std::string reason; ///< Why there is no share; empty where there is one.
};

/// Records of edits by way ("default", "sdedit", "prism"), of all seeds of generation.
using RecordsByWay = std::map<std::string, std::vector<EditRecord>>;

/// Of each of the plan's arms that adds pictures, in the order of studyArms().
std::vector<SeenArm> seenArms(const ShortcutTask &task, const StudyPlan &plan, const RecordsByWay &records);

/// One line an arm and figure: "failing", then "moved" for each thing.
std::string seenCsv(const std::vector<SeenArm> &arms);
/// The section of the page; empty without such arms.
std::string seenSection(const std::vector<SeenArm> &arms);

} // namespace cf::downstream

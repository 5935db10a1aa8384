#include "core/evaluation/axioms/AxiomReport.h"
#include "core/evaluation/axioms/Movement.h"

#include <algorithm>

namespace cf {

namespace {

MeasuredMean meanOfValues(const std::vector<PatientValue> &values)
{
    MeasuredMean mean;
    mean.count = static_cast<int>(values.size());
    if (!values.empty())
        mean.interval = bootstrapMean(values);
    return mean;
}

void count(Effectiveness &effectiveness, const AxiomEdit &edit)
{
    ++effectiveness.asked;
    effectiveness.effective += edit.effective ? 1 : 0;
    effectiveness.refused += edit.refused ? 1 : 0;
}

void addNull(AxiomSummary &summary, const std::optional<std::int64_t> &changed)
{
    ++summary.nullAsked;
    if (!changed) {
        ++summary.nullRefused;
        return;
    }
    summary.nullWithChanges += *changed > 0 ? 1 : 0;
    summary.nullChangedValues += *changed;
}

} // namespace

AxiomSummary summaryOf(const AxiomFindings &findings)
{
    AxiomSummary summary;
    std::vector<PatientValue> errors, levels, sizes, spills, shares;
    std::map<std::string, std::map<std::string, std::vector<PatientValue>>> moved;
    for (const AxiomCase &item : findings.cases) {
        addNull(summary, item.nullChanged);
        addNull(summary, item.nullChangedInMask);
        if (item.reversalError)
            errors.push_back({ item.patient, *item.reversalError });
        if (item.reversalLevels)
            levels.push_back({ item.patient, *item.reversalLevels });
        const std::string target(keyOf(item.abnormality.target));
        for (const AxiomEdit &edit : item.edits) {
            if (edit.judged) {
                count(summary.effectiveness[target][edit.adds], edit);
                count(edit.adds ? summary.added : summary.removed, edit);
            }
            if (edit.refused)
                continue;
            sizes.push_back({ item.patient, edit.size });
            spills.push_back({ item.patient, edit.spill });
            shares.push_back({ item.patient, edit.changedShare });
            summary.outsideChangedValues += edit.outsideChanged;
            for (const auto &[what, by] : edit.moved)
                moved[target][what].push_back({ item.patient, by });
        }
    }
    summary.reversalError = meanOfValues(errors);
    summary.reversalLevels = meanOfValues(levels);
    summary.size = meanOfValues(sizes);
    summary.spill = meanOfValues(spills);
    summary.changedShare = meanOfValues(shares);
    for (const auto &[target, things] : moved)
        for (const auto &[what, values] : things)
            summary.entanglement[target][what] = meanOfValues(values);
    const std::string pacemaker(keyOf(Target::Pacemaker));
    const std::string heart(keyOf(Target::Cardiomegaly));
    for (const auto &[target, what] : { std::pair(pacemaker, heart),
             std::pair(pacemaker, std::string(cardiothoracicRatioKey)), std::pair(heart, pacemaker) }) {
        const auto row = summary.entanglement.find(target);
        if (row == summary.entanglement.end() || !row->second.contains(what))
            continue;
        const MeasuredMean &mean = row->second.at(what);
        summary.heartAndPacemaker[target + " → " + what] = mean;
        summary.largestOfHeartAndPacemaker =
            std::max(summary.largestOfHeartAndPacemaker.value_or(0.0), mean.interval.mean);
    }
    return summary;
}

} // namespace cf

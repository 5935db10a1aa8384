#include "app/contrafact-cli/edit/EditReport.h"

#include "core/editing/Scorecard.h"

#include <algorithm>

namespace cf::cli {

ReportJson gatesJson(const std::vector<Gate> &gates)
{
    ReportJson json = ReportJson::array();
    for (const Gate &gate : gates)
        json.push_back({ { "name", gate.name }, { "label", gate.label }, { "value", gate.value },
            { "limit", gate.limit }, { "at_least", gate.atLeast }, { "unit", gate.unit }, { "passed", gate.passed },
            { "reason", gate.reason } });
    return json;
}

ReportJson scorecardJson(const EditResult &result)
{
    const auto words = [](cf::Judgement judgement) {
        return judgement == cf::Judgement::Passed ? "passed"
            : judgement == cf::Judgement::Failed  ? "failed"
                                                  : "not judged";
    };
    const Scorecard card = scorecardOf(result.gates);
    ReportJson rows = ReportJson::array();
    for (const ScorecardRow &row : card.rows)
        rows.push_back({ { "key", row.key }, { "label", row.label }, { "judgement", words(row.judgement) },
            { "reason", row.reason } });
    return { { "verdict", words(card.verdict) }, { "passed", card.passed }, { "failed", card.failed },
        { "not_judged", card.notJudged }, { "rows", std::move(rows) } };
}

std::string scorecardText(const ReportJson &scorecard)
{
    std::string text;
    for (const ReportJson &row : scorecard.at("rows"))
        if (row.at("judgement") == "not judged")
            text.append("not judged: ")
                .append(row.at("label").get<std::string>())
                .append(" (")
                .append(row.at("reason").get<std::string>())
                .append(")\n");
    return text;
}

ReportJson candidatesJson(const EditResult &result)
{
    ReportJson list = ReportJson::array();
    for (const EditCandidate &candidate : result.candidates)
        list.push_back({ { "parameters", candidate.parameters }, { "score", candidate.score },
            { "score_name", candidate.scoreName },
            { "status", candidate.status == EditStatus::Accepted ? "accepted" : "refused" },
            { "reason", candidate.reason }, { "chosen", candidate.isChosen },
            { "gates", gatesJson(candidate.gates) } });
    const auto passed = std::count_if(result.candidates.begin(), result.candidates.end(),
        [](const EditCandidate &candidate) { return candidate.status == EditStatus::Accepted; });
    return { { "made", result.candidates.size() }, { "passed", passed }, { "list", std::move(list) } };
}

ReportJson spreadJson(const EditResult &result)
{
    if (!result.spread)
        return nullptr;
    const SeedSpread &spread = *result.spread;
    return { { "seeds", spread.seeds }, { "mean_deviation", spread.meanDeviation },
        { "largest_deviation", spread.largestDeviation }, { "region_agreement", spread.regionAgreement },
        { "noise_floor_grey", spread.noiseFloor } };
}

void StageReport::finish(const std::string &stage)
{
    const auto now = std::chrono::steady_clock::now();
    m_json[stage] = std::chrono::duration<double>(now - m_began).count();
    m_began = now;
}

void StageReport::add(const std::vector<StageTime> &stages)
{
    for (const StageTime &stage : stages)
        m_json[stage.stage] = stage.seconds;
    m_began = std::chrono::steady_clock::now();
}

} // namespace cf::cli

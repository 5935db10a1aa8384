#pragma once

#include "core/editing/EditResult.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

namespace cf::cli {

/// What `contrafact-cli edit --json` says beyond the single result. Members are named as their C++ fields.
using ReportJson = nlohmann::ordered_json;

/// All answers that were judged, with their scores, gates and reasons, and how many passed.
ReportJson candidatesJson(const EditResult &result);
/// The fixed rows of core/editing/Scorecard.h and their verdict.
ReportJson scorecardJson(const EditResult &result);
/// One line for each row that could not be judged, with its reason.
std::string scorecardText(const ReportJson &scorecard);
/// How much the edit depends on its seed; null where one seed was asked for.
ReportJson spreadJson(const EditResult &result);
ReportJson gatesJson(const std::vector<Gate> &gates);

/// Seconds by stage, in their order.
class StageReport
{
public:
    /// What ran since the last call was `stage`.
    void finish(const std::string &stage);
    /// Takes in what the editor measured itself; the time since the last call is theirs.
    void add(const std::vector<StageTime> &stages);
    const ReportJson &json() const { return m_json; }

private:
    std::chrono::steady_clock::time_point m_began = std::chrono::steady_clock::now();
    ReportJson m_json = ReportJson::object();
};

} // namespace cf::cli

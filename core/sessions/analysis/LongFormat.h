#pragma once

#include "core/sessions/analysis/AnalysisInput.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace cf::sessions {

/// Every answer, one row an answer, readers as shownName() calls them: reader, role, case, pair, arm, stage, attempt,
/// position, question, kind, answer, truth, correct, seconds, paused_seconds, shown_at, stored_at, seal. RFC 4180 with
/// a header; marks are JSON in one cell. Questions without an answer have no row.
std::string longCsv(const AnalysisInput &input);
/// The same as a list of objects; numbers and truth values keep their type.
nlohmann::json longJson(const AnalysisInput &input);

} // namespace cf::sessions

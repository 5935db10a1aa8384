#pragma once

#include "core/base/Result.h"
#include "core/sessions/StudyStore.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <string>
#include <vector>

namespace cf::cli {

using Json = nlohmann::ordered_json;

/// Runs the work of a subcommand that answers in JSON: what it gives is printed on stdout, an error as one line on
/// stderr. The exit code.
int printAnswer(const std::function<Result<Json>()> &work);

/// What was found of a chain of records, as JSON: "whole", "audit_records", "head", "found".
Json verificationOf(const std::vector<sessions::Tampering> &found, std::size_t auditRecords, const std::string &head);

/// The same for work that gives a verificationOf(): exit code 3 where something was tampered with.
int printVerification(const std::function<Result<Json>()> &work);

} // namespace cf::cli

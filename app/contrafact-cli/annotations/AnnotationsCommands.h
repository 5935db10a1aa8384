#pragma once

#include "core/base/Result.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <functional>

namespace cf::cli {

using Json = nlohmann::ordered_json;

/// Runs the work of one `annotations` subcommand: what it gives is printed as JSON on stdout, an error as one line on
/// stderr.
int runAnnotations(const std::function<Result<Json>()> &work);

// One file each.
void addAnnotationsNew(CLI::App &annotations, int &exitCode);
void addAnnotationsExport(CLI::App &annotations, int &exitCode);
void addAnnotationsImport(CLI::App &annotations, int &exitCode);
void addAnnotationsAgreement(CLI::App &annotations, int &exitCode);
void addAnnotationsVerify(CLI::App &annotations, int &exitCode);

} // namespace cf::cli

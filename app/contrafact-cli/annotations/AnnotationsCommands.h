#pragma once

#include "app/contrafact-cli/JsonAnswer.h"

#include <CLI/CLI.hpp>

namespace cf::cli {

// One file each.
void addAnnotationsNew(CLI::App &annotations, int &exitCode);
void addAnnotationsExport(CLI::App &annotations, int &exitCode);
void addAnnotationsImport(CLI::App &annotations, int &exitCode);
void addAnnotationsAgreement(CLI::App &annotations, int &exitCode);
void addAnnotationsVerify(CLI::App &annotations, int &exitCode);

} // namespace cf::cli

#pragma once

#include "core/editing/CounterfactualEditor.h"

#include <CLI/CLI.hpp>

namespace cf::cli {

/// --precision auto, fp32 or bf16.
void addPrecision(CLI::App &command, Precision &precision);

} // namespace cf::cli

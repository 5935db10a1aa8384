#pragma once

#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/evaluation/MethodVariant.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace cf::cli {

/// The policy of a page that several commands write to: one of ours without the section takes it in, and nothing is
/// lost; one that has it is replaced only where the user allows it.
WritePolicy pagePolicy(const std::filesystem::path &file, std::string_view section, bool overwrite);
/// Puts a section into the page, or makes one.
Result<> writeSection(
    const std::filesystem::path &file, std::string_view section, std::string_view body, bool overwrite);

/// JSON with the mark of our reports as its first member.
std::string markedReport(const std::string &json);

/// Reads a method with its parameters. Errors: what is of no such form, or no method of the model.
Result<MethodVariant> readMethod(const std::string &text, const CounterfactualEditor &editor);

/// Twelve hexadecimal digits that tell runs apart which differ in what decides about their figures.
std::string keyOfRun(std::string_view whatDecides);

/// Where a run keeps what it has measured: `named`, else beside the JSON or the page ("proof.json" → "proof.state"),
/// else work/`what`.
std::filesystem::path stateFolder(const std::filesystem::path &named, const std::filesystem::path &json,
    const std::filesystem::path &html, std::string_view what);

} // namespace cf::cli

#pragma once

#include "app/contrafact-cli/JsonAnswer.h"
#include "core/annotation/Annotation.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace cf::cli {

/// Where annotations are taken from: files, or all finished ones of a store.
struct AnnotationInputs {
    std::vector<std::filesystem::path> files;
    std::string store; ///< As AnnotationStore::at() takes it, or the file in such a folder; empty: the files.
};

/// `--input` and `--store`, of which one is given.
void addInputs(CLI::App &command, AnnotationInputs &inputs, const char *ofInput);
Result<std::vector<annotation::Annotation>> readInputs(const AnnotationInputs &inputs);
/// The folder of a file annotations.cfannotations; folders and connection strings as they are.
std::string placeOfStore(const std::string &named);

// One file each.
void addAnnotationsNew(CLI::App &annotations, int &exitCode);
void addAnnotationsExport(CLI::App &annotations, int &exitCode);
void addAnnotationsImport(CLI::App &annotations, int &exitCode);
void addAnnotationsAgreement(CLI::App &annotations, int &exitCode);
void addAnnotationsVerify(CLI::App &annotations, int &exitCode);

} // namespace cf::cli

#pragma once

#include "app/contrafact-cli/ReadingArguments.h"
#include "core/base/files/OutputPlan.h"
#include "core/editing/CounterfactualEditor.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cf::cli {

/// What `contrafact-cli edit` was asked for.
struct EditOptions {
    std::filesystem::path input;
    std::string prompt;
    std::filesystem::path mask;
    std::string maskAs = "evident"; ///< How the mask picture is to be read.
    ReadingArguments reading;
    std::filesystem::path model;
    std::filesystem::path classifier;
    std::string method;
    std::uint64_t seed = 0;
    int seeds = 1;
    int steps = 0;
    int threads = 0;
    Precision precision = Precision::Automatic;
    std::vector<std::string> parameters;
    std::vector<std::string> sourceLabels;
    std::filesystem::path output;
    std::filesystem::path figure;
    std::filesystem::path json;
    bool overwrite = false;
    std::string noMarkReason;
    bool deidentify = false; ///< The object is written without the patient's identity.
    std::filesystem::path inversionCache = defaultInversionCache();
    bool noInversionCache = false;
    bool quiet = false;
};

} // namespace cf::cli

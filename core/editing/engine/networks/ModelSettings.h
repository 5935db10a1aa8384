#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"

#include <filesystem>
#include <map>
#include <optional>
#include <string>

namespace cf {

/// Parameters by method and name, e.g. "flow" → "guidance_scale" → 1.
using MethodParameters = std::map<std::string, std::map<std::string, double>>;

/// What a model folder's contrafact.json says; folders without one (published checkpoints) get what is usual for them.
struct ModelSettings {
    ModelDescription description; ///< Without `sha256`.
    std::string predictionType; ///< As in scheduler_config.json; empty: what that file says.
    MethodParameters methodParameters; ///< Take the places of the methods' own defaults.
    std::optional<double> latentScaling; ///< Takes the place of the autoencoder's scaling_factor.
    std::optional<int> imageSize; ///< Absent: the UNet's sample size times the autoencoder's downscale.
    bool hasCard = false; ///< There is a contrafact.json.
};

/// Errors: Io where the folder is none of a model, InvalidInput naming the member of contrafact.json.
Result<ModelSettings> readModelSettings(const std::filesystem::path &modelFolder);

} // namespace cf

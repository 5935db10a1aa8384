#pragma once

#include "core/base/Result.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace cf {

class ListeningModel;

/// A text-to-image model of a folder, to be probed.
struct LoadedListener {
    std::shared_ptr<ListeningModel> model;
    int imageSize = 0;
    std::string name;
    std::string sha256; ///< Of its weights.
    std::optional<CaptionGrammar> grammar; ///< Of its card; nothing where it has none.
};

/// Loads the networks of a model folder in the diffusers layout. Errors: as loadEditor(); InvalidInput for a model that
/// is given the source and instructions: it was told of no states. Cancelled.
Result<LoadedListener> loadListener(
    const std::filesystem::path &modelFolder, Precision precision, const JobContext &job);

} // namespace cf

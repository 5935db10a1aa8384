#pragma once

#include "core/base/Result.h"
#include "core/editing/readings/FilmReading.h"
#include "core/imaging/Radiograph.h"
#include "core/jobs/JobContext.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace cf {

/// A segmenter that says what films show before and after edits. It shall be the model's second one, of another seed
/// and of other patients, which no edit and no gate has used: who edits and refuses must not judge.
struct SeeingJudge {
    std::function<Result<FilmReading>(const Radiograph &, const JobContext &)> read;
    std::string
        part; ///< The model folder's part that it is from: "second-segmenter", or "segmenter" where there is none.
    std::string sha256; ///< Of its weights.

    bool isIndependent() const;
    /// What to tell beside every figure; empty for an independent judge.
    std::string warning() const;
};

/// The second segmenter of a model folder, else its first. Errors: InvalidInput for a folder with neither.
Result<SeeingJudge> loadSeeingJudge(const std::filesystem::path &modelFolder);
/// The second segmenter alone; nothing where the model has none. Errors: weights that cannot be read.
Result<std::optional<SeeingJudge>> loadIndependentJudge(const std::filesystem::path &modelFolder);

} // namespace cf

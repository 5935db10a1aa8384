#pragma once

#include <filesystem>
#include <vector>

namespace cf {

/// Where training reads from and writes to.
struct TrainingFolders {
    std::filesystem::path state; ///< Corpus, checkpoints, logs, sample sheets; made when missing.
    std::vector<std::filesystem::path> radiographs; ///< Folders with images/ and labels.csv; may be empty.
    /// A model whose weights a training begins with that has no saved state yet; empty: with fresh ones.
    std::filesystem::path startFrom{};
    std::filesystem::path corpus() const { return state / "corpus"; }
};

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/files/TrainingFolders.h"
#include "core/training/remover/RemoverRecipe.h"

#include <cstddef>
#include <filesystem>

namespace cf {

/// Where the pairs of one entry of the recipe's "pairs" are kept.
std::filesystem::path removalPairsFolder(const TrainingFolders &folders, const RemovalPairsRecipe &pairs);

/// Renders what is missing of the recipe's pairs: phantoms, and insertions of the recipe's kinds into radiographs of
/// training patients, never of a kind that the reader's table says, or suspects, in that film. Resumes where it was
/// stopped. Errors: no folder of radiographs, a table that cannot be read.
Result<> makeRemovalPairs(const RemoverRecipe &recipe, const TrainingFolders &folders, const JobContext &job);

/// What the pair of a seed shows, by the recipe's shares.
Abnormality removalOf(std::uint64_t seed, const RemoverRecipe &recipe);

} // namespace cf

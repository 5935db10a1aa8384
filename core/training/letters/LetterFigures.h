#pragma once

#include "core/base/Result.h"
#include "core/diffusion/readers/SideLetterReader.h"
#include "core/training/letters/LetterSamples.h"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <vector>

namespace cf {

/// [blobs, 2, height, width], as the reader takes them.
torch::Tensor windowsOf(const std::vector<const LetterBlob *> &blobs, const SideLetterConfig &config);
/// [blobs, 2]: how likely each of a film's blobs is an L, and an R, whichever way it is seen.
torch::Tensor letterProbabilities(SideLetterReader &reader, const LetterFilm &film);

/// How films were read.
struct LetterFigures {
    int films = 0;
    int withLetter = 0; ///< The table names an L or R.
    int right = 0; ///< Of these: one is read, and nothing else.
    int mirrored = 0; ///< Of these: the clearest is seen as in a mirror.
    int wrong = 0; ///< Of all films: something is read that the table does not name.
    std::vector<std::string> wrongFilms; ///< Their names.

    double wrongShare() const { return films == 0 ? 0.0 : static_cast<double>(wrong) / films; }
    nlohmann::json json() const;
};
LetterFigures figuresOf(SideLetterReader &reader, const std::vector<LetterFilm> &films, double threshold);

/// The best letter of each film with one, read or not, as a picture to look at; those that were read wrongly first,
/// then those that were missed.
Result<> writeLetterSheet(SideLetterReader &reader, const std::vector<LetterFilm> &films, double threshold,
    const std::filesystem::path &file);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/diffusion/readers/Segmenter.h"
#include "core/imaging/letters/LetterBlobs.h"
#include "core/insertion/dataset/InsertionDataset.h"
#include "core/jobs/JobContext.h"
#include "core/training/tables/DeviceTable.h"

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

/// What is known of a blob.
enum class BlobTruth : std::uint8_t {
    Unknown,
    Other,
    Left, ///< The letter L of a mark that is nothing else.
    Right,
    WithinLeft, ///< Somewhere in a text that holds the word "L" beside others.
    WithinRight
};

/// A film with the blobs in the marks that a segmenter sees on it, and what a table says of them.
struct LetterFilm {
    std::string name;
    std::string patient; ///< "data set/patient".
    bool mirrored = false; ///< The film was mirrored before it was read.
    bool hasLeft = false; ///< The table names an L, alone or as a word.
    bool hasRight = false;
    bool isUnsure = false; ///< It names a text of which an L or R may be read as a side letter ("LEFT", "RF", "L?").
    std::vector<LetterBlob> blobs;
    std::vector<BlobTruth> truth; ///< Of each blob.
    std::vector<int> mark; ///< The mark of the table that each blob lies in; −1 for none.
};

/// The films of a data set that the table has rows of. A mirrored film's blobs are placed as it lies; their truth is
/// that of the letter, whichever way it is seen.
Result<std::vector<LetterFilm>> letterFilms(
    Segmenter &network, const InsertionDataset &films, const DeviceTable &table, bool mirrored, const JobContext &job);

/// Letters and words as workstations print them and as lead letters look, drawn into the films of a data set: each
/// result is a film with the blobs of one text. The same seed gives the same blobs.
Result<std::vector<LetterFilm>> renderedLetters(
    const InsertionDataset &films, int count, std::uint64_t seed, const JobContext &job);

} // namespace cf

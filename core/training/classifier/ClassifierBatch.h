#pragma once

#include "core/base/RandomStream.h"
#include "core/training/classifier/ClassifierLabels.h"
#include "core/training/data/PairCorpus.h"
#include "core/training/tables/FilmTable.h"

#include <torch/types.h>

#include <cstddef>
#include <string>
#include <vector>

namespace cf {

/// One pair of the corpus with all that is known about both of its images.
struct LabelledPair {
    std::size_t index = 0; ///< In the corpus.
    Target turned = Target::PleuralEffusion;
    std::string patient; ///< "phantom/SEED", "nih/1234"; empty where the film is not known.
    LabelRow without;
    LabelRow with;
};

/// The pairs of a corpus, parted by patient: one patient in ten only tests, and insertions into films that the table
/// does not know never test.
struct LabelledCorpus {
    std::vector<LabelledPair> phantoms; ///< To train on.
    std::vector<LabelledPair> insertions;
    std::vector<LabelledPair> heldBack; ///< Of both kinds.
};

LabelledCorpus labelCorpus(const PairCorpus &corpus, const FilmTable &films);

/// Pairs as the classifier's loss takes them: row i without, row pairs + i with.
struct ClassifierBatch {
    torch::Tensor images; ///< [2 pairs, 1, size, size], grey 0…1
    torch::Tensor labels; ///< [2 pairs, labels]; labelUnknown where nothing is known.
    torch::Tensor turned; ///< [pairs], int64: the output of the turned target.
    torch::Tensor unconcerned; ///< [pairs, labels]: 1 where turning the switch must change nothing.
};

/// The pairs as they are.
ClassifierBatch loadPairs(const PairCorpus &corpus, const std::vector<LabelledPair> &pairs, int size);
/// `count` pairs by chance, `insertionShare` of them insertions, changed as films differ: ±7°, ±5 %, scale 0.92–1.08,
/// grey curve 0.8–1.25, contrast and brightness ±15 %, a little noise (no mirroring: sides matter). Both
/// images of a pair are changed alike. Depends on `stream` alone.
ClassifierBatch drawPairs(const PairCorpus &corpus, const LabelledCorpus &labelled, int count, int size,
    double insertionShare, RandomStream stream);

} // namespace cf

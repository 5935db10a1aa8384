#pragma once

#include "core/base/Result.h"
#include "tests/parity/Golden.h"

#include <cstdio>
#include <cstdlib>

namespace cf::parity {

/// The value, or the end of the test with the error's sentence.
template <typename T> T orGiveUp(Result<T> result)
{
    if (result)
        return std::move(*result);
    std::fprintf(stderr, "%s\n", result.error().message.c_str());
    std::exit(EXIT_FAILURE);
}

// One function for each kind of file that the manifest names; main.cpp has the table.
void checkTokenizer(const GoldenFile &file, Parity &parity); // a
void checkClipSimilarity(const GoldenFile &file, Parity &parity); // b_clip_similarity
void checkTextEncoder(const GoldenFile &file, Parity &parity); // b
void checkUNet(const GoldenFile &file, Parity &parity); // c
void checkAutoencoder(const GoldenFile &file, Parity &parity); // d
void checkSchedulers(const GoldenFile &file, Parity &parity); // e
void checkTextToImage(const GoldenFile &file, Parity &parity); // f
void checkInversion(const GoldenFile &file, Parity &parity); // g
void checkPromptToPrompt(const GoldenFile &file, Parity &parity); // h_p2p
void checkPrism(const GoldenFile &file, Parity &parity); // h_prism
void checkAlignment(const GoldenFile &file, Parity &parity); // h_seq_aligner
void checkMasked(const GoldenFile &file, Parity &parity); // i
void checkTraining(const GoldenFile &file, Parity &parity); // j
void checkClassifier(const GoldenFile &file, Parity &parity); // k, the classifier
void checkFullSize(const GoldenFile &file, Parity &parity); // m

} // namespace cf::parity

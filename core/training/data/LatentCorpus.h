#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/jobs/JobContext.h"
#include "core/training/data/PairCorpus.h"

#include <torch/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// The pairs of a corpus as latents of one frozen autoencoder, for training the network that edits them.
struct LatentCorpus {
    torch::Tensor without; ///< [pairs, channels, height, width], fp16: the posterior's mean
    torch::Tensor with;
    torch::Tensor region; ///< [pairs, 1, height, width], uint8: 1 where a pixel under the cell differs
    torch::Tensor energy; ///< [pairs], fp32: squared difference of the two, summed over the region
    std::vector<PairRecord> records;
    std::vector<std::size_t> pairs; ///< Their indexes in the corpus.
};

/// A part of the work for each of several processes: of the files still to be made, those whose number leaves `index`
/// on division by `count`.
struct EncodingShare {
    std::size_t index = 0;
    std::size_t count = 1;
};

/// Encodes this share of the pairs that no file of `folder` (named after the autoencoder's hash) holds yet, origins in
/// turn, so that an unfinished folder holds some of each. Writes a file every few dozen pairs; an interrupted encoding
/// goes on. A damaged file goes and its pairs are encoded again. Errors: the folder cannot be read or written.
Result<> encodeCorpus(AutoencoderKL &autoencoder, const PairCorpus &corpus, const std::filesystem::path &folder,
    EncodingShare share, const JobContext &job);

/// Latents belong to one autoencoder: the folder in `state` is named after the weights of `modelFolder`/vae.
Result<std::filesystem::path> latentFolder(
    const std::filesystem::path &state, const std::filesystem::path &modelFolder);

/// The pairs encoded so far, in the corpus's order. Errors: none yet; a file that cannot be read, by name.
Result<LatentCorpus> loadLatents(const PairCorpus &corpus, const std::filesystem::path &folder);

} // namespace cf

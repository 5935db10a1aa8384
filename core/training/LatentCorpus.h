#pragma once

#include "core/base/Result.h"
#include "core/diffusion/models/Autoencoder.h"
#include "core/jobs/JobContext.h"
#include "core/training/PairCorpus.h"

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
    std::vector<PairRecord> records;
};

/// Encodes what is not yet in `file` (named after the autoencoder's hash) and saves it there every few hundred pairs,
/// so that an interrupted encoding goes on.
Result<LatentCorpus> encodeCorpus(
    AutoencoderKL &autoencoder, const PairCorpus &corpus, const std::filesystem::path &file, const JobContext &job);

} // namespace cf

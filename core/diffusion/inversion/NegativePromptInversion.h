#pragma once

#include <torch/types.h>

namespace cf {

/// Negative-prompt inversion (arXiv 2305.16807): the unconditional embedding is replaced by the source caption's.
/// share 0 gives `caption`, 1 gives `empty`, between them the great circle of the flattened embeddings.
torch::Tensor negativePromptEmbedding(const torch::Tensor &caption, const torch::Tensor &empty, double share = 0.0);

} // namespace cf

#pragma once

// Inside core/editing only: the words of a caption that an edit is about, as the attention control wants them.

#include "core/base/Result.h"
#include "core/diffusion/attention/LocalBlend.h"
#include "core/editing/engine/methods/MethodInput.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// The request's source caption; where it has none, the model's "nothing changes".
std::string sourceCaption(const MethodInput &input);

/// Those of the request's changed words that a caption holds, wherever they stand in it: before a comma, in another
/// case.
std::vector<std::string> changedWordsIn(const MethodInput &input, const std::string &caption);

/// Error where the request names changed words and neither caption holds one of them: weighting or blending by them
/// would silently do nothing. No changed words at all are no error here.
Result<> checkChangedWords(const MethodInput &input);

/// Weights of the target caption's tokens, [1, tokens]: `weight` at the changed words, else 1. A removal has its words
/// in the source caption alone; then all are 1.
Result<torch::Tensor> changedWordWeights(const MethodInput &input, double weight);

/// The local blend that the parameter "local_blend" asks for (its threshold; 0: none), looking at the changed words in
/// both captions, at the attention resolution nearest to 32 image pixels a position. Error: no such word.
Result<std::optional<LocalBlendSettings>> wordBlend(const MethodInput &input);

/// Self-attention of more positions keeps its own maps: half the latent's side, squared.
std::int64_t selfReplaceLimit(const MethodInput &input);

} // namespace cf

#pragma once

#include "core/base/Result.h"
#include "core/diffusion/text/ClipTokenizer.h"

#include <torch/types.h>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cf {

/// Which token of a source caption each token of a target caption continues.
struct TokenAlignment {
    torch::Tensor sources; ///< [tokens], int64: a source token; −1 where the target's token is new.
    torch::Tensor kept; ///< [tokens], fp32: 1 where the source's attention map is taken, 0 for new tokens.
};

/// What padding after the target's last token continues.
enum class PaddingAlignment {
    Original, ///< The token at the same place, be it a real word of a longer source (prompt-to-prompt, PRISM).
    ToPadding, ///< The source's padding: a removed finding's words do not come back through it.
};

/// Global alignment of token ids with start and end (prompt-to-prompt's "refine": gap 0, match 1, mismatch −1).
TokenAlignment alignTokens(
    const ClipTokenizer &tokenizer, const std::string &source, const std::string &target, PaddingAlignment padding);

/// Word by word table of prompt-to-prompt's "replace", [source tokens, target tokens], fp32; the original's behaviour
/// after a word of another length included. Errors: the captions differ in their number of words, or in a word that has
/// no token of its own.
Result<torch::Tensor> replacementTable(
    const ClipTokenizer &tokenizer, const std::string &source, const std::string &target);

/// The places of a word's tokens in a caption, as prompt-to-prompt finds them: whole words between single spaces, case
/// and punctuation included. Empty where the word is not in the caption.
std::vector<std::int64_t> wordTokens(
    const ClipTokenizer &tokenizer, const std::string &caption, const std::string &word);
/// The same for the word at a place, counted from 0.
std::vector<std::int64_t> wordTokensAt(const ClipTokenizer &tokenizer, const std::string &caption, std::size_t place);

/// The places of a run of tokens in a caption, wherever it stands: case, commas and double spaces do not matter.
/// Error: it does not occur. This is what `direct` looks words up with: an edit of nothing must not pass for one.
Result<std::vector<std::int64_t>> phraseTokens(
    const ClipTokenizer &tokenizer, const std::string &caption, const std::string &phrase);

/// A window of steps as shares of the run, [first, last).
using StepWindow = std::pair<double, double>;

/// When the source's maps are taken: [steps + 1, targets, tokens], ones inside the window (prompt-to-prompt's cross-
/// replace; the table has one row more than there are steps, and int(share · rows) bounds it). `words` override the
/// window for their tokens in each target.
torch::Tensor crossReplaceTable(const ClipTokenizer &tokenizer, const std::vector<std::string> &targets, int steps,
    StepWindow window, const std::map<std::string, StepWindow> &words = {});

/// Weights of target tokens, [1, tokens]: `weight` at the words' tokens, else 1 (prompt-to-prompt's reweight).
torch::Tensor equalizer(const ClipTokenizer &tokenizer, const std::string &target,
    const std::vector<std::pair<std::string, double>> &words);

/// 1 at the tokens of each caption's own words, [captions, tokens]: what a local blend looks at.
torch::Tensor wordSelection(const ClipTokenizer &tokenizer, const std::vector<std::string> &captions,
    const std::vector<std::vector<std::string>> &words);

} // namespace cf

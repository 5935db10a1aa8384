#pragma once

#include "core/diffusion/attention/PromptToPrompt.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// PRISM's attention control (LANCE's utilities on prompt-to-prompt): Refine with Reweight; the original has no local
/// blend.
struct PrismControlSettings {
    double crossReplace = 0.8;
    double selfReplace = 0.5; ///< Swept from 0.4 to 0.8; higher keeps more of the source.
    double weight = 2.0; ///< Of the edited words.
    /// The edited words of each target caption, separated by spaces; each is looked up as a whole word, as the original
    /// does, and where that finds nothing (before a comma, in another case) as a run of tokens. Empty: no word is
    /// weighted.
    std::vector<std::string> editedWords;
    std::int64_t selfReplaceMaximumPositions = 32 * 32; ///< Half the latent's side, squared.
    std::optional<LocalBlendSettings> blend;
};

/// The control of one run of `steps` steps from `source` to `targets`.
/// Error: a phrase of `editedWords` of which no word is in its caption; the original would go on without a word.
Result<std::unique_ptr<PromptToPrompt>> prismControl(const ClipTokenizer &tokenizer, const std::string &source,
    const std::vector<std::string> &targets, int steps, const PrismControlSettings &settings);

} // namespace cf

#pragma once

#include "core/diffusion/attention/AttentionControl.h"

#include <cstdint>
#include <vector>

namespace cf {

struct LocalBlendSettings {
    torch::Tensor words; ///< [1 + edits, tokens], 1 at the tokens that mark the change; row 0 the source's.
    torch::Tensor excludedWords; ///< The same for what must not change (substruct_words); undefined: nothing.
    std::int64_t height = 16; ///< Attention resolution that is looked at: a quarter of Stable Diffusion's latent.
    std::int64_t width = 16;
    double threshold = 0.3; ///< Share of a row's own largest value.
    double excludedThreshold = 0.3;
    int firstStep = 0; ///< Steps before this one are not blended (int(0.2 · steps) in the original).
};

/// Prompt-to-prompt's LocalBlend (arXiv 2208.01626): lets an edit differ from its source only where the words'
/// attention is high. Sums maps over the steps so far. A word that is nowhere gives an empty mask: the source stays.
class LocalBlend
{
public:
    explicit LocalBlend(LocalBlendSettings settings);

    /// Cross-attention of the wished resolution in the down and up path; chosen by size, never by place in a list.
    bool wants(const AttentionPlace &place) const;
    /// `probabilities`: [1 + edits, heads, positions, keys], as they were used.
    void add(const AttentionPlace &place, const torch::Tensor &probabilities);
    /// latents: [1 + edits, channels, height, width]. Counts a step.
    torch::Tensor blend(const torch::Tensor &latents);

    /// The last mask, [1 + edits, 1, height, width], fp32 0 or 1; undefined before the first blended step.
    const torch::Tensor &mask() const { return m_mask; }

private:
    torch::Tensor maskFrom(const torch::Tensor &sum, torch::IntArrayRef size, bool pooled, double threshold) const;

    LocalBlendSettings m_settings;
    int m_step = 0;
    torch::Tensor m_sum; ///< [1 + edits, positions], words' maps over layers, heads and steps.
    torch::Tensor m_excludedSum;
    torch::Tensor m_mask;
};

} // namespace cf

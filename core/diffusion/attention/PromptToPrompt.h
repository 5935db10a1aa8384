#pragma once

#include "core/diffusion/attention/AttentionStore.h"
#include "core/diffusion/attention/EditControl.h"
#include "core/diffusion/attention/LocalBlend.h"
#include "core/diffusion/attention/TokenAlignment.h"

#include <memory>
#include <optional>
#include <vector>

namespace cf {

struct PromptToPromptSettings {
    enum class Kind {
        Refine, ///< Target tokens that continue a source token take its map; new ones keep their own.
        Replace, ///< Source maps are carried over by a table; captions of equally many words.
    };
    Kind kind = Kind::Refine;
    std::vector<TokenAlignment> alignments; ///< For Refine: one an edit.
    std::vector<torch::Tensor> tables; ///< For Replace: one an edit, [tokens, tokens].
    torch::Tensor weights; ///< Reweight: [1 or edits, tokens]; undefined: all 1. Not renormalised, as in the original.
    torch::Tensor crossReplace; ///< [steps + 1, edits, tokens]; see crossReplaceTable.
    int selfReplaceFirst = 0; ///< Self-attention is the source's from this step …
    int selfReplaceEnd = 0; ///< … until before this one: int(share · steps). Higher keeps more of the source.
    std::int64_t selfReplaceMaximumPositions = 32 * 32; ///< Layers with more image positions keep their own.
    std::optional<LocalBlendSettings> blend;
};

/// Prompt-to-prompt (arXiv 2208.01626) as PRISM uses it: Refine or Replace, each with Reweight, and LocalBlend where
/// asked for. Only rows named in ControlRows are touched. One object serves one run.
class PromptToPrompt final : public EditControl
{
public:
    /// Error: tables that do not fit each other.
    static Result<std::unique_ptr<PromptToPrompt>> make(PromptToPromptSettings settings);

    /// Also gives the used maps of source and targets to a store; it must outlive this.
    void watchWith(AttentionStore *store) { m_store = store; }

    void beginStep(int step, const ControlRows &rows) override;
    torch::Tensor endStep(torch::Tensor latents) override;
    bool wants(const AttentionPlace &place) const override;
    torch::Tensor apply(const AttentionPlace &place, torch::Tensor probabilities) override;
    std::optional<std::string> recipe() const override;

    /// The blend's last mask, or undefined.
    torch::Tensor mask() const { return m_blend ? m_blend->mask() : torch::Tensor(); }

private:
    explicit PromptToPrompt(PromptToPromptSettings settings);

    bool replacesCross() const;
    bool replacesSelf() const; ///< In layers of few enough positions …
    bool replacesSelfAt(const AttentionPlace &place) const; ///< … as this one.
    torch::Tensor editedCross(const torch::Tensor &source, const torch::Tensor &own, std::int64_t edit) const;

    PromptToPromptSettings m_settings;
    std::optional<LocalBlend> m_blend;
    AttentionStore *m_store = nullptr;
    std::vector<bool> m_replacesAtStep; ///< Whether any token's map is the source's at a step.
    ControlRows m_rows;
    int m_step = 0;
};

} // namespace cf

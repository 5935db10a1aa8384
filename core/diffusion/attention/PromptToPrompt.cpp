#include "core/diffusion/attention/PromptToPrompt.h"

#include "core/diffusion/runtime/EvaluationCache.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <utility>

namespace cf {

Result<std::unique_ptr<PromptToPrompt>> PromptToPrompt::make(PromptToPromptSettings settings)
{
    const bool refines = settings.kind == PromptToPromptSettings::Kind::Refine;
    const auto edits = static_cast<std::int64_t>(refines ? settings.alignments.size() : settings.tables.size());
    if (edits == 0)
        return fail(ErrorCode::InvalidInput, "Attention control needs at least one edited caption.");
    if (!settings.crossReplace.defined() || settings.crossReplace.dim() != 3 || settings.crossReplace.size(1) != edits)
        return fail(ErrorCode::Internal, "The cross-replace table does not fit the number of edits.");
    if (settings.weights.defined() && settings.weights.size(0) != 1 && settings.weights.size(0) != edits)
        return fail(ErrorCode::Internal, "There must be one row of attention weights, or one for each edit.");
    if (settings.blend && (settings.blend->words.dim() != 2 || settings.blend->words.size(0) != edits + 1))
        return fail(ErrorCode::Internal, "The local blend needs a row of words for the source and for each edit.");
    return std::unique_ptr<PromptToPrompt>(new PromptToPrompt(std::move(settings)));
}

PromptToPrompt::PromptToPrompt(PromptToPromptSettings settings)
    : m_settings(std::move(settings))
{
    if (m_settings.blend)
        m_blend.emplace(*m_settings.blend);
    for (std::int64_t step = 0; step < m_settings.crossReplace.size(0); ++step)
        m_replacesAtStep.push_back(m_settings.crossReplace[step].ne(0).any().item<bool>());
    // A new token's source is −1; its weight is 0, so any valid index will do.
    for (TokenAlignment &alignment : m_settings.alignments)
        alignment.sources = alignment.sources.clamp_min(0);
}

void PromptToPrompt::beginStep(int step, const ControlRows &rows)
{
    m_step = step;
    m_rows = rows;
}

torch::Tensor PromptToPrompt::endStep(torch::Tensor latents)
{
    if (m_store != nullptr)
        m_store->endStep();
    return m_blend ? m_blend->blend(latents) : latents;
}

bool PromptToPrompt::replacesCross() const
{
    const auto step = static_cast<std::size_t>(m_step);
    return step < m_replacesAtStep.size() && m_replacesAtStep[step];
}

bool PromptToPrompt::replacesSelf() const
{
    return m_step >= m_settings.selfReplaceFirst && m_step < m_settings.selfReplaceEnd;
}

bool PromptToPrompt::replacesSelfAt(const AttentionPlace &place) const
{
    return replacesSelf() && place.positions <= m_settings.selfReplaceMaximumPositions;
}

bool PromptToPrompt::wants(const AttentionPlace &place) const
{
    const bool replaces = place.isCross ? replacesCross() : replacesSelfAt(place);
    return replaces || (m_blend && m_blend->wants(place)) || (m_store != nullptr && m_store->wants(place));
}

std::optional<std::string> PromptToPrompt::recipe() const
{
    if (m_blend || m_store != nullptr)
        return std::nullopt;
    if (!replacesCross() && !replacesSelf())
        return std::string(); // As without a control.
    std::string text = replacesSelf() ? std::to_string(m_settings.selfReplaceMaximumPositions) : "-";
    text.append(" ").append(std::to_string(m_rows.source));
    for (const std::int64_t row : m_rows.targets)
        text.append(" ").append(std::to_string(row));
    if (replacesCross()) {
        text.append(" ").append(hashOf({ m_settings.crossReplace[m_step], m_settings.weights }, ""));
        for (const TokenAlignment &alignment : m_settings.alignments)
            text.append(" ").append(hashOf({ alignment.sources, alignment.kept }, "refine"));
        for (const torch::Tensor &table : m_settings.tables)
            text.append(" ").append(hashOf({ table }, "replace"));
    }
    return text;
}

torch::Tensor PromptToPrompt::editedCross(
    const torch::Tensor &source, const torch::Tensor &own, std::int64_t edit) const
{
    torch::Tensor map;
    const auto index = static_cast<std::size_t>(edit);
    if (m_settings.kind == PromptToPromptSettings::Kind::Refine) {
        const TokenAlignment &alignment = m_settings.alignments[index];
        const torch::Tensor kept = alignment.kept.to(own.options());
        map = source.index_select(-1, alignment.sources.to(own.device())) * kept + own * (1.0 - kept);
    } else {
        map = torch::matmul(source, m_settings.tables[index].to(own.options()));
    }
    if (m_settings.weights.defined())
        map = map * m_settings.weights[m_settings.weights.size(0) == 1 ? 0 : edit].to(own.options());
    const torch::Tensor share = m_settings.crossReplace[m_step][edit].to(own.options());
    return map * share + own * (1.0 - share);
}

torch::Tensor PromptToPrompt::apply(const AttentionPlace &place, torch::Tensor probabilities)
{
    const torch::Tensor source = probabilities[m_rows.source];
    const auto edits =
        std::min<std::size_t>(m_rows.targets.size(), static_cast<std::size_t>(m_settings.crossReplace.size(1)));
    for (std::size_t edit = 0; edit < edits; ++edit) {
        torch::Tensor own = probabilities[m_rows.targets[edit]];
        if (place.isCross && replacesCross())
            own.copy_(editedCross(source, own, static_cast<std::int64_t>(edit)));
        else if (!place.isCross && replacesSelfAt(place))
            own.copy_(source);
    }
    const bool blends = m_blend && m_blend->wants(place);
    const bool stores = m_store != nullptr && m_store->wants(place);
    if (blends || stores) {
        std::vector<std::int64_t> rows{ m_rows.source };
        rows.insert(rows.end(), m_rows.targets.begin(), m_rows.targets.end());
        const torch::Tensor used =
            probabilities.index_select(0, torch::tensor(rows, torch::kInt64).to(probabilities.device()));
        if (blends)
            m_blend->add(place, used);
        if (stores)
            m_store->add(place, used);
    }
    return probabilities;
}

} // namespace cf

#include "core/diffusion/attention/LocalBlend.h"

#include "core/diffusion/runtime/Torch.h"

#include <utility>

namespace cf {

namespace {

/// Adds Σ over words of the mean over heads.
void accumulate(torch::Tensor &sum, const torch::Tensor &probabilities, const torch::Tensor &words)
{
    const torch::Tensor map =
        (probabilities * words.to(probabilities.options()).unsqueeze(1).unsqueeze(1)).sum(-1).mean(1);
    sum = sum.defined() ? sum + map : map;
}

} // namespace

LocalBlend::LocalBlend(LocalBlendSettings settings)
    : m_settings(std::move(settings))
{
}

bool LocalBlend::wants(const AttentionPlace &place) const
{
    return place.isCross && place.part != AttentionPlace::Part::Middle
        && place.positions == m_settings.height * m_settings.width;
}

void LocalBlend::add(const AttentionPlace &, const torch::Tensor &probabilities)
{
    accumulate(m_sum, probabilities, m_settings.words);
    if (m_settings.excludedWords.defined())
        accumulate(m_excludedSum, probabilities, m_settings.excludedWords);
}

torch::Tensor LocalBlend::maskFrom(
    const torch::Tensor &sum, torch::IntArrayRef size, bool pooled, double threshold) const
{
    torch::Tensor map = sum.view({ sum.size(0), 1, m_settings.height, m_settings.width });
    if (pooled)
        map = torch::max_pool2d(map, { 3, 3 }, { 1, 1 }, { 1, 1 });
    map = torch::upsample_nearest2d(map, size);
    // A row without any attention is 0/0: not greater than anything, hence an empty mask.
    const torch::Tensor mask = (map / map.amax({ 2, 3 }, true)).gt(threshold);
    return mask.narrow(0, 0, 1).logical_or(mask);
}

torch::Tensor LocalBlend::blend(const torch::Tensor &latents)
{
    ++m_step;
    if (m_step <= m_settings.firstStep || !m_sum.defined())
        return latents;
    const auto size = latents.sizes().slice(2);
    torch::Tensor mask = maskFrom(m_sum, size, true, m_settings.threshold);
    if (m_excludedSum.defined())
        mask = mask.logical_and(maskFrom(m_excludedSum, size, false, m_settings.excludedThreshold).logical_not());
    m_mask = mask.to(latents.dtype());
    const torch::Tensor source = latents.narrow(0, 0, 1);
    return source + m_mask * (latents - source);
}

} // namespace cf

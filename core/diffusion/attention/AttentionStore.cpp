#include "core/diffusion/attention/AttentionStore.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>

namespace cf {

AttentionStore::AttentionStore(std::int64_t maximumPositions, bool selfAttention)
    : m_maximumPositions(maximumPositions)
    , m_selfAttention(selfAttention)
{
}

bool AttentionStore::wants(const AttentionPlace &place) const
{
    return place.positions <= m_maximumPositions && (place.isCross || m_selfAttention);
}

void AttentionStore::add(const AttentionPlace &place, const torch::Tensor &probabilities)
{
    const torch::Tensor map = probabilities.mean(1);
    const auto known = std::find_if(
        m_maps.begin(), m_maps.end(), [&](const StoredMaps &stored) { return stored.place.layer == place.layer; });
    if (known == m_maps.end())
        m_maps.push_back({ place, map });
    else
        known->sum += map;
}

std::vector<torch::Tensor> AttentionStore::averages(AttentionPlace::Part part, bool isCross) const
{
    std::vector<torch::Tensor> result;
    for (const StoredMaps &stored : m_maps)
        if (stored.place.part == part && stored.place.isCross == isCross)
            result.push_back(stored.sum / std::max(m_steps, 1));
    return result;
}

torch::Tensor attentionPicture(const AttentionStore &store, std::int64_t row, std::int64_t positions,
    const std::vector<std::int64_t> &tokens, std::int64_t height, std::int64_t width, double &contrast)
{
    torch::Tensor sum;
    const torch::Tensor chosen = torch::tensor(tokens, torch::kInt64);
    for (const StoredMaps &stored : store.maps()) {
        if (!stored.place.isCross || stored.place.part == AttentionPlace::Part::Middle
            || stored.place.positions != positions)
            continue;
        const torch::Tensor map = stored.sum[row].index_select(1, chosen.to(stored.sum.device())).sum(1);
        sum = sum.defined() ? sum + map : map;
    }
    contrast = 0.0;
    if (!sum.defined() || height * width != positions)
        return {};
    const double largest = sum.max().item<double>(), mean = sum.mean().item<double>();
    if (!(largest > 0.0))
        return {};
    contrast = largest / mean;
    return (sum / largest).view({ height, width });
}

} // namespace cf

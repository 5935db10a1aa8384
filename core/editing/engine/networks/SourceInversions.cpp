#include "core/editing/engine/networks/SourceInversions.h"

#include "core/diffusion/runtime/Torch.h"

#include <utility>

namespace cf {

std::string spellingOf(const TimeGrid &grid)
{
    std::string text = "timesteps";
    for (const std::int64_t timestep : grid.timesteps)
        text.append(" ").append(std::to_string(timestep));
    return text;
}

SourceInversions::SourceInversions(const InversionCache *cache, InversionKey source)
    : m_cache(cache)
    , m_source(std::move(source))
{
}

Result<std::vector<torch::Tensor>> SourceInversions::obtain(
    const std::string &caption, const std::string &schedule, const Compute &compute)
{
    InversionKey key = m_source;
    key.caption = caption;
    key.schedule = schedule;
    if (m_cache != nullptr)
        if (auto found = m_cache->find(key)) {
            ++m_found;
            return *std::move(found);
        }
    CF_ASSIGN(const auto computed, compute());
    ++m_computed;
    if (m_cache != nullptr)
        (void)m_cache->store(key, computed);
    // As they come out of the cache: contiguous rows. Other strides may choose other kernels and round otherwise.
    const auto rows = torch::cat(computed).contiguous().split(1);
    return std::vector<torch::Tensor>(rows.begin(), rows.end());
}

std::string SourceInversions::origin() const
{
    if (m_computed > 0)
        return "computed";
    return m_found > 0 ? "cached" : "";
}

} // namespace cf

#pragma once

// Inside core/editing only.

#include "core/base/Result.h"
#include "core/diffusion/inversion/InversionCache.h"
#include "core/diffusion/sampling/TimeGrid.h"

#include <torch/types.h>

#include <functional>
#include <string>
#include <vector>

namespace cf {

/// How a grid is told apart from others in a cache: its timesteps and, through the model's hash, their levels.
std::string spellingOf(const TimeGrid &grid);

/// The inversions of one source in one edit: taken from a cache where it holds this very one, else computed and stored.
/// Either way the latents are the same bytes in the same layout.
class SourceInversions
{
public:
    using Compute = std::function<Result<std::vector<torch::Tensor>>()>;

    /// `cache` may be null. `source`: everything about source, model and precision; caption and schedule stay empty.
    SourceInversions(const InversionCache *cache, InversionKey source);

    /// `schedule`: the inverting method with all its settings, in any fixed spelling. Returns what `compute` gives, one
    /// tensor of the same shape each. That a result cannot be stored is no error: the next edit computes it again.
    Result<std::vector<torch::Tensor>> obtain(
        const std::string &caption, const std::string &schedule, const Compute &compute);

    /// For the provenance: empty where nothing was asked for, "cached" where all came from the cache, else "computed".
    std::string origin() const;

private:
    const InversionCache *m_cache;
    InversionKey m_source;
    int m_found = 0;
    int m_computed = 0;
};

} // namespace cf

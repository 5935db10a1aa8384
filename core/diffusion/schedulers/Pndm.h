#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

namespace cf {

/// Pseudo linear multistep sampling (arXiv 2202.09778) without Runge–Kutta warm-up: Stable Diffusion v1.5's own
/// default. One evaluation more than steps: the first move is done twice. One value serves one run.
class Pndm
{
public:
    static Result<Pndm> create(const NoiseSchedule &schedule, int steps);

    const std::vector<std::int64_t> &timesteps() const { return m_timesteps; }
    /// The next step in order; call once for each of `timesteps()`.
    torch::Tensor step(const torch::Tensor &output, const torch::Tensor &sample);

private:
    Pndm(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps);
    torch::Tensor blended(const torch::Tensor &output) const;
    torch::Tensor move(
        const torch::Tensor &sample, const torch::Tensor &output, std::int64_t from, std::int64_t to) const;

    NoiseSchedule m_schedule;
    int m_steps = 1;
    std::vector<std::int64_t> m_timesteps;
    std::size_t m_index = 0;
    std::vector<torch::Tensor> m_outputs; ///< Of earlier steps, oldest first, at most 4.
    torch::Tensor m_firstSample;
};

} // namespace cf

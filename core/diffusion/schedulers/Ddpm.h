#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

namespace cf {

/// Ancestral sampling of denoising diffusion probabilistic models (arXiv 2006.11239) with the small fixed variance,
/// diffusers' DDPMScheduler. Its last level is 1, whatever `setAlphaToOne` says.
class Ddpm
{
public:
    static Result<Ddpm> create(const NoiseSchedule &schedule, int steps);

    const std::vector<std::int64_t> &timesteps() const { return m_timesteps; }
    /// `noise` is used at every timestep above 0.
    torch::Tensor step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample,
        const torch::Tensor &noise, const torch::Tensor &source = {}) const;

private:
    Ddpm(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps);

    NoiseSchedule m_schedule;
    int m_steps = 1;
    std::vector<std::int64_t> m_timesteps;
};

} // namespace cf

#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

namespace cf {

/// DPM-Solver++(2M) (arXiv 2211.01095), diffusers' DPMSolverMultistepScheduler with the midpoint rule: 15 to 20 steps
/// reach what DDIM reaches in 50. Remembers the last step, so one value serves one run. The start is plain noise.
class DpmSolver
{
public:
    /// Timesteps are spaced as the config says; diffusers' own default is Linspace.
    static Result<DpmSolver> create(const NoiseSchedule &schedule, int steps);

    const std::vector<std::int64_t> &timesteps() const { return m_timesteps; }
    /// σ of each step and of the end, [steps + 1].
    const std::vector<double> &sigmas() const { return m_sigmas; }

    /// The next step in order; call once for each of `timesteps()`.
    torch::Tensor step(const torch::Tensor &output, const torch::Tensor &sample, const torch::Tensor &source = {});

private:
    DpmSolver(NoiseSchedule schedule, std::vector<std::int64_t> timesteps, std::vector<double> sigmas);

    NoiseSchedule m_schedule;
    std::vector<std::int64_t> m_timesteps;
    std::vector<double> m_sigmas;
    std::size_t m_index = 0;
    torch::Tensor m_lastClean; ///< x₀ of the step before.
};

} // namespace cf

#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

namespace cf {

/// Euler steps along σ (arXiv 2206.00364, algorithm 2 without churn), diffusers' EulerDiscreteScheduler. Latents here
/// are x₀ + σ ε: the start is noise times `initialSigma()`, and the network sees `scaledInput()`.
class Euler
{
public:
    static Result<Euler> create(const NoiseSchedule &schedule, int steps);

    /// Not whole under Karras' spacing.
    const std::vector<double> &timesteps() const { return m_timesteps; }
    /// [steps + 1], the last is 0.
    const std::vector<double> &sigmas() const { return m_sigmas; }
    double initialSigma() const;

    torch::Tensor scaledInput(const torch::Tensor &sample) const;
    /// The next step in order; `output` is the network's for `scaledInput(sample)`.
    torch::Tensor step(const torch::Tensor &output, const torch::Tensor &sample, const torch::Tensor &source = {});

private:
    Euler(NoiseSchedule schedule, std::vector<double> timesteps, std::vector<double> sigmas);

    NoiseSchedule m_schedule;
    std::vector<double> m_timesteps;
    std::vector<double> m_sigmas;
    std::size_t m_index = 0;
};

} // namespace cf

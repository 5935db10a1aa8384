#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

#include <optional>

namespace cf {

/// Denoising diffusion implicit models (arXiv 2010.02502), diffusers' DDIMScheduler. One value for one run.
class Ddim
{
public:
    /// Errors: steps out of range.
    static Result<Ddim> create(const NoiseSchedule &schedule, int steps);

    /// Noisiest first.
    const std::vector<std::int64_t> &timesteps() const { return m_timesteps; }

    /// One move towards the image from `timestep`. output, sample, noise: the latent's shape.
    /// eta 0 is deterministic; above 0, `noise` is the fresh noise of this step. `source`: for SourceResidual.
    torch::Tensor step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample,
        double eta = 0.0, const torch::Tensor &noise = {}, const torch::Tensor &source = {}) const;

    /// What the image looks like as of this step, x₀ (clamped where the config says so): for previews.
    torch::Tensor cleanEstimate(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample,
        const torch::Tensor &source = {}) const;

private:
    Ddim(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps);

    NoiseSchedule m_schedule;
    int m_steps = 1;
    std::vector<std::int64_t> m_timesteps;
};

/// The way back, as diffusers' DDIMInverseScheduler walks it: a move at `timestep` leads from the level one step
/// below to the level of `timestep`.
class DdimInverse
{
public:
    static Result<DdimInverse> create(const NoiseSchedule &schedule, int steps);

    /// Least noisy first.
    const std::vector<std::int64_t> &timesteps() const { return m_timesteps; }
    torch::Tensor step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample) const;

private:
    DdimInverse(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps);

    NoiseSchedule m_schedule;
    int m_steps = 1;
    std::vector<std::int64_t> m_timesteps;
};

} // namespace cf

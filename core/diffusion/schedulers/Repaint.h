#pragma once

#include "core/diffusion/schedulers/NoiseSchedule.h"

namespace cf {

/// RePaint (arXiv 2201.09865), diffusers' RePaintScheduler: DDIM steps inside a mask, the known image noised to the
/// same level outside, and jumps back to a noisier level so that both parts come to agree.
class Repaint
{
public:
    /// Errors: steps out of range, jumpLength or jumpSamples below 1.
    static Result<Repaint> create(const NoiseSchedule &schedule, int steps, int jumpLength, int jumpSamples);

    /// Whole walk. Where an entry is larger than the one before it, `undo` leads there instead of `step`.
    const std::vector<std::int64_t> &timesteps() const { return m_timesteps; }

    /// One step down from `timestep`. mask: 1 = keep `original`. The same `noise` serves the known part and eta's.
    torch::Tensor step(const torch::Tensor &output, std::int64_t timestep, const torch::Tensor &sample,
        const torch::Tensor &original, const torch::Tensor &mask, const torch::Tensor &noise, double eta) const;
    /// One step up from the level of `timestep`: as many single steps of noise as lie between, one noise tensor each
    /// (`noises`: [undoDraws(), …latent]).
    torch::Tensor undo(std::int64_t timestep, const torch::Tensor &sample, const torch::Tensor &noises) const;
    int undoDraws() const { return m_schedule.config().trainTimesteps / m_steps; }

private:
    Repaint(NoiseSchedule schedule, int steps, std::vector<std::int64_t> timesteps);

    NoiseSchedule m_schedule;
    int m_steps = 1;
    std::vector<std::int64_t> m_timesteps;
};

} // namespace cf

#pragma once

#include "core/diffusion/attention/AttentionControl.h"
#include "core/diffusion/models/UNet.h"
#include "core/diffusion/schedulers/NoiseSchedule.h"

#include <torch/types.h>

#include <cstdint>

namespace cf {

/// Says what of a noisy latent is noise: a network, or in tests an exact formula. May throw what LibTorch throws; the
/// samplers turn that into Error.
class NoisePredictor
{
public:
    virtual ~NoisePredictor() = default;

    /// sample: [rows, channels, height, width]; one timestep for all rows; context: [rows, tokens, width].
    /// Returns ε, of the shape of `sample`. `control` may be null.
    torch::Tensor predict(const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context,
        AttentionControl *control = nullptr);

    /// Rows predicted so far: the unit in which methods are compared.
    std::int64_t rowsEvaluated() const { return m_rows; }

protected:
    virtual torch::Tensor evaluate(const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context,
        AttentionControl *control) = 0;

private:
    std::int64_t m_rows = 0;
};

/// A UNet read as text-to-image model. Where it takes more channels than the latent has (a paired or InstructPix2Pix
/// network), the rest is filled with zeros: the source dropped.
class UNetNoisePredictor final : public NoisePredictor
{
public:
    UNetNoisePredictor(UNet2DConditionModel network, NoiseSchedule schedule);

protected:
    torch::Tensor evaluate(const torch::Tensor &sample, std::int64_t timestep, const torch::Tensor &context,
        AttentionControl *control) override;

private:
    UNet2DConditionModel m_network;
    NoiseSchedule m_schedule;
};

} // namespace cf

#pragma once

#include "core/base/Result.h"

#include <torch/types.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// What a denoising network was trained to say.
enum class NetworkOutput {
    Noise, ///< "epsilon": the noise in the latent.
    Velocity, ///< "v_prediction": √ā ε − √(1−ā) x₀ (arXiv 2202.00512).
    Clean, ///< "sample": x₀ itself.
    SourceResidual, ///< "source_residual": x₀ − source latent; the form of models that edit.
};

/// How the timesteps of a short run are spread over those of training; names as in diffusers.
enum class TimestepSpacing { Leading, Trailing, Linspace };

/// diffusers' scheduler_config.json, as far as the schedulers here use it.
struct ScheduleConfig {
    int trainTimesteps = 1000;
    double betaStart = 0.00085;
    double betaEnd = 0.012;
    std::string betaSchedule = "scaled_linear"; ///< Or "linear", "squaredcos_cap_v2".
    NetworkOutput output = NetworkOutput::Noise;
    TimestepSpacing spacing = TimestepSpacing::Leading;
    int stepsOffset = 1;
    bool setAlphaToOne = false; ///< The level after the last step is 1 instead of ā(0).
    bool clipSample = false; ///< Clamp x₀ to [-1, 1]; off for latents.
    bool zeroTerminalSnr = false; ///< "rescale_betas_zero_snr" (arXiv 2305.08891).
    bool karrasSigmas = false;
    bool lowerOrderFinal = true;

    /// Absent members are those of Stable Diffusion v1.x.
    static Result<ScheduleConfig> fromText(const std::string &json);
    static Result<ScheduleConfig> fromFile(const std::filesystem::path &file);
};

/// Reads "epsilon", "v_prediction", "sample" or "source_residual".
Result<NetworkOutput> networkOutputFromName(const std::string &name);

/// What an output says about a noisy latent, as both ends of the line between image and noise.
struct CleanAndNoise {
    torch::Tensor clean; ///< x₀
    torch::Tensor noise; ///< ε
};

/// The levels of a diffusion model: how much of the image is left at each timestep.
class NoiseSchedule
{
public:
    explicit NoiseSchedule(const ScheduleConfig &config = {});

    const ScheduleConfig &config() const { return m_config; }
    /// betas and ā (alphas_cumprod), fp32, [trainTimesteps].
    const torch::Tensor &betas() const { return m_betas; }
    const torch::Tensor &alphasCumprod() const { return m_alphasCumprod; }
    double beta(std::int64_t timestep) const { return m_betaValues.at(static_cast<std::size_t>(timestep)); }
    /// ā by timestep.
    const std::vector<double> &levels() const { return m_levels; }
    /// ā of a timestep; below 0 the final level, 1 or ā(0). Timesteps beyond training count as the last.
    double level(std::int64_t timestep) const;
    double finalLevel() const { return m_finalLevel; }

    /// Timesteps of a run of `steps`, noisiest first, spaced as the config says (as DDIM, DDPM and PNDM have it).
    /// Errors: steps not in 1 … trainTimesteps.
    Result<std::vector<std::int64_t>> timesteps(int steps) const;
    /// The timestep a run of `steps` goes to from `timestep`; negative at the end.
    std::int64_t previous(std::int64_t timestep, int steps) const { return timestep - m_config.trainTimesteps / steps; }

    /// √ā x₀ + √(1−ā) ε, one timestep for each row. clean, noise: [rows, …]; timesteps: [rows], int64.
    torch::Tensor addNoise(
        const torch::Tensor &clean, const torch::Tensor &noise, const torch::Tensor &timesteps) const;
    /// √ā ε − √(1−ā) x₀, the target of v-prediction.
    torch::Tensor velocity(
        const torch::Tensor &clean, const torch::Tensor &noise, const torch::Tensor &timesteps) const;

    /// Reads an output of the network at a level. `source` is needed for SourceResidual alone.
    CleanAndNoise read(
        const torch::Tensor &output, const torch::Tensor &sample, double level, const torch::Tensor &source = {}) const;

private:
    ScheduleConfig m_config;
    torch::Tensor m_betas;
    torch::Tensor m_alphasCumprod;
    std::vector<double> m_betaValues;
    std::vector<double> m_levels;
    double m_finalLevel = 1.0;
};

} // namespace cf

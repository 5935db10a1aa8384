#include "core/diffusion/schedulers/NoiseSchedule.h"

#include "core/diffusion/weights/ConfigReader.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

Result<NetworkOutput> networkOutputFromName(const std::string &name)
{
    if (name == "epsilon")
        return NetworkOutput::Noise;
    if (name == "v_prediction")
        return NetworkOutput::Velocity;
    if (name == "sample")
        return NetworkOutput::Clean;
    if (name == "source_residual")
        return NetworkOutput::SourceResidual;
    return fail(ErrorCode::Unsupported,
        "The prediction type " + name.substr(0, 60)
            + " is not known; epsilon, v_prediction, sample and source_residual are.");
}

namespace {

TimestepSpacing spacingFrom(ConfigReader &reader)
{
    const std::string name = reader.text("timestep_spacing", "leading");
    if (name == "trailing")
        return TimestepSpacing::Trailing;
    if (name == "linspace")
        return TimestepSpacing::Linspace;
    if (name != "leading")
        reader.complain(
            "timestep_spacing " + name.substr(0, 60) + " is not known; leading, trailing and linspace are.");
    return TimestepSpacing::Leading;
}

/// Shifts and stretches √ā so that nothing of the image is left at the last timestep (arXiv 2305.08891, algorithm 1).
torch::Tensor withZeroTerminalSnr(const torch::Tensor &betas)
{
    torch::Tensor root = torch::cumprod(1.0 - betas, 0).sqrt();
    const torch::Tensor first = root[0].clone();
    const torch::Tensor last = root[-1].clone();
    root = (root - last) * (first / (first - last));
    const torch::Tensor levels = root.square();
    return 1.0 - torch::cat({ levels.slice(0, 0, 1), levels.slice(0, 1) / levels.slice(0, 0, -1) });
}

/// Betas whose ā follows a squared cosine (arXiv 2102.09672).
torch::Tensor cosineBetas(int count)
{
    const auto signal = [](double time) { return std::pow(std::cos((time + 0.008) / 1.008 * M_PI / 2.0), 2.0); };
    std::vector<float> betas;
    for (int step = 0; step < count; ++step)
        betas.push_back(static_cast<float>(std::min(
            1.0 - signal(static_cast<double>(step + 1) / count) / signal(static_cast<double>(step) / count), 0.999)));
    return torch::tensor(betas);
}

torch::Tensor betasOf(const ScheduleConfig &config)
{
    torch::Tensor betas;
    if (config.betaSchedule == "squaredcos_cap_v2")
        betas = cosineBetas(config.trainTimesteps);
    else if (config.betaSchedule == "linear")
        betas = torch::linspace(config.betaStart, config.betaEnd, config.trainTimesteps, torch::kFloat32);
    else
        betas = torch::linspace(
            std::sqrt(config.betaStart), std::sqrt(config.betaEnd), config.trainTimesteps, torch::kFloat32)
                    .square();
    return config.zeroTerminalSnr ? withZeroTerminalSnr(betas) : betas;
}

std::vector<double> valuesOf(const torch::Tensor &tensor)
{
    const torch::Tensor values = tensor.to(torch::kFloat64).contiguous();
    return { values.data_ptr<double>(), values.data_ptr<double>() + values.numel() };
}

/// ā of each row's timestep, shaped to multiply with `like`.
torch::Tensor levelRows(const torch::Tensor &levels, const torch::Tensor &timesteps, const torch::Tensor &like)
{
    std::vector<std::int64_t> shape(static_cast<std::size_t>(like.dim()), 1);
    shape[0] = -1;
    return levels.to(like.device()).index_select(0, timesteps.to(like.device())).view(shape).to(like.scalar_type());
}

} // namespace

Result<ScheduleConfig> ScheduleConfig::fromText(const std::string &json)
{
    ConfigReader reader(json, "the scheduler's config");
    ScheduleConfig config;
    config.trainTimesteps = static_cast<int>(reader.integer("num_train_timesteps", 1000, 2, 100000));
    config.betaStart = reader.number("beta_start", config.betaStart);
    config.betaEnd = reader.number("beta_end", config.betaEnd);
    if (!(config.betaStart > 0.0 && config.betaStart <= config.betaEnd && config.betaEnd < 1.0))
        reader.complain("beta_start and beta_end must lie between 0 and 1, in this order.");
    config.betaSchedule = reader.text("beta_schedule", config.betaSchedule);
    if (config.betaSchedule != "scaled_linear" && config.betaSchedule != "linear"
        && config.betaSchedule != "squaredcos_cap_v2")
        reader.complain("beta_schedule " + config.betaSchedule.substr(0, 60) + " is not supported.");
    if (reader.isArray("trained_betas"))
        reader.complain("trained_betas are not supported.");
    CF_ASSIGN(config.output, networkOutputFromName(reader.text("prediction_type", "epsilon")));
    config.spacing = spacingFrom(reader);
    config.stepsOffset = static_cast<int>(reader.integer("steps_offset", 1, 0, config.trainTimesteps - 1));
    config.setAlphaToOne = reader.flag("set_alpha_to_one", false);
    config.clipSample = reader.flag("clip_sample", false);
    config.zeroTerminalSnr = reader.flag("rescale_betas_zero_snr", false);
    config.karrasSigmas = reader.flag("use_karras_sigmas", false);
    config.lowerOrderFinal = reader.flag("lower_order_final", true);
    CF_TRY(reader.result());
    return config;
}

Result<ScheduleConfig> ScheduleConfig::fromFile(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto text, readTextFile(file));
    return fromText(text).map_error([&file](Error error) {
        error.message += " (" + file.string() + ")";
        return error;
    });
}

NoiseSchedule::NoiseSchedule(const ScheduleConfig &config)
    : m_config(config)
    , m_betas(betasOf(config))
    , m_alphasCumprod(torch::cumprod(1.0 - m_betas, 0))
    , m_betaValues(valuesOf(m_betas))
    , m_levels(valuesOf(m_alphasCumprod))
    , m_finalLevel(config.setAlphaToOne ? 1.0 : m_levels.front())
{
}

double NoiseSchedule::level(std::int64_t timestep) const
{
    if (timestep < 0)
        return m_finalLevel;
    return m_levels[std::min(static_cast<std::size_t>(timestep), m_levels.size() - 1)];
}

Result<std::vector<std::int64_t>> NoiseSchedule::timesteps(int steps) const
{
    const int train = m_config.trainTimesteps;
    if (steps < 1 || steps > train)
        return fail(ErrorCode::InvalidInput, "The number of steps must be from 1 to " + std::to_string(train) + ".");
    std::vector<std::int64_t> result;
    for (int step = steps - 1; step >= 0; --step) {
        double timestep = 0.0;
        if (m_config.spacing == TimestepSpacing::Leading)
            timestep = static_cast<double>(step) * (train / steps) + m_config.stepsOffset;
        else if (m_config.spacing == TimestepSpacing::Trailing)
            timestep = std::nearbyint(train - (steps - 1 - step) * (static_cast<double>(train) / steps)) - 1.0;
        else
            timestep = steps == 1 ? 0.0 : std::nearbyint(step * (train - 1.0) / (steps - 1.0));
        result.push_back(std::min<std::int64_t>(static_cast<std::int64_t>(timestep), train - 1));
    }
    return result;
}

torch::Tensor NoiseSchedule::addNoise(
    const torch::Tensor &clean, const torch::Tensor &noise, const torch::Tensor &timesteps) const
{
    const torch::Tensor levels = levelRows(m_alphasCumprod, timesteps, clean);
    return levels.sqrt() * clean + (1.0 - levels).sqrt() * noise;
}

torch::Tensor NoiseSchedule::velocity(
    const torch::Tensor &clean, const torch::Tensor &noise, const torch::Tensor &timesteps) const
{
    const torch::Tensor levels = levelRows(m_alphasCumprod, timesteps, clean);
    return levels.sqrt() * noise - (1.0 - levels).sqrt() * clean;
}

CleanAndNoise NoiseSchedule::read(
    const torch::Tensor &output, const torch::Tensor &sample, double level, const torch::Tensor &source) const
{
    const double signal = std::sqrt(level);
    const double spread = std::sqrt(1.0 - level);
    switch (m_config.output) {
    case NetworkOutput::Noise:
        return { (sample - spread * output) / signal, output };
    case NetworkOutput::Velocity:
        return { signal * sample - spread * output, signal * output + spread * sample };
    case NetworkOutput::SourceResidual:
    case NetworkOutput::Clean:
        break;
    }
    const torch::Tensor clean =
        m_config.output == NetworkOutput::SourceResidual && source.defined() ? source + output : output;
    return { clean, (sample - signal * clean) / spread };
}

} // namespace cf

#include "core/diffusion/schedulers/DpmSolver.h"

#include "core/diffusion/schedulers/Sigmas.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// A point of the path, with its signal and noise parts of unit variance.
struct Point {
    double signal;
    double spread;
    double logRatio; ///< λ = log(signal / spread)

    explicit Point(double sigma)
        : signal(1.0 / std::sqrt(sigma * sigma + 1.0))
        , spread(sigma * signal)
        , logRatio(-std::log(sigma))
    {
    }
};

/// diffusers spaces one timestep more than it uses, so that none is spent at the clean end.
std::vector<std::int64_t> spaced(const ScheduleConfig &config, int steps)
{
    const int train = config.trainTimesteps;
    std::vector<std::int64_t> result;
    for (int step = steps; step >= 1; --step) {
        double timestep = 0.0;
        if (config.spacing == TimestepSpacing::Leading)
            timestep = static_cast<double>(step) * (train / (steps + 1)) + config.stepsOffset;
        else if (config.spacing == TimestepSpacing::Trailing)
            timestep = std::nearbyint(train - (steps - step) * (static_cast<double>(train) / steps)) - 1.0;
        else
            timestep = std::nearbyint(step * (train - 1.0) / steps);
        result.push_back(std::min<std::int64_t>(static_cast<std::int64_t>(timestep), train - 1));
    }
    return result;
}

} // namespace

DpmSolver::DpmSolver(NoiseSchedule schedule, std::vector<std::int64_t> timesteps, std::vector<double> sigmas)
    : m_schedule(std::move(schedule))
    , m_timesteps(std::move(timesteps))
    , m_sigmas(std::move(sigmas))
{
}

Result<DpmSolver> DpmSolver::create(const NoiseSchedule &schedule, int steps)
{
    const ScheduleConfig &config = schedule.config();
    if (steps < 1 || steps >= config.trainTimesteps)
        return fail(ErrorCode::InvalidInput,
            "The number of steps must be from 1 to " + std::to_string(config.trainTimesteps - 1) + ".");
    const std::vector<double> all = sigmasOf(schedule);
    std::vector<std::int64_t> timesteps;
    std::vector<double> sigmas;
    if (config.karrasSigmas) {
        sigmas = karrasSigmas(all.back(), all.front(), steps);
        for (const double sigma : sigmas)
            timesteps.push_back(static_cast<std::int64_t>(std::nearbyint(timestepAt(all, sigma))));
        sigmas.push_back(sigmas.back());
    } else {
        timesteps = spaced(config, steps);
        for (const std::int64_t timestep : timesteps)
            sigmas.push_back(all[static_cast<std::size_t>(timestep)]);
        sigmas.push_back(all.front());
    }
    return DpmSolver(schedule, std::move(timesteps), std::move(sigmas));
}

torch::Tensor DpmSolver::step(const torch::Tensor &output, const torch::Tensor &sample, const torch::Tensor &source)
{
    if (m_index >= m_timesteps.size())
        return sample;
    const Point from(m_sigmas[m_index]);
    const Point to(m_sigmas[m_index + 1]);
    const torch::Tensor clean = m_schedule.read(output, sample, from.signal * from.signal, source).clean;
    const double stride = to.logRatio - from.logRatio;
    const double pull = to.signal * std::expm1(-stride);
    torch::Tensor result = to.spread / from.spread * sample - pull * clean;
    // The last step of a short run is of first order: the second would overshoot.
    const bool isLast =
        m_index + 1 == m_timesteps.size() && m_schedule.config().lowerOrderFinal && m_timesteps.size() < 15;
    if (m_lastClean.defined() && !isLast) {
        const Point before(m_sigmas[m_index - 1]);
        const double ratio = (from.logRatio - before.logRatio) / stride;
        // A stride of zero (Karras' end) moves nothing: pull is 0 and its slope must not be 0 · ∞.
        if (stride != 0.0)
            result = result - 0.5 * pull / ratio * (clean - m_lastClean);
    }
    m_lastClean = clean;
    ++m_index;
    return result;
}

} // namespace cf

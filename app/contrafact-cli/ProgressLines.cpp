#include "app/contrafact-cli/ProgressLines.h"

#include <cmath>
#include <iomanip>
#include <sstream>

namespace cf::cli {

std::string waitText(double seconds)
{
    constexpr double minute = 60.0;
    constexpr double hour = 3600.0;
    std::ostringstream text;
    text << std::fixed;
    if (seconds < 1.5 * minute)
        text << std::setprecision(0) << std::ceil(seconds) << " s";
    else if (seconds < 1.5 * hour)
        text << std::setprecision(0) << seconds / minute << " min";
    else
        text << std::setprecision(1) << seconds / hour << " h";
    return text.str();
}

ProgressLines::ProgressLines(std::FILE *out, std::chrono::duration<double> interval)
    : m_out(out)
    , m_interval(interval)
{
}

std::string ProgressLines::lineOf(const Progress &progress, std::chrono::steady_clock::time_point now) const
{
    std::string line = progress.stage;
    if (progress.steps > 0)
        line += ": " + std::to_string(progress.step) + " of " + std::to_string(progress.steps);
    double left = progress.secondsLeft;
    if (left < 0.0 && progress.step > m_firstStep && progress.steps >= progress.step)
        left = std::chrono::duration<double>(now - m_began).count() / (progress.step - m_firstStep)
            * (progress.steps - progress.step);
    return left >= 0.0 ? line + ", " + waitText(left) + " left" : line;
}

void ProgressLines::operator()(const Progress &progress)
{
    const auto now = std::chrono::steady_clock::now();
    const bool isNew = progress.stage != m_stage || progress.step < m_firstStep;
    if (isNew) {
        m_stage = progress.stage;
        m_firstStep = progress.step;
        m_began = now;
    } else if (now - m_last < m_interval) {
        return;
    }
    m_last = now;
    std::fprintf(m_out, "%s\n", lineOf(progress, now).c_str());
    std::fflush(m_out);
}

} // namespace cf::cli

#include "core/sessions/analysis/findings/QuestionFindings.h"
#include "core/sessions/cases/CaseArm.h"

#include "core/statistics/agreement/KrippendorffAlpha.h"
#include "core/statistics/comparison/Ranks.h"
#include "core/statistics/resampling/Bootstrap.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace cf::sessions {

namespace {

/// One reading's time.
struct Timed {
    std::string arm;
    double position = 0.0;
    double seconds = 0.0;
};

/// Median with a percentile bootstrap over readings.
Estimate medianEstimate(const std::vector<double> &seconds)
{
    Estimate estimate;
    if (seconds.empty()) {
        estimate.reason = "No time was recorded.";
        return estimate;
    }
    estimate.value = medianOf(seconds);
    constexpr std::size_t fewest = 5;
    if (seconds.size() < fewest) {
        estimate.reason = reasons::tooFewCases;
        return estimate;
    }
    const auto statistic = [&seconds](const std::vector<std::size_t> &drawn) -> Number {
        std::vector<double> sample;
        for (const std::size_t index : drawn)
            sample.push_back(seconds[index]);
        return medianOf(std::move(sample));
    };
    const BootstrapResult result = bootstrapUnits(seconds.size(), statistic, { .draws = 1000 });
    estimate.interval = result.percentile;
    estimate.reason = result.reason;
    return estimate;
}

/// Spearman's correlation of seconds with the place in the order, bootstrap over readings.
Estimate learningEstimate(const std::vector<Timed> &readings)
{
    const auto correlation = [&readings](const std::vector<std::size_t> &drawn) -> Number {
        std::vector<double> places;
        std::vector<double> seconds;
        for (const std::size_t index : drawn) {
            places.push_back(readings[index].position);
            seconds.push_back(readings[index].seconds);
        }
        const auto x = midranks(places);
        const auto y = midranks(seconds);
        const double mean = 0.5 * (static_cast<double>(drawn.size()) + 1.0);
        double xy = 0.0;
        double xx = 0.0;
        double yy = 0.0;
        for (std::size_t index = 0; index < x.size(); ++index) {
            xy += (x[index] - mean) * (y[index] - mean);
            xx += (x[index] - mean) * (x[index] - mean);
            yy += (y[index] - mean) * (y[index] - mean);
        }
        return xx > 0.0 && yy > 0.0 ? Number(xy / std::sqrt(xx * yy)) : std::nullopt;
    };
    Estimate estimate;
    std::vector<std::size_t> all(readings.size());
    std::iota(all.begin(), all.end(), std::size_t{ 0 });
    estimate.value = correlation(all);
    constexpr std::size_t fewest = 10;
    if (!estimate.value)
        estimate.reason = reasons::noVariation;
    else if (readings.size() < fewest)
        estimate.reason = reasons::tooFewCases;
    else {
        const BootstrapResult result = bootstrapUnits(readings.size(), correlation, { .draws = 1000 });
        estimate.interval = result.percentile;
        estimate.reason = result.reason;
    }
    return estimate;
}

std::vector<double> secondsOf(const std::vector<Timed> &readings)
{
    std::vector<double> seconds;
    for (const Timed &each : readings)
        seconds.push_back(each.seconds);
    return seconds;
}

} // namespace

double medianOf(std::vector<double> values)
{
    std::ranges::sort(values);
    const std::size_t middle = values.size() / 2;
    return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

std::vector<FindingGroup> timeFindings(const AnalysisInput &input)
{
    if (!input.study.protocol.recordsTime)
        return {};
    std::map<std::string, std::vector<Timed>> byReader;
    for (const Reading &reading : input.readings) {
        const Case *item = input.study.find(reading.key.caseId);
        if (item && !item->isTraining && reading.activeSeconds > 0.0)
            byReader[reading.key.reader].push_back(
                { armOf(input.study.protocol, *item), static_cast<double>(reading.position), reading.activeSeconds });
    }
    FindingGroup median{ "time", "Seconds per case, pauses left out", "Median; percentile bootstrap over readings.",
        FigureScale::Value, {}, "s" };
    FindingGroup learning{ "learning", "Time against the place in the order",
        "Spearman’s correlation, bootstrap over readings: below 0, the reader grew faster.", FigureScale::Coefficient,
        {} };
    for (const Reader &reader : input.study.readers) {
        const auto found = byReader.find(reader.id);
        if (found == byReader.end())
            continue;
        const std::string name = shownName(input.study, reader.id);
        const auto count = static_cast<double>(found->second.size());
        median.findings.push_back({ name, count, medianEstimate(secondsOf(found->second)) });
        for (const Arm &arm : input.study.protocol.arms) {
            std::vector<Timed> own;
            std::ranges::copy_if(
                found->second, std::back_inserter(own), [&](const Timed &each) { return each.arm == arm.key; });
            if (!own.empty() && own.size() < found->second.size())
                median.findings.push_back({ name + ", " + (arm.label.empty() ? arm.key : arm.label),
                    static_cast<double>(own.size()), medianEstimate(secondsOf(own)) });
        }
        learning.findings.push_back({ name, count, learningEstimate(found->second) });
    }
    std::vector<FindingGroup> groups;
    for (FindingGroup *group : { &median, &learning })
        if (!group->findings.empty())
            groups.push_back(std::move(*group));
    return groups;
}

} // namespace cf::sessions

#include "core/statistics/resampling/PatientBootstrap.h"

#include "core/base/RandomStream.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace cf {

namespace {

/// Sums of one patient.
struct PatientSum {
    double numerator = 0.0;
    double denominator = 0.0;
};

double ratioOf(const std::vector<PatientSum> &sums)
{
    PatientSum all;
    for (const PatientSum &each : sums) {
        all.numerator += each.numerator;
        all.denominator += each.denominator;
    }
    return all.denominator > 0.0 ? all.numerator / all.denominator : 0.0;
}

Interval bootstrap(const std::vector<PatientSum> &sums)
{
    Interval interval;
    interval.mean = interval.low = interval.high = ratioOf(sums);
    if (sums.size() < 2)
        return interval;
    constexpr int draws = 10000;
    std::vector<double> drawn(draws);
    std::vector<PatientSum> sample(sums.size());
    RandomStream stream(1, "bootstrap");
    for (double &value : drawn) {
        for (PatientSum &each : sample)
            each = sums[static_cast<std::size_t>(stream.below(static_cast<int>(sums.size())))];
        value = ratioOf(sample);
    }
    std::sort(drawn.begin(), drawn.end());
    interval.low = drawn[draws / 40];
    interval.high = drawn[draws - 1 - draws / 40];
    return interval;
}

/// Patients' means, each patient counting once.
std::vector<PatientSum> meansByPatient(const std::vector<PatientValue> &values)
{
    std::map<std::string, PatientSum> sums;
    for (const PatientValue &each : values) {
        sums[each.patient].numerator += each.value;
        sums[each.patient].denominator += 1.0;
    }
    std::vector<PatientSum> means;
    for (const auto &[patient, sum] : sums)
        means.push_back({ sum.numerator / sum.denominator, 1.0 });
    return means;
}

} // namespace

double meanOf(const std::vector<PatientValue> &values)
{
    return ratioOf(meansByPatient(values));
}

Interval bootstrapMean(const std::vector<PatientValue> &values)
{
    return bootstrap(meansByPatient(values));
}

Interval bootstrapRatio(const std::vector<PatientValue> &values)
{
    std::map<std::string, PatientSum> sums;
    for (const PatientValue &each : values) {
        sums[each.patient].numerator += each.weight * each.value;
        sums[each.patient].denominator += each.weight;
    }
    std::vector<PatientSum> list;
    for (const auto &[patient, sum] : sums)
        list.push_back(sum);
    return bootstrap(list);
}

double quantileOf(std::vector<double> values, double share)
{
    if (values.empty())
        return 0.0;
    std::sort(values.begin(), values.end());
    const double rankOf = std::ceil(share * static_cast<double>(values.size()));
    return values[static_cast<std::size_t>(std::clamp(rankOf, 1.0, static_cast<double>(values.size()))) - 1];
}

} // namespace cf

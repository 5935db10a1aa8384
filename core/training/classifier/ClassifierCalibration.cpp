#include "core/training/classifier/ClassifierCalibration.h"

#include "core/base/terms/SeenThing.h"
#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace cf {

namespace {

/// (value, is present) of the images whose label is known, sorted by value.
std::vector<std::pair<double, bool>> knownOf(const torch::Tensor &values, const torch::Tensor &labels)
{
    std::vector<std::pair<double, bool>> known;
    for (std::int64_t row = 0; row < labels.size(0); ++row) {
        const double label = labels[row].item<double>();
        if (label == 0.0 || label == 1.0)
            known.emplace_back(values[row].item<double>(), label == 1.0);
    }
    std::sort(known.begin(), known.end());
    return known;
}

/// Mann–Whitney with ties counted half.
double areaUnderCurve(const std::vector<std::pair<double, bool>> &sorted, int present, int absent)
{
    if (present == 0 || absent == 0)
        return 0.5;
    double won = 0.0;
    double below = 0.0;
    for (std::size_t first = 0; first < sorted.size();) {
        std::size_t last = first;
        double here = 0.0;
        double there = 0.0;
        for (; last < sorted.size() && sorted[last].first == sorted[first].first; ++last)
            (sorted[last].second ? there : here) += 1.0;
        won += there * (below + 0.5 * here);
        below += here;
        first = last;
    }
    return won / (static_cast<double>(present) * absent);
}

double expectedCalibrationError(const std::vector<std::pair<double, bool>> &sorted)
{
    constexpr std::size_t bins = 15;
    double error = 0.0;
    for (std::size_t bin = 0; bin < bins; ++bin) {
        const std::size_t from = bin * sorted.size() / bins;
        const std::size_t to = (bin + 1) * sorted.size() / bins;
        double difference = 0.0;
        for (std::size_t index = from; index < to; ++index)
            difference += sorted[index].first - (sorted[index].second ? 1.0 : 0.0);
        error += std::abs(difference);
    }
    return sorted.empty() ? 0.0 : error / static_cast<double>(sorted.size());
}

using KnownLogits = std::vector<std::pair<double, bool>>;

double crossEntropy(const KnownLogits &known, const LogitCalibration &calibration)
{
    double sum = 0.0;
    for (const auto &[logit, isPresent] : known) {
        const double calibrated = (logit - calibration.offset) / calibration.temperature;
        const double scaled = isPresent ? -calibrated : calibrated;
        sum += std::max(scaled, 0.0) + std::log1p(std::exp(-std::abs(scaled)));
    }
    return sum;
}

/// The offset at which the probabilities' sum is the number of images that show it: for a temperature the best one.
double offsetFor(const KnownLogits &known, double temperature, double present)
{
    double low = known.front().first - 20.0 * temperature;
    double high = known.back().first + 20.0 * temperature;
    for (int halving = 0; halving < 50; ++halving) {
        const double middle = 0.5 * (low + high);
        double sum = 0.0;
        for (const auto &[logit, isPresent] : known)
            sum += 1.0 / (1.0 + std::exp((middle - logit) / temperature));
        (sum > present ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace

LogitCalibration fitCalibration(const torch::Tensor &logits, const torch::Tensor &labels)
{
    const auto known = knownOf(logits, labels);
    const auto present = std::count_if(known.begin(), known.end(), [](const auto &each) { return each.second; });
    if (known.size() < 20 || present == 0 || present == static_cast<std::ptrdiff_t>(known.size()))
        return {};
    // The loss is convex in 1/T: a fine walk over a few octaves finds it as well as any search.
    LogitCalibration best{ 1.0, offsetFor(known, 1.0, static_cast<double>(present)) };
    double minimum = crossEntropy(known, best);
    for (double exponent = -2.0; exponent <= 4.0; exponent += 0.04) {
        const double temperature = std::exp2(exponent);
        const LogitCalibration tried{ temperature, offsetFor(known, temperature, static_cast<double>(present)) };
        if (const double loss = crossEntropy(known, tried); loss < minimum) {
            minimum = loss;
            best = tried;
        }
    }
    return best;
}

LabelFigures figuresOf(const torch::Tensor &probabilities, const torch::Tensor &labels)
{
    const auto known = knownOf(probabilities, labels);
    LabelFigures figures;
    for (const auto &[probability, isPresent] : known) {
        ++(isPresent ? figures.present : figures.absent);
        const double miss = probability - (isPresent ? 1.0 : 0.0);
        figures.brier += miss * miss / static_cast<double>(known.size());
    }
    figures.auc = areaUnderCurve(known, figures.present, figures.absent);
    figures.calibrationError = expectedCalibrationError(known);
    return figures;
}

bool leavesEditsAlone(const torch::Tensor &probabilities, const torch::Tensor &isOwn)
{
    constexpr std::int64_t minOwn = 20;
    constexpr double maxRefused = 0.01;
    const std::int64_t edits = isOwn.size(0);
    const torch::Tensor change = probabilities.slice(0, edits) - probabilities.slice(0, 0, edits);
    constexpr double seenFrom = 0.5; // Likewise.
    const torch::Tensor failsOwn =
        (probabilities.slice(0, edits) < seenFrom).logical_or(probabilities.slice(0, 0, edits) > seenFrom);
    const torch::Tensor refused = torch::where(isOwn, failsOwn, change.abs() > clearMove);
    return isOwn.sum().item<std::int64_t>() >= minOwn
        && refused.sum().item<double>() <= maxRefused * static_cast<double>(edits);
}

} // namespace cf

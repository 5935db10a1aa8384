#include "core/training/segmenter/SegmenterFigures.h"

#include "core/training/segmenter/SegmenterBatch.h"
#include "core/training/segmenter/SegmenterLoss.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>

namespace cf {

namespace {

constexpr std::size_t rowsAtOnce = 4;
constexpr int fewest = 5;

} // namespace

Result<SegmenterScores> scoreSamples(
    Segmenter &network, const SegmenterSamples &samples, const std::string &origin, std::size_t maximum)
{
    const torch::NoGradGuard noGradient;
    std::vector<std::size_t> all;
    for (std::size_t index = 0; index < samples.size(); ++index)
        if (samples.info(index).origin == origin)
            all.push_back(index);
    SegmenterScores scores;
    const std::size_t count = std::min(all.size(), maximum);
    for (std::size_t at = 0; at < count; ++at)
        scores.places.push_back(all[at * all.size() / count]);
    std::vector<torch::Tensor> logits, labels, overlap, near;
    for (std::size_t first = 0; first < count; first += rowsAtOnce) {
        const auto begin = scores.places.begin() + static_cast<std::ptrdiff_t>(first);
        const auto end = scores.places.begin() + static_cast<std::ptrdiff_t>(std::min(count, first + rowsAtOnce));
        CF_ASSIGN(const auto batch, loadSamples(samples, { begin, end }));
        const SegmenterAnswer answer = network->forward(batch.films);
        logits.push_back(answer.labels);
        labels.push_back(batch.labels);
        overlap.push_back(overlapOf(answer.maps, batch));
        near.push_back(nearOverlapOf(answer.maps, batch));
    }
    if (logits.empty()) {
        const auto maps = static_cast<std::int64_t>(network->config.maps.size());
        const auto outputs = maps + static_cast<std::int64_t>(network->config.labels.size());
        scores.logits = torch::empty({ 0, outputs });
        scores.labels = torch::empty({ 0, outputs });
        scores.overlap = torch::empty({ 0, maps });
        scores.near = torch::empty({ 0, maps });
        return scores;
    }
    scores.logits = torch::cat(logits);
    scores.labels = torch::cat(labels);
    scores.overlap = torch::cat(overlap);
    scores.near = torch::cat(near);
    return scores;
}

namespace {

/// Scores of what is there, or is not.
std::vector<double> scoresWhere(double wanted, const torch::Tensor &scores, const torch::Tensor &labels)
{
    std::vector<double> chosen;
    for (std::int64_t row = 0; row < labels.size(0); ++row)
        if (labels[row].item<double>() == wanted)
            chosen.push_back(scores[row].item<double>());
    return chosen;
}

double twentiethFromAbove(std::vector<double> scores)
{
    std::sort(scores.begin(), scores.end());
    return scores[static_cast<std::size_t>(0.95 * static_cast<double>(scores.size() - 1))];
}

} // namespace

std::optional<double> limitAt95(const torch::Tensor &scores, const torch::Tensor &labels)
{
    const auto absent = scoresWhere(0.0, scores, labels);
    return std::ssize(absent) < 20 ? std::nullopt : std::optional(twentiethFromAbove(absent));
}

double sensitivityAt95(const torch::Tensor &scores, const torch::Tensor &labels)
{
    const auto there = scoresWhere(1.0, scores, labels);
    const auto absent = scoresWhere(0.0, scores, labels);
    if (std::ssize(there) < fewest || std::ssize(absent) < fewest)
        return -1.0;
    const double limit = twentiethFromAbove(absent);
    const auto found = std::count_if(there.begin(), there.end(), [limit](double score) { return score > limit; });
    return static_cast<double>(found) / static_cast<double>(there.size());
}

MeanOf meanOverlap(const torch::Tensor &overlap, std::int64_t map)
{
    MeanOf mean;
    for (std::int64_t row = 0; row < overlap.size(0); ++row)
        if (const double value = overlap[row][map].item<double>(); value >= 0.0) {
            mean.mean += value;
            ++mean.count;
        }
    if (mean.count > 0)
        mean.mean /= mean.count;
    return mean;
}

} // namespace cf

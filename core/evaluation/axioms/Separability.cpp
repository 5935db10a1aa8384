#include "core/evaluation/axioms/Separability.h"

#include "core/base/RandomStream.h"
#include "core/diffusion/runtime/Torch.h"
#include "core/imaging/MaskMorphology.h"
#include "core/statistics/resampling/Bootstrap.h"
#include "core/statistics/roc/AreaUnderCurve.h"

#include <torch/nn/modules/activation.h>
#include <torch/nn/modules/pooling.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace cf {

namespace {

constexpr int folds = 5;
constexpr int epochs = 30;
constexpr std::int64_t batch = 16;
constexpr double learningRate = 4e-3;
constexpr double weightDecay = 1e-2;

/// The piece without its mean, what is finer than 3 pixels and finer than 1 pixel: edits betray themselves by grain and
/// seams. Each brought to about one.
torch::Tensor inputOf(const GreyImage &picture)
{
    const GreyImage coarse = blurred(picture, 3.0);
    const GreyImage fine = blurred(picture, 1.0);
    double mean = 0.0;
    for (const float value : picture.pixels)
        mean += value;
    mean /= static_cast<double>(picture.pixels.size());
    torch::Tensor input = torch::empty({ 3, picture.height, picture.width });
    auto *values = input.data_ptr<float>();
    const std::size_t count = picture.pixels.size();
    for (std::size_t i = 0; i < count; ++i) {
        values[i] = (picture.pixels[i] - static_cast<float>(mean)) * 8.0F;
        values[count + i] = (picture.pixels[i] - coarse.pixels[i]) * 25.0F;
        values[2 * count + i] = (picture.pixels[i] - fine.pixels[i]) * 60.0F;
    }
    return input;
}

torch::nn::Sequential makeDetector()
{
    using namespace torch::nn;
    const auto convolution = [](int in, int out, int kernel) {
        return Conv2d(Conv2dOptions(in, out, kernel).stride(2).padding(kernel / 2));
    };
    return Sequential(convolution(3, 8, 5), SiLU(), convolution(8, 16, 3), GroupNorm(GroupNormOptions(4, 16)), SiLU(),
        convolution(16, 32, 3), GroupNorm(GroupNormOptions(4, 32)), SiLU(),
        AdaptiveAvgPool2d(AdaptiveAvgPool2dOptions({ 1, 1 })), Flatten(), Dropout(0.3), Linear(32, 1));
}

/// A turn or reflection of the square changes nothing about how it was made.
torch::Tensor turned(const torch::Tensor &input, int way)
{
    torch::Tensor result = (way & 1) != 0 ? input.flip(-1) : input;
    result = (way & 2) != 0 ? result.flip(-2) : result;
    return (way & 4) != 0 ? result.transpose(-1, -2) : result;
}

/// Patients in an order that has nothing to do with their names, dealt out to the folds.
std::map<std::string, int> foldsOf(const std::vector<Crop> &crops)
{
    std::set<std::pair<std::uint64_t, std::string>> ordered;
    for (const Crop &crop : crops)
        ordered.emplace(RandomStream(0, crop.patient).child("separability").next(), crop.patient);
    std::map<std::string, int> fold;
    int next = 0;
    for (const auto &[order, patient] : ordered)
        fold[patient] = next++ % folds;
    return fold;
}

/// Ratings of the rows `test` by a detector that learnt from `training`.
Result<torch::Tensor> rate(const torch::Tensor &inputs, const torch::Tensor &labels,
    const std::vector<std::int64_t> &training, const std::vector<std::int64_t> &test, int fold, const JobContext &job)
{
    torch::manual_seed(100 + fold);
    RandomStream stream(static_cast<std::uint64_t>(fold), "separability");
    torch::nn::Sequential detector = makeDetector();
    torch::optim::AdamW optimizer(
        detector->parameters(), torch::optim::AdamWOptions(learningRate).weight_decay(weightDecay));
    std::vector<std::int64_t> order = training;
    const auto steps = static_cast<double>(epochs);
    for (int epoch = 0; epoch < epochs; ++epoch) {
        CF_TRY(job.checkStop());
        for (auto &group : optimizer.param_groups())
            static_cast<torch::optim::AdamWOptions &>(group.options()).lr(learningRate * (1.0 - epoch / steps));
        for (std::size_t i = order.size(); i > 1; --i)
            std::swap(order[i - 1], order[static_cast<std::size_t>(stream.below(static_cast<int>(i)))]);
        for (std::size_t first = 0; first < order.size(); first += batch) {
            const auto last = std::min(order.size(), first + static_cast<std::size_t>(batch));
            const torch::Tensor rows = torch::tensor(std::vector<std::int64_t>(
                order.begin() + static_cast<std::ptrdiff_t>(first), order.begin() + static_cast<std::ptrdiff_t>(last)));
            const torch::Tensor answer =
                detector->forward(turned(inputs.index_select(0, rows), stream.below(8))).squeeze(1);
            optimizer.zero_grad();
            torch::binary_cross_entropy_with_logits(answer, labels.index_select(0, rows)).backward();
            optimizer.step();
        }
    }
    detector->eval();
    const torch::NoGradGuard noGradient;
    const torch::Tensor shown = inputs.index_select(0, torch::tensor(test));
    torch::Tensor ratings = torch::zeros({ std::ssize(test) });
    for (int way = 0; way < 8; ++way)
        ratings += detector->forward(turned(shown, way)).squeeze(1);
    return ratings / 8.0;
}

/// The area over the patients drawn, each with all pieces.
Separability areaOf(const std::vector<Crop> &crops, const std::vector<double> &ratings)
{
    std::map<std::string, RatedCases> byPatient;
    for (std::size_t i = 0; i < crops.size(); ++i) {
        RatedCases &own = byPatient[crops[i].patient];
        (crops[i].edited ? own.positive : own.negative).push_back(ratings[i]);
    }
    std::vector<const RatedCases *> patients;
    for (const auto &[name, own] : byPatient)
        patients.push_back(&own);
    BootstrapSettings settings;
    settings.draws = 2000;
    const BootstrapResult area = bootstrapUnits(
        patients.size(),
        [&patients](const std::vector<std::size_t> &drawn) -> Number {
            RatedCases all;
            for (const std::size_t index : drawn) {
                all.positive.insert(
                    all.positive.end(), patients[index]->positive.begin(), patients[index]->positive.end());
                all.negative.insert(
                    all.negative.end(), patients[index]->negative.begin(), patients[index]->negative.end());
            }
            return all.hasBoth() ? Number(areaValue(all)) : Number();
        },
        settings);
    Separability separability;
    separability.crops = static_cast<int>(crops.size());
    separability.patients = static_cast<int>(patients.size());
    separability.area = area.value.value_or(0.5);
    if (area.percentile) {
        separability.low = area.percentile->low;
        separability.high = area.percentile->high;
    }
    return separability;
}

} // namespace

Result<std::optional<Separability>> separabilityOf(const std::vector<Crop> &crops, const JobContext &job)
{
    const auto fold = foldsOf(crops);
    const bool both = std::ranges::any_of(crops, &Crop::edited)
        && std::ranges::any_of(crops, [](const Crop &crop) { return !crop.edited; });
    if (!both || std::ssize(fold) < fewestPatients)
        return std::optional<Separability>();
    const auto count = static_cast<std::int64_t>(crops.size());
    torch::Tensor inputs = torch::empty({ count, 3, Crop::side, Crop::side });
    torch::Tensor labels = torch::empty({ count });
    for (std::int64_t row = 0; row < count; ++row) {
        const Crop &crop = crops[static_cast<std::size_t>(row)];
        if (crop.picture.width != Crop::side || crop.picture.height != Crop::side)
            return fail(ErrorCode::Internal, "A piece of another size was given to the detector.");
        inputs[row].copy_(inputOf(crop.picture));
        labels[row] = crop.edited ? 1.0F : 0.0F;
    }
    std::vector<double> ratings(crops.size());
    for (int left = 0; left < folds; ++left) {
        job.report({ left, folds, "Training the detector", -1.0 });
        std::vector<std::int64_t> training;
        std::vector<std::int64_t> test;
        for (std::int64_t row = 0; row < count; ++row)
            (fold.at(crops[static_cast<std::size_t>(row)].patient) == left ? test : training).push_back(row);
        CF_ASSIGN(const torch::Tensor rated, rate(inputs, labels, training, test, left, job));
        for (std::size_t i = 0; i < test.size(); ++i)
            // Rounded: equal pieces must tie, whatever their place in the batch.
            ratings[static_cast<std::size_t>(test[i])] =
                std::round(1e4 * rated[static_cast<std::int64_t>(i)].item<double>());
    }
    return std::optional(areaOf(crops, ratings));
}

} // namespace cf

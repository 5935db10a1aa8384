#include "core/training/segmenter/SegmenterLoss.h"

namespace cf {

namespace {

/// Cells that this and less of a map are called nothing: half a line's width.
constexpr double smallest = 8.0;
/// Added to the number of known cells: a map of which little is known shall not weigh like a whole one.
constexpr double fewCells = 1000.0;

/// Cross-entropy of all cells and overlap of what is there, with its gradient, a map at a time: each fits into the
/// processor's cache, which makes it several times as fast as the same operations on all maps at once.
struct MapLoss : torch::autograd::Function<MapLoss> {
    static torch::Tensor forward(torch::autograd::AutogradContext *context, const torch::Tensor &logits,
        const torch::Tensor &maps, const torch::Tensor &known, double presentWeight, double overlapWeight)
    {
        const torch::Tensor truths = maps.sum(std::vector<std::int64_t>{ 2, 3 }, false, torch::kFloat64);
        const double present = std::max(1.0, (truths > smallest).sum().item<double>());
        torch::Tensor slope = torch::empty_like(logits);
        const std::int64_t rows = logits.size(0);
        double loss = 0.0;
        for (std::int64_t row = 0; row < rows; ++row)
            for (std::int64_t map = 0; map < logits.size(1); ++map) {
                const torch::Tensor x = logits[row][map];
                const torch::Tensor there = maps[row][map].to(torch::kFloat32);
                const torch::Tensor sure = known[row][map].to(torch::kFloat32);
                torch::Tensor own = slope[row][map];
                const double cells = sure.sum().item<double>();
                if (cells == 0.0) {
                    own.zero_();
                    continue;
                }
                const torch::Tensor share = torch::sigmoid(x);
                const torch::Tensor weight = sure * (1.0 + (presentWeight - 1.0) * there);
                const double scale = 1.0 / ((cells + fewCells) * static_cast<double>(rows));
                loss += scale * ((torch::softplus(x) - x * there) * weight).sum().item<double>();
                torch::Tensor gradient = (share - there).mul_(weight).mul_(scale);
                const double truth = truths[row][map].item<double>();
                if (truth > smallest) {
                    const double top = 2.0 * (share * there).sum().item<double>() + 1.0;
                    const double bottom = (share * sure).sum().item<double>() + truth + 1.0;
                    const double factor = overlapWeight / present;
                    loss += factor * (1.0 - top / bottom);
                    gradient.sub_((2.0 * there * bottom - top)
                                      .mul_(sure)
                                      .mul_(share * (1.0 - share))
                                      .mul_(factor / (bottom * bottom)));
                }
                own.copy_(gradient);
            }
        context->save_for_backward({ slope });
        return torch::tensor(loss, logits.options());
    }

    static torch::autograd::variable_list backward(
        torch::autograd::AutogradContext *context, const torch::autograd::variable_list &above)
    {
        return { context->get_saved_variables()[0] * above[0], {}, {}, {}, {} };
    }
};

} // namespace

torch::Tensor segmenterLoss(const SegmenterAnswer &answer, const SegmenterBatch &batch, const SegmenterRecipe &recipe)
{
    const torch::Tensor labelKnown = (batch.labels >= 0.0).to(torch::kFloat32);
    const torch::Tensor labels = ((torch::softplus(answer.labels) - answer.labels * batch.labels) * labelKnown).sum()
        / labelKnown.sum().clamp_min(1.0);
    return MapLoss::apply(answer.maps, batch.maps, batch.known, recipe.presentWeight, recipe.overlapWeight)
        + recipe.labelWeight * labels;
}

torch::Tensor overlapOf(const torch::Tensor &logits, const SegmenterBatch &batch)
{
    const std::vector<std::int64_t> area{ 2, 3 };
    const torch::Tensor maps = batch.maps.to(torch::kFloat32);
    const torch::Tensor said = (logits > 0.0).to(torch::kFloat32) * batch.known;
    const torch::Tensor truth = maps.sum(area);
    const torch::Tensor dice = 2.0 * (said * maps).sum(area) / (said.sum(area) + truth).clamp_min(1.0);
    return torch::where(truth > smallest, dice, torch::full_like(dice, -1.0));
}

torch::Tensor nearOverlapOf(const torch::Tensor &logits, const SegmenterBatch &batch)
{
    const std::vector<std::int64_t> area{ 2, 3 };
    const auto grown = [](const torch::Tensor &cells) {
        return torch::max_pool2d(cells, 2 * nearCells + 1, 1, nearCells);
    };
    const torch::Tensor maps = batch.maps.to(torch::kFloat32);
    const torch::Tensor said = (logits > 0.0).to(torch::kFloat32) * batch.known;
    const torch::Tensor truth = maps.sum(area);
    const torch::Tensor precision = (said * grown(maps)).sum(area) / said.sum(area).clamp_min(1.0);
    const torch::Tensor recall = (maps * grown(said)).sum(area) / truth.clamp_min(1.0);
    const torch::Tensor near = 2.0 * precision * recall / (precision + recall).clamp_min(1e-6);
    return torch::where(truth > smallest, near, torch::full_like(near, -1.0));
}

} // namespace cf

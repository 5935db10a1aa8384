#include "core/evaluation/edits/EvaluationJudge.h"

#include "core/diffusion/loading/ModelFolder.h"
#include "core/diffusion/readers/ChestClassifier.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/editing/engine/judging/SemanticGates.h"

#include "core/diffusion/runtime/Torch.h"

namespace cf {

struct EvaluationJudge::Network {
    ChestClassifier classifier;
};

EvaluationJudge::EvaluationJudge() = default;
EvaluationJudge::EvaluationJudge(EvaluationJudge &&) noexcept = default;
EvaluationJudge &EvaluationJudge::operator=(EvaluationJudge &&) noexcept = default;
EvaluationJudge::~EvaluationJudge() = default;

Result<EvaluationJudge> EvaluationJudge::load(const std::filesystem::path &classifierFolder)
{
    EvaluationJudge judge;
    if (classifierFolder.empty())
        return judge;
    CF_ASSIGN(auto classifier, loadChestClassifier(classifierFolder));
    CF_ASSIGN(judge.m_sha256, sha256OfWeights(classifierFolder));
    judge.m_network = std::make_unique<Network>(Network{ std::move(classifier) });
    return judge;
}

Result<std::optional<CaseReadings>> EvaluationJudge::read(
    const GreyImage &before, const GreyImage &after, const std::vector<EditInstruction> &edits) const
{
    std::optional<CaseReadings> none;
    if (!m_network)
        return none;
    return atTorchBorder("The classifier", [&]() -> Result<std::optional<CaseReadings>> {
        const auto tensorOf = [](const GreyImage &image) {
            return torch::from_blob(const_cast<float *>(image.pixels.data()), { 1, 1, image.height, image.width });
        };
        const torch::Tensor probabilities =
            m_network->classifier.probabilities(torch::cat({ tensorOf(before), tensorOf(after) })).to(torch::kFloat64);
        const auto rowOf = [&probabilities](std::int64_t row) {
            const torch::Tensor values = probabilities[row].contiguous();
            return std::vector<double>(values.data_ptr<double>(), values.data_ptr<double>() + values.numel());
        };
        const ClassifierConfig &config = m_network->classifier.config;
        const auto readings = readingsOf(rowOf(0), rowOf(1), config.labels, config.trusted, edits);
        if (!readings.gain)
            return none;
        return CaseReadings{ *readings.gain, readings.flipped, readings.collateral, readings.collateralLabel };
    });
}

} // namespace cf

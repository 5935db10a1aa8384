#include "core/editing/engine/judging/EditJudge.h"

#include "core/editing/Scorecard.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/judging/SemanticGates.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Windowing.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cf {

namespace {

constexpr int judgedSize = 512; // Of the square that classifier and CLIP are shown.

std::vector<double> valuesOf(const torch::Tensor &row)
{
    const torch::Tensor values = row.to(torch::kFloat64).contiguous();
    return { values.data_ptr<double>(), values.data_ptr<double>() + values.numel() };
}

/// [1, 1, height, width], grey 0…1.
torch::Tensor greyTensor(const GreyImage &image)
{
    return torch::from_blob(const_cast<float *>(image.pixels.data()), { 1, 1, image.height, image.width }).clone();
}

} // namespace

Result<EditJudge> EditJudge::load(
    const std::filesystem::path &modelFolder, const std::filesystem::path &classifierFolder)
{
    EditJudge judge;
    std::error_code failure;
    const auto classifier = classifierFolder.empty() ? modelFolder / "classifier" : classifierFolder;
    if (!classifierFolder.empty() || std::filesystem::is_directory(classifier, failure)) {
        CF_ASSIGN(judge.m_classifier, loadChestClassifier(classifier));
    }
    const auto clip = modelFolder / "clip";
    if (std::filesystem::is_directory(clip, failure)) {
        CF_ASSIGN(judge.m_clip, loadClip(clip));
        const bool hasOwn = std::filesystem::is_directory(clip / "tokenizer", failure);
        CF_ASSIGN(judge.m_tokenizer, ClipTokenizer::load(hasOwn ? clip / "tokenizer" : modelFolder / "tokenizer"));
        const auto &text = judge.m_clip->config.text;
        if (static_cast<std::int64_t>(judge.m_tokenizer.vocabularySize()) > text.vocabularySize
            || judge.m_tokenizer.modelMaxLength() > text.maximumPositions)
            return fail(ErrorCode::InvalidInput,
                "The CLIP model in " + clip.string()
                    + " does not fit the tokenizer. Put the tokenizer that belongs to it into clip/tokenizer.");
    }
    return judge;
}

Result<> EditJudge::judge(const EditRequest &request, EditResult &result, const JobContext &job)
{
    if (!hasClassifier() && !hasClip())
        return {};
    CF_TRY(job.checkStop());
    job.report({ 0, 0, "Judging the edit", -1.0 });
    CF_ASSIGN(const auto letterbox, fitIntoSquare(request.source, judgedSize));
    const GreyImage before = toSquare(toDisplay(request.source), letterbox);
    const GreyImage after = toSquare(toDisplay(result.counterfactual), letterbox);
    if (hasClassifier())
        CF_TRY(readClassifier(request, before, after, result));
    CF_TRY(job.checkStop());
    if (hasClip())
        readClip(request, before, after, result);
    CF_TRY(job.checkStop());
    result.reason = reasonsOf(result.gates);
    result.status = result.reason.empty() ? EditStatus::Accepted : EditStatus::Refused;
    return {};
}

Result<torch::Tensor> EditJudge::probabilitiesOf(const torch::Tensor &pictures)
{
    const torch::Tensor probabilities = m_classifier->probabilities(pictures);
    if (!torch::isfinite(probabilities).all().item<bool>())
        return fail(ErrorCode::InvalidInput,
            "The classifier answered with values that are not numbers. Its weights may be damaged.");
    return probabilities;
}

Result<std::vector<SourceReading>> EditJudge::readSource(const Radiograph &source, const JobContext &job)
{
    std::vector<SourceReading> readings;
    if (!hasClassifier())
        return readings;
    CF_TRY(job.checkStop());
    CF_ASSIGN(const auto letterbox, fitIntoSquare(source, judgedSize));
    const GreyImage picture = toSquare(toDisplay(source), letterbox);
    CF_TRY(job.checkStop());
    CF_ASSIGN(const torch::Tensor probabilities, probabilitiesOf(greyTensor(picture)));
    const std::vector<double> values = valuesOf(probabilities[0]);
    const ClassifierConfig &config = m_classifier->config;
    for (std::size_t output = 0; output < config.labels.size(); ++output) {
        const std::string &label = config.labels[output];
        const bool trusted = !config.trusted
            || std::find(config.trusted->begin(), config.trusted->end(), label) != config.trusted->end();
        readings.push_back({ label, values[output], trusted });
    }
    return readings;
}

Result<> EditJudge::readClassifier(
    const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result)
{
    CF_ASSIGN(
        const torch::Tensor probabilities, probabilitiesOf(torch::cat({ greyTensor(before), greyTensor(after) })));
    const ClassifierConfig &config = m_classifier->config;
    result.classifier = readingsOf(
        valuesOf(probabilities[0]), valuesOf(probabilities[1]), config.labels, config.trusted, request.edits);
    for (const LabelReading &each : result.classifier->labels)
        result.provenance.probabilities[each.label] = { each.before, each.after };
    for (Gate &each : gatesOf(*result.classifier, request.edits))
        result.gates.push_back(std::move(each));
    result.gates = completed(std::move(result.gates));
    return {};
}

void EditJudge::readClip(
    const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result)
{
    const auto pictureOf = [](const GreyImage &image) { return greyTensor(image).expand({ 1, 3, -1, -1 }); };
    const auto idsOf = [this](const std::string &caption) {
        return torch::tensor(m_tokenizer.encode(caption).ids, torch::kInt64).unsqueeze(0);
    };
    const ClipSimilarity similarity =
        clipSimilarity(m_clip->imageFeatures(pictureOf(before)), m_clip->imageFeatures(pictureOf(after)),
            m_clip->textFeatures(idsOf(request.captions.source)), m_clip->textFeatures(idsOf(request.captions.target)));
    result.clip = ClipReadings{ similarity.before, similarity.after, similarity.direction, similarity.image };
    for (Gate &each : gatesOf(*result.clip))
        result.gates.push_back(std::move(each));
    result.gates = completed(std::move(result.gates));
}

} // namespace cf

#include "core/editing/EditJudge.h"

#include "core/editing/Gates.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Windowing.h"

#include <torch/torch.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cf {

namespace {

/// [1, 1, height, width], grey 0…1.
torch::Tensor greyTensor(const GreyImage &image)
{
    return torch::from_blob(const_cast<float *>(image.pixels.data()), { 1, 1, image.height, image.width }).clone();
}

/// +1 where the label is to rise, −1 where it is to fall, 0 where the edit does not say.
int askedDirection(const EditInstruction &edit)
{
    switch (edit.action) {
    case EditAction::Add:
    case EditAction::Increase:
        return 1;
    case EditAction::Remove:
    case EditAction::Decrease:
        return -1;
    case EditAction::Replace: // By a smaller or larger one: the label stays.
        return 0;
    }
    return 0;
}

/// Labels that move with a target without being it, by CheXpert's hierarchy and by what looks alike.
std::vector<std::string_view> relatedTo(Target target)
{
    using enum Target;
    if (isDevice(target))
        return { keyOf(SupportDevices) };
    static const std::array opacities{ LungOpacity, LungLesion, Edema, Consolidation, Pneumonia, Atelectasis };
    std::vector<std::string_view> related{ "No Finding" };
    if (std::find(opacities.begin(), opacities.end(), target) != opacities.end())
        for (const Target each : opacities)
            related.push_back(keyOf(each));
    if (target == Cardiomegaly || target == EnlargedCardiomediastinum)
        related.insert(related.end(), { keyOf(Cardiomegaly), keyOf(EnlargedCardiomediastinum) });
    if (target == PleuralEffusion) // Fluid is white: a lung that it hides reads as an opacity.
        related.insert(related.end(), { keyOf(LungOpacity), keyOf(PleuralOther), keyOf(Atelectasis) });
    return related;
}

template <typename Range, typename Value> bool contains(const Range &range, const Value &value)
{
    return std::find(range.begin(), range.end(), value) != range.end();
}

int directionOf(const std::string &label, const std::vector<EditInstruction> &edits)
{
    int direction = 0;
    for (const EditInstruction &edit : edits)
        if (keyOf(edit.target) == label)
            direction += askedDirection(edit);
    return std::clamp(direction, -1, 1);
}

Gate gate(std::string name, std::string label, double value, double limit, bool atLeast, std::string unit,
    const std::string &reasonIfFailed)
{
    Gate result{ std::move(name), std::move(label), value, limit, atLeast, std::move(unit), false, {} };
    result.passed = atLeast ? value >= limit : value <= limit;
    if (!result.passed)
        result.reason = reasonIfFailed;
    return result;
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
    constexpr int size = 512;
    CF_ASSIGN(const auto letterbox, fitIntoSquare(request.source, size));
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

Result<> EditJudge::readClassifier(
    const EditRequest &request, const GreyImage &before, const GreyImage &after, EditResult &result)
{
    const torch::Tensor probabilities =
        m_classifier->probabilities(torch::cat({ greyTensor(before), greyTensor(after) }));
    if (!torch::isfinite(probabilities).all().item<bool>())
        return fail(ErrorCode::InvalidInput,
            "The classifier answered with values that are not numbers. Its weights may be damaged.");
    const ClassifierConfig &config = m_classifier->config;
    result.classifier = readingsOf(probabilities, config.labels, config.trusted, request.edits);
    for (const LabelReading &each : result.classifier->labels)
        result.provenance.probabilities[each.label] = { each.before, each.after };
    for (Gate &each : gatesOf(*result.classifier, request.edits))
        result.gates.push_back(std::move(each));
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
}

ClassifierReadings readingsOf(const torch::Tensor &probabilities, const std::vector<std::string> &labels,
    const std::optional<std::vector<std::string>> &trusted, const std::vector<EditInstruction> &edits)
{
    std::vector<std::string_view> related;
    for (const EditInstruction &edit : edits)
        for (const auto &each : relatedTo(edit.target))
            related.push_back(each);
    ClassifierReadings readings;
    double gain = 0.0;
    int asked = 0;
    for (std::size_t output = 0; output < labels.size(); ++output) {
        const auto column = static_cast<std::int64_t>(output);
        LabelReading reading{ labels[output], probabilities[0][column].item<double>(),
            probabilities[1][column].item<double>(), false, false, true };
        reading.asked = std::any_of(edits.begin(), edits.end(),
            [&reading](const EditInstruction &edit) { return keyOf(edit.target) == reading.label; });
        reading.related = !reading.asked && contains(related, reading.label);
        reading.trusted = !trusted || contains(*trusted, reading.label);
        const double change = reading.after - reading.before;
        if (reading.asked) {
            const int direction = directionOf(reading.label, edits);
            gain += direction * change;
            asked += direction != 0 ? 1 : 0;
            const bool beganElsewhere = direction > 0 ? reading.before < 0.5 : reading.before >= 0.5;
            const bool arrived = direction > 0 ? reading.after >= 0.5 : reading.after < 0.5;
            if (direction != 0 && beganElsewhere)
                readings.flipped = readings.flipped.value_or(true) && arrived;
        } else if (!reading.related && std::abs(change) > readings.collateral) {
            readings.collateral = std::abs(change);
            readings.collateralLabel = reading.label;
        }
        readings.labels.push_back(std::move(reading));
    }
    if (asked > 0)
        readings.gain = gain / asked;
    return readings;
}

std::vector<Gate> gatesOf(const ClassifierReadings &readings, const std::vector<EditInstruction> &edits)
{
    // A classifier that sees nothing does not speak against an edit; one that sees the opposite does.
    constexpr double leastGain = -0.05;
    constexpr double mostCollateral = 0.5;
    std::optional<double> least;
    std::string against;
    double most = 0.0;
    std::string moved;
    for (const LabelReading &reading : readings.labels) {
        if (!reading.trusted)
            continue;
        const double change = reading.after - reading.before;
        if (const int direction = directionOf(reading.label, edits); reading.asked && direction != 0) {
            const bool isThere = direction > 0 ? reading.after >= 0.5 : reading.after < 0.5;
            const double towards = isThere ? std::max(0.0, direction * change) : direction * change;
            if (!least || towards < *least) {
                least = towards;
                against = reading.label;
            }
        } else if (!reading.asked && !reading.related && std::abs(change) > most) {
            most = std::abs(change);
            moved = reading.label;
        }
    }
    std::vector<Gate> gates;
    if (least)
        gates.push_back(gate("predictive_consistency", "Classifier moves as asked", *least, leastGain, true,
            "probability",
            std::string("The classifier finds that ")
                .append(against)
                .append(" moved against what was asked. Mark the region, use another method or try another seed.")));
    gates.push_back(gate("collateral", "Change of other findings", most, mostCollateral, false, "probability",
        std::string("The classifier finds that something else changed, too: ")
            .append(moved)
            .append(". Mark a smaller region or try another seed.")));
    return gates;
}

std::vector<Gate> gatesOf(const ClipReadings &readings)
{
    return {
        gate("clip_image", "Same image (CLIP)", readings.image, 0.6, true, "cosine",
            "The picture as a whole is no longer that of the source."),
        gate("clip_text", "Fits its caption (CLIP)", readings.after, 0.1, true, "cosine",
            "The picture does not fit the words of the edit."),
        gate("clip_direction", "Changed as the words did (CLIP)", readings.direction, -0.5, true, "cosine",
            "The picture changed in another way than the words ask for."),
    };
}

} // namespace cf

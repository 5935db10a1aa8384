#include "core/editing/engine/latent/LatentEditor.h"

#include "core/editing/engine/latent/Composition.h"
#include "core/editing/engine/latent/EditProgress.h"
#include "core/editing/engine/latent/EditProvenance.h"
#include "core/editing/engine/latent/SpreadOverSeeds.h"
#include "core/editing/engine/networks/ImageTensors.h"
#include "core/editing/engine/networks/LatentPreview.h"
#include "core/editing/engine/networks/SourceInversions.h"
#include "core/editing/engine/region/RegionAnatomy.h"
#include "core/imaging/DifferenceMap.h"
#include "core/imaging/recomposition/Recomposition.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace cf {

namespace {

bool isFinite(const GreyImage &image)
{
    return std::all_of(image.pixels.begin(), image.pixels.end(), [](float value) { return std::isfinite(value); });
}

std::vector<std::uint64_t> seedsOf(const EditRequest &request)
{
    std::vector<std::uint64_t> seeds;
    for (int index = 0; index < request.seeds; ++index)
        seeds.push_back(request.seed + static_cast<std::uint64_t>(index));
    return seeds;
}

/// The answers of a method one by one; those of several seeds are told apart by them.
std::vector<LatentCandidate> answersOf(const MethodOutput &output, std::uint64_t seed)
{
    if (!output.candidates.empty())
        return output.candidates;
    std::vector<LatentCandidate> answers;
    for (std::int64_t row = 0; row < output.latent.size(0); ++row)
        answers.push_back({ output.latent.narrow(0, row, 1).contiguous(),
            { { "seed", static_cast<double>(seed + static_cast<std::uint64_t>(row)) } }, 0.0 });
    return answers;
}

EditCandidate candidateOf(const LatentCandidate &answer, const EditResult &result)
{
    EditCandidate candidate;
    candidate.parameters = answer.parameters;
    // PRISM ranks by how well the change of the picture goes with the change of the caption, where a CLIP can say so.
    candidate.score = result.clip ? result.clip->direction : answer.score;
    if (result.clip)
        candidate.scoreName = "CLIP direction, cosine";
    else if (!answer.parameters.contains("seed"))
        candidate.scoreName = "contrast of the change, ratio";
    candidate.status = result.status;
    candidate.reason = result.reason;
    candidate.gates = result.gates;
    candidate.stored = result.counterfactual.stored;
    return candidate;
}

/// The best passing one wins; where none passes, the best.
bool isBetter(const EditCandidate &candidate, const EditCandidate &other)
{
    if (candidate.status != other.status)
        return candidate.status == EditStatus::Accepted;
    return candidate.score > other.score;
}

Error notANumber(const ModelDescription &model)
{
    return { ErrorCode::InvalidInput,
        "The model " + model.name + " answered with values that are not numbers. Its weights may be damaged." };
}

} // namespace

LatentEditor::LatentEditor(EditorNetworks &networks, EditJudge &judge, std::vector<std::unique_ptr<EditMethod>> methods,
    const EditorSettings &settings)
    : m_networks(networks)
    , m_judge(judge)
    , m_methods(std::move(methods))
{
    if (!settings.inversionCache.empty())
        m_inversions.emplace(settings.inversionCache, settings.inversionCacheBytes);
}

Result<EditResult> LatentEditor::edit(
    const EditRequest &request, const JobContext &outer, const CounterfactualEditor::PreviewSink &preview)
{
    StageClock clock;
    EditProgress progress(outer);
    const JobContext job = progress.context();
    CF_TRY(job.checkStop());
    CF_ASSIGN(EditPlan plan, planEdit(request, m_networks.description, m_methods));
    plan.latentCell = m_networks.downscale();
    Provenance provenance = provenanceOf(request, plan, m_networks);
    clock.finish("prepare");
    CF_ASSIGN(const EncodedSource *source, encodeSource(plan.square, job));
    Radiograph rebuilt = reconstructed(request.source, { {}, source->reconstruction, source->square }, plan.letterbox);
    plan.noiseFloor = noiseFloorOf(request.source, rebuilt.stored);
    clock.finish("encode");
    const torch::Tensor mask = plan.squareMask ? latentMask(*plan.squareMask, m_networks.downscale()) : torch::Tensor();
    SourceInversions inversions(
        m_inversions ? &*m_inversions : nullptr, inversionKeyOf(provenance, *source, m_networks));
    // Previews are decoded where that takes no time to speak of, and else guessed, which takes none.
    std::optional<LatentPreview> guessed;
    if (preview && source->decodingSeconds > 0.5)
        guessed.emplace(source->latent, source->reconstruction);
    const SamplingWatch watch{ job, progress.previews(preview, [&](const torch::Tensor &latent) {
                                  return guessed ? guessed->picture(latent) : m_networks.decode(latent);
                              }) };
    const std::int64_t rowsBefore = m_networks.rowsComputed;
    CF_ASSIGN(const MethodOutput output,
        plan.method->run({ m_networks, request, *source, mask, plan.steps, plan.parameters,
            noiseOfSeeds(request.seed, request.seeds), watch, inversions }));
    clock.finish("edit");
    provenance.inversion = inversions.origin();
    CF_ASSIGN(EditResult result, judgeAnswers(request, plan, *source, output, job, clock));
    result.reconstruction = std::move(rebuilt);
    for (const EditCandidate &candidate : result.candidates)
        if (candidate.isChosen && request.seeds == 1)
            for (const auto &[name, value] : candidate.parameters)
                provenance.parameters["chosen_" + name] = value;
    provenance.probabilities = std::move(result.provenance.probabilities);
    result.provenance = std::move(provenance);
    CF_TRY(job.checkStop());
    clock.finish("finish");
    result.metrics.networkEvaluations = static_cast<int>(m_networks.rowsComputed - rowsBefore);
    result.metrics.stages = clock.stages();
    result.metrics.seconds = clock.seconds();
    return result;
}

Result<EditResult> LatentEditor::judgeAnswers(const EditRequest &request, const EditPlan &plan,
    const EncodedSource &source, const MethodOutput &output, const JobContext &job, StageClock &clock)
{
    const std::vector<LatentCandidate> answers = answersOf(output, request.seed);
    std::vector<GreyImage> edited;
    for (std::size_t index = 0; index < answers.size(); ++index) {
        CF_TRY(job.checkStop());
        const int count = static_cast<int>(answers.size());
        job.report({ count > 1 ? static_cast<int>(index) : 0, count > 1 ? count : 0, "Decoding", -1.0 });
        CF_ASSIGN(SquarePair pair, decodePair(answers[index].latent, source, request, plan));
        edited.push_back(std::move(pair.edited));
    }
    clock.finish("decode");
    // The same for all answers; without a mask it tells where the words may act.
    RegionAnatomy anatomy;
    if (!plan.squareMask) {
        const double millimetres = request.source.columnSpacing / plan.letterbox.scaleX();
        anatomy = anatomyOf(plan.square, request.edits, { millimetres, millimetres });
        clock.finish("anatomy");
    }
    std::vector<EditCandidate> candidates;
    EditResult best;
    std::size_t chosen = 0;
    for (std::size_t index = 0; index < answers.size(); ++index) {
        CF_TRY(job.checkStop());
        job.report({ 0, 0, "Recomposing", 0.2 * static_cast<double>(answers.size() - index) });
        const std::uint64_t grain = request.seed + (request.seeds > 1 ? index : 0);
        CF_ASSIGN(EditResult result,
            compose(request, plan, { edited[index], source.reconstruction, source.square }, anatomy, grain));
        CF_TRY(m_judge.judge(request, result, job));
        candidates.push_back(candidateOf(answers[index], result));
        // Seeds are not a choice: the result is that of the seed that was asked for.
        if (index == 0 || (request.seeds == 1 && isBetter(candidates[index], candidates[chosen]))) {
            best = std::move(result);
            chosen = index;
        }
    }
    clock.finish("recompose");
    if (answers.size() == 1)
        return best;
    if (request.seeds > 1)
        best.spread = spreadOverSeeds(
            request.source, plan.letterbox, seedsOf(request), edited, source.reconstruction, best.region);
    else if (best.status == EditStatus::Refused)
        best.reason = std::string("None of the ")
                          .append(std::to_string(answers.size()))
                          .append(" candidates passed. The best of them: ")
                          .append(best.reason);
    candidates[chosen].isChosen = true;
    best.candidates = std::move(candidates);
    clock.finish("compare");
    return best;
}

Result<const EncodedSource *> LatentEditor::encodeSource(const GreyImage &square, const JobContext &job)
{
    if (m_encoded && m_encoded->square == square)
        return &*m_encoded;
    job.report({ 0, 0, "Encoding the image", -1.0 });
    EncodedSource encoded;
    encoded.square = square;
    encoded.mean = m_networks.encodeMean(square);
    encoded.latent = encoded.mean * m_networks.latentScaling;
    CF_TRY(job.checkStop());
    StageClock decoding;
    encoded.reconstruction = m_networks.decode(encoded.latent);
    decoding.finish("decode");
    encoded.decodingSeconds = decoding.seconds();
    CF_TRY(job.checkStop());
    if (!isFinite(encoded.reconstruction))
        return tl::make_unexpected(notANumber(m_networks.description));
    m_encoded = std::move(encoded);
    return &*m_encoded;
}

Result<SquarePair> LatentEditor::decodePair(
    const torch::Tensor &latent, const EncodedSource &source, const EditRequest &request, const EditPlan &plan)
{
    SquarePair pair{ source.reconstruction, source.reconstruction, source.square };
    // An edit that changed no latent must change no pixel, however the decoder rounds.
    if (!torch::equal(latent, source.latent)) {
        pair.edited = m_networks.decode(latent);
        // Of several instructions none tells alone what changed.
        if (plan.sharpens)
            pair.edited = m_networks.sharpened(
                source, pair.edited, request.edits.size() > 1 ? std::string() : request.captions.target);
    }
    if (!isFinite(pair.edited))
        return tl::make_unexpected(notANumber(m_networks.description));
    return pair;
}

} // namespace cf

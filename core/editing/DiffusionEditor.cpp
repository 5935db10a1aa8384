#include "core/editing/DiffusionEditor.h"

#include "core/editing/AutomaticRegion.h"
#include "core/editing/EditProgress.h"
#include "core/editing/Gates.h"
#include "core/editing/ImageTensors.h"
#include "core/editing/InsertionEditor.h"
#include "core/editing/MethodTable.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"

#include <torch/torch.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>
#include <utility>

namespace cf {

namespace {

/// Parameters of the recomposition, the same for every method. "detail_gate" −1: as the edit wants it.
const std::map<std::string, double> &commonParameters()
{
    static const std::map<std::string, double> parameters{ { "feather", 16.0 }, { "detail_gate", -1.0 },
        { "shrink_noise", 1.0 } };
    return parameters;
}

Result<std::map<std::string, double>> filledIn(
    const MethodDescription &method, const std::map<std::string, double> &asked)
{
    std::map<std::string, double> parameters = method.parameters;
    parameters.insert(commonParameters().begin(), commonParameters().end());
    for (const auto &[name, value] : asked) {
        const auto known = parameters.find(name);
        if (known == parameters.end()) {
            std::string names;
            for (const auto &each : parameters)
                names += (names.empty() ? "" : ", ") + each.first;
            return fail(ErrorCode::InvalidInput,
                "The method " + method.name + " has no parameter \"" + name + "\"; it has " + names + ".");
        }
        known->second = value;
    }
    const auto limits = [&](const char *name, double least, double most) -> Result<> {
        const auto found = parameters.find(name);
        if (found != parameters.end() && (found->second < least || found->second > most))
            return fail(ErrorCode::InvalidInput,
                std::string("The parameter ") + name + " must be between " + std::to_string(least) + " and "
                    + std::to_string(most) + ".");
        return {};
    };
    CF_TRY(limits("start", 0.01, 1.0));
    CF_TRY(limits("strength", 0.01, 1.0));
    CF_TRY(limits("guidance_scale", -100.0, 100.0));
    CF_TRY(limits("image_guidance_scale", -100.0, 100.0));
    CF_TRY(limits("noises_per_step", 1.0, 64.0));
    CF_TRY(limits("inner_steps", 0.0, 100.0));
    CF_TRY(limits("cross_replace", 0.0, 1.0));
    CF_TRY(limits("self_replace", 0.0, 1.0));
    CF_TRY(limits("feather", 0.0, 256.0));
    return parameters;
}

/// Sharp things leave a ghost where only their coarse part is taken away; soft findings lose their grain for nothing.
bool wantsDetailGate(const EditRequest &request, double asked)
{
    if (asked >= 0.0)
        return asked > 0.0;
    return std::any_of(request.edits.begin(), request.edits.end(), [](const EditInstruction &edit) {
        return isDevice(edit.target) || edit.action == EditAction::Remove || edit.action == EditAction::Replace;
    });
}

bool isFinite(const GreyImage &image)
{
    return std::all_of(image.pixels.begin(), image.pixels.end(), [](float value) { return std::isfinite(value); });
}

MaskImage coveredBy(const Letterbox &letterbox)
{
    MaskImage covered(letterbox.squareSize, letterbox.squareSize);
    for (int y = 0; y < covered.height; ++y)
        for (int x = 0; x < covered.width; ++x)
            covered.at(x, y) = letterbox.covers(x, y) ? 1.0F : 0.0F;
    return covered;
}

Error notANumber(const ModelDescription &model)
{
    return { ErrorCode::InvalidInput,
        "The model " + model.name + " answered with values that are not numbers. Its weights may be damaged." };
}

} // namespace

/// What is settled before a network runs.
struct DiffusionEditor::Plan {
    const EditMethod *method = nullptr;
    MethodDescription description;
    int steps = 0;
    std::map<std::string, double> parameters;
    Letterbox letterbox;
    GreyImage square; ///< The source as the model sees it.
    std::optional<MaskImage> squareMask; ///< The drawn mask in the square.
};

DiffusionEditor::DiffusionEditor(std::unique_ptr<EditorNetworks> networks, EditJudge judge)
    : m_networks(std::move(networks))
    , m_judge(std::move(judge))
    , m_methods(methodsFor(*m_networks))
    , m_insertion(makeInsertionEditor())
{
}

std::vector<MethodDescription> DiffusionEditor::methods() const
{
    std::vector<MethodDescription> descriptions;
    for (const auto &method : m_methods)
        descriptions.push_back(method->description());
    descriptions.push_back(insertionDescription());
    return descriptions;
}

Result<EditResult> DiffusionEditor::edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview)
{
    const torch::NoGradGuard noGradient;
    return atTorchBorder("The edit", [&]() -> Result<EditResult> {
        CF_ASSIGN(EditResult result,
            request.method == "insertion" ? m_insertion->edit(request, job, preview) : run(request, job, preview));
        CF_TRY(m_judge.judge(request, result, job));
        return result;
    });
}

Result<DiffusionEditor::Plan> DiffusionEditor::plan(const EditRequest &request) const
{
    CF_TRY(validate(request));
    const std::string name = request.method.empty() ? m_networks->description.defaultMethod : request.method;
    std::string names;
    Plan plan;
    for (const auto &method : m_methods) {
        names += (names.empty() ? "" : ", ") + method->description().name;
        if (method->description().name == name)
            plan.method = method.get();
    }
    if (plan.method == nullptr)
        return fail(ErrorCode::InvalidInput,
            "The model " + m_networks->description.name + " has no method \"" + name + "\"; it has " + names + ".");
    plan.description = plan.method->description();
    plan.steps = request.steps > 0 ? request.steps : plan.description.defaultSteps;
    CF_ASSIGN(plan.parameters, filledIn(plan.description, request.parameters));
    CF_ASSIGN(plan.letterbox, fitIntoSquare(request.source, m_networks->description.imageSize));
    plan.square = toSquare(toDisplay(request.source), plan.letterbox);
    if (!request.mask.empty())
        plan.squareMask = toSquare(request.mask, plan.letterbox);
    return plan;
}

Result<EditResult> DiffusionEditor::run(const EditRequest &request, const JobContext &outer, const PreviewSink &preview)
{
    const auto began = std::chrono::steady_clock::now();
    EditProgress progress(outer);
    const JobContext job = progress.context();
    CF_TRY(job.checkStop());
    CF_ASSIGN(const Plan plan, this->plan(request));
    CF_ASSIGN(const EncodedSource *source, encodeSource(plan.square, job));
    const torch::Tensor mask =
        plan.squareMask ? latentMask(*plan.squareMask, m_networks->downscale()) : torch::Tensor();
    RandomStream stream(request.seed, "edit");
    const NoiseSource noise = [&stream](const torch::Tensor &like) { return normalNoise(like, stream); };
    const SamplingWatch watch{ job,
        progress.previews(preview, [this](const torch::Tensor &latent) { return m_networks->decode(latent); }) };
    CF_ASSIGN(const MethodOutput output,
        plan.method->run({ *m_networks, request, *source, mask, plan.steps, plan.parameters, noise, watch }));
    CF_ASSIGN(const SquarePair pair, decodePair(output.latent, *source, job));
    job.report({ 0, 0, "Recomposing", 0.2 });
    CF_ASSIGN(EditResult result, compose(request, plan, pair));
    CF_TRY(job.checkStop());
    result.provenance.parameters.insert(output.chosen.begin(), output.chosen.end());
    result.metrics.networkEvaluations = static_cast<int>(output.networkEvaluations);
    result.metrics.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return result;
}

Result<const EncodedSource *> DiffusionEditor::encodeSource(const GreyImage &square, const JobContext &job)
{
    if (m_encoded && m_encoded->square == square)
        return &*m_encoded;
    job.report({ 0, 0, "Encoding the image", -1.0 });
    EncodedSource encoded;
    encoded.square = square;
    encoded.mean = m_networks->encodeMean(square);
    encoded.latent = encoded.mean * m_networks->latentScaling;
    CF_TRY(job.checkStop());
    encoded.reconstruction = m_networks->decode(encoded.latent);
    CF_TRY(job.checkStop());
    if (!isFinite(encoded.reconstruction))
        return tl::make_unexpected(notANumber(m_networks->description));
    m_encoded = std::move(encoded);
    return &*m_encoded;
}

Result<SquarePair> DiffusionEditor::decodePair(
    const torch::Tensor &latent, const EncodedSource &source, const JobContext &job)
{
    CF_TRY(job.checkStop());
    job.report({ 0, 0, "Decoding", -1.0 });
    SquarePair pair{ {}, source.reconstruction, source.square };
    // An edit that changed no latent must change no pixel, however the decoder rounds.
    pair.edited = torch::equal(latent, source.latent) ? source.reconstruction : m_networks->decode(latent);
    CF_TRY(job.checkStop());
    if (!isFinite(pair.edited))
        return tl::make_unexpected(notANumber(m_networks->description));
    return pair;
}

Result<EditResult> DiffusionEditor::compose(const EditRequest &request, const Plan &plan, const SquarePair &pair)
{
    RecompositionSettings settings;
    settings.feather = plan.parameters.at("feather");
    settings.shrinkNoise = plan.parameters.at("shrink_noise") > 0.0;
    settings.detailGate = wantsDetailGate(request, plan.parameters.at("detail_gate"));
    settings.grainSeed = request.seed;
    MaskImage squareRegion = plan.squareMask.value_or(MaskImage{});
    MaskImage mask = request.mask;
    if (!plan.squareMask) {
        GreyImage change = pair.edited;
        for (std::size_t index = 0; index < change.pixels.size(); ++index)
            change.pixels[index] -= pair.reconstruction.pixels[index];
        AutomaticRegion found = findRegion(change, plan.letterbox, settings.feather);
        squareRegion = std::move(found.square);
        mask = std::move(found.mask);
    }
    CF_ASSIGN(Recomposed recomposed, recompose(request.source, pair, plan.letterbox, mask, settings));

    EditResult result;
    const MaskImage covered = coveredBy(plan.letterbox);
    result.gates = judge(recomposed, pair, squareRegion, covered);
    if (auto side = judgeSide(request.source, recomposed.counterfactual, request.edits))
        result.gates.push_back(*std::move(side));
    result.reason = reasonsOf(result.gates);
    result.status = result.reason.empty() ? EditStatus::Accepted : EditStatus::Refused;
    result.reconstruction = reconstructed(request.source, pair, plan.letterbox);
    result.counterfactual = std::move(recomposed.counterfactual);
    result.region = std::move(recomposed.region);
    result.regionIsDrawn = plan.squareMask.has_value();
    result.metrics.reconstructionPsnr = psnrOf(pair, covered);
    result.metrics.outsideChangedValues = recomposed.outsideChanged;
    result.metrics.insideChangedValues = recomposed.insideChanged;
    result.metrics.largestChange = recomposed.largestChange;
    result.metrics.noiseFloor = recomposed.noiseFloorStored;
    result.provenance = provenanceOf(request, plan);
    return result;
}

Provenance DiffusionEditor::provenanceOf(const EditRequest &request, const Plan &plan) const
{
    Provenance provenance;
    provenance.program = "Contrafact " CONTRAFACT_VERSION;
    provenance.model = m_networks->description.name;
    provenance.modelSha256 = m_networks->description.sha256;
    provenance.method = plan.description.name;
    provenance.seed = request.seed;
    provenance.steps = plan.steps;
    provenance.parameters = plan.parameters;
    provenance.prompt = request.prompt;
    provenance.captions = request.captions;
    provenance.sourceSha256 = sha256Of(request.source.stored);
    provenance.maskSha256 = sha256Of(request.mask);
    return provenance;
}

Result<std::unique_ptr<CounterfactualEditor>> loadEditor(
    const std::filesystem::path &modelFolder, const std::filesystem::path &classifierFolder)
{
    return atTorchBorder("Loading the model", [&]() -> Result<std::unique_ptr<CounterfactualEditor>> {
        const torch::NoGradGuard noGradient;
        CF_ASSIGN(auto networks, loadNetworks(modelFolder));
        CF_ASSIGN(auto judge, EditJudge::load(modelFolder, classifierFolder));
        return std::make_unique<DiffusionEditor>(std::move(networks), std::move(judge));
    });
}

void useEngineThreads(int threads)
{
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(threads > 0 ? threads : cores);
}

} // namespace cf

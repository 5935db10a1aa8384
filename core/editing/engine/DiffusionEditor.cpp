#include "core/editing/engine/DiffusionEditor.h"

#include "core/base/Sha256.h"
#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/editing/LungReading.h"
#include "core/editing/MethodOptions.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/Scorecard.h"
#include "core/editing/engine/AutoEdit.h"
#include "core/editing/engine/Composition.h"
#include "core/editing/engine/EditProgress.h"
#include "core/editing/engine/EditProvenance.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/editing/engine/SpreadOverSeeds.h"
#include "core/editing/engine/UprightView.h"
#include "core/editing/engine/judging/DeviceEdges.h"
#include "core/editing/engine/judging/DeviceStrength.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/networks/ImageTensors.h"
#include "core/editing/engine/networks/LatentPreview.h"
#include "core/editing/engine/reading/MarkProtection.h"
#include "core/editing/engine/reading/ReadingGates.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/GeneratorRemoval.h"
#include "core/editing/engine/removal/LinesLeft.h"
#include "core/imaging/DifferenceMap.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/Recomposition.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>
#include <thread>
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

/// What the segmenter may be believed takes the classifier's place; labels that only it has come after.
void addLabels(const FilmReading &seen, std::vector<SourceReading> &readings)
{
    for (const FilmReading::Label &label : seen.labels) {
        const auto known = std::ranges::find(readings, label.name, &SourceReading::label);
        if (known == readings.end() && targetFromKey(label.name))
            readings.push_back({ label.name, label.probability, label.trusted });
        else if (known != readings.end() && label.trusted)
            *known = { label.name, label.probability, true };
    }
}

Error notANumber(const ModelDescription &model)
{
    return { ErrorCode::InvalidInput,
        "The model " + model.name + " answered with values that are not numbers. Its weights may be damaged." };
}

/// 1 where a stored value changed.
MaskImage changedWhere(const Radiograph &source, const EditResult &result)
{
    MaskImage changed(source.stored.width, source.stored.height);
    for (std::size_t i = 0; i < changed.pixels.size(); ++i)
        changed.pixels[i] = source.stored.pixels[i] != result.counterfactual.stored.pixels[i] ? 1.0F : 0.0F;
    return changed;
}

} // namespace

DiffusionEditor::DiffusionEditor(std::unique_ptr<EditorNetworks> networks,
    std::vector<std::unique_ptr<EditMethod>> methods, EditJudge judge, std::optional<FilmReader> reader,
    const EditorSettings &settings)
    : m_networks(std::move(networks))
    , m_judge(std::move(judge))
    , m_reader(std::move(reader))
    , m_sight(m_reader ? &*m_reader : nullptr)
    , m_methods(std::move(methods))
    , m_insertion(
          makeInsertionEditor([this](const Radiograph &film, const JobContext &job) { return seenLungs(film, job); }))
{
    m_networks->remembered = EvaluationCache(settings.rememberedBytes);
    if (!settings.inversionCache.empty())
        m_inversions.emplace(settings.inversionCache, settings.inversionCacheBytes);
}

MethodDescription DiffusionEditor::automaticDescription() const
{
    // What it is asked, and several seeds, go to the method that edits latents.
    return { "auto", "Takes for each instruction the method that measured best for it; says which, and why.", 0,
        m_methods.front()->description().parameters, true };
}

std::vector<MethodDescription> DiffusionEditor::methods() const
{
    std::vector<MethodDescription> descriptions;
    for (const auto &method : m_methods)
        descriptions.push_back(method->description());
    descriptions.push_back(insertionDescription());
    if (!m_networks->remover.is_empty())
        descriptions.push_back(removalDescription());
    if (!m_networks->description.advice.empty()) {
        MethodDescription automatic = automaticDescription();
        const bool isDefault = m_networks->description.defaultMethod == automatic.name;
        descriptions.insert(isDefault ? descriptions.begin() : descriptions.end(), automatic);
    }
    return descriptions;
}

namespace {

/// The same words before and after.
bool asksForNothing(const EditRequest &request)
{
    return request.edits.empty() && !request.captions.target.empty()
        && request.captions.source == request.captions.target;
}

/// What asks for nothing changes nothing (composition; Monteiro et al., arXiv 2303.01274): the source's stored values
/// stay, what the model rebuilds is told as ever.
void keepSource(const Radiograph &source, EditResult &result)
{
    const Recomposed laid =
        layChange(source, GreyImage(source.stored.width, source.stored.height), std::move(result.region));
    judgeAnew(source, laid, result);
    result.counterfactual = source;
    result.region = laid.region;
    result.candidates.clear();
}

} // namespace

Result<EditResult> DiffusionEditor::edit(const EditRequest &asked, const JobContext &job, const PreviewSink &sink)
{
    const torch::NoGradGuard noGradient;
    const StopGuard stops(job);
    const auto editFilm = [&](const EditRequest &request, const PreviewSink &preview) -> Result<EditResult> {
        if (!m_reader || asksForNothing(request)) {
            CF_ASSIGN(EditResult result, runMethod(request, job, preview));
            if (asksForNothing(request))
                keepSource(request.source, result);
            return result;
        }
        CF_TRY(validate(request));
        m_sight.forget(); // An edit is the same whatever was edited before it.
        CF_ASSIGN(const FilmReading *source, m_reader->readSource(request.source, job));
        EditRequest seen = request;
        CF_ASSIGN(seen.edits, instructionsAsSeen(request, job));
        if (request.mask.empty()) {
            CF_ASSIGN(seen.mask, m_sight.region(seen, reachFor(seen), job));
        }
        const bool proposed = request.mask.empty() && !seen.mask.empty();
        CF_ASSIGN(EditResult result, runMethod(seen, job, preview));
        if (proposed) { // The record is of what was asked: no mask was drawn.
            result.regionIsDrawn = false;
            result.provenance.maskSha256 = sha256Of(request.mask);
            seen.mask = {};
        }
        CF_TRY(read(seen, *source, result, job));
        return result;
    };
    return atTorchBorder("The edit", [&] { return editUpright(asked, sink, editFilm); });
}

Result<std::optional<SeenLungs>> DiffusionEditor::seenLungs(const Radiograph &upright, const JobContext &job)
{
    if (!m_reader)
        return std::optional<SeenLungs>();
    CF_ASSIGN(const FilmReading *reading, m_reader->readSource(upright, job));
    return lungsOf(*reading);
}

Result<EditResult> DiffusionEditor::runMethod(
    const EditRequest &request, const JobContext &job, const PreviewSink &preview)
{
    const std::string name = request.method.empty() ? m_networks->description.defaultMethod : request.method;
    if (name == "auto" && !m_networks->description.advice.empty())
        return runChosen(request, job, preview);
    const bool removes = name == "remove" && !m_networks->remover.is_empty();
    if (name != "insertion" && !(request.rendered.empty() && request.renderedBefore.empty()))
        return fail(ErrorCode::InvalidInput,
            "What the renderer drew is drawn again by the method insertion or auto, not by " + name + ".");
    if (name != "insertion" && !removes) {
        CF_ASSIGN(EditResult result, run(request, job, preview));
        if (m_reader && leavesGeneratorRest(request, result)) {
            CF_ASSIGN(const FilmReading *reading, m_reader->readSourceLines(request.source, job));
            CF_TRY(removeGeneratorRest(*reading, request.source, result, job));
        }
        return result;
    }
    CF_ASSIGN(EditResult result,
        removes ? removeFrom(request, *m_networks, m_sight.eyes(latentRegion()), job)
                : m_insertion->edit(request, job, preview));
    CF_TRY(m_judge.judge(request, result, job));
    return result;
}

Result<EditResult> DiffusionEditor::runChosen(
    const EditRequest &request, const JobContext &job, const PreviewSink &preview)
{
    CF_TRY(validate(request));
    // Here, for a part that is drawn is told none of them, and a wrong one would go unheard.
    CF_TRY(parametersFor(automaticDescription(), request.parameters, request.seeds));
    CF_ASSIGN(EditResult result,
        editByChoices(request, m_networks->description, latentMethod(),
            [&](const EditRequest &part) { return runMethod(part, job, preview); }));
    if (result.provenance.chosen.size() > 1)
        CF_TRY(m_judge.judge(request, result, job));
    return result;
}

Result<std::vector<EditInstruction>> DiffusionEditor::instructionsAsSeen(
    const EditRequest &request, const JobContext &job)
{
    const std::string method = request.method.empty() ? m_networks->description.defaultMethod : request.method;
    const bool removesAll = std::ranges::any_of(request.edits, [](const EditInstruction &edit) {
        return edit.action == EditAction::Remove && edit.target == Target::SupportDevices;
    });
    if (request.captionsByHand || (method != "auto" && method != "remove"))
        return request.edits;
    if (!removesAll) {
        CF_ASSIGN(const FilmReading *seen, m_reader->readSource(request.source, job));
        return method == "auto" ? withSidesSeen(*seen, request.edits) : request.edits;
    }
    CF_ASSIGN(const FilmReading *reading, m_reader->readSourceLines(request.source, job));
    return withDevicesNamed(*reading, request.edits);
}

RegionFinder DiffusionEditor::latentRegion()
{
    return [this](const EditRequest &request, const JobContext &job) -> Result<RemovalRegion> {
        EditRequest asked = request;
        asked.method = latentMethod();
        asked.parameters.clear();
        CF_ASSIGN(EditResult seen, run(asked, job, {}));
        return RemovalRegion{ std::move(seen.region), seen.regionIsLimited, std::move(seen.regionWarnings) };
    };
}

RegionReach DiffusionEditor::reachFor(const EditRequest &request) const
{
    const ModelDescription &model = m_networks->description;
    const std::string name = request.method.empty() ? model.defaultMethod : request.method;
    const auto removes = [](const MethodChoice &choice) { return choice.method == "remove"; };
    const bool close = name == "remove"
        || (name == "auto" && std::ranges::all_of(chooseMethods(request.edits, model.advice, latentMethod()), removes));
    return close ? closeReach : wideReach;
}

std::string DiffusionEditor::latentMethod() const
{
    return m_methods.front()->description().name;
}

Result<> DiffusionEditor::read(
    const EditRequest &request, const FilmReading &source, EditResult &result, const JobContext &job)
{
    protectMarks(printedMarks(source), request.source, result);
    CF_ASSIGN(FilmReading answer, m_reader->read(result.counterfactual, job));
    if (areReadAsLines(source, request.edits))
        CF_TRY(m_reader->addLines(result.counterfactual, answer, job));
    // Who draws no mask means the whole thing.
    const MaskImage meant = request.mask.empty()
        ? MaskImage(request.source.stored.width, request.source.stored.height, 1.0F)
        : result.region;
    std::vector<Target> drawn;
    for (const RenderedAddition &addition : result.provenance.rendered)
        drawn.push_back(addition.target);
    for (Gate &each : gatesOf(source, answer, meant, request.edits, drawn, changedWhere(request.source, result)))
        result.gates.push_back(std::move(each));
    const GreyImage film = toDisplay(request.source);
    const GreyImage picture = toDisplay(result.counterfactual);
    if (auto edges = judgeDeviceEdges(film, picture, request.edits))
        result.gates.push_back(*std::move(edges));
    if (auto strength = judgeDeviceStrength(film, picture, request.edits))
        result.gates.push_back(*std::move(strength));
    if (auto gone = judgeLinesLeft(
            m_sight.lines(source, request, film, job.stopToken()), film, picture, meant, job.stopToken()))
        result.gates.push_back(*std::move(gone));
    CF_TRY(job.checkStop());
    result.gates = completed(std::move(result.gates));
    for (FilmNote &note : notesOf(source))
        result.regionWarnings.push_back({ std::move(note.code), std::move(note.text) });
    for (const EditInstruction &edit : request.edits)
        if (edit.action == EditAction::Remove && request.mask.empty() && !source.finds(edit.target).value_or(true))
            result.regionWarnings.push_back({ "device-unsure",
                "The program is not sure that this film shows " + std::string(keyOf(edit.target))
                    + ": look at what was taken away." });
    const std::string reasons = reasonsOf(result.gates);
    if (!reasons.empty() && result.status == EditStatus::Accepted) {
        result.status = EditStatus::Refused;
        result.reason = reasons;
    }
    return {};
}

Result<std::vector<SourceReading>> DiffusionEditor::readSource(const Radiograph &source, const JobContext &job)
{
    const torch::NoGradGuard noGradient;
    const StopGuard stops(job);
    return atTorchBorder("Reading the image", [&]() -> Result<std::vector<SourceReading>> {
        const Radiograph upright = uprightRadiograph(source);
        CF_ASSIGN(auto readings, m_judge.readSource(upright, job));
        if (!m_reader)
            return readings;
        CF_ASSIGN(const FilmReading *seen, m_reader->readSource(upright, job));
        addLabels(*seen, readings);
        return readings;
    });
}

Result<FilmReading> DiffusionEditor::readFilm(const Radiograph &source, const JobContext &job)
{
    if (!m_reader)
        return FilmReading{};
    const torch::NoGradGuard noGradient;
    const StopGuard stops(job);
    return atTorchBorder("Reading the image", [&]() -> Result<FilmReading> {
        CF_ASSIGN(const FilmReading *seen, m_reader->readSource(source, job));
        return *seen;
    });
}

Result<EditResult> DiffusionEditor::run(const EditRequest &request, const JobContext &outer, const PreviewSink &preview)
{
    StageClock clock;
    EditProgress progress(outer);
    const JobContext job = progress.context();
    CF_TRY(job.checkStop());
    CF_ASSIGN(EditPlan plan, planEdit(request, m_networks->description, m_methods));
    plan.latentCell = m_networks->downscale();
    Provenance provenance = provenanceOf(request, plan, *m_networks);
    clock.finish("prepare");
    CF_ASSIGN(const EncodedSource *source, encodeSource(plan.square, job));
    Radiograph rebuilt = reconstructed(request.source, { {}, source->reconstruction, source->square }, plan.letterbox);
    plan.noiseFloor = noiseFloorOf(request.source, rebuilt.stored);
    clock.finish("encode");
    const torch::Tensor mask =
        plan.squareMask ? latentMask(*plan.squareMask, m_networks->downscale()) : torch::Tensor();
    SourceInversions inversions(
        m_inversions ? &*m_inversions : nullptr, inversionKeyOf(provenance, *source, *m_networks));
    // Previews are decoded where that takes no time to speak of, and else guessed, which takes none.
    std::optional<LatentPreview> guessed;
    if (preview && source->decodingSeconds > 0.5)
        guessed.emplace(source->latent, source->reconstruction);
    const SamplingWatch watch{ job, progress.previews(preview, [&](const torch::Tensor &latent) {
                                  return guessed ? guessed->picture(latent) : m_networks->decode(latent);
                              }) };
    const std::int64_t rowsBefore = m_networks->rowsComputed;
    CF_ASSIGN(const MethodOutput output,
        plan.method->run({ *m_networks, request, *source, mask, plan.steps, plan.parameters,
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
    result.metrics.networkEvaluations = static_cast<int>(m_networks->rowsComputed - rowsBefore);
    result.metrics.stages = clock.stages();
    result.metrics.seconds = clock.seconds();
    return result;
}

Result<EditResult> DiffusionEditor::judgeAnswers(const EditRequest &request, const EditPlan &plan,
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
    StageClock decoding;
    encoded.reconstruction = m_networks->decode(encoded.latent);
    decoding.finish("decode");
    encoded.decodingSeconds = decoding.seconds();
    CF_TRY(job.checkStop());
    if (!isFinite(encoded.reconstruction))
        return tl::make_unexpected(notANumber(m_networks->description));
    m_encoded = std::move(encoded);
    return &*m_encoded;
}

Result<SquarePair> DiffusionEditor::decodePair(
    const torch::Tensor &latent, const EncodedSource &source, const EditRequest &request, const EditPlan &plan)
{
    SquarePair pair{ source.reconstruction, source.reconstruction, source.square };
    // An edit that changed no latent must change no pixel, however the decoder rounds.
    if (!torch::equal(latent, source.latent)) {
        pair.edited = m_networks->decode(latent);
        // Of several instructions none tells alone what changed.
        if (plan.sharpens)
            pair.edited = m_networks->sharpened(
                source, pair.edited, request.edits.size() > 1 ? std::string() : request.captions.target);
    }
    if (!isFinite(pair.edited))
        return tl::make_unexpected(notANumber(m_networks->description));
    return pair;
}

Result<std::unique_ptr<CounterfactualEditor>> loadEditor(
    const std::filesystem::path &modelFolder, const EditorSettings &settings, const JobContext &job)
{
    return atTorchBorder("Loading the model", [&]() -> Result<std::unique_ptr<CounterfactualEditor>> {
        const torch::NoGradGuard noGradient;
        const StopGuard stops(job);
        CF_ASSIGN(auto networks, loadNetworks(modelFolder, settings.precision));
        CF_ASSIGN(auto methods, methodsFor(*networks));
        CF_ASSIGN(auto judge, EditJudge::load(modelFolder, settings.classifier));
        CF_ASSIGN(auto reader, FilmReader::load(modelFolder));
        return std::make_unique<DiffusionEditor>(
            std::move(networks), std::move(methods), std::move(judge), std::move(reader), settings);
    });
}

void useEngineThreads(int threads)
{
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(threads > 0 ? threads : cores);
}

} // namespace cf

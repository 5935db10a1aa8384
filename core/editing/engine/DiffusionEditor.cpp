#include "core/editing/engine/DiffusionEditor.h"

#include "core/diffusion/runtime/CancellationPoint.h"
#include "core/diffusion/runtime/TorchBorder.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/engine/AnswerReading.h"
#include "core/editing/engine/AutoEdit.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/editing/engine/RefusedRemoval.h"
#include "core/editing/engine/UprightView.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/reading/ReadingRegion.h"
#include "core/editing/engine/removal/GeneratorRemoval.h"
#include "core/editing/methods/MethodAdvice.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/editing/readings/LungReading.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/recomposition/Recomposition.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <string>
#include <thread>
#include <utility>

namespace cf {

namespace {

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

} // namespace

DiffusionEditor::DiffusionEditor(std::unique_ptr<EditorNetworks> networks,
    std::vector<std::unique_ptr<EditMethod>> methods, EditJudge judge, std::optional<FilmReader> reader,
    const EditorSettings &settings)
    : m_networks(std::move(networks))
    , m_judge(std::move(judge))
    , m_reader(std::move(reader))
    , m_sight(m_reader ? &*m_reader : nullptr)
    , m_latent(*m_networks, m_judge, std::move(methods), settings)
    , m_insertion(
          makeInsertionEditor([this](const Radiograph &film, const JobContext &job) { return seenLungs(film, job); }))
{
    m_networks->remembered = EvaluationCache(settings.rememberedBytes);
}

MethodDescription DiffusionEditor::automaticDescription() const
{
    // What it is asked, and several seeds, go to the method that edits latents.
    return { "auto", "Takes for each instruction the method that measured best for it; says which, and why.", 0,
        m_latent.methods().front()->description().parameters, true };
}

std::vector<MethodDescription> DiffusionEditor::methods() const
{
    std::vector<MethodDescription> descriptions;
    for (const auto &method : m_latent.methods())
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
        CF_ASSIGN(EditResult result, editAsSeen(request, job, preview));
        return removedOtherwise(request, std::move(result), latentMethod(),
            [&](const EditRequest &other) { return editAsSeen(other, job, preview); });
    };
    return atTorchBorder("The edit", [&] { return editUpright(asked, sink, editFilm); });
}

Result<EditResult> DiffusionEditor::editAsSeen(
    const EditRequest &request, const JobContext &job, const PreviewSink &preview)
{
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
    CF_TRY(readAnswer(seen, *source, *m_reader, m_sight, result, job));
    return result;
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
        CF_ASSIGN(EditResult result, m_latent.edit(request, job, preview));
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
        CF_ASSIGN(EditResult seen, m_latent.edit(asked, job, {}));
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
    return m_latent.methods().front()->description().name;
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

#include "core/editing/engine/InsertionEditor.h"

#include "core/editing/engine/RenderedWords.h"
#include "core/editing/engine/UprightView.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/editing/engine/record/RequestRecord.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/recomposition/Recomposition.h"
#include "core/insertion/Insertion.h"
#include "core/insertion/InsertionFilm.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <exception>
#include <new>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace cf {

namespace {

std::optional<double> amountOf(const EditInstruction &edit, AmountKind kind)
{
    const auto found = std::ranges::find(edit.amounts, kind, &Amount::kind);
    return found == edit.amounts.end() ? std::nullopt : std::optional(found->value);
}

/// A heart can be drawn larger and smaller than it is.
bool isHeartSize(const EditInstruction &edit)
{
    return edit.target == Target::Cardiomegaly
        && (edit.action == EditAction::Increase || edit.action == EditAction::Decrease
            || (edit.action != EditAction::Remove && amountOf(edit, AmountKind::CardiothoracicRatio)));
}

/// What hides more the more there is of it can be drawn over what is there: fluid over fluid, haze over haze.
bool isDrawnOver(const EditInstruction &edit)
{
    return edit.action == EditAction::Increase
        && (edit.target == Target::PleuralEffusion || edit.target == Target::Edema
            || edit.target == Target::Consolidation || edit.target == Target::LungOpacity);
}

Result<Abnormality> abnormalityOf(const EditInstruction &edit)
{
    const std::string name(keyOf(edit.target));
    if (isDrawnOver(edit) && edit.side == Side::None && edit.target != Target::Edema)
        return fail(ErrorCode::InvalidInput,
            "The program does not see on which side " + name + " shall increase. Say left, right or both.");
    if (edit.action != EditAction::Add && !isHeartSize(edit) && !isDrawnOver(edit))
        return fail(ErrorCode::InvalidInput,
            "The method insertion can only add, and change what an edit in view was rendered with; choose another "
            "method to "
                + std::string(keyOf(edit.action)) + " " + name + ".");
    if (!canInsert(edit.target))
        return fail(ErrorCode::Unsupported, "The method insertion cannot draw " + name + ". Choose another method.");
    const Severity usual = isDrawnOver(edit) ? Severity::Large : Severity::Moderate;
    const bool wantsSeverity = edit.severity == Severity::None && !isDevice(edit.target);
    return Abnormality{ edit.target, edit.side, edit.zone, wantsSeverity ? usual : edit.severity };
}

ModelDescription rendererDescription()
{
    ModelDescription description;
    description.name = "Insertion renderer";
    description.licence = "Apache-2.0";
    description.trainingData = "None: devices and findings are rendered by a parametric model.";
    description.warning = "Rendered findings: not for patients, not for diagnosis.";
    description.defaultMethod = "insertion";
    description.grammar = CaptionGrammar::bundled();
    return description;
}

/// The ratio that words without a number mean on this film; nothing where the severity decides.
std::optional<double> meantRatio(const EditInstruction &edit, const ThoraxGeometry &geometry)
{
    if (!isHeartSize(edit) || edit.action == EditAction::Add)
        return std::nullopt;
    if (edit.severity != Severity::None)
        return usualAmount(edit.target, "ratio", edit.severity, geometry);
    return cardiothoracicRatio(geometry) + (edit.action == EditAction::Increase ? ratioStep : -ratioStep);
}

InsertionAmounts amountsOf(const EditInstruction &edit, const ThoraxGeometry &geometry)
{
    InsertionAmounts amounts{ amountOf(edit, AmountKind::Size), amountOf(edit, AmountKind::CardiothoracicRatio),
        amountOf(edit, AmountKind::TipAboveCarina) };
    if (!amounts.cardiothoracicRatio)
        amounts.cardiothoracicRatio = meantRatio(edit, geometry);
    return amounts;
}

/// How often it is drawn, and where: several nodules go through the zones, lest they lie on each other.
std::vector<Abnormality> copiesOf(const EditInstruction &edit, const Abnormality &abnormality)
{
    const auto count = static_cast<int>(std::lround(amountOf(edit, AmountKind::Count).value_or(1.0)));
    std::vector<Abnormality> copies;
    for (int copy = 0; copy < count; ++copy) {
        copies.push_back(abnormality);
        if (count > 1 && abnormality.zone == Zone::None)
            copies.back().zone = static_cast<Zone>(static_cast<int>(Zone::Upper) + copy % 3);
        if (count > 1 && abnormality.side == Side::None)
            copies.back().side = copy % 2 == 0 ? Side::Right : Side::Left;
    }
    return copies;
}

bool touches(const MaskImage &first, const MaskImage &second)
{
    for (std::size_t i = 0; i < first.pixels.size(); ++i)
        if (first.pixels[i] > 0.0F && second.pixels[i] > 0.0F)
            return true;
    return false;
}

/// What has been drawn of an edit so far.
struct DrawnSoFar {
    GreyImage picture;
    MaskImage region;
    std::vector<RenderedAddition> record;

    void lay(CounterfactualPair pair)
    {
        picture = std::move(pair.with);
        for (std::size_t index = 0; index < region.pixels.size(); ++index)
            if (pair.region.pixels[index] > 0.0F)
                region.pixels[index] = 1.0F;
    }

    void take(CounterfactualPair pair, RenderedAddition addition)
    {
        lay(std::move(pair));
        record.push_back(std::move(addition));
    }
};

/// Each addition has a stream of its own, so that changing one moves no other.
std::string streamName(int instruction, int copy, int attempt)
{
    if (instruction == 0 && copy == 0 && attempt == 0)
        return "insertion";
    return "insertion " + std::to_string(instruction) + "." + std::to_string(copy) + "." + std::to_string(attempt);
}

/// Drawn again where it lies on an earlier copy; after so many tries there is no room.
Result<> drawCopies(DrawnSoFar &drawn, const ThoraxLandmarks &landmarks, const EditRequest &request, int instruction)
{
    constexpr int tries = 12;
    const EditInstruction &edit = request.edits[static_cast<std::size_t>(instruction)];
    CF_ASSIGN(const auto abnormality, abnormalityOf(edit));
    CF_TRY(checkInsertable(landmarks, abnormality));
    const InsertionAmounts amounts = amountsOf(edit, landmarks.geometry);
    MaskImage taken(drawn.picture.width, drawn.picture.height);
    int number = 0;
    for (const Abnormality &copy : copiesOf(edit, abnormality)) {
        CF_ASSIGN(const InsertionFilm film, InsertionFilm::make(drawn.picture, landmarks.geometry));
        bool found = false;
        for (int attempt = 0; attempt < tries && !found; ++attempt) {
            RenderedAddition addition{ copy.target, copy.side, copy.zone, copy.severity, instruction,
                streamName(instruction, number, attempt), {} };
            CF_ASSIGN(auto pair, drawRendered(film, addition, request.seed, amounts));
            found = !touches(pair.region, taken);
            if (!found)
                continue;
            for (std::size_t index = 0; index < taken.pixels.size(); ++index)
                taken.pixels[index] = std::max(taken.pixels[index], pair.region.pixels[index]);
            drawn.take(std::move(pair), std::move(addition));
        }
        if (!found)
            return fail(ErrorCode::InvalidInput, "There is no room for so many; ask for fewer or smaller ones.");
        ++number;
    }
    return {};
}

/// What one lung can be cleared of by what the other shows.
bool isCleared(const EditInstruction &edit)
{
    return edit.action == EditAction::Remove
        && (edit.target == Target::PleuralEffusion || edit.target == Target::Consolidation
            || edit.target == Target::LungOpacity || edit.target == Target::Pneumonia);
}

Result<> clear(DrawnSoFar &drawn, const ThoraxLandmarks &landmarks, const EditInstruction &edit)
{
    if (landmarks.geometry.confidence < minConfidence(Target::PleuralEffusion))
        return fail(ErrorCode::InvalidInput,
            "The lungs are not found here with confidence; mark what shall go, or choose another method.");
    CF_ASSIGN(const InsertionFilm film, InsertionFilm::make(drawn.picture, landmarks.geometry));
    CF_ASSIGN(auto pair, film.clear(edit.side));
    drawn.lay(std::move(pair));
    return {};
}

/// What is drawn from records, and which instructions that fulfils.
struct Orders {
    std::vector<RenderedAddition> again;
    std::set<int> done;
};

Result<Orders> ordersOf(const EditRequest &request, const ThoraxGeometry &geometry)
{
    Orders orders{ request.rendered, {} };
    for (const RenderedAddition &addition : request.rendered)
        orders.done.insert(addition.instruction);
    if (request.renderedBefore.empty() || !request.rendered.empty())
        return orders;
    orders.again = request.renderedBefore;
    for (RenderedAddition &addition : orders.again)
        addition.instruction = -1;
    for (int index = 0; index < static_cast<int>(request.edits.size()); ++index) {
        const EditInstruction &edit = request.edits[static_cast<std::size_t>(index)];
        if (!changesRendered(edit, request.renderedBefore))
            continue;
        CF_ASSIGN(orders.again, changedByWords(std::move(orders.again), edit, index, geometry));
        orders.done.insert(index);
    }
    if (orders.again.empty() && orders.done.size() == request.edits.size())
        return fail(ErrorCode::InvalidInput,
            "Nothing that was drawn would be left: that is the film before it. Choose it in the history.");
    return orders;
}

/// As the record says, whatever the words were.
Result<> drawAgain(DrawnSoFar &drawn, const ThoraxLandmarks &landmarks, RenderedAddition addition, std::uint64_t seed)
{
    CF_TRY(checkInsertable(landmarks, { addition.target, addition.side, addition.zone, addition.severity }));
    CF_ASSIGN(const InsertionFilm film, InsertionFilm::make(drawn.picture, landmarks.geometry));
    CF_ASSIGN(auto pair, drawRendered(film, addition, seed));
    drawn.take(std::move(pair), std::move(addition));
    return {};
}

bool hasSquarePixels(const Radiograph &source)
{
    return std::abs(pixelAspect(source) - 1.0) < 0.02;
}

class InsertionEditor final : public CounterfactualEditor
{
public:
    explicit InsertionEditor(FilmLungSeer lungs)
        : m_lungs(std::move(lungs))
    {
    }

    const ModelDescription &model() const override { return m_description; }
    std::vector<MethodDescription> methods() const override { return { insertionDescription() }; }

    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override
    {
        try {
            return editUpright(request, preview,
                [&](const EditRequest &upright, const PreviewSink &) { return render(upright, job); });
        } catch (const std::bad_alloc &) {
            return fail(ErrorCode::OutOfMemory, "There is not enough memory to draw into this image.");
        } catch (const std::exception &error) {
            return fail(ErrorCode::Internal, std::string("The insertion failed: ") + error.what());
        }
    }

private:
    Result<EditResult> render(const EditRequest &request, const JobContext &job) const;
    EditResult composed(const EditRequest &request, const GreyImage &change, MaskImage region) const;

    ModelDescription m_description = rendererDescription();
    FilmLungSeer m_lungs;
};

Result<EditResult> InsertionEditor::render(const EditRequest &request, const JobContext &job) const
{
    const auto began = std::chrono::steady_clock::now();
    CF_TRY(validate(request));
    if (!request.method.empty() && request.method != "insertion")
        return fail(ErrorCode::InvalidInput, "Without a model there is only the method insertion.");
    if (request.seeds > 1)
        return fail(ErrorCode::InvalidInput, "The method insertion draws one answer; ask for one seed.");
    CF_TRY(parametersFor(insertionDescription(), request.parameters)); // It has none, and says so.
    if (request.edits.empty())
        return fail(ErrorCode::InvalidInput, "Say what to add, e.g. \"add a left pleural effusion\".");
    if (!hasSquarePixels(request.source))
        return fail(ErrorCode::Unsupported, "The method insertion needs square pixels. Choose another method.");
    const GreyImage source = toDisplay(request.source);
    job.report({ 0, 0, "Finding landmarks", -1.0 });
    LungSeer lungs;
    if (m_lungs)
        lungs = [&] { return m_lungs(request.source, job); };
    CF_ASSIGN(const auto landmarks,
        findThoraxLandmarks(source, { request.source.columnSpacing, request.source.rowSpacing }, lungs));
    DrawnSoFar drawn{ source, MaskImage(source.width, source.height), {} };
    CF_ASSIGN(const Orders orders, ordersOf(request, landmarks.geometry));
    for (const RenderedAddition &addition : orders.again) {
        CF_TRY(job.checkStop());
        job.report({ 0, 0, "Drawing", -1.0 });
        CF_TRY(drawAgain(drawn, landmarks, addition, request.seed));
    }
    for (int instruction = 0; instruction < static_cast<int>(request.edits.size()); ++instruction) {
        if (orders.done.contains(instruction))
            continue;
        CF_TRY(job.checkStop());
        job.report({ 0, 0, "Drawing", -1.0 });
        const EditInstruction &edit = request.edits[static_cast<std::size_t>(instruction)];
        CF_TRY(isCleared(edit) ? clear(drawn, landmarks, edit) : drawCopies(drawn, landmarks, request, instruction));
    }
    CF_TRY(job.checkStop());
    GreyImage change = std::move(drawn.picture);
    for (std::size_t index = 0; index < change.pixels.size(); ++index)
        change.pixels[index] -= source.pixels[index];
    EditResult result = composed(request, change, std::move(drawn.region));
    result.provenance.rendered = std::move(drawn.record);
    result.metrics.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    return result;
}

EditResult InsertionEditor::composed(const EditRequest &request, const GreyImage &change, MaskImage region) const
{
    if (!request.mask.empty()) {
        const MaskImage allowed = featheredInward(request.mask, 2.0);
        for (std::size_t index = 0; index < region.pixels.size(); ++index)
            region.pixels[index] *= allowed.pixels[index];
    }
    Recomposed laid = layChange(request.source, change, std::move(region));
    EditResult result;
    result.gates = judgeDrawn(request.source, laid);
    concludeJudgement(request.source, laid.counterfactual, request.edits, result);
    result.counterfactual = std::move(laid.counterfactual);
    result.reconstruction = request.source;
    result.region = std::move(laid.region);
    result.regionIsDrawn = !request.mask.empty();
    result.regionIsLimited = request.mask.empty(); // What is drawn lies where the landmarks say.
    result.metrics.reconstructionPsnr = 99.0;
    result.metrics.outsideChangedValues = laid.outsideChanged;
    result.metrics.insideChangedValues = laid.insideChanged;
    result.metrics.largestChange = laid.largestChange;
    Provenance &provenance = result.provenance;
    provenance.program = "Contrafact " CONTRAFACT_VERSION;
    provenance.model = m_description.name;
    provenance.method = "insertion";
    provenance.seed = request.seed;
    recordRequest(request, provenance);
    return result;
}

} // namespace

MethodDescription insertionDescription()
{
    return { "insertion",
        "Renders a device or finding at full size and depth, moves a heart's border, clears one lung by the other; no "
        "network.",
        0, {} };
}

std::unique_ptr<CounterfactualEditor> makeInsertionEditor(FilmLungSeer lungs)
{
    return std::make_unique<InsertionEditor>(std::move(lungs));
}

} // namespace cf

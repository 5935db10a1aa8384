#include "core/editing/engine/AutoEdit.h"

#include "core/editing/Scorecard.h"
#include "core/editing/engine/RenderedWords.h"
#include "core/editing/engine/judging/GateLimits.h"
#include "core/editing/engine/record/RequestRecord.h"
#include "core/imaging/Windowing.h"
#include "core/language/Captions.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <utility>
#include <vector>

namespace cf {

namespace {

bool isDrawnAgain(const EditRequest &request, int instruction)
{
    return changesRendered(request.edits[static_cast<std::size_t>(instruction)], request.renderedBefore)
        || std::ranges::find(request.rendered, instruction, &RenderedAddition::instruction) != request.rendered.end();
}

std::vector<MethodChoice> choicesFor(
    const EditRequest &request, const ModelDescription &model, const std::string &otherwise)
{
    const char *reason = request.captionsByHand ? "A caption written by hand is heard by this method alone."
        : request.seeds > 1                     ? "Several seeds are this method's alone."
                                                : nullptr;
    std::vector<MethodChoice> choices = chooseMethods(request.edits, model.advice, otherwise);
    for (std::size_t index = 0; index < choices.size(); ++index)
        if (isDrawnAgain(request, static_cast<int>(index)))
            choices[index] = { choices[index].instruction, "insertion", "It is drawn again from its record." };
        else if (reason != nullptr)
            choices[index] = { choices[index].instruction, otherwise, reason };
    return choices;
}

/// Only the renderer hears numbers; another method would pass over them without a word.
Result<> checkNumbers(const std::vector<MethodChoice> &choices)
{
    for (const MethodChoice &choice : choices)
        if (!choice.instruction.amounts.empty() && choice.instruction.action != EditAction::Remove
            && choice.method != "insertion")
            return fail(ErrorCode::InvalidInput,
                std::string(keyOf(choice.instruction.action))
                    .append(" ")
                    .append(keyOf(choice.instruction.target))
                    .append(": the method ")
                    .append(choice.method)
                    .append(" does not draw to measure. Leave the number out, or remove it first and add it anew with "
                            "the number."));
    return {};
}

bool isRemoval(const MethodChoice &choice)
{
    return choice.instruction.action == EditAction::Remove;
}

/// Instructions in a row that take the same method; what the renderer draws apart from what it takes away.
std::vector<std::vector<MethodChoice>> runsOf(const std::vector<MethodChoice> &choices)
{
    std::vector<std::vector<MethodChoice>> runs;
    for (const MethodChoice &choice : choices) {
        if (runs.empty() || runs.back().back().method != choice.method
            || (choice.method == "insertion" && isRemoval(runs.back().back()) != isRemoval(choice)))
            runs.emplace_back();
        runs.back().push_back(choice);
    }
    return runs;
}

/// The choices as a request of their own; `first` is the place of the first of them in the whole.
EditRequest partOf(
    const EditRequest &whole, const std::vector<MethodChoice> &choices, int first, const CaptionGrammar &grammar)
{
    EditRequest part = whole;
    part.method = choices.front().method;
    const auto count = static_cast<int>(choices.size());
    // What an earlier edit drew goes under the first thing that is drawn.
    std::erase_if(part.rendered, [&](const RenderedAddition &addition) {
        const int at = addition.instruction;
        return part.method != "insertion" || (at >= 0 && (at < first || at >= first + count));
    });
    if (part.method != "insertion")
        part.renderedBefore.clear();
    if (choices.size() == whole.edits.size())
        return part;
    for (RenderedAddition &addition : part.rendered)
        addition.instruction -= addition.instruction >= 0 ? first : 0;
    part.edits.clear();
    for (const MethodChoice &choice : choices)
        part.edits.push_back(choice.instruction);
    part.captions = captionPair(part.edits, grammar);
    return part;
}

bool holdsNumbers(const EditRequest &request)
{
    return std::ranges::any_of(request.edits, [](const EditInstruction &edit) { return !edit.amounts.empty(); });
}

/// What cannot be rendered, since the anatomy is not found with confidence, is placed by a mask or not at all: nothing
/// here guesses where a device belongs.
Result<EditResult> runPart(
    const EditRequest &part, std::vector<MethodChoice> &choices, const std::string &otherwise, const MethodRun &run)
{
    auto made = run(part);
    const bool isPlace = !made && part.method == "insertion"
        && (made.error().code == ErrorCode::InvalidInput || made.error().code == ErrorCode::Unsupported);
    if (!isPlace || holdsNumbers(part) || !part.rendered.empty() || !part.renderedBefore.empty())
        return made;
    if (part.mask.empty()) {
        const bool adds =
            std::ranges::all_of(part.edits, [](const EditInstruction &edit) { return edit.action == EditAction::Add; });
        return adds ? fail(made.error().code, std::string(made.error().message).append(" Or mark where it shall be."))
                    : std::move(made);
    }
    EditRequest placed = part;
    placed.method = otherwise;
    for (MethodChoice &choice : choices)
        choice = { choice.instruction, otherwise,
            "The anatomy is not found here with confidence; the mask says where." };
    return run(placed);
}

/// Display grey. A removal that changes less was made by a network that hardly saw what it should take away: of real
/// opacities of 12 held-back films it mostly changed 5 to 17 grey levels. Of 12 insertions into portable films of which
/// it changed 18 to 25, its error is less than that of clearing in 9.
constexpr double plainChange = 18.0 / 255.0;

bool isPlain(const EditRequest &request, const EditResult &result)
{
    const GreyImage before = toDisplay(request.source);
    const GreyImage after = toDisplay(result.counterfactual);
    std::vector<float> sizes;
    for (std::size_t i = 0; i < before.pixels.size(); ++i)
        if (result.region.pixels[i] > 0.0F)
            sizes.push_back(std::abs(after.pixels[i] - before.pixels[i]));
    if (sizes.empty())
        return false;
    const auto rank =
        sizes.begin() + static_cast<std::ptrdiff_t>(gateLimits.changeRank * static_cast<double>(sizes.size() - 1));
    std::nth_element(sizes.begin(), rank, sizes.end());
    return *rank >= plainChange;
}

/// Opacities are taken away by the network where it sees them; else one lung is cleared by the other.
Result<EditResult> runClearing(
    const EditRequest &part, std::vector<MethodChoice> &choices, const std::string &otherwise, const MethodRun &run)
{
    EditRequest byNetwork = part;
    byNetwork.method = otherwise;
    auto made = run(byNetwork);
    if (!made && made.error().code == ErrorCode::Cancelled)
        return made;
    if (!made || made->status == EditStatus::Refused || !isPlain(part, *made)) {
        auto cleared = runPart(part, choices, otherwise, run);
        if (cleared || !made || cleared.error().code == ErrorCode::Cancelled)
            return cleared;
        made->regionWarnings.push_back(
            { "change-faint", "The change is faint: look whether what was to go is gone. " + cleared.error().message });
    }
    for (MethodChoice &choice : choices)
        choice = { choice.instruction, otherwise,
            "The network's change is plain to see, or no lung could be cleared by the other." };
    return made;
}

int badnessOf(const Gate &gate)
{
    const Judgement judgement = judgementOf(gate);
    return judgement == Judgement::Failed ? 2 : judgement == Judgement::NotJudged ? 1 : 0;
}

/// Of two gates of one name the worse stays: an edit of several parts is as good as the worst of them.
void addGates(std::vector<Gate> &gates, const std::vector<Gate> &earlier)
{
    for (const Gate &each : earlier) {
        const auto same = std::ranges::find(gates, each.name, &Gate::name);
        if (same == gates.end())
            gates.push_back(each);
        else if (badnessOf(each) > badnessOf(*same))
            *same = each;
    }
}

/// What a part did, on top of what those before it did.
void addPart(EditResult &whole, EditResult part)
{
    for (std::size_t i = 0; i < whole.region.pixels.size(); ++i)
        part.region.pixels[i] = std::max(part.region.pixels[i], whole.region.pixels[i]);
    part.reconstruction = std::move(whole.reconstruction);
    part.regionIsDrawn = part.regionIsDrawn && whole.regionIsDrawn;
    part.regionIsLimited = part.regionIsLimited && whole.regionIsLimited;
    std::ranges::move(whole.regionWarnings, std::back_inserter(part.regionWarnings));
    addGates(part.gates, whole.gates);
    if (whole.status == EditStatus::Refused) {
        part.status = EditStatus::Refused;
        part.reason = whole.reason + (part.reason.empty() ? "" : " " + part.reason);
    }
    part.metrics.networkEvaluations += whole.metrics.networkEvaluations;
    part.metrics.seconds += whole.metrics.seconds;
    part.metrics.reconstructionPsnr = std::min(part.metrics.reconstructionPsnr, whole.metrics.reconstructionPsnr);
    part.metrics.noiseFloor = std::max(part.metrics.noiseFloor, whole.metrics.noiseFloor);
    part.metrics.stages.insert(part.metrics.stages.begin(), whole.metrics.stages.begin(), whole.metrics.stages.end());
    std::map<std::string, double> parameters = std::move(whole.provenance.parameters);
    parameters.insert(part.provenance.parameters.begin(), part.provenance.parameters.end());
    part.provenance.parameters = std::move(parameters);
    part.provenance.steps = std::max(part.provenance.steps, whole.provenance.steps);
    part.candidates.clear();
    whole = std::move(part);
}

void countAgain(const StoredImage &source, EditResult &result)
{
    EditMetrics &metrics = result.metrics;
    metrics.insideChangedValues = metrics.outsideChangedValues = 0;
    metrics.largestChange = 0.0;
    for (std::size_t i = 0; i < source.pixels.size(); ++i) {
        const double change = std::abs(static_cast<double>(result.counterfactual.stored.pixels[i]) - source.pixels[i]);
        metrics.largestChange = std::max(metrics.largestChange, change);
        if (change > 0.0)
            ++(result.region.pixels[i] > 0.0F ? metrics.insideChangedValues : metrics.outsideChangedValues);
    }
}

} // namespace

Result<EditResult> editByChoices(
    const EditRequest &request, const ModelDescription &model, const std::string &otherwise, const MethodRun &run)
{
    std::vector<MethodChoice> choices = choicesFor(request, model, otherwise);
    if (choices.empty()) { // A caption alone, or nothing at all: the latent method says what is wrong.
        EditRequest plain = request;
        plain.method = otherwise;
        return run(plain);
    }
    CF_TRY(checkNumbers(choices));
    std::optional<EditResult> whole;
    EditRequest rest = request;
    std::vector<MethodChoice> taken;
    std::vector<RenderedAddition> drawn;
    for (auto &group : runsOf(choices)) {
        const auto first = static_cast<int>(taken.size());
        EditRequest part = partOf(rest, group, first, model.grammar);
        if (part.method != otherwise)
            part.parameters.clear(); // Those that are asked for are the latent method's.
        const bool clears = part.method == "insertion" && isRemoval(group.front()) && !isDrawnAgain(rest, first)
            && part.rendered.empty();
        CF_ASSIGN(
            EditResult made, clears ? runClearing(part, group, otherwise, run) : runPart(part, group, otherwise, run));
        taken.insert(taken.end(), group.begin(), group.end());
        rest.source = made.counterfactual;
        if (part.method == "insertion") { // What an earlier edit drew is drawn once.
            std::erase_if(rest.rendered, [](const RenderedAddition &addition) { return addition.instruction < 0; });
            rest.renderedBefore.clear();
        }
        for (RenderedAddition &addition : made.provenance.rendered) {
            addition.instruction += addition.instruction >= 0 ? first : 0;
            drawn.push_back(std::move(addition));
        }
        if (whole)
            addPart(*whole, std::move(made));
        else
            whole = std::move(made);
    }
    countAgain(request.source.stored, *whole);
    Provenance &provenance = whole->provenance;
    provenance.model = model.name; // The renderer names itself; the choice was the model's.
    provenance.modelSha256 = model.sha256;
    provenance.method = "auto";
    recordRequest(request, provenance);
    provenance.chosen = std::move(taken);
    provenance.rendered = std::move(drawn);
    return *std::move(whole);
}

} // namespace cf

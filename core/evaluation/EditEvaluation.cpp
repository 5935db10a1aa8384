#include "core/evaluation/EditEvaluation.h"

#include "core/imaging/Windowing.h"
#include "core/language/PromptLanguage.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <fstream>

namespace cf {

namespace {

using nlohmann::json;

/// The grey image as a 12-bit object, as a detector would deliver it.
Radiograph asRadiograph(const GreyImage &image)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(image.width, image.height);
    std::transform(image.pixels.begin(), image.pixels.end(), radiograph.stored.pixels.begin(),
        [](float grey) { return static_cast<std::int32_t>(std::lround(std::clamp(grey, 0.0F, 1.0F) * 4095.0F)); });
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    radiograph.columnSpacing = radiograph.rowSpacing = 0.7;
    return radiograph;
}

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

/// What a user would type.
std::string sentence(const Abnormality &abnormality, bool adds)
{
    std::string text = adds ? "add " : "remove the ";
    if (adds && abnormality.severity != Severity::None)
        text += std::string(keyOf(abnormality.severity)) + ' ';
    if (abnormality.side == Side::Both)
        text += "bilateral ";
    else if (abnormality.side != Side::None)
        text += std::string(keyOf(abnormality.side)) + ' ';
    if (abnormality.zone != Zone::None)
        text += std::string(keyOf(abnormality.zone)) + " zone ";
    return text + lowerCase(keyOf(abnormality.target));
}

struct Images {
    GreyImage source;
    GreyImage truth;
};

EditRequest requestFor(
    const CounterfactualEditor &editor, const EvaluationPlan &plan, const Images &images, const EvaluationCase &item)
{
    EditRequest request;
    request.source = asRadiograph(images.source);
    if (item.mask == MaskKind::DrawnLike)
        request.mask = drawnLikeMask(trueRegion(images.source, images.truth), item.seed);
    request.prompt = sentence(item.abnormality, item.adds);
    const auto compiled = compilePrompt(request.prompt, editor.model().grammar,
        item.adds ? std::vector<Target>{} : std::vector<Target>{ item.abnormality.target },
        item.mask != MaskKind::None);
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    request.method = plan.method;
    request.seed = item.seed;
    return request;
}

json toJson(const EvaluationCase &item)
{
    const EditScore &score = item.score;
    return { { "seed", item.seed }, { "target", keyOf(item.abnormality.target) },
        { "side", keyOf(item.abnormality.side) }, { "zone", keyOf(item.abnormality.zone) },
        { "severity", keyOf(item.abnormality.severity) }, { "adds", item.adds },
        { "mask", item.mask == MaskKind::None ? "none" : "drawn_like" }, { "error_inside", score.errorInside },
        { "error_outside", score.errorOutside }, { "error_whole", score.errorWhole }, { "gain", score.gain },
        { "spill", score.spill }, { "success", score.success }, { "right_side", score.rightSide },
        { "reconstruction_error", item.reconstructionError }, { "ceiling_error", item.ceilingError },
        { "seconds", item.seconds }, { "network_evaluations", item.networkEvaluations }, { "refused", item.refused },
        { "outside_changed_values", item.outsideChangedValues } };
}

EvaluationCase fromJson(const json &line)
{
    EvaluationCase item;
    item.seed = line.at("seed");
    item.abnormality = { targetFromKey(line.at("target").get<std::string>()).value(),
        sideFromKey(line.at("side").get<std::string>()).value(),
        zoneFromKey(line.at("zone").get<std::string>()).value(),
        severityFromKey(line.at("severity").get<std::string>()).value() };
    item.adds = line.at("adds");
    item.mask = line.at("mask") == "none" ? MaskKind::None : MaskKind::DrawnLike;
    item.score = { line.at("error_inside"), line.at("error_outside"), line.at("error_whole"), line.at("gain"),
        line.at("spill"), line.at("success"), line.at("right_side") };
    item.reconstructionError = line.at("reconstruction_error");
    item.ceilingError = line.at("ceiling_error");
    item.seconds = line.at("seconds");
    item.networkEvaluations = line.at("network_evaluations");
    item.refused = line.at("refused");
    item.outsideChangedValues = line.at("outside_changed_values");
    return item;
}

Result<std::vector<EvaluationCase>> readRecords(const std::filesystem::path &file)
{
    std::vector<EvaluationCase> cases;
    std::ifstream stream(file);
    std::string line;
    while (std::getline(stream, line) && !stream.eof()) {
        try {
            cases.push_back(fromJson(json::parse(line)));
        } catch (const std::exception &) {
            return fail(ErrorCode::InvalidInput,
                "The evaluation records " + file.string()
                    + " are damaged or of another version. Move the file away to start anew.");
        }
    }
    return cases;
}

/// Both directions of one pair, so that each gives the other its rebuilt truth for the codec's limit.
Result<> evaluatePair(CounterfactualEditor &editor, const EvaluationPlan &plan, std::uint64_t seed,
    const CounterfactualPair &pair, MaskKind mask, const JobContext &job, std::vector<EvaluationCase> &cases)
{
    std::vector<EvaluationCase> both;
    std::vector<GreyImage> rebuilt;
    const auto imagesFor = [&pair](bool adds) {
        return adds ? Images{ pair.without, pair.with } : Images{ pair.with, pair.without };
    };
    for (const bool adds : { false, true }) {
        EvaluationCase item{ seed, pair.abnormality, adds, mask, {}, 1.0, 0.0, 0.0, 0, false, 0 };
        const Images images = imagesFor(adds);
        const auto start = std::chrono::steady_clock::now();
        CF_ASSIGN(const auto result, editor.edit(requestFor(editor, plan, images, item), job, {}));
        item.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        item.networkEvaluations = result.metrics.networkEvaluations;
        item.refused = result.status == EditStatus::Refused;
        item.outsideChangedValues = result.metrics.outsideChangedValues;
        CF_ASSIGN(item.score, scoreEdit(images.source, images.truth, toDisplay(result.counterfactual)));
        rebuilt.push_back(toDisplay(result.reconstruction));
        CF_ASSIGN(const auto plain, scoreEdit(images.source, images.truth, rebuilt.back()));
        item.reconstructionError = plain.errorInside;
        both.push_back(item);
    }
    for (std::size_t index = 0; index < 2; ++index) {
        const Images images = imagesFor(both[index].adds);
        GreyImage ceiling = images.source;
        for (std::size_t pixel = 0; pixel < ceiling.pixels.size(); ++pixel)
            ceiling.pixels[pixel] += rebuilt[1 - index].pixels[pixel] - rebuilt[index].pixels[pixel];
        CF_ASSIGN(const auto score, scoreEdit(images.source, images.truth, ceiling));
        both[index].ceilingError = score.errorInside;
    }
    std::ofstream log(plan.records, std::ios::app);
    for (const EvaluationCase &item : both) {
        log << toJson(item).dump() << '\n';
        cases.push_back(item);
    }
    log.close();
    if (!log)
        return fail(ErrorCode::Io, "The evaluation records " + plan.records.string() + " cannot be written.");
    return {};
}

} // namespace

Result<std::vector<EvaluationCase>> evaluateEdits(
    CounterfactualEditor &editor, const EvaluationPlan &plan, const JobContext &job)
{
    CF_ASSIGN(auto cases, readRecords(plan.records));
    const auto start = std::chrono::steady_clock::now();
    int done = 0;
    int made = 0;
    for (std::uint64_t seed = 0; done < plan.count; ++seed) {
        CF_TRY(job.checkStop());
        if (seed > 50ULL * static_cast<std::uint64_t>(plan.count))
            return fail(ErrorCode::InvalidInput, "Too few pairs can be made for this evaluation.");
        const bool known =
            std::any_of(cases.begin(), cases.end(), [seed](const auto &item) { return item.seed == seed; });
        if (!known) {
            const auto pair = plan.source(seed);
            if (!pair
                || pair->visible < 6.0) // Such a seed has no truth to be compared with; the same rule as in training.
                continue;
            for (const MaskKind mask : plan.masks)
                CF_TRY(evaluatePair(editor, plan, seed, *pair, mask, job, cases));
            ++made;
        }
        ++done;
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        job.report({ done, plan.count, "Evaluating " + plan.origin + " pairs",
            made > 0 ? seconds / made * (plan.count - done) : -1.0 });
    }
    return cases;
}

} // namespace cf

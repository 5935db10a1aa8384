#include "core/evaluation/axioms/AxiomEvaluation.h"

#include "core/base/SecondsSince.h"
#include "core/evaluation/AskedEdit.h"
#include "core/evaluation/EditScore.h"
#include "core/evaluation/axioms/CropFiles.h"
#include "core/evaluation/axioms/Movement.h"
#include "core/imaging/Windowing.h"
#include "core/language/Captions.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace cf {

namespace {

using Clock = std::chrono::steady_clock;

/// A pacemaker and a large heart stand often together, so that a model may take one for the other: they are asked more
/// often than chance would.
std::optional<Abnormality> wantedFor(std::uint64_t seed)
{
    const Side side = seed % 8 < 4 ? Side::Left : Side::Right;
    if (seed % 4 == 1)
        return Abnormality{ Target::Pacemaker, side, Zone::None, Severity::None };
    if (seed % 4 == 3)
        return Abnormality{ Target::Cardiomegaly, Side::None, Zone::None, Severity::Moderate };
    return std::nullopt;
}

std::int64_t countChanged(const StoredImage &before, const StoredImage &after, const MaskImage *outsideOf = nullptr)
{
    std::int64_t changed = 0;
    for (std::size_t i = 0; i < before.pixels.size(); ++i)
        changed +=
            before.pixels[i] != after.pixels[i] && (outsideOf == nullptr || outsideOf->pixels[i] <= 0.0F) ? 1 : 0;
    return changed;
}

double sumOfSizes(const GreyImage &a, const GreyImage &b)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        sum += std::abs(static_cast<double>(a.pixels[i]) - b.pixels[i]);
    return sum;
}

/// Whether the judge finds a thing; nothing where it does not know it.
std::filesystem::path cropFile(const std::filesystem::path &folder, std::uint64_t seed, bool adds)
{
    return folder / (std::to_string(seed) + (adds ? " add.png" : " remove.png"));
}

class Evaluation
{
public:
    Evaluation(CounterfactualEditor &editor, const SeeingJudge &judge, const AxiomPlan &plan)
        : m_editor(editor)
        , m_judge(judge)
        , m_plan(plan)
        , m_stamp("axioms " + plan.origin + " " + editor.model().sha256.substr(0, 16) + " " + judge.part + " "
              + judge.sha256.substr(0, 16) + " " + (plan.method ? plan.method->name : "default"))
    {
    }

    Result<AxiomFindings> run(const JobContext &job);

private:
    /// An answer, or nothing where the editor could not begin.
    struct Answer {
        std::optional<EditResult> result;
        std::string reason;
        bool refused() const { return !result || result->status == EditStatus::Refused; }
    };
    Result<Answer> ask(EditRequest request, const JobContext &job);
    Result<Answer> askFor(const Radiograph &film, const EvaluationPair &pair, bool adds, const JobContext &job);
    Result<std::optional<std::int64_t>> askNothing(
        const Radiograph &film, const MaskImage &mask, std::uint64_t seed, const JobContext &job);
    Result<AxiomEdit> measure(const EvaluationPair &pair, std::uint64_t seed, bool adds, const Radiograph &film,
        const Answer &answer, const JobContext &job);
    Result<> reverse(AxiomCase &item, const EvaluationPair &pair, const Radiograph &film, const Answer &added,
        const JobContext &job);
    Result<AxiomCase> evaluatePair(std::uint64_t seed, const EvaluationPair &pair, const JobContext &job);
    Result<> separate(AxiomFindings &findings, const JobContext &job);

    CounterfactualEditor &m_editor;
    const SeeingJudge &m_judge;
    const AxiomPlan &m_plan;
    std::string m_stamp;
};

Result<Evaluation::Answer> Evaluation::ask(EditRequest request, const JobContext &job)
{
    if (m_plan.method) {
        request.method = m_plan.method->method;
        request.parameters = m_plan.method->parameters;
    }
    auto result = m_editor.edit(request, job, {});
    if (result) {
        std::string reason = result->reason;
        return Answer{ *std::move(result), std::move(reason) };
    }
    if (result.error().code == ErrorCode::Cancelled || result.error().code == ErrorCode::OutOfMemory)
        return tl::make_unexpected(result.error());
    return Answer{ std::nullopt, result.error().message };
}

Result<Evaluation::Answer> Evaluation::askFor(
    const Radiograph &film, const EvaluationPair &pair, bool adds, const JobContext &job)
{
    EditRequest request;
    request.source = film;
    request.prompt = sentenceOf(pair.pair.abnormality, adds);
    std::vector<Target> shown = pair.shown; // As a user would have confirmed it.
    std::erase(shown, pair.pair.abnormality.target);
    if (!adds)
        shown.push_back(pair.pair.abnormality.target);
    const CompiledPrompt compiled = compilePrompt(request.prompt, m_editor.model().grammar, shown);
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    return ask(std::move(request), job);
}

Result<std::optional<std::int64_t>> Evaluation::askNothing(
    const Radiograph &film, const MaskImage &mask, std::uint64_t seed, const JobContext &job)
{
    EditRequest request;
    request.source = film;
    request.mask = mask;
    request.prompt = doNothingCaption(m_editor.model().grammar);
    request.captions = { request.prompt, request.prompt, {} };
    request.captionsByHand = true;
    request.seed = seed;
    CF_ASSIGN(const Answer answer, ask(std::move(request), job));
    if (!answer.result)
        return std::optional<std::int64_t>();
    return std::optional(countChanged(film.stored, answer.result->counterfactual.stored));
}

Result<AxiomEdit> Evaluation::measure(const EvaluationPair &pair, std::uint64_t seed, bool adds, const Radiograph &film,
    const Answer &answer, const JobContext &job)
{
    AxiomEdit edit;
    edit.adds = adds;
    edit.refused = answer.refused();
    edit.reason = answer.reason;
    CF_ASSIGN(const FilmReading before, m_judge.read(film, job));
    const Target target = pair.pair.abnormality.target;
    edit.judged = before.finds(target) == std::optional(!adds);
    if (!answer.result)
        return edit;
    const EditResult &result = *answer.result;
    CF_ASSIGN(const FilmReading after, m_judge.read(result.counterfactual, job));
    edit.effective = !edit.refused && after.finds(target) == std::optional(adds);
    edit.moved = movementOf(before, after);
    const GreyImage source = toDisplay(film);
    const GreyImage edited = toDisplay(result.counterfactual);
    const GreyImage truth = toDisplay(asRadiograph(adds ? pair.pair.with : pair.pair.without));
    CF_ASSIGN(const EditScore score, scoreEdit(source, truth, edited));
    edit.spill = score.spill;
    edit.size = sumOfSizes(edited, source) / std::max(1e-9, sumOfSizes(truth, source));
    edit.changedShare = static_cast<double>(countChanged(film.stored, result.counterfactual.stored))
        / static_cast<double>(film.stored.pixels.size());
    if (result.region.sameSizeAs(film.stored))
        edit.outsideChanged = countChanged(film.stored, result.counterfactual.stored, &result.region);
    if (!edit.refused && edit.changedShare > 0.0)
        if (const auto crops = cropsOf(source, truth, edited, result.region, seed))
            CF_TRY(writeCrops(*crops, cropFile(m_plan.crops, seed, adds)));
    return edit;
}

Result<> Evaluation::reverse(
    AxiomCase &item, const EvaluationPair &pair, const Radiograph &film, const Answer &added, const JobContext &job)
{
    if (added.refused())
        return {};
    const Radiograph &with = added.result->counterfactual;
    CF_ASSIGN(const Answer removed, askFor(with, pair, false, job));
    const Radiograph &back = removed.refused() ? with : removed.result->counterfactual;
    const GreyImage first = toDisplay(film);
    const GreyImage second = toDisplay(with);
    const GreyImage third = toDisplay(back);
    double left = 0.0;
    double made = 0.0;
    double levels = 0.0;
    std::int64_t touched = 0;
    for (std::size_t i = 0; i < first.pixels.size(); ++i) {
        const double difference = static_cast<double>(third.pixels[i]) - first.pixels[i];
        const double change = static_cast<double>(second.pixels[i]) - first.pixels[i];
        left += difference * difference;
        made += change * change;
        if (change != 0.0 || difference != 0.0) {
            levels += 255.0 * std::abs(difference);
            ++touched;
        }
    }
    if (made <= 0.0)
        return {}; // Nothing was added.
    item.reversalError = left / made;
    item.reversalLevels = levels / static_cast<double>(std::max<std::int64_t>(1, touched));
    return {};
}

Result<AxiomCase> Evaluation::evaluatePair(std::uint64_t seed, const EvaluationPair &pair, const JobContext &job)
{
    AxiomCase item;
    item.seed = seed;
    item.patient = pair.patient;
    item.abnormality = pair.pair.abnormality;
    const Radiograph without = asRadiograph(pair.pair.without);
    const Radiograph with = asRadiograph(pair.pair.with);
    const MaskImage drawn = drawnLikeMask(trueRegion(pair.pair.without, pair.pair.with), seed);
    CF_ASSIGN(item.nullChanged, askNothing(without, {}, seed, job));
    CF_ASSIGN(item.nullChangedInMask, askNothing(without, drawn, seed, job));
    CF_ASSIGN(const Answer added, askFor(without, pair, true, job));
    CF_ASSIGN(AxiomEdit addition, measure(pair, seed, true, without, added, job));
    CF_TRY(reverse(item, pair, without, added, job));
    CF_ASSIGN(const Answer removed, askFor(with, pair, false, job));
    CF_ASSIGN(AxiomEdit removal, measure(pair, seed, false, with, removed, job));
    item.edits = { std::move(addition), std::move(removal) };
    return item;
}

Result<> Evaluation::separate(AxiomFindings &findings, const JobContext &job)
{
    std::vector<Crop> added;
    std::vector<Crop> removed;
    std::vector<Crop> outside;
    for (const AxiomCase &item : findings.cases)
        for (const AxiomEdit &edit : item.edits) {
            const auto file = cropFile(m_plan.crops, item.seed, edit.adds);
            std::error_code failure;
            if (edit.refused || !std::filesystem::exists(file, failure))
                continue;
            CF_ASSIGN(EditCrops crops, readCrops(file));
            auto &inside = edit.adds ? added : removed;
            inside.push_back({ std::move(crops.edited), true, item.patient });
            inside.push_back({ std::move(crops.truth), false, item.patient });
            if (crops.editedOutside.empty())
                continue;
            outside.push_back({ std::move(crops.editedOutside), true, item.patient });
            outside.push_back({ std::move(crops.truthOutside), false, item.patient });
        }
    std::vector<Crop> inside = added;
    inside.insert(inside.end(), removed.begin(), removed.end());
    CF_ASSIGN(findings.inside, separabilityOf(inside, job));
    CF_ASSIGN(findings.insideAdded, separabilityOf(added, job));
    CF_ASSIGN(findings.insideRemoved, separabilityOf(removed, job));
    CF_ASSIGN(findings.outside, separabilityOf(outside, job));
    return {};
}

Result<AxiomFindings> Evaluation::run(const JobContext &job)
{
    CF_ASSIGN(AxiomRecords records, readAxiomRecords(m_plan.records, m_stamp));
    const std::set<std::uint64_t> passedOver(records.withoutPair.begin(), records.withoutPair.end());
    std::map<std::uint64_t, AxiomCase> known;
    for (AxiomCase &item : records.cases)
        known[item.seed] = std::move(item);
    AxiomFindings findings;
    const auto start = Clock::now();
    int made = 0;
    for (std::uint64_t seed = 0; std::ssize(findings.cases) < m_plan.count; ++seed) {
        CF_TRY(job.checkStop());
        if (seed > 50ULL * static_cast<std::uint64_t>(m_plan.count))
            return fail(ErrorCode::InvalidInput, "Too few pairs can be made for this evaluation.");
        if (passedOver.contains(seed))
            continue;
        auto found = known.find(seed);
        if (found == known.end()) {
            constexpr double minVisible = 6.0; // The same rule as in training.
            const auto pair = m_plan.source(seed, wantedFor(seed));
            if (!pair || pair->pair.visible < minVisible) {
                CF_TRY(appendWithoutPair(m_plan.records, m_stamp, seed));
                continue;
            }
            // The editor's own progress is of one edit; what is told here is of all.
            CF_ASSIGN(AxiomCase item, evaluatePair(seed, *pair, JobContext(job.stopToken(), {})));
            CF_TRY(appendAxiomCase(m_plan.records, m_stamp, item));
            found = known.emplace(seed, std::move(item)).first;
            ++made;
        }
        findings.cases.push_back(found->second);
        const int done = static_cast<int>(findings.cases.size());
        job.report({ done, m_plan.count, "Evaluating axioms",
            made > 0 ? secondsSince(start) / made * (m_plan.count - done) : -1.0 });
    }
    CF_TRY(separate(findings, job));
    return findings;
}

} // namespace

Result<AxiomFindings> evaluateAxioms(
    CounterfactualEditor &editor, const SeeingJudge &judge, const AxiomPlan &plan, const JobContext &job)
{
    return Evaluation(editor, judge, plan).run(job);
}

} // namespace cf

#include "core/evaluation/edits/EditEvaluation.h"

#include "core/base/SecondsSince.h"
#include "core/evaluation/AskedEdit.h"
#include "core/evaluation/EvaluationPicture.h"
#include "core/evaluation/edits/Baselines.h"
#include "core/evaluation/edits/PeakMemory.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/Insertion.h"
#include "core/language/PromptLanguage.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <tuple>

namespace cf {

namespace {

using Clock = std::chrono::steady_clock;

/// One direction of a pair under one mask: what every method is asked.
struct Question {
    const EvaluationPair &pair;
    std::uint64_t seed = 0;
    bool adds = false;
    MaskKind mask = MaskKind::None;

    const GreyImage &source() const { return adds ? pair.pair.without : pair.pair.with; }
    const GreyImage &truth() const { return adds ? pair.pair.with : pair.pair.without; }
    const Abnormality &abnormality() const { return pair.pair.abnormality; }
    /// On the source, as a user would have confirmed it.
    std::vector<Target> shown() const
    {
        std::vector<Target> labels = pair.shown;
        if (adds)
            std::erase(labels, abnormality().target);
        else
            labels.push_back(abnormality().target);
        return labels;
    }
    MaskImage drawn() const { return drawnLikeMask(trueRegion(source(), truth()), seed); }
    EditInstruction instruction() const { return instructionOf(abnormality(), adds); }
};

EditRequest requestFor(const CounterfactualEditor &editor, const Question &question, const MethodVariant &variant)
{
    EditRequest request;
    request.source = asRadiograph(question.source());
    if (question.mask == MaskKind::DrawnLike)
        request.mask = question.drawn();
    request.prompt = sentenceOf(question.abnormality(), question.adds);
    const auto compiled =
        compilePrompt(request.prompt, editor.model().grammar, question.shown(), question.mask != MaskKind::None);
    request.edits = compiled.edits;
    request.captions = compiled.captions;
    request.method = variant.method;
    request.parameters = variant.parameters;
    request.seed = question.seed;
    return request;
}

/// The rebuilt source of each direction, for the codec's limit; empty where no method rebuilds.
struct Rebuilt {
    GreyImage removing;
    GreyImage adding;
};

class Evaluation
{
public:
    Evaluation(CounterfactualEditor &editor, const EvaluationJudge &judge, const EvaluationPlan &plan)
        : m_editor(editor)
        , m_judge(judge)
        , m_plan(plan)
        , m_methods(plan.methods)
        , m_stamp(plan.origin + " " + editor.model().sha256.substr(0, 16) + " " + judge.sha256().substr(0, 16)
              + (plan.perceptual ? " lpips" : "") + (plan.seeing ? " seen " + plan.seeing->sha256.substr(0, 16) : ""))
    {
        if (m_methods.empty())
            m_methods.push_back({ editor.model().defaultMethod, editor.model().defaultMethod, {} });
    }

    Result<std::vector<EvaluationCase>> run(const JobContext &job);

private:
    using Key = std::tuple<std::uint64_t, std::string, MaskKind, bool>;
    static Key keyOfCase(const EvaluationCase &item) { return { item.seed, item.method, item.mask, item.adds }; }

    bool isComplete(std::uint64_t seed) const;
    Result<> evaluatePair(std::uint64_t seed, const EvaluationPair &pair, const JobContext &job);
    Result<> evaluateMethod(const Question &question, const MethodVariant &variant, const JobContext &job,
        std::vector<EvaluationCase> &made, Rebuilt &rebuilt);
    Result<> evaluateBaselines(const Question &question, const Rebuilt &rebuilt, std::vector<EvaluationCase> &made);
    Result<EvaluationCase> measured(const Question &question, std::string_view method, const GreyImage &edited) const;
    bool wants(const Question &question, std::string_view method) const;

    CounterfactualEditor &m_editor;
    const EvaluationJudge &m_judge;
    const EvaluationPlan &m_plan;
    std::vector<MethodVariant> m_methods;
    std::string m_stamp;
    std::set<Key> m_known;
    std::set<std::uint64_t> m_withoutTruth;
    std::vector<EvaluationCase> m_cases;
};

/// Methods that draw or remove some things only: what they cannot counts as refused.
bool isPartial(const MethodVariant &variant)
{
    return variant.method == "insertion" || variant.method == "remove";
}

/// An edit that a method cannot make of this film; what else goes wrong ends the evaluation.
bool isDeclined(const MethodVariant &variant, const Error &error)
{
    const bool ofFilm = error.code == ErrorCode::InvalidInput || error.code == ErrorCode::Unsupported;
    return isPartial(variant) ? error.code != ErrorCode::Cancelled : variant.method == "auto" && ofFilm;
}

bool asks(const MethodVariant &variant, bool adds)
{
    return adds ? variant.method != "remove" : variant.method != "insertion";
}

bool Evaluation::isComplete(std::uint64_t seed) const
{
    for (const MethodVariant &variant : m_methods)
        for (const MaskKind mask : m_plan.masks)
            for (const bool adds : { false, true })
                if (asks(variant, adds) && !m_known.contains({ seed, variant.name, mask, adds }))
                    return false;
    return true;
}

bool Evaluation::wants(const Question &question, std::string_view method) const
{
    return !m_known.contains({ question.seed, std::string(method), question.mask, question.adds });
}

Result<EvaluationCase> Evaluation::measured(
    const Question &question, std::string_view method, const GreyImage &edited) const
{
    EvaluationCase item;
    item.seed = question.seed;
    item.patient = question.pair.patient;
    item.abnormality = question.abnormality();
    item.adds = question.adds;
    item.mask = question.mask;
    item.method = method;
    CF_ASSIGN(item.score, scoreEdit(question.source(), question.truth(), edited));
    if (question.adds && isDevice(question.abnormality().target)) {
        CF_ASSIGN(item.added, readAddedDevice(question.source(), question.truth(), edited));
    }
    if (question.adds && m_plan.seeing) {
        CF_ASSIGN(const FilmReading source, m_plan.seeing->read(asRadiograph(question.source()), {}));
        CF_ASSIGN(const FilmReading after, m_plan.seeing->read(asRadiograph(edited), {}));
        CF_ASSIGN(const FilmReading truth, m_plan.seeing->read(asRadiograph(question.truth()), {}));
        item.seen = seenAddition(source, after, truth, question.abnormality());
    }
    if (m_plan.perceptual)
        item.perceptual = m_plan.perceptual(edited, question.truth());
    CF_ASSIGN(item.readings, m_judge.read(question.source(), edited, { question.instruction() }));
    if (!m_plan.pictures.empty())
        CF_TRY(writeStrip(question.source(), question.truth(), edited, pictureOf(m_plan.pictures, item)));
    return item;
}

Result<> Evaluation::evaluateMethod(const Question &question, const MethodVariant &variant, const JobContext &job,
    std::vector<EvaluationCase> &made, Rebuilt &rebuilt)
{
    PeakMemory memory;
    const auto start = Clock::now();
    const auto result = m_editor.edit(requestFor(m_editor, question, variant), job, {});
    const double seconds = secondsSince(start);
    if (!result && !isDeclined(variant, result.error()))
        return tl::make_unexpected(result.error());
    CF_ASSIGN(EvaluationCase item,
        measured(question, variant.name, result ? toDisplay(result->counterfactual) : question.source()));
    item.seconds = seconds;
    item.peakMegabytes = memory.megabytes();
    item.refused = !result || result->status == EditStatus::Refused;
    item.reason = result ? result->reason : result.error().message;
    if (result) {
        item.networkEvaluations = result->metrics.networkEvaluations;
        item.outsideChangedValues = result->metrics.outsideChangedValues;
        if (!isPartial(variant)) // Which rebuild nothing.
            (question.adds ? rebuilt.adding : rebuilt.removing) = toDisplay(result->reconstruction);
    }
    made.push_back(std::move(item));
    return {};
}

Result<> Evaluation::evaluateBaselines(
    const Question &question, const Rebuilt &rebuilt, std::vector<EvaluationCase> &made)
{
    const auto add = [&](std::string_view name, const GreyImage &edited) -> Result<> {
        if (!wants(question, name))
            return {};
        CF_ASSIGN(EvaluationCase item, measured(question, name, edited));
        made.push_back(std::move(item));
        return {};
    };
    CF_TRY(add(baseline::nothing, question.source()));
    CF_TRY(add(baseline::truth, question.truth()));
    const GreyImage &source = question.adds ? rebuilt.adding : rebuilt.removing;
    const GreyImage &truth = question.adds ? rebuilt.removing : rebuilt.adding;
    if (!source.empty())
        CF_TRY(add(baseline::reconstruction, source));
    if (!source.empty() && !truth.empty())
        CF_TRY(add(baseline::codecLimit, codecLimit(question.source(), source, truth)));
    // Copying needs a place to copy to: without a mask there is no such baseline.
    if (question.mask == MaskKind::None || !m_plan.donors || !wants(question, baseline::copy))
        return {};
    std::vector<GreyImage> donors;
    for (CounterfactualPair &donor : m_plan.donors(question.seed, question.pair.patient, question.abnormality()))
        donors.push_back(std::move(question.adds ? donor.with : donor.without));
    if (donors.empty())
        return {};
    CF_ASSIGN(const GreyImage copied, copyFromAnother(question.source(), question.drawn(), donors));
    return add(baseline::copy, copied);
}

Result<> Evaluation::evaluatePair(std::uint64_t seed, const EvaluationPair &pair, const JobContext &job)
{
    std::vector<EvaluationCase> made;
    for (const MaskKind mask : m_plan.masks) {
        Rebuilt rebuilt;
        for (const MethodVariant &variant : m_methods)
            for (const bool adds : { false, true }) {
                const Question question{ pair, seed, adds, mask };
                if (asks(variant, adds) && wants(question, variant.name))
                    CF_TRY(evaluateMethod(question, variant, job, made, rebuilt));
            }
        for (const bool adds : { false, true })
            if (m_plan.baselines)
                CF_TRY(evaluateBaselines({ pair, seed, adds, mask }, rebuilt, made));
    }
    // A pair is recorded whole, so that its baselines are never parted from the edits that they need.
    CF_TRY(appendRecords(m_plan.records, m_stamp, made));
    for (EvaluationCase &item : made) {
        m_known.insert(keyOfCase(item));
        m_cases.push_back(std::move(item));
    }
    return {};
}

Result<std::vector<EvaluationCase>> Evaluation::run(const JobContext &job)
{
    CF_ASSIGN(EvaluationRecords records, readRecords(m_plan.records, m_stamp));
    m_withoutTruth.insert(records.withoutTruth.begin(), records.withoutTruth.end());
    for (const EvaluationCase &item : records.cases)
        m_known.insert(keyOfCase(item));
    m_cases = std::move(records.cases);
    const auto start = Clock::now();
    int done = 0;
    int made = 0;
    std::uint64_t seed = 0;
    for (; done < m_plan.count; ++seed) {
        CF_TRY(job.checkStop());
        if (seed > 50ULL * static_cast<std::uint64_t>(m_plan.count))
            return fail(ErrorCode::InvalidInput, "Too few pairs can be made for this evaluation.");
        if (m_withoutTruth.contains(seed))
            continue;
        if (!isComplete(seed)) {
            constexpr double minVisible = 6.0; // The same rule as in training.
            const auto pair = m_plan.source(seed);
            if (!pair || pair->pair.visible < minVisible) {
                CF_TRY(appendWithoutTruth(m_plan.records, m_stamp, seed));
                continue;
            }
            CF_TRY(evaluatePair(seed, *pair, job));
            ++made;
        }
        ++done;
        job.report({ done, m_plan.count, "Evaluating " + m_plan.origin + " pairs",
            made > 0 ? secondsSince(start) / made * (m_plan.count - done) : -1.0 });
    }
    // Records of a longer run or of other methods may be in the file; they are not what was asked.
    std::erase_if(m_cases, [&](const EvaluationCase &item) {
        return item.seed >= seed
            || (!isBaseline(item.method)
                && std::none_of(m_methods.begin(), m_methods.end(),
                    [&item](const MethodVariant &variant) { return variant.name == item.method; }))
            || std::find(m_plan.masks.begin(), m_plan.masks.end(), item.mask) == m_plan.masks.end();
    });
    return std::move(m_cases);
}

} // namespace

Result<std::vector<EvaluationCase>> evaluateEdits(
    CounterfactualEditor &editor, const EvaluationJudge &judge, const EvaluationPlan &plan, const JobContext &job)
{
    return Evaluation(editor, judge, plan).run(job);
}

std::filesystem::path pictureOf(const std::filesystem::path &folder, const EvaluationCase &item)
{
    std::string method;
    for (const char character : item.method)
        method += std::isalnum(static_cast<unsigned char>(character)) != 0 ? character : '-';
    return folder
        / (std::to_string(item.seed) + (item.adds ? "-add-" : "-remove-") + std::string(keyOf(item.mask)) + "-" + method
            + ".jpg");
}

} // namespace cf

// An evaluation measures every method on the same questions, goes on where it stopped, and puts it all on one page.

#include "core/evaluation/edits/Baselines.h"
#include "core/evaluation/edits/EditEvaluation.h"
#include "core/evaluation/edits/EvaluationReport.h"
#include "core/evaluation/edits/EvaluationSummary.h"
#include "core/evaluation/page/EvaluationPage.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>

using namespace cf;

namespace {

namespace fs = std::filesystem;

constexpr int size = 128;

/// A patient: a slope and a bump whose place the seed says; with it a square at the patient's left (picture's right).
EvaluationPair pairOf(std::uint64_t seed)
{
    CounterfactualPair pair;
    pair.without = GreyImage(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            pair.without.at(x, y) = 0.3F + 0.1F * static_cast<float>(std::sin(0.1 * x + static_cast<double>(seed)));
    pair.with = pair.without;
    for (int y = 60; y < 90; ++y)
        for (int x = 80; x < 110; ++x)
            pair.with.at(x, y) += 0.15F;
    pair.abnormality = { Target::Pacemaker, Side::Left, Zone::None, Severity::None };
    pair.visible = seed == 1 ? 2.0 : 38.0; // Seed 1 is too faint to be asked about.
    return { pair, "patient " + std::to_string(seed) };
}

EvaluationPlan planIn(const fs::path &folder, int count)
{
    EvaluationPlan plan;
    plan.count = count;
    plan.methods = { { "instruct", "instruct", {} }, { "direct", "direct", {} } };
    plan.source = [](std::uint64_t seed) -> Result<EvaluationPair> { return pairOf(seed); };
    plan.donors = [](std::uint64_t seed, const std::string &, const Abnormality &) {
        return std::vector{ pairOf(seed + 100).pair, pairOf(seed + 200).pair };
    };
    plan.records = folder / "records.jsonl";
    plan.pictures = folder / "pictures";
    fs::create_directories(plan.pictures);
    return plan;
}

/// Counts edits and stops the evaluation after a few of them, as a user would.
class CountingEditor final : public test::FakeEditor
{
public:
    CountingEditor()
        : FakeEditor(std::chrono::milliseconds(0))
    {
    }
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &preview) override
    {
        ++edits;
        parameters.insert(request.parameters.size());
        if (edits == stopAt)
            stop.request_stop();
        return FakeEditor::edit(request, job, preview);
    }
    int edits = 0;
    std::set<std::size_t> parameters; ///< How many requests named.
    int stopAt = -1;
    std::stop_source stop;
};

/// A distance that is given stands in every case, also of those read back; the truth has none to itself.
void thePerceptualDistanceIsKept(const fs::path &folder)
{
    CountingEditor editor;
    EvaluationPlan plan = planIn(folder / "perceptual", 1);
    plan.perceptual = [](const GreyImage &first, const GreyImage &second) { return first == second ? 0.0 : 0.25; };
    for (int run = 0; run < 2; ++run) {
        const auto cases = evaluateEdits(editor, {}, plan, {}).value();
        CF_CHECK(!cases.empty());
        for (const EvaluationCase &item : cases)
            CF_EQUAL(item.perceptual, (item.method == baseline::truth ? 0.0 : 0.25));
    }
    plan.perceptual = {};
    CF_CHECK(!evaluateEdits(editor, {}, plan, {}).has_value()); // Records with and without it are not mixed.
}

/// A method with other parameters is a method of its own in the records, and the editor is given the parameters.
void variantsOfAMethodStandSideBySide(const fs::path &folder)
{
    const auto variant = parseMethodVariant("direct:guidance_scale=1.5:start=0.7").value();
    CF_CHECK(variant.name == "direct:guidance_scale=1.5:start=0.7" && variant.method == "direct");
    CF_EQUAL(variant.parameters, (std::map<std::string, double>{ { "guidance_scale", 1.5 }, { "start", 0.7 } }));
    CF_CHECK(parseMethodVariant("flow").value().parameters.empty());
    for (const char *wrong : { "flow:start", "flow:=1", "flow:start=", "flow:start=1x" })
        CF_CHECK(!parseMethodVariant(wrong).has_value());

    CountingEditor editor;
    EvaluationPlan plan = planIn(folder / "variants", 1);
    plan.baselines = false;
    plan.masks = { MaskKind::DrawnLike };
    plan.methods = { parseMethodVariant("direct").value(), variant };
    const auto cases = evaluateEdits(editor, {}, plan, {}).value();
    CF_CHECK(cases.size() == 4 && editor.edits == 4);
    CF_CHECK(cases[0].method == "direct" && cases[2].method == variant.name);
    CF_EQUAL(editor.parameters, (std::set<std::size_t>{ 0, 2 })); // How many each request had.
}

void everyMethodAndBaselineAnswersEveryQuestion(const fs::path &folder)
{
    CountingEditor editor;
    const auto cases = evaluateEdits(editor, {}, planIn(folder, 3), {}).value();
    CF_EQUAL(editor.edits, 3 * 2 * 2 * 2); // Pairs, methods, masks, directions.
    const auto count = [&cases](std::string_view method) {
        return std::count_if(cases.begin(), cases.end(), [&](const auto &item) { return item.method == method; });
    };
    for (const std::string_view method : { std::string_view("instruct"), std::string_view("direct"), baseline::nothing,
             baseline::truth, baseline::reconstruction, baseline::codecLimit })
        CF_EQUAL(count(method), 12);
    CF_EQUAL(count(baseline::copy), 6); // Under a mask alone.
    std::set<std::uint64_t> seeds;
    for (const EvaluationCase &item : cases) {
        seeds.insert(item.seed);
        if (item.method == baseline::nothing)
            CF_CHECK(item.score.errorInside == 1.0 && item.score.l1Outside == 0.0);
        if (item.method == baseline::truth)
            CF_CHECK(item.score.errorInside == 0.0 && item.succeeded() && item.score.psnrInside == 99.0);
        // The test editor brightens the mask by about as much as the device does.
        if (item.method == "instruct" && item.adds && item.mask == MaskKind::DrawnLike)
            CF_CHECK(
                item.added->found() && item.score.gain > 0.8 && item.score.rightSide && item.networkEvaluations == 24);
        if (item.method == "instruct" && !item.adds)
            CF_CHECK(!item.succeeded());
        CF_EQUAL(item.added.has_value(), item.adds);
        CF_CHECK(fs::exists(pictureOf(folder / "pictures", item)));
    }
    CF_EQUAL(seeds, (std::set<std::uint64_t>{ 0, 2, 3 }));
}

void anInterruptedEvaluationGoesOn(const fs::path &whole, const fs::path &folder)
{
    CountingEditor first;
    first.stopAt = 11;
    const auto stopped = evaluateEdits(first, {}, planIn(folder, 3), JobContext(first.stop.get_token(), {}));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
    std::ofstream(folder / "records.jsonl", std::ios::app) << "{\"half a li"; // A kill in the middle of a line.
    CountingEditor second;
    const auto resumed = evaluateEdits(second, {}, planIn(folder, 3), {}).value();
    CF_EQUAL(second.edits, 16); // The first pair was whole.
    const auto again = evaluateEdits(second, {}, planIn(folder, 3), {}).value();
    CF_CHECK(second.edits == 16 && again.size() == resumed.size());
    CountingEditor other;
    const auto straight = evaluateEdits(other, {}, planIn(whole, 3), {}).value();
    CF_EQUAL(straight.size(), resumed.size());
    for (std::size_t index = 0; index < straight.size(); ++index)
        CF_CHECK(straight[index].score.errorInside == resumed[index].score.errorInside
            && straight[index].method == resumed[index].method && straight[index].patient == resumed[index].patient);
}

void recordsOfAnotherKindAreNotMixed(const fs::path &folder)
{
    CountingEditor editor;
    EvaluationPlan plan = planIn(folder, 3);
    plan.origin = "insertion";
    const auto mixed = evaluateEdits(editor, {}, plan, {});
    CF_CHECK(!mixed && mixed.error().code == ErrorCode::InvalidInput);
    std::ofstream(folder / "records.jsonl", std::ios::app) << "not JSON\n";
    CF_CHECK(!evaluateEdits(editor, {}, planIn(folder, 3), {}));
}

void theReportsSayWhatWasMeasured(const fs::path &folder)
{
    CountingEditor editor;
    const EvaluationPlan plan = planIn(folder, 3);
    auto cases = evaluateEdits(editor, {}, plan, {}).value();
    cases.front().reason = "a \"quoted\" <reason>";
    cases.front().refused = true;
    const EvaluationTitle title{ "test <model>", "00ff", "", "phantom" };
    const std::string json = evaluationJson(cases, title);
    CF_CHECK(json.find("\"error_inside_95th\"") != std::string::npos);
    CF_CHECK(json.find("\"wilcoxon_p_holm\"") != std::string::npos);
    const std::string csv = evaluationCsv(cases);
    CF_EQUAL(std::count(csv.begin(), csv.end(), '\n'), static_cast<std::ptrdiff_t>(cases.size()) + 1);
    CF_CHECK(csv.find("\"a \"\"quoted\"\" <reason>\"") != std::string::npos);
    const std::string page = pageWithSection({}, "edits", evaluationSection(cases, title, plan.pictures));
    CF_CHECK(page.starts_with(evaluationPageBegin));
    CF_CHECK(page.find("test &lt;model&gt;") != std::string::npos && page.find("test <model>") == std::string::npos);
    CF_CHECK(page.find("data:image/jpeg;base64,/9j/") != std::string::npos);
    CF_CHECK(
        page.find("http://") == std::string::npos && page.find("https://") == std::string::npos); // Self-contained.
    CF_CHECK(evaluationTable(cases).find("Pacemaker, add, drawn-like mask") != std::string::npos);
    const auto comparisons = compareMethods(cases);
    // Without a mask: against each other and against nothing; with one against copying, too.
    CF_EQUAL(comparisons.size(), 3 + 5);
    for (const MethodComparison &each : comparisons)
        if (each.first == "direct" && each.second == "instruct") // The test editor does the same for both.
            CF_CHECK(each.difference.mean == 0.0 && each.p == 1.0 && each.patients == 3);
}

/// What one command adds leaves what another wrote.
void onePageHoldsWhatSeveralCommandsMeasured()
{
    const std::string edits = pageWithSection({}, "edits", "<p>first</p>\n");
    CF_CHECK(hasRoomFor(edits, "removals") && !hasRoomFor(edits, "edits") && !hasRoomFor("", "edits"));
    CF_CHECK(!hasRoomFor(std::string(evaluationPageBegin) + "<p>of an older version</p>", "edits"));
    const std::string both = pageWithSection(edits, "axioms", "<p>second</p>\n");
    CF_LESS(both.find("<p>second</p>"), both.find("<p>first</p>"));
    const std::string newer = pageWithSection(both, "edits", "<p>third</p>\n");
    CF_CHECK(newer.find("<p>first") == std::string::npos && newer.find("<p>second") < newer.find("<p>third"));
    CF_EQUAL(newer, pageWithSection(pageWithSection({}, "edits", "<p>third</p>\n"), "axioms", "<p>second</p>\n"));
}

void copyingTakesTheBetterFittingDonor()
{
    const EvaluationPair source = pairOf(5);
    MaskImage region(size, size);
    for (int y = 55; y < 95; ++y)
        for (int x = 75; x < 115; ++x)
            region.at(x, y) = 1.0F;
    GreyImage noise(size, size, 0.5F);
    const GreyImage copied = copyFromAnother(source.pair.without, region, { noise, pairOf(5).pair.with }).value();
    CF_NEAR(copied.at(95, 75), source.pair.with.at(95, 75), 0.02F);
    CF_EQUAL(copied.at(10, 10), source.pair.without.at(10, 10));
    CF_CHECK(!copyFromAnother(source.pair.without, region, {}));
    CF_CHECK(!copyFromAnother(source.pair.without, MaskImage(size, size), { noise }));
}

} // namespace

int main()
{
    const test::TemporaryFolder first;
    const test::TemporaryFolder second;
    const test::TemporaryFolder third;
    const test::TemporaryFolder fourth;
    thePerceptualDistanceIsKept(fourth.path());
    variantsOfAMethodStandSideBySide(fourth.path());
    everyMethodAndBaselineAnswersEveryQuestion(first.path());
    anInterruptedEvaluationGoesOn(third.path(), second.path());
    theReportsSayWhatWasMeasured(first.path());
    recordsOfAnotherKindAreNotMixed(first.path());
    onePageHoldsWhatSeveralCommandsMeasured();
    copyingTakesTheBetterFittingDonor();
}

// What every counterfactual has to fulfil, measured on editors that fulfil it and on such that do not.

#include "core/base/RandomStream.h"
#include "core/evaluation/axioms/AxiomReport.h"
#include "core/evaluation/axioms/CropFiles.h"
#include "core/evaluation/axioms/Movement.h"
#include "core/evaluation/page/EvaluationPage.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

using namespace cf;

namespace {

namespace fs = std::filesystem;

constexpr int size = 128;
constexpr int left = 80, top = 60, width = 25;

/// Grain that the seed says; with it a square at the patient's left (picture's right).
EvaluationPair pairOf(std::uint64_t seed, const std::optional<Abnormality> &wanted)
{
    CounterfactualPair pair;
    pair.without = GreyImage(size, size);
    RandomStream stream(seed, "axiom test");
    for (float &value : pair.without.pixels)
        value = static_cast<float>(std::lround((0.4 + 0.01 * stream.normal()) * 4095.0)) / 4095.0F;
    pair.with = pair.without;
    for (int y = top; y < top + width; ++y)
        for (int x = left; x < left + width; ++x)
            pair.with.at(x, y) += 614.0F / 4095.0F;
    pair.abnormality = wanted.value_or(Abnormality{ Target::ChestTube, Side::Left, Zone::None, Severity::None });
    pair.visible = seed == 2 ? 2.0 : 38.0; // Seed 2 is too faint to be asked about.
    return { pair, "patient " + std::to_string(seed) };
}

/// Adds and removes the square exactly; does nothing where nothing is asked. `leaves`: stored values that a removal
/// leaves; `slips`: null instructions change one value.
class SquareEditor final : public test::FakeEditor
{
public:
    Result<EditResult> edit(const EditRequest &request, const JobContext &job, const PreviewSink &) override
    {
        CF_TRY(job.checkStop());
        ++edits;
        if (edits == stopAt)
            stop.request_stop();
        EditResult result;
        result.counterfactual = request.source;
        result.region = MaskImage(size, size);
        StoredImage &stored = result.counterfactual.stored;
        if (request.edits.empty()) {
            stored.at(3, 3) += slips ? 1 : 0;
            return result;
        }
        const bool adds = request.edits[0].action == EditAction::Add;
        for (int y = top; y < top + width; ++y)
            for (int x = left; x < left + width; ++x) {
                stored.at(x, y) += adds ? 614 : leaves - 614;
                result.region.at(x, y) = 1.0F;
            }
        if (refusesAdditions && adds) {
            result.status = EditStatus::Refused;
            result.reason = "No.";
        }
        return result;
    }
    int leaves = 0;
    bool slips = false;
    bool refusesAdditions = false;
    int edits = 0;
    int stopAt = -1;
    std::stop_source stop;
};

/// Finds chest tube, pacemaker and a large heart where the square is; with it the cardiomegaly of a pacemaker moves by
/// 0.25, and the heart's outline grows.
SeeingJudge judge()
{
    SeeingJudge made;
    made.part = "second-segmenter";
    made.sha256 = "abcd";
    made.read = [](const Radiograph &film, const JobContext &) -> Result<FilmReading> {
        FilmReading reading;
        CF_ASSIGN(reading.letterbox, fitIntoSquare(film, size / 2));
        double inside = 0.0;
        for (int y = top; y < top + width; ++y)
            for (int x = left; x < left + width; ++x)
                inside += film.stored.at(x, y);
        const bool there = inside / (width * width) > 1638.0 + 300.0;
        for (const char *name : { "Chest Tube", "Pacemaker" })
            reading.labels.push_back({ name, there ? 0.9 : 0.1, true, 0.5 });
        reading.labels.push_back({ "Cardiomegaly", there ? 0.85 : 0.6, true, 0.7 });
        const auto band = [](int from, int to) {
            GreyImage map(size / 2, size / 2, 0.1F);
            for (int y = 20; y < 40; ++y)
                for (int x = from; x < to; ++x)
                    map.at(x, y) = 0.9F;
            return map;
        };
        reading.maps = { { "Right Lung", band(4, 24), true }, { "Left Lung", band(40, 54), true },
            { "Heart", band(20, there ? 45 : 40), true } };
        return reading;
    };
    return made;
}

AxiomPlan planIn(const fs::path &folder, int count)
{
    AxiomPlan plan;
    plan.count = count;
    plan.source = [](std::uint64_t seed, const std::optional<Abnormality> &wanted) -> Result<EvaluationPair> {
        return pairOf(seed, wanted);
    };
    fs::create_directories(folder / "crops");
    plan.records = folder / "records.jsonl";
    plan.crops = folder / "crops";
    return plan;
}

bool near(double value, double wanted)
{
    return std::abs(value - wanted) < 1e-6;
}

void anExactEditorFulfilsAll(const fs::path &folder)
{
    SquareEditor editor;
    const AxiomFindings findings = evaluateAxioms(editor, judge(), planIn(folder, 10), {}).value();
    CF_CHECK(findings.cases.size() == 10 && editor.edits == 10 * 5); // Two of nothing, three of something.
    const AxiomSummary summary = summaryOf(findings);
    CF_CHECK(summary.nullAsked == 20 && summary.nullChangedValues == 0 && summary.nullRefused == 0);
    CF_CHECK(summary.reversalError.count == 10 && near(summary.reversalError.interval.mean, 0.0));
    CF_CHECK(summary.added.asked == 10 && summary.added.effective == 10 && summary.removed.effective == 10);
    CF_CHECK(near(summary.size.interval.mean, 1.0) && near(summary.spill.interval.mean, 0.0));
    CF_NEAR(summary.changedShare.interval.mean, static_cast<double>(width * width) / (size * size), 1e-6);
    CF_EQUAL(summary.outsideChangedValues, 0);
    // Every fourth pair is a pacemaker's, every fourth a large heart's.
    CF_EQUAL(summary.effectiveness.at("Pacemaker").at(true).asked, 3);
    CF_NEAR(summary.entanglement.at("Pacemaker").at("Cardiomegaly").interval.mean, 0.25, 1e-6);
    CF_NEAR(summary.entanglement.at("Pacemaker").at("Cardiothoracic Ratio").interval.mean, 0.1, 1e-6);
    CF_NEAR(summary.entanglement.at("Cardiomegaly").at("Pacemaker").interval.mean, 0.8, 1e-6);
    CF_NEAR(summary.entanglement.at("Pacemaker").at("Heart").interval.mean, 1.0 - 2.0 * 20.0 / 45.0, 1e-6);
    CF_NEAR(summary.largestOfHeartAndPacemaker.value(), 0.8, 1e-6);
    // What was made is the truth: edited and null-edited pieces are the same, inside and outside.
    CF_CHECK(findings.inside && findings.inside->area == 0.5 && findings.inside->crops == 40);
    CF_CHECK(findings.outside && findings.outside->area == 0.5 && findings.outside->patients == 10);
}

void whatIsLeftAndWhatSlipsIsTold(const fs::path &folder)
{
    SquareEditor editor;
    editor.leaves = 307; // A half.
    editor.slips = true;
    const AxiomFindings findings = evaluateAxioms(editor, judge(), planIn(folder, 4), {}).value();
    const AxiomSummary summary = summaryOf(findings);
    CF_CHECK(summary.nullChangedValues == 8 && summary.nullWithChanges == 8);
    CF_NEAR(summary.reversalError.interval.mean, 0.25, 1e-6);
    CF_NEAR(summary.reversalLevels.interval.mean, 307.0 / 4095.0 * 255.0, 0.01);
    CF_CHECK(summary.added.effective == 4 && summary.removed.effective == 0);
    CF_CHECK(!findings.inside); // Four patients teach nothing.
}

void refusedAdditionsAreNoneAndReverseNothing(const fs::path &folder)
{
    SquareEditor editor;
    editor.refusesAdditions = true;
    const AxiomSummary summary = summaryOf(evaluateAxioms(editor, judge(), planIn(folder, 4), {}).value());
    CF_CHECK(summary.added.asked == 4 && summary.added.effective == 0 && summary.added.refused == 4);
    CF_CHECK(summary.reversalError.count == 0 && summary.size.count == 4);
}

void anInterruptedEvaluationGoesOn(const fs::path &folder)
{
    SquareEditor editor;
    editor.stopAt = 7; // In the second pair.
    const auto stopped = evaluateAxioms(editor, judge(), planIn(folder, 4), JobContext(editor.stop.get_token(), {}));
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
    std::ofstream(folder / "records.jsonl", std::ios::app) << "{\"seed\": 1, \"pat"; // A kill in the middle of a line.
    SquareEditor second;
    const AxiomFindings resumed = evaluateAxioms(second, judge(), planIn(folder, 4), {}).value();
    CF_CHECK(second.edits == 3 * 5 && resumed.cases.size() == 4 && resumed.cases[2].seed == 3);
    const AxiomFindings again = evaluateAxioms(second, judge(), planIn(folder, 4), {}).value();
    CF_CHECK(second.edits == 3 * 5 && again.cases[0].edits[1].moved == resumed.cases[0].edits[1].moved);
    const AxiomTitle title{ "a <model>", "00ff", "default: auto", "second-segmenter", "abcd", "", "phantom" };
    const AxiomSummary summary = summaryOf(again);
    const auto json = nlohmann::json::parse(axiomJson(again, summary, title));
    CF_CHECK(json["composition"]["changed_values"] == 0 && json["pairs"] == 4);
    CF_CHECK(json["separability"]["inside"].is_null());
    CF_NEAR(json["entanglement"]["heart_pacemaker"].get<double>(), 0.8, 1e-6);
    CF_CHECK(axiomTable(again, summary, title).find("Pacemaker → Cardiomegaly") != std::string::npos);
    const std::string page = pageWithSection({}, "axioms", axiomSection(again, summary, title));
    CF_CHECK(page.find("a &lt;model&gt;") != std::string::npos && page.find("https://") == std::string::npos);
}

std::vector<Crop> crops(double sigma)
{
    std::vector<Crop> made;
    for (int patient = 0; patient < 30; ++patient)
        for (const bool edited : { false, true }) {
            RandomStream stream(static_cast<std::uint64_t>(patient), edited ? "edited" : "null");
            GreyImage picture(Crop::side, Crop::side);
            for (float &value : picture.pixels)
                value = static_cast<float>(0.5 + 0.02 * stream.normal());
            if (edited && sigma > 0.0)
                picture = blurred(picture, sigma);
            made.push_back({ picture, edited, "patient " + std::to_string(patient) });
        }
    return made;
}

void aDetectorFindsLostGrainAndNothingWhereNothingIs()
{
    const auto blurry = separabilityOf(crops(0.8), {}).value();
    CF_CHECK(blurry && blurry->area > 0.95 && blurry->low > 0.9 && blurry->patients == 30 && blurry->crops == 60);
    const auto same = separabilityOf(crops(0.0), {}).value();
    CF_CHECK(same && same->low < 0.5 && same->high > 0.5);
    auto few = crops(0.8);
    few.resize(18);
    CF_CHECK(!separabilityOf(few, {}).value());
    std::stop_source stopped;
    stopped.request_stop();
    CF_EQUAL(separabilityOf(crops(0.8), JobContext(stopped.get_token(), {})).error().code, ErrorCode::Cancelled);
}

void cropsComeBackAsTheyWere(const fs::path &folder)
{
    const EvaluationPair pair = pairOf(5, {});
    MaskImage region(size, size);
    for (int y = top; y < top + width; ++y)
        for (int x = left; x < left + width; ++x)
            region.at(x, y) = 1.0F;
    const auto cut = cropsOf(pair.pair.without, pair.pair.with, pair.pair.with, region, 5);
    CF_CHECK(cut && cut->edited == cut->truth && cut->editedOutside == cut->truthOutside);
    CF_CHECK(!cut->editedOutside.empty() && cut->edited.at(Crop::side / 2, Crop::side / 2) > 0.5F);
    CF_CHECK(writeCrops(*cut, folder / "crops.png").has_value());
    const EditCrops read = readCrops(folder / "crops.png").value();
    for (std::size_t i = 0; i < read.edited.pixels.size(); ++i)
        CF_EQUAL(std::lround(read.edited.pixels[i] * 255.0F), std::lround(cut->edited.pixels[i] * 255.0F));
    // A region that fills the film leaves no room beyond it.
    CF_CHECK(cropsOf(pair.pair.without, pair.pair.with, pair.pair.with, MaskImage(size, size, 1.0F), 5)
                 ->editedOutside.empty());
    CF_CHECK(!cropsOf(GreyImage(32, 32), GreyImage(32, 32), GreyImage(32, 32), MaskImage(32, 32), 5));
    std::ofstream(folder / "other.png") << "no picture";
    CF_CHECK(!readCrops(folder / "other.png").has_value());
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    const test::TemporaryFolder first, second, third, fourth, fifth;
    anExactEditorFulfilsAll(first.path());
    whatIsLeftAndWhatSlipsIsTold(second.path());
    refusedAdditionsAreNoneAndReverseNothing(third.path());
    anInterruptedEvaluationGoesOn(fourth.path());
    aDetectorFindsLostGrainAndNothingWhereNothingIs();
    cropsComeBackAsTheyWere(fifth.path());
}

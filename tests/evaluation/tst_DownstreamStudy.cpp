// A study as small as one can be, with an editor that is none: what is trained on, that it goes on where it was
// stopped, and that its pages say what was not run.

#include "core/base/files/AtomicFile.h"
#include "core/evaluation/downstream/DownstreamStudy.h"
#include "core/evaluation/downstream/films/ArmFilms.h"
#include "core/evaluation/downstream/report/StudyReport.h"
#include "core/imaging/Geometry.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/RunInParts.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <set>

using namespace cf;
using namespace cf::downstream;

namespace {

std::string text(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

StudyPlan tinyPlan()
{
    StudyPlan plan = quickPlan();
    plan.correlations = { 0.75 };
    plan.arms = { "original", "subsample", "duplicate", "null", "default", "pretrain", "dro", "jtt", "exact" };
    plan.classifierSeeds = 1;
    plan.trainingPatients = 8;
    plan.validationPatients = 2;
    plan.testPatients = 2;
    plan.probes = 2;
    plan.renderSize = 64;
    plan.classifier.imageSize = 32;
    plan.classifier.steps = 4;
    plan.classifier.batch = 4;
    plan.classifier.checks = 2;
    return plan;
}

StudyParts partsOf(const StudyPlan &plan, const std::filesystem::path &folder, CounterfactualEditor &editor)
{
    StudyParts parts;
    parts.folder = folder;
    parts.origin = "phantom";
    parts.films = [plan](const ShortcutTask &task) -> Result<std::unique_ptr<FilmSource>> {
        return makePhantomFilms(task, plan);
    };
    parts.ways = { { "default", {}, {}, [&editor]() -> Result<CounterfactualEditor *> { return &editor; } } };
    return parts;
}

void armsHoldWhatTheySay()
{
    const StudyPlan plan = tinyPlan();
    const test::TemporaryFolder folder;
    test::FakeEditor editor;
    const StudyParts parts = partsOf(plan, folder.path(), editor);
    const auto source = *parts.films(*shortcutTask("pacemaker"));
    const StudyFolder files(folder.path(), "pacemaker");
    CF_CHECK(prepareFilms(*source, plan, files, {}));
    const auto wishes = editWishes(source->patients(), 0.75, 1.0);
    CF_EQUAL(wishes.size(), 8);
    CF_CHECK(prepareEdits(*source, parts.ways.front(), 1, wishes, plan, files, {}));
    const auto filmsOf = [&](const char *arm) {
        return *armFilms(*studyArm(arm), source->patients(), 0.75, 1, plan, files);
    };
    using Counts = std::array<int, cellCount>;
    CF_CHECK((filmsOf("original").originals == Counts{ 3, 1, 1, 3 }) && filmsOf("original").films.size() == 8);
    CF_EQUAL(filmsOf("subsample").originals, (Counts{ 1, 1, 1, 1 }));
    CF_EQUAL(filmsOf("duplicate").originals, (Counts{ 3, 3, 3, 3 }));
    CF_EQUAL(filmsOf("null").synthetic, (Counts{ 3, 1, 1, 3 })); // As the films: nothing was changed.
    CF_EQUAL(filmsOf("default").synthetic, (Counts{ 1, 3, 3, 1 }));
    CF_CHECK((filmsOf("exact").synthetic == Counts{ 1, 3, 3, 1 }) && filmsOf("exact").refused == 0);
    CF_CHECK(!armFilms(*studyArm("subsample"), source->patients(), 1.0, 1, plan, files)->impossible.empty());
    // An edit that was refused is counted and not trained on.
    const auto record = files.record("default", 1, *wishes.front().patient, wishes.front().cell);
    auto refused = *readEditRecord(record);
    CF_CHECK(refused.accepted && refused.patient == wishes.front().patient->name);
    refused.accepted = false;
    CF_CHECK(writeWhole(record, toJson(refused), replaceOwn()));
    CF_CHECK(
        filmsOf("default").refused == 1 && filmsOf("default").wished == 8 && filmsOf("default").films.size() == 15);
}

/// Says that a pacemaker is there; counts how often it was asked.
SeeingJudge countingJudge(int &looks)
{
    SeeingJudge judge;
    judge.part = "second-segmenter";
    judge.sha256 = "abcd";
    judge.read = [&looks](const Radiograph &film, const JobContext &) -> Result<FilmReading> {
        ++looks;
        FilmReading reading;
        CF_ASSIGN(reading.letterbox, fitIntoSquare(film, 32));
        reading.labels = { { "Pacemaker", 0.9, true, 0.5 }, { "Cardiomegaly", 0.2, true, 0.5 } };
        return reading;
    };
    return judge;
}

/// Films are kept small; the second segmenter sees them while they are large, once, also where the study was stopped.
void editsAreLookedAtAsTheyAreMade()
{
    const StudyPlan plan = tinyPlan();
    const test::TemporaryFolder folder;
    test::FakeEditor editor;
    const StudyParts parts = partsOf(plan, folder.path(), editor);
    const auto source = *parts.films(*shortcutTask("pacemaker"));
    const StudyFolder files(folder.path(), "pacemaker");
    const auto wishes = editWishes(source->patients(), 0.75, 1.0);
    int looks = 0;
    const SeeingJudge judge = countingJudge(looks);
    const std::vector<EditWish> first{ wishes.begin(), wishes.begin() + 3 };
    CF_CHECK(prepareEdits(*source, parts.ways.front(), 1, first, plan, files, {}, &judge));
    CF_EQUAL(looks, 3 * 5); // The film, edit, null edit, change elsewhere and exact film.
    CF_CHECK(prepareEdits(*source, parts.ways.front(), 1, wishes, plan, files, {}, &judge));
    CF_EQUAL(looks, 8 * 5);
    const auto record = *readEditRecord(files.record("default", 1, *wishes.back().patient, wishes.back().cell));
    CF_CHECK(record.seen && record.seen->before == std::optional(true) && record.seen->judge == "abcd");
    CF_CHECK(record.seen->pictures.size() == 4 && record.seen->pictures.at("exact").shows && !record.isProbe);
    CF_CHECK(record.seen->pictures.at("edited").moved.at("Cardiomegaly") == 0.0);
    EditWay other = parts.ways.front();
    other.name = "prism";
    CF_CHECK(prepareEdits(*source, other, 1, first, plan, files, {}, &judge));
    CF_EQUAL(looks, 8 * 5 + 3 * 2); // No arm has other pictures of it.
    // Removals alone were seen rightly; after them the pacemaker is still there.
    StudyPlan arms = plan;
    arms.arms = { "null", "default" };
    const auto report = gather(arms, folder.path(), "phantom");
    CF_CHECK(report && report->seen.size() == 2 && report->seen[1].row.judged == 4);
    CF_CHECK(*report->seen[0].failing.value == 0.0 && *report->seen[1].failing.value == 1.0);
}

void patientsAreNeverOnBothSides()
{
    const StudyPlan plan = tinyPlan();
    for (const ShortcutTask &task : shortcutTasks()) {
        const auto source = makePhantomFilms(task, plan);
        std::set<std::string> names;
        std::set<std::filesystem::path> trained;
        const StudyFolder files("study", task.name);
        for (const StudyPatient &patient : source->patients()) {
            CF_CHECK(names.insert(patient.name).second && patient.seed < 1'000'000);
            for (int cell = 0; cell < cellCount; ++cell)
                if (patient.part == Part::Training)
                    trained.insert(files.film(patient, cell));
                else
                    CF_CHECK(!trained.contains(files.film(patient, cell)));
        }
    }
}

void anInterruptedStudyEndsAlike()
{
    StudyPlan plan = tinyPlan();
    plan.arms = { "original", "pretrain", "jtt", "default" }; // One of each way of training.
    test::FakeEditor editor;
    const test::TemporaryFolder whole;
    CF_CHECK(runStudy(plan, partsOf(plan, whole.path(), editor), {}));
    const test::TemporaryFolder parted;
    // Films, edits and steps of training report one by one: stops fall into all of them.
    test::runInParts(
        40, 0, [&](const JobContext &job) { return runStudy(plan, partsOf(plan, parted.path(), editor), job); });
    int compared = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(whole.path() / "results"))
        if (entry.is_regular_file()) {
            CF_EQUAL(text(entry.path()), text(parted.path() / std::filesystem::relative(entry.path(), whole.path())));
            ++compared;
        }
    CF_EQUAL(compared, 4 + 1); // One a training, and the detector of edits.
    CF_CHECK(!std::filesystem::exists(whole.path() / "training/pacemaker-75-original-c1-g1"));

    const auto results = readResults(plan, whole.path());
    CF_CHECK(results && results->size() == 4);
    for (const RunResult &result : *results)
        CF_CHECK(result.test.size() == 8 && result.probes.size() == 2 && result.impossible.empty());

    // Three processes in one folder, in any order, make the same.
    const test::TemporaryFolder shared;
    const StudyParts together = partsOf(plan, shared.path(), editor);
    for (const int shard : { 3, 1, 2 })
        CF_CHECK(prepareStudy(plan, together, { shard, 3 }, {}));
    const auto prepared = workOf(plan, together);
    CF_CHECK(prepared && prepared->filmsLeft == 0 && prepared->editsLeft.at("default") == 0);
    CF_EQUAL(prepared->trainingsLeft, 4);
    CF_CHECK(trainStudy(plan, together, { 2, 3 }, {}));
    CF_EQUAL(workOf(plan, together)->trainingsLeft, 3);
    CF_CHECK(trainStudy(plan, together, { 3, 3 }, {}) && trainStudy(plan, together, { 1, 3 }, {}));
    CF_CHECK(!trainStudy(plan, together, { 4, 3 }, {}) && !prepareStudy(plan, together, { 0, 3 }, {}));
    int alike = 0;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(whole.path() / "results"))
        if (entry.is_regular_file()) {
            CF_EQUAL(text(entry.path()), text(shared.path() / std::filesystem::relative(entry.path(), whole.path())));
            ++alike;
        }
    CF_EQUAL(alike, compared);

    // A result that was copied is no second classifier.
    const StudyFolder files(shared.path(), "pacemaker");
    std::filesystem::copy_file(files.result("jtt", 0.75, 1, 1), files.result("original", 0.75, 1, 1),
        std::filesystem::copy_options::overwrite_existing);
    const auto doubled = readResults(plan, shared.path());
    CF_CHECK(!doubled && doubled.error().message.find("holds the result of another training") != std::string::npos);

    // Another setting is another study.
    StudyPlan other = plan;
    other.classifier.steps = 6;
    const auto mixed = runStudy(other, partsOf(other, whole.path(), editor), {});
    CF_CHECK(!mixed && mixed.error().message.find("\"steps\" (4, not 6)") != std::string::npos);
    // More arms or seeds are more of the same.
    StudyPlan more = plan;
    more.arms.push_back("random");
    const auto work = workOf(more, partsOf(more, whole.path(), editor));
    CF_CHECK(work && work->trainings == 5 && work->trainingsLeft == 1 && work->filmsLeft == 0);

    more.arms.push_back("prism");
    const auto report = gather(more, whole.path(), "phantom");
    CF_CHECK(report && writeReport(*report, whole.path()));
    const std::string page = text(whole.path() / "report.html");
    CF_CHECK(page.find("<svg") != std::string::npos && page.find("Not run.") != std::string::npos);
    CF_CHECK(page.find("data:image/png;base64,") != std::string::npos && page.find("src=\"http") == std::string::npos);
    CF_CHECK(text(whole.path() / "figures.csv").find("\npacemaker,0.75,default,1,worst_group,") != std::string::npos);
    CF_CHECK(text(whole.path() / "runs.csv").find("\npacemaker,0.75,jtt,1,1,,") != std::string::npos);
}

} // namespace

int main()
{
    armsHoldWhatTheySay();
    editsAreLookedAtAsTheyAreMade();
    patientsAreNeverOnBothSides();
    anInterruptedStudyEndsAlike();
    return 0;
}

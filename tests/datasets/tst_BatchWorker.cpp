// A worker's rows: whatever becomes of a film, it is said, and twice the same work gives the same bytes.

#include "core/base/text/CsvFile.h"
#include "core/datasets/BatchWorker.h"
#include "core/datasets/DataSetCard.h"
#include "core/datasets/FilmPatients.h"
#include "core/datasets/Manifest.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Windowing.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <fstream>

using namespace cf;

namespace {

std::string text(const std::filesystem::path &file)
{
    std::ifstream stream(file, std::ios::binary);
    return { std::istreambuf_iterator<char>(stream), {} };
}

void write(const std::filesystem::path &file, const std::string &content)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content;
}

BatchServices services()
{
    return { [](const std::filesystem::path &file) -> Result<BatchFilm> {
                if (text(file) == "broken" || text(file).empty())
                    return fail(ErrorCode::InvalidInput, "\"" + file.string() + "\" is damaged.");
                return BatchFilm{ test::smoothRadiograph(96, 80), text(file), "20200102030405" };
            },
        [](const EditRequest &request, const EditResult &result, const std::filesystem::path &, const std::string &seed,
            const std::string &date, const std::filesystem::path &output) -> Result<> {
            write(output, seed + date + request.prompt + std::to_string(result.metrics.insideChangedValues));
            return {};
        },
        [](const std::filesystem::path &mask, const Radiograph &film, const std::filesystem::path &,
            const std::string &) -> Result<MaskImage> {
            if (text(mask) == "broken")
                return fail(ErrorCode::InvalidInput, "\"" + mask.string() + "\" is damaged.");
            MaskImage drawn(film.stored.width, film.stored.height);
            drawn.at(10, 20) = 1.0F;
            return drawn;
        },
        [](const EditRequest &, const EditResult &result, const std::filesystem::path &,
            const std::filesystem::path &object, const std::string &date,
            const std::filesystem::path &output) -> Result<> {
            write(output, object.filename().string() + date + std::to_string(areaOf(result.region)));
            return {};
        } };
}

/// The films as a start finds them: with the patients that their objects name.
std::vector<FilmEntry> filmsWithPatients(const std::filesystem::path &folder)
{
    const auto ownPatient = [](const std::filesystem::path &file) {
        return text(file) == "broken" ? std::string() : text(file);
    };
    const auto census = joinPatients(*listFilms(folder), folder, ownPatient);
    CF_CHECK(census);
    return census->films;
}

BatchPlan planFor(const std::filesystem::path &films)
{
    BatchPlan plan;
    plan.films = films;
    plan.rules = { { "remove the pacemaker", {}, {}, false }, { "frobnicate", {}, {}, false },
        { "add a left effusion", {}, {}, false } };
    plan.seeds = { 13 }; // The test's editor refuses this seed.
    plan.seeds.push_back(2);
    return plan;
}

std::string manifestOf(const std::filesystem::path &films, const std::filesystem::path &folder)
{
    const BatchPlan plan = planFor(films);
    std::filesystem::create_directories(folder);
    auto journal = BatchJournal::open(folder, plan, itemsOf(plan, filmsWithPatients(films)));
    CF_CHECK(journal);
    test::FakeEditor editor;
    CF_CHECK(workOnBatch(*journal, plan, folder, editor, services(), {}));
    const auto rows = journal->rows();
    CF_CHECK(rows && writeManifest(*rows, toJson(plan), folder));
    return text(folder / "manifest.csv");
}

void everyFilmGetsItsRow()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    write(folder.path() / "films/b.dcm", "broken");
    const std::string first = manifestOf(folder.path() / "films", folder.path() / "one");
    const std::string second = manifestOf(folder.path() / "films", folder.path() / "two");
    CF_EQUAL(first, second); // No time, no path of the machine.
    CF_CHECK(first.find(folder.path().string()) == std::string::npos && first.find("JANE") == std::string::npos);
    auto journal = BatchJournal::open(folder.path() / "one");
    const auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == 12);
    CF_CHECK((*rows)[0].status == "refused" && (*rows)[0].reason == "a device appeared, unasked.");
    CF_CHECK((*rows)[1].status == "accepted" && (*rows)[1].edits == "remove Pacemaker" && (*rows)[1].patientKnown);
    CF_CHECK((*rows)[2].status == "not_understood" && !(*rows)[2].reason.empty());
    CF_CHECK((*rows)[6].status == "unreadable" && (*rows)[6].reason == "\"b.dcm\" is damaged.");
    for (const BatchRow &row : *rows) {
        for (const BatchFile &file : row.files)
            CF_CHECK(!text(folder.path() / "one" / file.path).empty()
                && text(folder.path() / "one" / file.path) == text(folder.path() / "two" / file.path));
        CF_CHECK(row.files.size() == (row.status == "accepted" || row.status == "refused" ? 3U : 0U));
        if (row.status == "refused")
            CF_CHECK(row.files.front().path.starts_with("refused/"));
    }
    CF_CHECK(text(folder.path() / "one/card.html").find("Consistency") != std::string::npos);
}

/// Masks, arms and the further outputs of a plan, each in the row that it belongs to.
void masksArmsAndFurtherOutputs()
{
    const test::TemporaryFolder folder;
    for (const char *name : { "a", "b", "c" })
        write(folder.path() / "films" / (std::string(name) + ".dcm"), name);
    write(folder.path() / "masks/a.png", "mask");
    write(folder.path() / "masks/c.png", "broken");
    BatchPlan plan;
    plan.films = folder.path() / "films";
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    plan.masks.folder = "../masks";
    plan.arms = { { "one", "instruct", {} }, { "two", "direct", {} } };
    plan.deepPictures = plan.segmentations = true;
    std::filesystem::create_directories(folder.path() / "out");
    auto journal = BatchJournal::open(folder.path() / "out", plan, itemsOf(plan, filmsWithPatients(plan.films)));
    CF_CHECK(journal);
    test::FakeEditor editor;
    CF_CHECK(workOnBatch(*journal, plan, folder.path() / "out", editor, services(), {}));
    const auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == 6);
    for (std::size_t place : { 0U, 1U }) {
        const BatchRow &row = (*rows)[place];
        CF_CHECK(row.status == "accepted" && row.arm == (place == 0 ? "one" : "two"));
        CF_CHECK(row.regionBox == "10,20,1,1" && row.changedValues == 1 && row.maskSha256.size() == 64);
        CF_CHECK(row.files.size() == 5 && row.files[3].kind == "picture_16_bit" && row.files[4].kind == "segmentation");
        const cv::Mat deep = cv::imread((folder.path() / "out" / row.files[3].path).string(), cv::IMREAD_UNCHANGED);
        const Radiograph film = test::smoothRadiograph(96, 80);
        CF_CHECK(deep.type() == CV_16UC1 && deep.cols == 96 && deep.rows == 80);
        CF_EQUAL(deep.at<std::uint16_t>(40, 48), std::lround(65535.0F * toDisplay(film).at(48, 40)));
    }
    CF_CHECK(text(folder.path() / "out" / (*rows)[0].files[0].path)
        != text(folder.path() / "out" / (*rows)[1].files[0].path)); // Identifiers of their own.
    CF_CHECK((*rows)[2].status == "unreadable" && (*rows)[2].reason.find("has no mask") != std::string::npos);
    CF_CHECK((*rows)[4].status == "unreadable" && (*rows)[4].reason.find("damaged") != std::string::npos);
    for (const BatchRow &row : *rows)
        CF_CHECK(row.reason.find(folder.path().string()) == std::string::npos
            && (row.files.empty() || row.files.size() == 5));
    const std::string manifest = manifestCsv(*rows);
    CF_CHECK(manifest.find(",segmentation,segmentation_sha256,arm,mask_sha256,segmenter_before,segmenter_after,"
                           "segmenter_other,segmenter_other_change,film_path\n")
        != std::string::npos);
    CF_CHECK(manifest.find(",two,") != std::string::npos);
}

/// What the segmenter sees of the asked thing and of what moved most besides stands in the row, in every format; rows
/// of earlier versions have none of it and are read.
void rowsSayWhatTheSegmenterSees()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    manifestOf(folder.path() / "films", folder.path() / "out");
    const auto table = readTable(folder.path() / "out/manifest.csv");
    CF_CHECK(table && table->size() == 6);
    const auto &made = (*table)[1];
    CF_CHECK(made.at("segmenter_before") == "Pacemaker=0.9123" && made.at("segmenter_after") == "Pacemaker=0.0500");
    CF_CHECK(made.at("segmenter_other") == "ECG Leads" && made.at("segmenter_other_change") == "-0.25");
    const auto &notUnderstood = (*table)[2];
    CF_CHECK(notUnderstood.at("segmenter_before").empty() && notUnderstood.at("segmenter_other_change").empty());

    // Card and contact sheet say it to whoever reads them.
    const std::string card = text(folder.path() / "out/card.html");
    CF_CHECK(card.find("<td>remove Pacemaker</td><td class=n>1</td><td class=n>0.91</td><td class=n>0.05</td>"
                       "<td class=n>0.25</td><td>ECG Leads -0.25</td>")
        != std::string::npos);
    CF_CHECK(card.find("Patients in more than one split: 0.") != std::string::npos);
    CF_CHECK(
        card.find("<b>Intended use:</b>") != std::string::npos && card.find("<b>Licence:</b>") != std::string::npos);
    const std::string sheet = text(folder.path() / "out/sheet.html");
    CF_CHECK(sheet.find("remove the pacemaker</a>: 1 accepted, 1 refused") != std::string::npos);
    CF_CHECK(sheet.find("seen before: Pacemaker=0.9123; after: Pacemaker=0.0500") != std::string::npos);
    CF_CHECK(sheet.find("No pictures") != std::string::npos); // Of what was not understood.

    std::ifstream lines(folder.path() / "out/manifest.jsonl");
    std::string line;
    std::getline(lines, line);
    std::getline(lines, line);
    auto row = batchRowFromJson(line);
    CF_CHECK(row && row->seenAfter == "Pacemaker=0.0500" && row->seenOtherChange == -0.25);
    for (const char *member : { "segmenter_before", "segmenter_after", "segmenter_other", "segmenter_other_change" }) {
        const std::size_t begin = line.find(std::string("\"") + member + "\":");
        CF_CHECK(begin != std::string::npos);
        line.erase(begin, line.find(",\"", begin + 1) + 1 - begin);
    }
    row = batchRowFromJson(line);
    CF_CHECK(row && row->status == "accepted" && row->seenBefore.empty() && !row->seenOtherChange);
}

/// A gate that could not be computed is no gate that failed.
void gatesThatWereNotJudgedAreNotThere()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    manifestOf(folder.path() / "films", folder.path() / "out");
    const auto rows = BatchJournal::open(folder.path() / "out")->rows();
    CF_CHECK(rows && (*rows)[1].status == "accepted");
    CF_CHECK((*rows)[1].gates.starts_with("target=0.81; ") && (*rows)[1].gates.find('!') == std::string::npos);
    CF_CHECK((*rows)[0].status == "refused" && (*rows)[0].gates.find('!') != std::string::npos);
    for (const BatchRow &row : *rows)
        CF_EQUAL(row.gates.find("nan"), std::string::npos);
    // The card counts what they said: of two edits that were understood, each in two seeds.
    const std::string card = text(folder.path() / "out/card.html");
    CF_CHECK(card.find("<th>edits judged, of 4</th>") != std::string::npos);
    CF_CHECK(card.find("<td>collateral</td><td class=n>4</td><td class=n>2</td>") != std::string::npos);
    CF_CHECK(
        card.find("<td>target</td><td class=n>4</td><td class=n>0</td><td class=n>0.81</td>") != std::string::npos);
    CF_CHECK(card.find("counted in 2 of 2 accepted edits") != std::string::npos);
    CF_CHECK(card.find("0 films were another file at a later start") != std::string::npos);
    std::vector<BatchRow> changed = *rows;
    changed[1].filmSha256 = "00";
    CF_CHECK(dataSetCard(changed, {}, "{}").find("1 films were another file") != std::string::npos);
}

/// A slip in a plan ends its workers before the first edit, instead of failing every one.
void slipsEndTheWorkerAtOnce()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    int number = 0;
    const auto problemOf = [&](BatchPlan plan) {
        const auto output = folder.path() / std::to_string(++number);
        std::filesystem::create_directories(output);
        auto journal = BatchJournal::open(output, plan, itemsOf(plan, filmsWithPatients(plan.films)));
        CF_CHECK(journal);
        test::FakeEditor editor;
        const auto done = workOnBatch(*journal, plan, output, editor, services(), {});
        CF_CHECK(!done && done.error().code == ErrorCode::InvalidInput);
        CF_CHECK(journal->counts()->at("open") == 6 && journal->counts()->size() == 1);
        return done.error().message;
    };
    BatchPlan plan = planFor(folder.path() / "films");
    plan.method = "instrukt";
    CF_CHECK(problemOf(plan).find("no method \"instrukt\"") != std::string::npos);
    plan.method.clear();
    plan.parameters = { { "steps", 3.0 } };
    CF_CHECK(problemOf(plan).find("no parameter \"steps\"") != std::string::npos);
}

/// A film that could not be read when patients were told apart, and names one now, waits for the next start: under its
/// own name alone it might come into another split than its patient's other films.
void aLateNameMakesNoPatient()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "P7");
    write(folder.path() / "films/b.dcm", "broken");
    const BatchPlan plan = planFor(folder.path() / "films");
    std::filesystem::create_directories(folder.path() / "out");
    const auto before = itemsOf(plan, filmsWithPatients(plan.films));
    auto journal = BatchJournal::open(folder.path() / "out", plan, before);
    CF_CHECK(journal);
    write(folder.path() / "films/b.dcm", "p007"); // Its disk is back.
    test::FakeEditor editor;
    CF_CHECK(workOnBatch(*journal, plan, folder.path() / "out", editor, services(), {}));
    auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == 12 && (*rows)[7].film == "b.dcm" && (*rows)[7].status == "unreadable");
    CF_CHECK((*rows)[7].files.empty() && (*rows)[7].reason.find("next start") != std::string::npos);

    const auto after = itemsOf(plan, filmsWithPatients(plan.films));
    CF_CHECK(before[7].patient.empty() && after[7].patient == after[0].patient && after[0].patient == "P7");
    journal = BatchJournal::open(folder.path() / "out", plan, after);
    CF_CHECK(journal && journal->releaseAll());
    CF_CHECK(workOnBatch(*journal, plan, folder.path() / "out", editor, services(), {}));
    rows = journal->rows();
    CF_CHECK(rows && rows->size() == 12);
    for (const BatchRow &row : *rows)
        CF_CHECK(row.patientKey == rows->front().patientKey && row.split == rows->front().split && row.patientKnown);
    CF_CHECK((*rows)[7].status == "accepted");
}

void aStopGivesTheItemBack()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "films/a.dcm", "JANE");
    const BatchPlan plan = planFor(folder.path() / "films");
    const auto entries = listFilms(plan.films);
    std::filesystem::create_directories(folder.path() / "out");
    auto journal = BatchJournal::open(folder.path() / "out", plan, itemsOf(plan, *entries));
    CF_CHECK(journal);
    std::stop_source stop;
    stop.request_stop();
    test::FakeEditor editor;
    const auto done =
        workOnBatch(*journal, plan, folder.path() / "out", editor, services(), JobContext(stop.get_token(), {}));
    CF_CHECK(!done && done.error().code == ErrorCode::Cancelled);
    CF_CHECK(journal->counts()->at("open") == 6 && journal->counts()->size() == 1);
}

} // namespace

int main()
{
    everyFilmGetsItsRow();
    masksArmsAndFurtherOutputs();
    rowsSayWhatTheSegmenterSees();
    gatesThatWereNotJudgedAreNotThere();
    slipsEndTheWorkerAtOnce();
    aLateNameMakesNoPatient();
    aStopGivesTheItemBack();
    return 0;
}

// Before anything is made: films that belong to one patient are one patient's, and who is unknown is counted.

#include "core/base/text/CsvFile.h"
#include "core/datasets/BatchJournal.h"
#include "core/datasets/FilmPatients.h"
#include "core/datasets/Manifest.h"
#include "core/datasets/plan/BatchPlan.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <set>

using namespace cf;

namespace {

namespace fs = std::filesystem;

void writeFilm(const fs::path &file, const std::string &content)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << content << std::string(100, '.');
}

std::string nameOf(int patient, int film)
{
    return "film" + std::to_string(patient) + "-" + std::to_string(film) + ".dcm";
}

std::string splitIn(const FilmEntry &film)
{
    const BatchPlan plan;
    return splitOf(patientKey(film.patient, film.path), plan.splits, plan.splitSeed);
}

using Column = std::function<std::string(int patient, int film)>;

/// Films of one patient are in one split whatever the folder's labels.csv calls column and patient.
void labelsKeepPatientsTogether()
{
    const auto pair = [](const char *even, const char *odd) -> Column {
        return [=](int patient, int film) {
            char text[32];
            std::snprintf(text, sizeof text, film % 2 == 0 ? even : odd, patient); // NOLINT
            return std::string(text);
        };
    };
    const std::map<std::string, std::pair<const char *, Column>> worlds{
        { "plain", { "file,patient_id", pair("%d", "%d") } }, { "blanks", { "file,patient_id", pair("P%d", "P%d ") } },
        { "case", { "file,patient_id", pair("p%d", "P%d") } }, { "zeros", { "file,patient_id", pair("%d", "%08d") } },
        { "numbers", { "file,patient_id", pair("%d", "%d.0") } },
        { "ChestX-ray14", { "Image Index,Patient ID", pair("%d", "%d") } },
        { "DICOM's word", { "file,PatientID", pair("%d", "%d") } },
        { "short", { "img_name,patient", pair("%d", "%d") } }, { "MIMIC-CXR", { "file,subject_id", pair("%d", "%d") } }
    };
    constexpr int patients = 60;
    for (const auto &[what, world] : worlds) {
        const test::TemporaryFolder folder;
        std::ofstream table(folder.path() / "labels.csv");
        table << world.first << '\n';
        for (int patient = 1; patient <= patients; ++patient)
            for (int film = 0; film < 2; ++film) {
                writeFilm(folder.path() / nameOf(patient, film), nameOf(patient, film));
                table << nameOf(patient, film) << ',' << world.second(patient, film) << '\n';
            }
        table.close();
        const auto films = listFilms(folder.path());
        CF_CHECK(films);
        const auto census = joinPatients(*films, folder.path(), {});
        CF_CHECK(census && census->unknown == 0 && census->films.size() == 2 * patients);
        std::map<std::string, std::set<std::string>> splits;
        std::set<std::string> used;
        for (const FilmEntry &film : census->films) {
            splits[film.path.substr(0, film.path.find('-'))].insert(splitIn(film));
            used.insert(splitIn(film));
        }
        const bool together = std::ranges::all_of(splits, [](const auto &each) { return each.second.size() == 1; });
        if (!together)
            std::fprintf(stderr, "%s: patients on two sides\n", what.c_str());
        CF_CHECK(together && used.size() == 3);
    }
}

/// Public data sets tell their patients by names alone.
void namesAloneTellThePatient()
{
    const test::TemporaryFolder folder;
    for (const char *name : { "00000013_000.png", "images/00000013_001.png", "p/patient00004/study1/a.jpg",
             "patient00004_study2_view1_frontal.jpg", "mine.png" })
        writeFilm(folder.path() / name, name);
    const auto census = joinPatients(*listFilms(folder.path()), folder.path(), {});
    CF_CHECK(census && census->unknown == 1);
    std::map<std::string, int> counts;
    for (const FilmEntry &film : census->films)
        ++counts[film.patient];
    CF_CHECK(counts["13"] == 2 && counts["patient00004"] == 2 && counts[""] == 1);
}

/// The table's name and the object's both count, and so does the file itself.
void whatIsSharedJoins()
{
    const test::TemporaryFolder folder;
    std::ofstream table(folder.path() / "labels.csv");
    table << "file,patient_id\nc1.dcm,case1\nc2.dcm,case2\nx.dcm,alone\ntwin1.dcm,left\ntwin2.dcm,right\n";
    table.close();
    for (const char *name : { "c1.dcm", "c2.dcm", "d1.dcm", "d2.dcm", "x.dcm" })
        writeFilm(folder.path() / name, name);
    for (const char *name : { "twin1.dcm", "twin2.dcm", "nobody1.dcm", "nobody2.dcm", "deep/nobody3.dcm" })
        writeFilm(folder.path() / name, std::string(name).starts_with("twin") ? "twins" : "nobodys");
    const auto own = [](const fs::path &file) -> std::string {
        const std::string name = file.filename().string();
        return name.starts_with("c") || name.starts_with("d") ? std::string("Q") + name[1] : std::string();
    };
    const auto census = joinPatients(*listFilms(folder.path()), folder.path(), own);
    CF_CHECK(census);
    const auto patient = [&](const char *path) {
        const auto found = std::ranges::find(census->films, path, &FilmEntry::path);
        CF_CHECK(found != census->films.end());
        return found->patient;
    };
    CF_CHECK(patient("c1.dcm") == patient("d1.dcm") && patient("c2.dcm") == patient("d2.dcm"));
    CF_CHECK(patient("c1.dcm") != patient("c2.dcm") && patient("x.dcm") == "alone");
    CF_CHECK(patient("twin1.dcm") == patient("twin2.dcm") && isKnownPatient(patient("twin1.dcm")));
    CF_CHECK(patient("nobody1.dcm") == patient("deep/nobody3.dcm") && !isKnownPatient(patient("nobody1.dcm")));
    CF_CHECK(census->unknown == 3 && census->twoNames == 2 && census->sameFiles.size() == 1);
    const auto &[one, other] = census->sameFiles.front();
    CF_CHECK(one == "twin1.dcm" && other == "twin2.dcm");
    CF_CHECK(patientKey(patient("nobody1.dcm"), "nobody1.dcm") == patientKey(patient("nobody2.dcm"), "nobody2.dcm"));
    CF_CHECK(patientKey(patient("nobody1.dcm"), "").starts_with("f-"));
}

/// A film on which workers die has a whole row, and the next start tries it again.
void whoeverEndsWorkersIsNamedAndTriedAgain()
{
    const test::TemporaryFolder folder;
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    writeFilm(folder.path() / "films/bad.dcm", "bad");
    auto journal = BatchJournal::open(folder.path(), plan,
        { { 0, "bad.dcm", "7", {}, "remove the pacemaker", 0 }, { 1, "good.dcm", "8", {}, "x", 0 } });
    CF_CHECK(journal);
    for (int end = 0; end < 3; ++end) {
        const auto item = journal->take(77);
        CF_CHECK(item && *item && (*item)->film == "bad.dcm");
        CF_CHECK(journal->releaseEnded(77, 3, folder.path() / "films"));
    }
    const auto rows = journal->rows();
    CF_CHECK(rows && rows->size() == 1);
    const BatchRow &row = rows->front();
    CF_CHECK(row.status == "failed" && row.film == "bad.dcm" && row.patientKnown);
    CF_CHECK(row.patientKey == patientKey("7", "bad.dcm"));
    CF_CHECK(!row.split.empty() && row.split == splitOf(row.patientKey, plan.splits, plan.splitSeed));
    CF_CHECK(row.filmSha256.size() == 64);
    auto good = journal->take(77);
    CF_CHECK(good && *good && (*good)->film == "good.dcm");
    BatchRow failed; // What fails in good order stays failed.
    failed.index = 1;
    failed.film = "good.dcm";
    failed.status = "failed";
    CF_CHECK(journal->finish(failed));
    CF_CHECK(journal->releaseAll()); // The next start.
    const auto again = journal->take(78);
    CF_CHECK(again && *again && (*again)->film == "bad.dcm" && journal->rows()->size() == 1);
    CF_CHECK(journal->releaseEnded(78, 3, folder.path() / "films") && journal->counts()->at("open") == 1);
}

/// What leaks is said on the card, not only in a column.
void theCardSaysWhatMayLeak()
{
    const test::TemporaryFolder folder;
    BatchRow row;
    row.film = "a.png";
    row.filmSha256 = "aa";
    row.patientKey = "f-1";
    row.split = "train";
    row.status = "accepted";
    BatchRow twin = row;
    twin.index = 1;
    twin.film = "b.png";
    twin.split = "test";
    row.perceptualHash = twin.perceptualHash = std::string(128, 'a');
    const auto notes = writeManifest({ row, twin }, "{}", folder.path());
    CF_CHECK(notes && notes->films == 2 && notes->unknownPatients == 2);
    CF_CHECK(notes->nearDuplicates == 1);
    std::ifstream card(folder.path() / "card.html");
    const std::string text{ std::istreambuf_iterator<char>(card), {} };
    CF_CHECK(text.find("2 of 2 films the patient is not known") != std::string::npos);
    CF_CHECK(text.find("look like copies") != std::string::npos);
    const auto same = readTable(folder.path() / "same_films.csv");
    CF_CHECK(same && same->size() == 1 && same->front().at("other") == "b.png");
    row.patientKnown = twin.patientKnown = true;
    twin.patientKey = "f-2"; // One patient on both sides would be said, too.
    twin.perceptualHash = std::string(128, '5');
    const auto none = writeManifest({ row, twin }, "{}", folder.path());
    CF_CHECK(none && none->unknownPatients == 0 && none->nearDuplicates == 0);
    std::ifstream again(folder.path() / "card.html");
    const std::string quiet{ std::istreambuf_iterator<char>(again), {} };
    CF_CHECK(quiet.find("class=warning") == std::string::npos);
}

} // namespace

int main()
{
    labelsKeepPatientsTogether();
    namesAloneTellThePatient();
    whatIsSharedJoins();
    whoeverEndsWorkersIsNamedAndTriedAgain();
    theCardSaysWhatMayLeak();
    return 0;
}

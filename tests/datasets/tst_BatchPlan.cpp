// Which films get which edits, in which order and split.

#include "core/datasets/BatchRow.h"
#include "core/datasets/plan/BatchEstimate.h"
#include "core/datasets/plan/BatchPlan.h"
#include "core/datasets/plan/FilmMask.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <fstream>
#include <map>
#include <set>
#include <unistd.h>

using namespace cf;

namespace {

void write(const std::filesystem::path &file, const std::string &text)
{
    std::filesystem::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << text;
}

void filmsAreFoundWithTheirTable()
{
    const test::TemporaryFolder folder;
    for (const char *name :
        { "images/b.png", "images/a.dcm", "deep/c", ".hidden", "labels.txt", "images/DICOMDIR", "contrafact.sha256" })
        write(folder.path() / name, "x");
    write(folder.path() / "labels.csv",
        "\xEF\xBB\xBF"
        "file,patient_id,finding_labels\r\n"
        "b.png,7,\"Effusion|Pacemaker\"\r\nmissing.png,8,\"A \"\"quoted\"\", cell\"\r\n");
    const auto films = listFilms(folder.path());
    CF_CHECK(films && films->size() == 4);
    CF_CHECK((*films)[0].path == "deep/c" && (*films)[0].patient.empty());
    CF_EQUAL((*films)[1].path, "images/a.dcm");
    CF_CHECK((*films)[2].path == "images/b.png" && (*films)[2].patient == "7");
    CF_EQUAL((*films)[2].columns.at("finding_labels"), "Effusion|Pacemaker");
    CF_CHECK((*films)[3].path == "missing.png" && (*films)[3].columns.at("finding_labels") == "A \"quoted\", cell");
    std::filesystem::create_symlink("/nowhere/z.png", folder.path() / "z.png"); // A film that is missing, not none.
    const auto withLink = listFilms(folder.path());
    CF_CHECK(withLink && withLink->size() == 5 && withLink->back().path == "z.png");
    CF_CHECK(!listFilms(folder.path() / "nowhere"));
    write(folder.path() / "labels.csv", "file,patient_id\na,1,2\n");
    CF_CHECK(!listFilms(folder.path()));
}

/// A labels.csv of which nothing is understood would part its patients in silence.
void labelsThatSayNothingAreRefused()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "a.png", "x");
    write(folder.path() / "b.png", "y");
    const auto listed = [&](const std::string &labels) {
        write(folder.path() / "labels.csv", labels);
        return listFilms(folder.path());
    };
    const auto inSpreadsheet = listed("\xEF\xBB\xBF"
                                      "file;patient_id;device\r\na.png;P7;Pacemaker\r\nb.png;P8;\r\n");
    CF_CHECK(inSpreadsheet && inSpreadsheet->size() == 2 && inSpreadsheet->front().patient == "P7");
    CF_EQUAL(inSpreadsheet->front().columns.at("device"), "Pacemaker");
    const auto unknown = listed("picture,patient_id\na.png,P7\nb.png,P8\n");
    CF_CHECK(!unknown && unknown.error().message.find("names its film in file") != std::string::npos);
    // Two rows of one film may name two patients, and agree in all else.
    const auto twoNames = listed("file,Patient ID,device\na.png,P7,Pacemaker\na.png,X9,Pacemaker\n");
    CF_CHECK(twoNames && twoNames->front().patients == std::set<std::string>({ "P7", "X9" }));
    CF_CHECK(!listed("file,patient_id,device\na.png,P7,Pacemaker\na.png,P7,\n"));
}

/// What is asked for twice would be two objects under one UID.
void nothingIsMadeTwice()
{
    const auto problemOf = [](const char *plan) {
        const auto read = batchPlanFromJson(plan);
        CF_CHECK(read);
        const auto valid = validate(*read);
        return valid ? std::string() : valid.error().message;
    };
    CF_CHECK(problemOf(R"({"prompts": ["a", "b", "a"]})").find("twice for \"a\"") != std::string::npos);
    CF_CHECK(problemOf(R"({"prompts": ["a"], "seeds": [3, 4, 3]})").find("seed 3 twice") != std::string::npos);
    CF_CHECK(problemOf(R"({"prompts": ["a", " "]})").find("no instruction") != std::string::npos);
    // Two rules may ask the same of one film.
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", "labels", "Pacemaker", false },
        { "remove the pacemaker", "labels", "Effusion", false } };
    CF_CHECK(validate(plan));
    const auto items = itemsOf(
        plan, { { "a", "1", { { "labels", "Effusion|Pacemaker" } } }, { "b", "2", { { "labels", "Effusion" } } } });
    CF_CHECK(items.size() == 2 && items[0].film == "a" && items[1].film == "b" && items[1].index == 1);
}

/// Films that a table names and that are not there take no room.
void missingFilmsTakeNoRoom()
{
    const test::TemporaryFolder folder;
    write(folder.path() / "a.png", std::string(1000, 'x'));
    write(folder.path() / "labels.csv", "file,patient_id\ngone.png,1\nlost.png,2\na.png,3\n");
    BatchPlan plan;
    plan.films = folder.path();
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    const auto films = listFilms(folder.path());
    CF_CHECK(films && films->size() == 3);
    const BatchEstimate estimate = estimateBatch(plan, *films, itemsOf(plan, *films), folder.path() / "out");
    CF_CHECK(estimate.edits == 3 && estimate.editsOfFiles == 1 && estimate.bytesAnEdit() == estimate.bytes);
    CF_CHECK(estimate.bytes > 0 && estimate.columns.contains("patient_id"));
}

/// The tables of CheXpert, ChestX-ray14 and MIMIC-CXR as they are, and their folders as they are unpacked.
void publicTablesAreReadAsTheyAre()
{
    const test::TemporaryFolder folder;
    const auto films = folder.path() / "films";
    const auto listed = [&](const char *table) { return listFilms(films, folder.path() / table, {}); };
    const auto rowOf = [](const FilmListing &listing, const std::string &path) {
        for (const FilmEntry &film : listing.films)
            if (film.path == path)
                return film;
        return FilmEntry{};
    };
    for (const char *name :
        { "train/patient00001/study1/view1_frontal.jpg", "train/patient00002/study1/view1_frontal.jpg",
            "images_001/images/00000001_000.png", "files/p10/p10000032/s50414267/02aa804e.dcm",
            "files/p10/p10000032/s50414267/174413ec.dcm", "files/p10/p10000032/s53189527/2a2277a9.dcm" })
        write(films / name, "x");
    write(folder.path() / "chexpert.csv",
        "Path,Sex,Pneumothorax\nCheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg,Male,1.0\n"
        "CheXpert-v1.0-small/train/patient00003/study1/view1_frontal.jpg,Male,0.0\n");
    const auto chexpert = listed("chexpert.csv");
    CF_CHECK(chexpert && chexpert->films.size() == 6 && chexpert->rowsWithoutFilm == 1);
    const FilmEntry first = rowOf(*chexpert, "train/patient00001/study1/view1_frontal.jpg");
    CF_CHECK(first.patient == "patient00001" && first.columns.at("Pneumothorax") == "1.0");
    CF_CHECK(rowOf(*chexpert, "train/patient00002/study1/view1_frontal.jpg").columns.empty());
    write(folder.path() / "nih.csv",
        "Image Index,Finding Labels,Patient ID\n00000001_000.png,Cardiomegaly|Effusion,1\n00000002_000.png,No "
        "Finding,2\n");
    const auto nih = listed("nih.csv");
    CF_CHECK(nih && nih->rowsWithoutFilm == 1 && rowOf(*nih, "images_001/images/00000001_000.png").patient == "1");
    // Labels of MIMIC-CXR are those of a study, its metadata those of a film.
    write(folder.path() / "mimic.csv", "subject_id,study_id,Edema\n10000032,50414267,-1.0\n10000032,1,1.0\n");
    const auto study = listed("mimic.csv");
    CF_CHECK(study && study->rowsWithoutFilm == 1);
    for (const char *name : { "02aa804e", "174413ec" })
        CF_EQUAL(rowOf(*study, std::string("files/p10/p10000032/s50414267/").append(name).append(".dcm"))
                     .columns.at("Edema"),
            "-1.0");
    CF_CHECK(rowOf(*study, "files/p10/p10000032/s53189527/2a2277a9.dcm").columns.empty());
    write(folder.path() / "metadata.csv", "dicom_id,subject_id,study_id,ViewPosition\n2a2277a9,10000032,53189527,PA\n");
    const auto metadata = listed("metadata.csv");
    CF_CHECK(
        metadata && rowOf(*metadata, "files/p10/p10000032/s53189527/2a2277a9.dcm").columns.at("ViewPosition") == "PA");
    // Nothing is guessed: two rows for a film, a name that two files have, a table of other films.
    write(folder.path() / "twice.csv", "Image Index,x\n00000001_000.png,1\n00000001_000.png,2\n");
    write(folder.path() / "open.csv", "Image Index,x\nview1_frontal.jpg,1\n");
    write(folder.path() / "empty.csv", "");
    for (const char *table : { "twice.csv", "open.csv", "empty.csv", "nowhere.csv" })
        CF_CHECK(!listed(table));
}

/// Folders with their own tables, and a study's films, under names that do not meet.
void severalSourcesMakeOneDataSet()
{
    const test::TemporaryFolder folder;
    for (const char *name : { "nih/a.png", "nih/b.png", "hospital/a.png", "study/images/c.dcm", "study/images/d.dcm",
             "study/images/made.dcm" })
        write(folder.path() / name, "x");
    write(folder.path() / "nih.csv", "Image Index,Finding Labels,Patient ID\na.png,Effusion,1\ngone.png,Effusion,1\n");
    write(folder.path() / "hospital/labels.csv", "file,patient_id,device\na.png,P9,Pacemaker\n");
    write(folder.path() / "study/cases.csv",
        "file,arm,patient,truth:device\nimages/c.dcm,real,P9,Pacemaker\nimages/made.dcm,edited,P9,\n"
        "images/d.dcm,real,P10,\n");
    const auto read = batchPlanFromJson(R"({"prompts": ["remove the pacemaker"], "sources": [
        {"films": "nih", "table": "nih.csv"}, {"name": "ours", "films": "hospital"},
        {"manifest": "study/cases.csv", "arm": "real"}]})");
    CF_CHECK(read && validate(*read));
    BatchPlan plan = *read;
    CF_EQUAL(toJson(*batchPlanFromJson(toJson(plan))), toJson(plan));
    plan.films = folder.path();
    const auto listing = filmsOf(plan);
    CF_CHECK(listing && listing->rowsWithoutFilm == 1);
    std::map<std::string, FilmEntry> films;
    for (const FilmEntry &film : listing->films) {
        CF_CHECK(std::filesystem::exists(filmFileOf(plan, film.path)));
        films[film.path] = film;
    }
    CF_EQUAL(films.size(), 5);
    // Whoever has the plan's folder and a film's row finds the file, whatever the source is called.
    CF_CHECK(filmPathOf(plan, "ours/a.png") == "hospital/a.png" && filmPathOf(plan, "nih/a.png").empty());
    for (const auto &[name, film] : films) {
        BatchRow row;
        row.film = name;
        row.filmPath = filmPathOf(plan, name);
        CF_CHECK(std::filesystem::equivalent(filmFileOf(row, folder.path()), filmFileOf(plan, name)));
    }
    CF_CHECK(films.contains("nih/b.png") && !films.contains("study/images/made.dcm"));
    CF_CHECK(films.at("nih/a.png").patient == "1" && films.at("nih/a.png").columns.contains("Finding Labels"));
    CF_CHECK(films.at("ours/a.png").patient == "P9" && films.at("ours/a.png").columns.at("device") == "Pacemaker");
    // One patient in two sources is one patient: never in two splits.
    const FilmEntry &ofStudy = films.at("study/images/c.dcm");
    CF_CHECK(ofStudy.patient == "P9" && ofStudy.columns.at("truth:device") == "Pacemaker");
    CF_EQUAL(patientKey(ofStudy.patient, ofStudy.path), patientKey(films.at("ours/a.png").patient, "ours/a.png"));
    // A manifest in JSON says the same.
    write(folder.path() / "study/cases.json",
        R"({"cases": [{"patient": "P9", "truth": {"device": "Pacemaker"},
            "images": [{"file": "images/c.dcm", "arm": "real"}, {"file": "images/made.dcm", "arm": "edited"}]}]})");
    plan.sources.back().manifest = "study/cases.json";
    const auto inJson = filmsOf(plan);
    CF_CHECK(inJson && inJson->films.size() == 4);
    CF_CHECK(inJson->films.back().path == "study/images/c.dcm"
        && inJson->films.back().columns.at("truth:device") == "Pacemaker");
    // What cannot be is named.
    const auto problemOf = [&](const BatchSource &source) {
        BatchPlan wrong = plan;
        wrong.sources = { source };
        const auto valid = validate(wrong);
        const auto listed = valid ? filmsOf(wrong) : Result<FilmListing>(tl::unexpected(valid.error()));
        return listed ? std::string() : listed.error().message;
    };
    CF_CHECK(problemOf({ "a", {}, {}, {}, {} }).find("neither") != std::string::npos);
    CF_CHECK(problemOf({ "a/b", "nih", {}, {}, {} }).find("name") != std::string::npos);
    CF_CHECK(problemOf({ "a", folder.path().string(), {}, {}, {} }).find("as seen from") != std::string::npos);
    CF_CHECK(problemOf({ "a", "nih", "nih.csv", {}, "real" }).find("not parts of both") != std::string::npos);
    CF_CHECK(problemOf({ "a", {}, {}, "nih.csv", {} }).find("no manifest of a study") != std::string::npos);
    CF_CHECK(problemOf({ "a", {}, {}, "study/cases.csv", "none" }).find("no film of the arm") != std::string::npos);
    CF_CHECK(problemOf({ "a", "nih", {}, "study/cases.csv", {} }).find("outside") != std::string::npos);
    plan.sources = { { "a", "nih", {}, {}, {} }, { "a", "hospital", {}, {}, {} } };
    CF_CHECK(!validate(plan));
}

void uncertainAnswersAreNeitherYesNorNo()
{
    const std::vector<FilmEntry> films{ { "a", "1", { { "Edema", "1.0" } } }, { "b", "2", { { "Edema", "0.0" } } },
        { "c", "3", { { "Edema", "-1.0" } } }, { "d", "4", { { "Edema", "" } } } };
    const auto chosen = [&](const char *shows, bool unless) {
        BatchPlan plan;
        plan.rules = { { "add oedema", "Edema", shows, unless } };
        std::string names;
        for (const BatchItem &item : itemsOf(plan, films))
            names += item.film;
        return names;
    };
    CF_CHECK(chosen("1", false) == "a" && chosen("1", true) == "b" && chosen("0", false) == "b");
    CF_CHECK(chosen("-1", false) == "c" && chosen("-1", true) == "ab");
}

void masksAreFoundAndNotGuessed()
{
    const test::TemporaryFolder folder;
    for (const char *name : { "films/deep/a.dcm", "films/b.png", "films/masks/deep/a.png", "films/masks/b.png",
             "films/masks/c.png", "films/masks/c.tif" })
        write(folder.path() / name, "x");
    BatchPlan plan;
    plan.films = folder.path() / "films";
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    plan.masks.folder = "masks";
    const auto films = filmsOf(plan);
    CF_CHECK(films && films->films.size() == 2); // Masks that lie among the films are none.
    const auto mask = [&](const char *film, const char *cell = "") {
        BatchItem item;
        item.film = film;
        item.mask = cell;
        return maskFileOf(plan, item);
    };
    const auto masks = folder.path() / "films/masks";
    CF_CHECK(mask("deep/a.dcm") && *mask("deep/a.dcm") == masks / "deep/a.png");
    CF_CHECK(mask("b.png") && *mask("b.png") == masks / "b.png");
    CF_CHECK(!mask("c.png") && !mask("d.png")); // Two that it may be; none.
    plan.masks.column = "mask";
    CF_CHECK(mask("d.png", "deep/a.png") && *mask("d.png", "deep/a.png") == masks / "deep/a.png");
    for (const char *cell : { "", "gone.png", "../b.png", "/etc/passwd", "deep" })
        CF_CHECK(!mask("b.png", cell));
}

void armsMakeEveryEditOnceEach()
{
    const auto plan = batchPlanFromJson(
        R"({"prompts": ["a"], "seeds": [1, 2], "arms": {"ours": {}, "strong": {"method": "sdedit",
            "parameters": {"strength": 0.5}}}, "table": "../t.csv", "masks": {"folder": "../masks", "as": "grey"},
            "pictures_16_bit": true, "segmentations": true})");
    CF_CHECK(plan && validate(*plan) && plan->arms.size() == 2 && plan->arms[1].parameters.at("strength") == 0.5);
    const auto items = itemsOf(*plan, { { "f", "1", {} } });
    CF_CHECK(items.size() == 4 && items[0].arm == "ours" && items[1].seed == 2 && items[2].arm == "strong");
    const auto again = batchPlanFromJson(toJson(*plan));
    CF_CHECK(again && toJson(*again) == toJson(*plan) && again->arms == plan->arms && again->masks == plan->masks);
    CF_CHECK(again->deepPictures && again->segmentations && again->table == "../t.csv");
    // Lists without an end are refused: copying them ended the program.
    CF_CHECK(!batchPlanFromJson(
        "{\"prompts\":[\"a\"],\"arms\":" + std::string(1'000'000, '[') + std::string(1'000'000, ']') + "}"));
    // A plan without these is written as earlier versions wrote it: their batches go on.
    BatchPlan old;
    old.rules = { { "a", {}, {}, false } };
    for (const char *member : { "arms", "masks", "table", "pictures_16_bit", "segmentations" })
        CF_EQUAL(toJson(old).find(member), std::string::npos);
    for (const char *wrong : { R"({"arms": {"a": {"strength": 1}}})", R"({"masks": {}})", R"({"masks": {"path": "m"}})",
             R"({"arms": ["a"]})", R"({"segmentations": "yes"})" })
        CF_CHECK(!batchPlanFromJson(wrong));
    BatchPlan bad = *plan;
    bad.method = "sdedit"; // Which of them?
    CF_CHECK(!validate(bad));
    bad = *plan;
    bad.arms[1].name = "ours";
    CF_CHECK(!validate(bad));
    bad = *plan;
    bad.masks.folder = "/home/x/masks"; // A plan names no path of a machine.
    CF_CHECK(!validate(bad));
    bad = *plan;
    bad.arms[0].method = "insertion";
    CF_CHECK(!validate(bad));
}

/// A folder that may not be read is named: its films would be missing without a word.
void closedFoldersAreNamed()
{
    const test::TemporaryFolder folder;
    std::filesystem::create_directory(folder.path() / "closed");
    std::filesystem::create_directory(folder.path() / "lost+found");
    write(folder.path() / "a.png", "x");
    const auto listed = [&] {
        return test::forkedCall("/dev/null", [&] {
            constexpr uid_t nobody = 65534; // Root may read whatever it likes.
            if (::geteuid() == 0 && ::setuid(nobody) != 0)
                return 2;
            const auto films = listFilms(folder.path());
            return films ? 0 : films.error().message.find("closed") != std::string::npos ? 1 : 2;
        });
    };
    namespace fs = std::filesystem;
    fs::permissions(folder.path(), fs::perms::all);
    fs::permissions(folder.path() / "closed", fs::perms::none);
    fs::permissions(folder.path() / "lost+found", fs::perms::none);
    CF_EQUAL(listed(), 1);
    fs::permissions(folder.path() / "closed", fs::perms::all);
    CF_EQUAL(listed(), 0);
    fs::permissions(folder.path() / "lost+found", fs::perms::all); // So that it can be taken away.
}

void rulesChooseByTheTable()
{
    const std::vector<FilmEntry> films{ { "a", "1", { { "labels", "Effusion|Pacemaker" } } },
        { "b", "2", { { "labels", "No Finding" } } }, { "c", "3", {} } };
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", "labels", "Pacemaker", false },
        { "add a pacemaker", "labels", "Pacemaker", true } };
    plan.seeds = { 4, 5 };
    const auto items = itemsOf(plan, films);
    CF_EQUAL(items.size(), 4); // Of c the table says nothing: it gets neither.
    CF_CHECK(
        items[0].film == "a" && items[0].prompt == "remove the pacemaker" && items[0].seed == 4 && items[0].index == 0);
    CF_CHECK(items[1].seed == 5 && items[3].film == "b" && items[3].prompt == "add a pacemaker" && items[3].index == 3);
}

void noPatientIsInTwoSplitsOrShards()
{
    BatchPlan plan;
    plan.rules = { { "remove the pacemaker", {}, {}, false } };
    std::vector<FilmEntry> films;
    for (int film = 0; film < 600; ++film)
        films.push_back({ std::string("f").append(std::to_string(film)), std::to_string(film / 3), {} });
    std::map<std::string, std::set<std::string>> splits;
    std::map<std::string, int> sizes;
    for (const FilmEntry &film : films) {
        const std::string split = splitOf(patientKey(film.patient, film.path), plan.splits, plan.splitSeed);
        splits[film.patient].insert(split);
        ++sizes[split];
    }
    for (const auto &[patient, all] : splits)
        CF_EQUAL(all.size(), 1);
    CF_CHECK(sizes["train"] > 360 && sizes["train"] < 480 && sizes["validation"] > 50 && sizes["test"] > 50);
    // Shards part the work without a film twice or none, and keep a patient together.
    std::set<std::int64_t> indices;
    std::map<std::string, int> shardOfPatient;
    plan.shards = 4;
    for (plan.shard = 1; plan.shard <= 4; ++plan.shard)
        for (const BatchItem &item : itemsOf(plan, films)) {
            CF_CHECK(indices.insert(item.index).second);
            const auto [known, isNew] = shardOfPatient.emplace(item.patient, plan.shard);
            CF_CHECK(isNew || known->second == plan.shard);
        }
    CF_EQUAL(indices.size(), 600);
    // A film of whom nothing is known is a patient of its own, and no identity shows in a key.
    CF_CHECK(patientKey("", "a") != patientKey("", "b"));
    CF_EQUAL(patientKey("DOE^JANE", "a"), patientKey("DOE^JANE", "b"));
    CF_EQUAL(patientKey("DOE^JANE", "a").find("DOE"), std::string::npos);
}

void plansAreCheckedAndReadBack()
{
    const auto plan = batchPlanFromJson(
        R"({"films": "F", "prompts": ["a"], "rules": [{"prompt": "b", "column": "c", "shows": "d", "unless": true}],
            "seeds": [1, 2], "splits": {"train": 0.5, "test": 0.5}, "parameters": {"x": 2}})");
    CF_CHECK(plan && plan->rules.size() == 2 && plan->rules[1].unless && plan->films == "F" && validate(*plan));
    const auto again = batchPlanFromJson(toJson(*plan));
    CF_CHECK(again && toJson(*again) == toJson(*plan) && again->rules == plan->rules);
    for (const char *wrong : { "", "[]", "{\"prompt\": \"typing slip\"}", "{\"rules\": [{\"column\": \"a\"}]}",
             "{\"seeds\": [\"a\"]}", "{\"rules\": [{\"prompt\": \"a\", \"when\": 1}]}" })
        CF_CHECK(!batchPlanFromJson(wrong));
    BatchPlan bad = *plan;
    bad.splits = { { "train", 0.5 } };
    CF_CHECK(!validate(bad));
    bad.splits = { { "train", 1.5 }, { "test", -0.5 } };
    CF_CHECK(!validate(bad));
    bad = *plan;
    bad.shards = 2;
    bad.shard = 3;
    CF_CHECK(!validate(bad));
    CF_CHECK(!validate(BatchPlan{}));
}

} // namespace

int main()
{
    filmsAreFoundWithTheirTable();
    labelsThatSayNothingAreRefused();
    nothingIsMadeTwice();
    missingFilmsTakeNoRoom();
    closedFoldersAreNamed();
    rulesChooseByTheTable();
    noPatientIsInTwoSplitsOrShards();
    plansAreCheckedAndReadBack();
    publicTablesAreReadAsTheyAre();
    severalSourcesMakeOneDataSet();
    uncertainAnswersAreNeitherYesNorNo();
    masksAreFoundAndNotGuessed();
    armsMakeEveryEditOnceEach();
    return 0;
}

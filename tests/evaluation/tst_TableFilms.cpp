// A user's table becomes a study without a patient on both sides, however often a patient is in it and whatever its own
// column of splits says.

#include "core/evaluation/downstream/films/TableFilms.h"
#include "core/insertion/patients/PatientSplit.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <map>
#include <set>

using namespace cf;
using namespace cf::downstream;

namespace {

namespace fs = std::filesystem;

std::string nameOf(int patient, int film)
{
    char name[32];
    std::snprintf(name, sizeof name, "%08d_%03d.png", patient, film);
    return name;
}

int cellOfFilm(int patient, int film)
{
    return (patient + film) % cellCount;
}

/// In the form of FastDiME's table for ChestX-ray14: films of one patient are in both of its splits.
TableOfFilms tableIn(const fs::path &folder, int patients)
{
    TableOfFilms table;
    table.table = folder / "meta.csv";
    table.films = folder / "nih_films";
    table.findingColumn = "Pneumothorax";
    table.deviceColumn = "Drain";
    fs::create_directories(table.films / "images");
    std::ofstream csv(table.table);
    csv << "img_name,Pneumothorax,drain_annotated,Drain,split\n";
    for (int patient = 1; patient <= patients; ++patient)
        for (int film = 0; film < 2; ++film) {
            const int cell = cellOfFilm(patient, film);
            std::ofstream(table.films / "images" / nameOf(patient, film)) << "x";
            csv << nameOf(patient, film) << ',' << showsFinding(cell) << ',' << (patient % 2 == 0 ? "1.0" : "0.0")
                << ',' << showsDevice(cell) << ',' << (film == 0 ? "train" : "test") << '\n';
        }
    csv << nameOf(99999, 0) << ",1,1.0,1,train\n"; // Is not there.
    csv << nameOf(1, 5) << ",?,1.0,1,train\n../../secret.png,1,1.0,1,train\n";
    std::ofstream(folder / "secret.png") << "x";
    table.open = [](const fs::path &file) -> Result<OpenedFilm> {
        Radiograph film = test::smoothRadiograph(96, 80);
        const std::string name = file.filename().string();
        film.stored.at(48, 40) = cellOfFilm(std::stoi(name.substr(0, 8)), std::stoi(name.substr(9, 3))) * 1000;
        return OpenedFilm{ film, { {}, 0, "PA", "Maker Model" } };
    };
    return table;
}

StudyPlan plan()
{
    StudyPlan plan = quickPlan();
    plan.tasks = { "chest-tube" };
    plan.trainingPatients = 40;
    plan.validationPatients = 10;
    plan.testPatients = 12;
    plan.renderSize = 96;
    plan.classifier.imageSize = 64;
    return plan;
}

void everyPatientOnOneSide(const fs::path &folder)
{
    const TableOfFilms table = tableIn(folder, 400);
    const auto films = readTableFilms(table).value();
    CF_EQUAL(films.size(), 400); // One film a patient.
    std::set<std::string> patients;
    std::array<int, cellCount> cells{};
    for (const TableFilm &film : films) {
        patients.insert(film.patient);
        ++cells[static_cast<std::size_t>(film.cell)];
        CF_EQUAL(film.file.parent_path(), table.films / "images");
    }
    CF_CHECK(patients.size() == 400 && patients.contains("1") && *std::ranges::min_element(cells) > 30);

    const auto source = openTableFilms(shortcutTask("chest-tube").value(), plan(), table).value();
    std::map<Part, std::set<std::string>> names;
    std::map<Part, int> counts;
    for (const StudyPatient &patient : source->patients()) {
        ++counts[patient.part];
        names[patient.part].insert(patient.name);
    }
    CF_CHECK(counts[Part::Training] == 40 && counts[Part::Validation] == 10 && counts[Part::Test] == 12);
    CF_CHECK(names[Part::Training].size() == 40 && names[Part::Test].size() == 12);
    const auto again = openTableFilms(shortcutTask("chest-tube").value(), plan(), table).value();
    CF_EQUAL(again->patients().front().name, source->patients().front().name);
}

/// What a film shows is what its group says; of training patients the groups of the other finding are not there.
void filmsAreThoseOfTheirGroups(const fs::path &folder)
{
    TableOfFilms table = tableIn(folder, 400);
    std::map<std::string, Part> partOf; // Of real patients.
    Part reading = Part::Training;
    const auto open = table.open;
    table.open = [&](const fs::path &file) {
        const std::string patient = file.filename().string().substr(0, 8);
        const auto [found, isNew] = partOf.try_emplace(patient, reading);
        CF_CHECK(isNew || found->second == reading); // Never on both sides.
        CF_EQUAL(isHeldBackPatient("nih", std::to_string(std::stoi(patient))), (reading == Part::Test));
        return open(file);
    };
    const auto source = openTableFilms(shortcutTask("chest-tube").value(), plan(), table).value();
    for (const StudyPatient &patient : source->patients()) {
        reading = patient.part;
        std::vector<int> cells{ 0, 1, 2, 3 };
        if (patient.part == Part::Training) {
            CF_CHECK(!source->films(patient, { cellOf(!patient.finding, false) }));
            cells = { cellOf(patient.finding, false), cellOf(patient.finding, true) };
        }
        const PatientFilms films = source->films(patient, cells).value();
        CF_EQUAL(films.cells.size(), cells.size());
        CF_CHECK(films.traits.size() == cells.size() && films.traits.begin()->second.scanner == "Maker Model");
        for (const auto &[cell, film] : films.cells)
            CF_CHECK(film.width == 96 && film.height == 96
                && std::abs(film.at(48, 48) - static_cast<float>(cell) * 1000.0F / 4096.0F) < 0.01F);
        CF_EQUAL(source->prompt(patient, 1), "remove the chest tube");
        CF_CHECK(source->prompt(patient, 0).find("add ") == 0
            && source->prompt(patient, 0).find("t chest tube") != std::string::npos);
    }
    CF_EQUAL(partOf.size(), 40U * 2 + 10U * 4 + 12U * 4);
}

void whatCannotBeStudiedIsSaid(const fs::path &folder)
{
    TableOfFilms table = tableIn(folder, 400);
    table.onlyColumn = "drain_annotated";
    const auto only = readTableFilms(table).value();
    CF_EQUAL(only.size(), 200);
    CF_CHECK(std::ranges::all_of(only, [](const TableFilm &film) { return std::stoi(film.patient) % 2 == 0; }));
    table.deviceColumn = "Chest Tube";
    const auto missing = readTableFilms(table);
    CF_CHECK(!missing && missing.error().message.find("no column \"Chest Tube\"") != std::string::npos);
    table = tableIn(folder / "few", 12);
    const auto few = openTableFilms(shortcutTask("chest-tube").value(), plan(), table);
    CF_CHECK(!few && few.error().code == ErrorCode::InvalidInput);
    table.films = folder / "nowhere";
    CF_CHECK(!readTableFilms(table));
}

/// FastDiME's two public tables with their own columns, and no option: its names for devices are known, films that are
/// not there and labels of a classifier are said, and who the films are of comes from the data set's own table.
void publicTablesAreReadAsTheyAre(const fs::path &folder)
{
    const fs::path films = folder / "CheXpert-v1.0-small";
    for (const char *name : { "train/patient41055/study2/view1_frontal.jpg",
             "train/patient11922/study3/view1_frontal.jpg", "valid/patient64541/study1/view1_frontal.jpg" }) {
        fs::create_directories((films / name).parent_path());
        std::ofstream(films / name) << name;
    }
    std::ofstream(folder / "che_pm_meta.csv") << "img_name,Cardiomegaly,PM,split\n"
                                              << "patient41055_study2_view1_frontal.jpg,1,1,train\n"
                                              << "patient11922_study3_view1_frontal.jpg,1,0,test\n"
                                              << "patient11922_study4_view1_frontal.jpg,0,0,test\n"
                                              << "patient64541_study1_view1_frontal.jpg,0,1,train\n"
                                              << "patient64541_study1_view1_frontal.jpg,0,0,train\n";
    std::ofstream(folder / "train.csv")
        << "Path,Sex,Age,Frontal/Lateral,AP/PA,No Finding\n"
        << "CheXpert-v1.0-small/train/patient41055/study2/view1_frontal.jpg,Female,68,Frontal,AP,1.0\n"
        << "CheXpert-v1.0-small/train/patient11922/study3/view1_frontal.jpg,Male,0,Frontal,PA,\n";
    const auto task = shortcutTask("pacemaker").value();
    std::vector<std::string> told;
    TableOfFilms table{ folder / "che_pm_meta.csv", films, {}, {}, {}, {} };
    table.findingColumn = columnFor(table.table, {}, task.finding).value();
    table.deviceColumn = columnFor(table.table, {}, task.device).value();
    table.tell = [&told](const std::string &sentence) { told.push_back(sentence); };
    table.about = folder / "train.csv";
    CF_CHECK(table.findingColumn == "Cardiomegaly" && table.deviceColumn == "PM");
    const auto read = readTableFilms(table).value();
    CF_EQUAL(read.size(), 2); // One is not there, one has two labels.
    for (const TableFilm &film : read) {
        const bool first = film.patient == "patient41055";
        CF_CHECK(first || film.patient == "patient11922");
        CF_EQUAL(film.cell, cellOf(true, first));
        CF_EQUAL(film.traits, (first ? FilmTraits{ "F", 68, "AP", {} } : FilmTraits{ "M", 0, "PA", {} }));
    }
    CF_EQUAL(told.size(), 2);
    CF_EQUAL(
        told[0], "1 of the table's 5 films are not in " + films.string() + ": patient11922_study4_view1_frontal.jpg.");
    CF_CHECK(told[1].find("1 films stand in the table with other labels in another row, and are left out: ") == 0);

    const auto unknown = columnFor(table.table, "Pacer", task.device);
    CF_CHECK(!unknown
        && unknown.error().message.find("no column \"Pacer\". Its columns: Cardiomegaly, PM, img_name, split.")
            != std::string::npos);

    TableOfFilms nih = tableIn(folder / "nih", 8);
    const auto drain = shortcutTask("chest-tube").value();
    CF_CHECK(columnFor(nih.table, {}, drain.device).value() == "Drain"
        && columnFor(nih.table, {}, drain.finding).value() == "Pneumothorax");
    told.clear();
    nih.tell = table.tell;
    CF_CHECK(readTableFilms(nih));
    const auto isTold = [&told](const std::string &words) {
        return std::ranges::any_of(told, [&](const auto &each) { return each.find(words) != std::string::npos; });
    };
    CF_CHECK(isTold("People told the device on 8 of 16 films, a classifier on the others"));
    CF_CHECK(isTold("2 of the table's 18 films are not in "));
    CF_CHECK(isTold("1 rows say neither 1 nor 0 in \"Pneumothorax\" and \"Drain\""));
}

/// CheXpert's paths lie below a folder that carries the data set's name, and name the patient.
void pathsOfCheXpert(const fs::path &folder)
{
    const fs::path films = folder / "CheXpert-v1.0-small";
    fs::create_directories(films / "train/patient00007/study1");
    std::ofstream(films / "train/patient00007/study1/view1_frontal.jpg") << "x";
    std::ofstream(folder / "che.csv") << "Path,Cardiomegaly,Pacemaker\n"
                                      << "CheXpert-v1.0-small/train/patient00007/study1/view1_frontal.jpg,1.0,0.0\n";
    const TableOfFilms table{ folder / "che.csv", films, "Cardiomegaly", "Pacemaker", {}, {} };
    const auto read = readTableFilms(table).value();
    CF_CHECK(read.size() == 1 && read[0].patient == "patient00007" && read[0].cell == cellOf(true, false));
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    everyPatientOnOneSide(folder.path());
    filmsAreThoseOfTheirGroups(folder.path());
    whatCannotBeStudiedIsSaid(folder.path());
    pathsOfCheXpert(folder.path() / "paths");
    publicTablesAreReadAsTheyAre(folder.path() / "public");
    return 0;
}

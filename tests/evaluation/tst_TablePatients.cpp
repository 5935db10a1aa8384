// Nobody's films are on both sides of a downstream study, however the table names films and patients, whatever the
// folder is called, and though one file has two names.

#include "core/evaluation/downstream/films/TableFilms.h"
#include "core/insertion/patients/PatientSplit.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <cstdio>
#include <fstream>
#include <functional>
#include <map>
#include <vector>

using namespace cf;
using namespace cf::downstream;

namespace {

namespace fs = std::filesystem;

std::string numbered(const char *format, int patient, int film)
{
    char text[96];
    std::snprintf(text, sizeof text, format, patient, film); // NOLINT(cert-err33-c)
    return text;
}

/// One row of a world: the file below the films' folder, what the table calls it, and the cells for the patient.
struct World {
    const char *header; ///< Before ",Finding,Device".
    std::function<std::string(int patient, int film)> file;
    std::function<std::string(int patient, int film)> cells;
};

constexpr int patientCount = 40;
constexpr int filmsEach = 4;

/// Every film has bytes of its own, more than a header's.
void writeFilm(const fs::path &file, const std::string &content)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file) << content << std::string(100, '.');
}

TableOfFilms written(const World &world, const fs::path &folder, const std::string &name)
{
    TableOfFilms table{ folder / "table.csv", folder / name, "Finding", "Device", {}, {} };
    fs::create_directories(folder);
    std::ofstream csv(table.table);
    csv << world.header << ",Finding,Device\n";
    for (int patient = 1; patient <= patientCount; ++patient)
        for (int film = 0; film < filmsEach; ++film) {
            writeFilm(table.films / world.file(patient, film), world.file(patient, film));
            csv << world.cells(patient, film) << ',' << (film + patient) % 2 << ',' << patient / 2 % 2 << '\n';
        }
    return table;
}

void onePatientIsOnePatient()
{
    const auto flat = [](const char *format) {
        return [format](int patient, int film) { return numbered(format, patient, film); };
    };
    const auto same = [](int patient, int film) { return numbered("film%d_%d.png", patient, film); };
    const auto named = [same](const char *even, const char *odd) {
        return [=](int patient, int film) {
            return same(patient, film) + "," + numbered(film % 2 == 0 ? even : odd, patient, 0);
        };
    };
    const std::map<std::string, World> worlds{
        { "FastDiME's CheXpert, flat",
            { "img_name", flat("patient%05d_study%d_view1_frontal.jpg"),
                flat("patient%05d_study%d_view1_frontal.jpg") } },
        { "FastDiME's CheXpert, as unpacked",
            { "img_name", flat("CheXpert-v1.0-small/train/patient%05d/study%d/view1_frontal.jpg"),
                flat("patient%05d_study%d_view1_frontal.jpg") } },
        { "CheXpert's own table",
            { "Path", flat("train/patient%05d/study%d/view1_frontal.jpg"),
                flat("CheXpert-v1.0-small/train/patient%05d/study%d/view1_frontal.jpg") } },
        { "ChestX-ray14, as unpacked", { "img_name", flat("images_001/images/%08d_%03d.png"), flat("%08d_%03d.png") } },
        { "MIMIC-CXR, by object",
            { "dicom_id,subject_id,study_id",
                [](int patient, int film) {
                    return numbered("files/p10/p100%05d/s5%d/", patient, film) + numbered("u%dx%d.dcm", patient, film);
                },
                [](int patient, int film) {
                    return numbered("u%dx%d", patient, film) + numbered(",100%05d,5%d", patient, film);
                } } },
        { "MIMIC-CXR, by study",
            { "subject_id,study_id", flat("files/p10/p100%05d/s5%d/view.dcm"), flat("100%05d,5%d") } },
        { "a column, blanks", { "file,patient_id", same, named("P%d", "P%d ") } },
        { "a column, case", { "file,PatientID", same, named("p%dx", "P%dX") } },
        { "a column, zeros", { "file,Patient ID", same, named("%d", "%08d") } },
        { "a column, as numbers", { "file,subject_id", same, named("%d", "%d.0") } },
    };
    for (const auto &[what, world] : worlds) {
        const test::TemporaryFolder folder;
        const auto films = readTableFilms(written(world, folder.path(), "films"));
        if (!films || films->size() != patientCount)
            std::fprintf(stderr, "%s: %zu patients of %d\n", what.c_str(), films ? films->size() : 0, patientCount);
        CF_CHECK(films && films->size() == patientCount);
    }
}

/// ChestX-ray14 is parted as the bundled models' trainings part it, whatever its folder is called and however its
/// patients are written.
void whoWasTrainedOnIsNotTestedOn()
{
    for (const char *name : { "nih_films", "ChestX-ray14", "films" }) {
        const test::TemporaryFolder folder;
        const World nih{ "Image Index,Patient ID",
            [](int patient, int film) { return numbered("images/%08d_%03d.png", patient, film); },
            [](int patient, int film) {
                return numbered("%08d_%03d.png", patient, film) + numbered(film == 0 ? ",%d" : ",%08d", patient, 0);
            } };
        const auto films = readTableFilms(written(nih, folder.path(), name));
        CF_CHECK(films && films->size() == patientCount);
        std::size_t heldBack = 0;
        for (const TableFilm &film : *films) {
            const int patient = std::stoi(film.file.filename().string().substr(0, 8));
            CF_CHECK(film.heldBack == isHeldBackPatient("nih", std::to_string(patient)));
            heldBack += film.heldBack ? 1 : 0;
        }
        CF_CHECK(heldBack > 0 && heldBack < films->size());
    }
}

/// A file that is there twice, under two names and two patients, and rows that give one film to several.
void oneFileIsOnePatient()
{
    const test::TemporaryFolder folder;
    TableOfFilms table{ folder.path() / "t.csv", folder.path() / "mine", "Finding", "Device", {}, {} };
    std::vector<std::string> told;
    table.tell = [&told](const std::string &sentence) { told.push_back(sentence); };
    std::ofstream csv(table.table);
    csv << "file,patient_id,Finding,Device\n";
    for (int film = 0; film < 20; ++film) {
        const std::string content = numbered("content %d %d", film, 0);
        writeFilm(table.films / numbered("a%02d%d.png", film, 0), content);
        writeFilm(table.films / numbered("b%02d%d.png", film, 0), content);
        csv << numbered("a%02d%d.png", film, 0) << ",one " << film << ',' << film % 2 << ",0\n";
        csv << numbered("b%02d%d.png", film, 0) << ",two " << film << ',' << film % 2 << ",0\n";
        csv << numbered("a%02d%d.png", film, 0) << ",three " << film << ',' << film % 2 << ",0\n";
    }
    csv.close();
    const auto films = readTableFilms(table);
    CF_CHECK(films && films->size() == 20);
    CF_CHECK(told.size() == 6 && told[0].find("a000.png and b000.png are the same file") != std::string::npos);
    CF_CHECK(told[5] == "So are 15 more pairs of files.");
    for (const TableFilm &film : *films) {
        const std::string number = film.patient.substr(film.patient.find(' ') + 1);
        bool all = true;
        for (const char *name : { "one ", "two ", "three " })
            all = all && isHeldBackPatient("mine", name + number);
        CF_CHECK(film.heldBack == all);
    }
}

} // namespace

int main()
{
    onePatientIsOnePatient();
    whoWasTrainedOnIsNotTestedOn();
    oneFileIsOnePatient();
    return 0;
}

// Whose film it is: one reader for every table and folder, and no patient under two names.

#include "core/base/files/PrintedName.h"
#include "core/insertion/patients/FilmFinder.h"
#include "core/insertion/patients/FilmTraits.h"
#include "core/insertion/patients/PatientGroups.h"
#include "core/insertion/patients/PatientIdentity.h"
#include "core/insertion/patients/PatientSplit.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <cstdint>
#include <fstream>

using namespace cf;

namespace {

namespace fs = std::filesystem;
using Row = std::map<std::string, std::string>;

/// Sex, age, view and scanner as public tables and headers write them.
void traitsAreThoseOfPublicTables()
{
    const FilmTraits nih =
        traitsOfRow(Row{ { "Patient Age", "058" }, { "Patient Gender", "M" }, { "View Position", "PA" } });
    CF_EQUAL(nih, (FilmTraits{ "M", 58, "PA", {} }));
    const FilmTraits chexpert = traitsOfRow(Row{ { "Sex", "Female" }, { "Age", "68.0" }, { "AP/PA", "ap" } });
    CF_EQUAL(chexpert, (FilmTraits{ "F", 68, "AP", {} }));
    const FilmTraits mimic =
        traitsOfRow(Row{ { "ViewPosition", "" }, { "Manufacturer", "SIEMENS" }, { "ManufacturerModelName", "Ysio" } });
    CF_EQUAL(mimic, (FilmTraits{ {}, 0, {}, "SIEMENS Ysio" }));
    for (const char *age : { "414", "0", "006M", "nan", "", "-3" })
        CF_EQUAL(ageInYears(age), 0);
    CF_EQUAL(ageInYears("058Y"), 58);
    CF_CHECK(sexOf("O").empty() && sexOf(" female ") == "F");
    CF_EQUAL(scannerName("Agfa", "Agfa DX-D", ""), "Agfa DX-D");
    CF_EQUAL(scannerName("", "Ysio", "Trixell 4343"), "Ysio Trixell 4343");
    CF_EQUAL(completed({ {}, 0, "AP", {} }, { "F", 40, "PA", "X" }), (FilmTraits{ "F", 40, "AP", "X" }));
}

/// Every column and every name of a public data set gives the one patient.
void everyTableTellsItsPatients()
{
    for (const char *column : { "patient_id", "Patient ID", "PatientID", "patient", "Patient", "subject_id",
             "SubjectID", "subject", "patient-id" })
        CF_CHECK(patientOfRow(Row{ { "file", "a.png" }, { column, "P7" } }) == "P7");
    for (const char *nothing : { "", " ", "nan", "None", "unknown", "?" })
        CF_CHECK(patientOfRow(Row{ { "file", "a.png" }, { "patient_id", nothing } }).empty());
    CF_CHECK(patientOfRow(Row{ { "patient_id", "nan" }, { "subject_id", "9" } }) == "9");
    CF_CHECK(patientOfRow(Row{ { "Patient Age", "57" }, { "file", "a.png" } }).empty());
    for (const char *column : { "file", "img_name", "Path", "Image Index", "image_id" }) {
        CF_CHECK(patientOfRow(Row{ { column, "00000013_030.png" } }) == "13");
        CF_CHECK(patientOfRow(Row{ { column, "patient41055_study2_view1_frontal.jpg" } }) == "patient41055");
        CF_CHECK(patientOfRow(Row{ { column, "CheXpert-v1.0-small/train/patient41055/study3/view1_frontal.jpg" } })
            == "patient41055");
        CF_CHECK(patientOfRow(Row{ { column, "files/p10/p10000032/s50414267/02aa804e.jpg" } }) == "10000032");
    }
    for (const char *name : { "film.png", "patients/a.png", "patient_view.png", "0000013_030.png", "00000013-030.png",
             "p10/s5a/x.png", "20200102_3.png" })
        CF_CHECK(patientOfPath(name).empty());
}

/// Names that differ only by blanks, case, zeros or a spreadsheet's ".0" are one; all others stay apart.
void oneNameHoweverItIsWritten()
{
    const std::vector<std::vector<std::string>> same{ { "7", " 7", "7 ", "007", "7.0", "00000007.00", "7." },
        { "P7", "p7", "P7 ", "P007" }, { "DOE^JANE", "doe^jane", "DOE^JANE " }, { "0", "00", "0.0" },
        { "patient00011", "Patient00011", "patient11" }, { "042f06a9", "042F06A9" }, { "1.5", "1.5 " },
        { "P-7", "p-07" }, { "A0", "a000" } };
    for (std::size_t one = 0; one < same.size(); ++one)
        for (std::size_t other = 0; other < same.size(); ++other)
            for (const std::string &a : same[one])
                for (const std::string &b : same[other])
                    CF_CHECK((comparedPatient(a) == comparedPatient(b)) == (one == other));
}

/// The rule's input as it always was, by the rule written out here.
bool heldBackAsEver(const std::string &key)
{
    std::uint64_t value = 0xCBF29CE484222325ULL;
    for (const char character : key)
        value = (value ^ static_cast<unsigned char>(character)) * 0x100000001B3ULL;
    return (value >> 20) % 5 == 0;
}

void heldBackPatientsStayTheSame()
{
    for (int patient = 1; patient < 3000; ++patient) {
        const std::string name = std::to_string(patient);
        const bool held = heldBackAsEver("nih/" + name);
        CF_CHECK(isHeldBackPatient("nih", name) == held);
        CF_CHECK(isHeldBackPatient("nih", "0000" + name) == held && isHeldBackPatient("nih", name + ".0 ") == held);
        const std::string word = "0" + std::to_string(patient * 7919) + "a9";
        CF_CHECK(isHeldBackPatient("hannover", word) == heldBackAsEver("hannover/" + word));
    }
    for (const char *folder : { "ChestX-ray14", "nih_films/", "a/b/mine", "." })
        CF_CHECK(dataSetOfFilm(folder, "images_001/images/00000013_030.png") == "nih");
    CF_CHECK(dataSetOfFilm("a/hannover_ccby3/", "images/b343e657.png") == "hannover");
}

void groupsGoOnByWhatIsShared()
{
    PatientGroups groups;
    for (int film = 0; film < 7; ++film)
        groups.add();
    groups.name(0, "case1"); // By the table …
    groups.name(0, "Q1");
    groups.name(1, "q1 "); // … by the object …
    groups.file(1, "aa");
    groups.file(2, "aa"); // … by the file.
    groups.name(2, "other");
    groups.name(3, "other");
    groups.nameByPath(4, "7"); // A table that numbers anew means another 7 than the path.
    groups.name(5, "7");
    groups.name(6, "");
    for (std::size_t film = 0; film < 4; ++film)
        CF_CHECK(groups.groupOf(film) == 0);
    CF_CHECK(groups.groupOf(4) == 4 && groups.groupOf(5) == 5 && groups.groupOf(6) == 6);
    groups.nameByPath(5, "0007");
    CF_CHECK(groups.groupOf(5) == 4);
}

/// Public data sets as they are unpacked, with every table's way to name a film.
void filmsAreFoundAsTheyAreUnpacked()
{
    const FilmFinder finder({ "ChestX-ray14/images_001/images/00000001_000.png", "images/b.png",
        "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg",
        "CheXpert-v1.0-small/train/patient00002/study1/view1_frontal.jpg",
        "files/p10/p10000032/s50414267/02aa804e.dcm" });
    const auto found = [&](const char *column, const char *name) {
        const auto files = finder.filmsOf(Row{ { column, name } });
        return files.size() == 1 ? files.front() : std::string();
    };
    CF_CHECK(found("Image Index", "00000001_000.png") == "ChestX-ray14/images_001/images/00000001_000.png");
    CF_CHECK(found("img_name", "patient00002_study1_view1_frontal.jpg")
        == "CheXpert-v1.0-small/train/patient00002/study1/view1_frontal.jpg");
    for (const char *path : { "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg",
             "CheXpert-v1.0/train/patient00001/study1/view1_frontal.jpg",
             "train/patient00001/study1/view1_frontal.jpg" })
        CF_CHECK(found("Path", path) == "CheXpert-v1.0-small/train/patient00001/study1/view1_frontal.jpg");
    CF_CHECK(found("file", "b.png") == "images/b.png" && found("image_id", "b") == "images/b.png");
    CF_CHECK(found("dicom_id", "02aa804e") == "files/p10/p10000032/s50414267/02aa804e.dcm");
    CF_CHECK(finder.filmsOf(Row{ { "subject_id", "10000032" }, { "study_id", "50414267" } }).size() == 1);
    // A mask of the same name is no second film.
    const FilmFinder masked({ "images/b343e657.png", "masks/b343e657.png" });
    CF_CHECK(masked.filmsOf(Row{ { "image_id", "b343e657" } }) == std::vector<std::string>{ "images/b343e657.png" });
    // Nothing is guessed, and no name leads out of the folder.
    for (const char *name : { "view1_frontal.jpg", "train/patient00003/study1/view1_frontal.jpg", "../images/b.png",
             "/images/b.png", "images/../../images/b.png", "c.png", "" })
        CF_CHECK(found("file", name).empty());
    // The patient's folder is gone from the path: any patient's film would fit.
    const FilmFinder one({ "train/patient00001/study1/view1_frontal.jpg" });
    CF_CHECK(one.fileNamed("CheXpert/train/patient00009/study1/view1_frontal.jpg").empty());
}

/// Every name of a file, whatever its bytes, is printed as UTF-8 and leads back to the file.
void everyNameLeadsBack()
{
    for (const std::string &name :
        { std::string("a/b.png"), std::string("f\xE9\xE8.png"), std::string("\xFC \xE8\x83\xB8.png"),
            std::string("a\\xE9.png"), std::string("a\\b.png"), std::string("\xC3"), std::string("\xED\xA0\x80"),
            std::string("\xC0\xAF"), std::string("\xF4\x90\x80\x80"), std::string("\xC3\xBC \xE8\x83\xB8.png") }) {
        CF_CHECK(pathOfPrintedName(printedName(name)).string() == name);
        CF_CHECK(printedName(printedName(name)) != printedName(name) || printedName(name) == name);
    }
    CF_CHECK(printedName("f\xE9.png") == "f\\xE9.png" && printedName("\xC3\xBC.png") == "\xC3\xBC.png");
    const test::TemporaryFolder folder;
    for (const char *name : { "bad\xE9.png", "bad\xE8.png" })
        std::ofstream(folder.path() / name) << name;
    const auto files = filmsBelow(folder.path());
    CF_CHECK(files && files->size() == 2 && files->contains("bad\\xE9.png"));
    for (const std::string &file : *files)
        CF_CHECK(fs::exists(folder.path() / pathOfPrintedName(file)));
    CF_CHECK(FilmFinder(*files).fileNamed("bad\xE9.png") == "bad\\xE9.png"); // As a table in Latin-1 has it.
}

} // namespace

int main()
{
    everyTableTellsItsPatients();
    traitsAreThoseOfPublicTables();
    oneNameHoweverItIsWritten();
    heldBackPatientsStayTheSame();
    groupsGoOnByWhatIsShared();
    filmsAreFoundAsTheyAreUnpacked();
    everyNameLeadsBack();
    return 0;
}

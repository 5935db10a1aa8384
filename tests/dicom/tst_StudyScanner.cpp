// The tree of studies: what a folder or a disc holds, and why some files are not in it.

#include "dicom/StudyScanner.h"
#include "tests/dicom/KnownImage.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <fstream>

using namespace cf;
using namespace cf::test;

namespace {

const std::filesystem::path realDisc("dicom_pydicom/test_files/dicomdirtests");

int instancesIn(const PatientEntry &patient)
{
    int count = 0;
    for (const StudyEntry &study : patient.studies)
        for (const SeriesEntry &series : study.series)
            count += static_cast<int>(series.instances.size());
    return count;
}

/// One film of a disc.
struct DiscFilm {
    const char *file; ///< As a DICOMDIR names it.
    const char *patientId;
    const char *name;
    const char *study;
    const char *date;
    const char *series;
    int instance;
};

/// Two patients, of whom one came twice and was X-rayed in two series then; the instances are out of order.
const std::vector<DiscFilm> discFilms{ { "A/S1/IM1", "D-1", "Doe^Archibald", "2.25.11", "20250401", "2.25.111", 3 },
    { "A/S1/IM2", "D-1", "Doe^Archibald", "2.25.11", "20250401", "2.25.111", 1 },
    { "A/S1/IM3", "D-1", "Doe^Archibald", "2.25.11", "20250401", "2.25.111", 2 },
    { "P/S1/IM1", "D-2", "Doe^Peter", "2.25.21", "20240105", "2.25.211", 1 },
    { "P/S2/IM1", "D-2", "Doe^Peter", "2.25.22", "20260105", "2.25.221", 10 },
    { "P/S2/IM2", "D-2", "Doe^Peter", "2.25.22", "20260105", "2.25.221", 9 },
    { "P/S2/IM3", "D-2", "Doe^Peter", "2.25.22", "20260105", "2.25.222", 1 } };

RawDataSet filmOf(const DiscFilm &described)
{
    RawDataSet film = test::film();
    std::string uid = "2.25.9"; // As its place on the disc, so that no two are alike.
    for (const char letter : std::string(described.file))
        uid += std::to_string(static_cast<int>(letter));
    film.text(0x00080018, "UI", uid);
    film.text(0x00080020, "DA", described.date);
    film.text(0x00100010, "PN", described.name);
    film.text(0x00100020, "LO", described.patientId);
    film.text(0x0020000D, "UI", described.study);
    film.text(0x0020000E, "UI", described.series);
    film.text(0x00200011, "IS", std::string(described.series).substr(7));
    film.text(0x00200013, "IS", std::to_string(described.instance));
    return film;
}

/// A DICOMDIR with a record for each file and no word of the tree.
Bytes flatDirectory(const std::vector<std::string> &fileIds, bool explicitVr = true)
{
    Bytes records;
    for (const std::string &fileId : fileIds) {
        RawDataSet record;
        record.text(0x00041430, "CS", "IMAGE");
        record.text(0x00041500, "CS", fileId);
        const Bytes inside = record.bytes(explicitVr);
        records += Bytes("\xFE\xFF\x00\xE0", 4);
        putNumber(records, inside.size(), 4);
        records += inside;
    }
    RawDataSet directory;
    directory.set(0x00041220, "SQ", records);
    return metaHeader(explicitVr ? explicitLittle : implicitLittle) + directory.bytes(explicitVr);
}

std::vector<std::string> fileIds()
{
    std::vector<std::string> ids;
    for (const DiscFilm &described : discFilms) {
        std::string id = described.file;
        std::replace(id.begin(), id.end(), '/', '\\');
        ids.push_back(id);
    }
    return ids;
}

/// The films in `folder`, without a DICOMDIR.
void writeFilms(const std::filesystem::path &folder)
{
    for (const DiscFilm &described : discFilms) {
        std::filesystem::create_directories((folder / described.file).parent_path());
        saveFilm(folder / described.file, filmOf(described));
    }
}

void checkTree(const Result<StudyTree> &tree)
{
    CF_CHECK(tree.has_value());
    CF_EQUAL(tree->instances, 7);
    CF_EQUAL(tree->problems.size(), 0);
    CF_EQUAL(tree->patients.size(), 2);
    const PatientEntry &once = tree->patients[0];
    CF_EQUAL(once.id, "D-1");
    CF_EQUAL(once.name, "Doe^Archibald");
    CF_EQUAL(once.studies.size(), 1);
    const PatientEntry &twice = tree->patients[1];
    CF_EQUAL(twice.id, "D-2");
    CF_EQUAL(twice.studies.size(), 2);
    CF_EQUAL(twice.studies[0].date, "20260105"); // The newest first.
    CF_EQUAL(twice.studies[1].date, "20240105");
    CF_EQUAL(twice.studies[0].series.size(), 2);
    CF_EQUAL(twice.studies[0].series[0].seriesInstanceUid, "2.25.221");
    for (const PatientEntry &patient : tree->patients)
        for (const StudyEntry &study : patient.studies)
            for (const SeriesEntry &series : study.series) {
                int last = 0;
                for (const InstanceEntry &entry : series.instances) {
                    CF_EQUAL(entry.problem, "");
                    CF_LESS(last, std::stoi(entry.attributes.instanceNumber));
                    last = std::stoi(entry.attributes.instanceNumber);
                }
            }
}

/// However the DICOMDIR is written, and without one.
void madeDiscIsListed()
{
    const TemporaryFolder folder;
    writeFilms(folder.path());
    checkTree(scanStudies(folder.path()));
    save(folder / "DICOMDIR", flatDirectory(fileIds()));
    checkTree(scanStudies(folder / "DICOMDIR"));
    save(folder / "DICOMDIR-implicit", flatDirectory(fileIds(), false));
    checkTree(scanStudies(folder / "DICOMDIR-implicit"));
    std::vector<std::string> backwards = fileIds();
    std::reverse(backwards.begin(), backwards.end());
    save(folder / "DICOMDIR-reordered", flatDirectory(backwards));
    checkTree(scanStudies(folder / "DICOMDIR-reordered"));
    save(folder / "DICOMDIR-empty", flatDirectory({}));
    const auto empty = scanStudies(folder / "DICOMDIR-empty");
    CF_CHECK(empty && empty->instances == 0);
}

/// The tree of records and the offsets of a toolkit's own writer.
void dcmtksDiscIsListed()
{
    if (!hasProgram("dcmmkdir") || !hasProgram("dcmconv"))
        return skipped("DICOMDIR as DCMTK writes it", "dcmmkdir or dcmconv is not installed");
    const TemporaryFolder folder;
    writeFilms(folder.path());
    const ProgramOutput made = run("dcmmkdir +r +I +id", { folder.path(), "+D", folder / "DICOMDIR" });
    if (made.status != 0)
        std::fprintf(stderr, "%s", made.text.c_str());
    CF_EQUAL(made.status, 0);
    checkTree(scanStudies(folder / "DICOMDIR"));
    for (const char *command : { "dcmconv +tb", "dcmconv +ti" }) {
        CF_CHECK(recode(command, folder / "DICOMDIR", folder / "DICOMDIR-other"));
        checkTree(scanStudies(folder / "DICOMDIR-other"));
    }
}

/// The disc of pydicom's tests: 31 images of two patients, however its DICOMDIR is written.
void realDiscIsListed()
{
    if (!hasData(realDisc, "a real disc"))
        return;
    for (const char *name :
        { "DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-nooffset", "DICOMDIR-reordered" }) {
        const auto tree = scanStudies(dataFile(realDisc / name));
        CF_CHECK(tree.has_value());
        CF_CHECK(tree->instances == 31 && tree->problems.empty());
        CF_EQUAL(tree->patients.size(), 2);
        CF_CHECK(tree->patients[0].id == "77654033" && tree->patients[0].name == "Doe^Archibald");
        CF_CHECK(instancesIn(tree->patients[0]) == 7 && instancesIn(tree->patients[1]) == 24);
        CF_CHECK(tree->patients[1].studies.size() >= 2);
        CF_CHECK(tree->patients[1].studies.front().date >= tree->patients[1].studies.back().date);
    }
    const auto empty = scanStudies(dataFile(realDisc / "DICOMDIR-empty.dcm"));
    CF_CHECK(empty && empty->instances == 0);
}

void realFolderIsListedLikeItsDisc()
{
    if (!hasData(realDisc, "the folder of a real disc"))
        return;
    const auto tree = scanStudies(dataFile(realDisc / "98892001"));
    CF_CHECK(tree && tree->patients.size() == 1 && tree->instances == 7);
    const std::vector<SeriesEntry> &series = tree->patients[0].studies[0].series;
    for (const SeriesEntry &entry : series)
        CF_CHECK(std::is_sorted(entry.instances.begin(), entry.instances.end(), [](const auto &a, const auto &b) {
            return std::stoi(a.attributes.instanceNumber) < std::stoi(b.attributes.instanceNumber);
        }));
}

/// A bad file is named with its reason, and the others still open.
void badFilesDoNotHideTheOthers()
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "deep" / "deeper");
    saveFilm(folder / "deep" / "deeper" / "chest", film());
    std::ofstream(folder / "notes.dcm") << "not an image, only some lines of text";
    std::ofstream(folder / "empty.dcm").close();
    std::ofstream(folder / "picture.png") << "not looked into here";
    saveFilm(folder / "cut.dcm", film());
    std::filesystem::resize_file(folder / "cut.dcm", 400); // In the middle of its header.
    std::filesystem::create_directory_symlink(folder.path(), folder / "deep" / "circle");
    const auto tree = scanStudies(folder.path());
    CF_CHECK(tree.has_value());
    CF_EQUAL(tree->instances, 1);
    CF_EQUAL(tree->pictures.size(), 1);
    CF_EQUAL(tree->filesSeen, 5);
    CF_EQUAL(tree->problems.size(), 3);
    for (const FileProblem &problem : tree->problems)
        CF_LESS(20, problem.message.size());
    CF_EQUAL(tree->patients[0].studies[0].series[0].instances[0].problem, "");
}

/// A DICOMDIR of a stranger cannot make us read files outside its folder.
void discCannotLeadOutside()
{
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "disc");
    saveFilm(folder / "FILM", film());
    saveFilm(folder / "disc" / "FILM", film());
    for (const std::string &fileId : { std::string("..\\FILM"), std::string(".\\..\\FILM"), std::string("../FILM"),
             (folder / "FILM").string(), std::string("\\FILM") }) {
        save(folder / "disc" / "DICOMDIR", flatDirectory({ fileId }));
        const auto tree = scanStudies(folder / "disc" / "DICOMDIR");
        CF_CHECK(tree.has_value());
        CF_EQUAL(tree->instances, 0);
        for (const FileProblem &problem : tree->problems)
            CF_EQUAL(problem.path.string().find(".."), std::string::npos);
    }
    save(folder / "disc" / "DICOMDIR", flatDirectory({ "FILM" })); // Its own it may name.
    CF_EQUAL(scanStudies(folder / "disc" / "DICOMDIR")->instances, 1);
}

void samePatientIdWithOtherNamesStaysApart()
{
    const TemporaryFolder folder;
    for (const char *name : { "Doe^Jane", "Roe^Richard" }) {
        RawDataSet film = test::film();
        film.text(0x00080018, "UI", name[0] == 'D' ? "2.25.41" : "2.25.42");
        film.text(0x00100010, "PN", name);
        film.text(0x00100020, "LO", "1");
        saveFilm(folder / name, film);
    }
    const auto made = scanStudies(folder.path());
    CF_CHECK(made.has_value());
    CF_EQUAL(made->patients.size(), 2);
    CF_EQUAL(made->patients[0].name, "Doe^Jane");
    CF_EQUAL(made->patients[1].name, "Roe^Richard");
    if (!hasData("dicom_orthanc/PatientIdsCollision", "colliding real patients"))
        return;
    const auto tree = scanStudies(dataFile("dicom_orthanc/PatientIdsCollision"));
    CF_CHECK(tree.has_value());
    for (std::size_t i = 0; i < tree->patients.size(); ++i)
        for (std::size_t j = i + 1; j < tree->patients.size(); ++j)
            CF_CHECK(tree->patients[i].id != tree->patients[j].id || tree->patients[i].name != tree->patients[j].name);
}

void scanStopsAndReports()
{
    const TemporaryFolder folder;
    for (int i = 0; i < 20; ++i)
        std::ofstream(folder / std::to_string(i)) << "x";
    std::stop_source stop;
    int reports = 0;
    const JobContext job(stop.get_token(), [&](const Progress &progress) {
        CF_EQUAL(progress.steps, 20);
        if (++reports == 3)
            stop.request_stop();
    });
    const auto tree = scanStudies(folder.path(), job);
    CF_CHECK(!tree && tree.error().code == ErrorCode::Cancelled && reports == 3);
    CF_EQUAL(scanStudies(folder / "absent").error().code, ErrorCode::Io);
}

/// A folder of links, as a list of cases often is, is listed whole.
void manyFilesAreListed()
{
    const TemporaryFolder folder;
    constexpr int films = 500;
    saveFilm(folder / "0", film());
    for (int i = 1; i < films; ++i)
        std::filesystem::create_symlink(folder / "0", folder / std::to_string(i));
    const auto tree = scanStudies(folder.path());
    CF_CHECK(tree.has_value());
    CF_EQUAL(tree->instances, films);
    CF_EQUAL(tree->filesSeen, films);
}

} // namespace

int main()
{
    scanStopsAndReports();
    madeDiscIsListed();
    dcmtksDiscIsListed();
    badFilesDoNotHideTheOthers();
    discCannotLeadOutside();
    samePatientIdWithOtherNamesStaysApart();
    manyFilesAreListed();
    realDiscIsListed();
    realFolderIsListedLikeItsDisc();
    return 0;
}

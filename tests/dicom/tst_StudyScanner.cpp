// The tree of studies: what a folder or a disc holds, and why some files are not in it.

#include "dicom/StudyScanner.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <chrono>
#include <fstream>

using namespace cf;
using namespace cf::test;

namespace {

const std::filesystem::path disc("dicom_pydicom/test_files/dicomdirtests");

int instancesIn(const PatientEntry &patient)
{
    int count = 0;
    for (const StudyEntry &study : patient.studies)
        for (const SeriesEntry &series : study.series)
            count += static_cast<int>(series.instances.size());
    return count;
}

/// The disc of pydicom's tests: 31 images of two patients, however its DICOMDIR is written.
void discIsListed()
{
    if (!hasData(disc, "DICOMDIR"))
        return;
    for (const char *name :
        { "DICOMDIR", "DICOMDIR-bigEnd", "DICOMDIR-implicit", "DICOMDIR-nooffset", "DICOMDIR-reordered" }) {
        const auto tree = scanStudies(dataFile(disc / name));
        CF_CHECK(tree.has_value());
        CF_CHECK(tree->instances == 31 && tree->problems.empty());
        CF_EQUAL(tree->patients.size(), 2);
        CF_CHECK(tree->patients[0].id == "77654033" && tree->patients[0].name == "Doe^Archibald");
        CF_CHECK(instancesIn(tree->patients[0]) == 7 && instancesIn(tree->patients[1]) == 24);
        CF_CHECK(tree->patients[1].studies.size() >= 2);
        CF_CHECK(tree->patients[1].studies.front().date >= tree->patients[1].studies.back().date);
    }
    const auto empty = scanStudies(dataFile(disc / "DICOMDIR-empty.dcm"));
    CF_CHECK(empty && empty->instances == 0);
}

void folderIsListedLikeItsDisc()
{
    if (!hasData(disc, "folder"))
        return;
    const auto tree = scanStudies(dataFile(disc / "98892001"));
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
    if (!hasData("dicom_cxr", "a folder with bad files"))
        return;
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "deep" / "deeper");
    const auto chest = dataFile("dicom_cxr/siim_nih_CR_chestPA_mono2_jpeg.dcm");
    std::filesystem::copy_file(chest, folder / "deep" / "deeper" / "chest");
    std::ofstream(folder / "notes.dcm") << "not an image, only some lines of text";
    std::ofstream(folder / "empty.dcm").close();
    std::ofstream(folder / "picture.png") << "not looked into here";
    std::filesystem::copy_file(chest, folder / "cut.dcm");
    std::filesystem::resize_file(folder / "cut.dcm", 700);
    std::filesystem::create_directory_symlink(folder.path(), folder / "deep" / "circle");
    const auto tree = scanStudies(folder.path());
    CF_CHECK(tree && tree->instances == 1 && tree->pictures.size() == 1 && tree->filesSeen == 5);
    CF_EQUAL(tree->problems.size(), 3);
    for (const FileProblem &problem : tree->problems)
        CF_LESS(20, problem.message.size());
    CF_CHECK(tree->patients[0].studies[0].series[0].instances[0].problem.empty());
}

/// A DICOMDIR of a stranger cannot make us read files outside its folder.
void discCannotLeadOutside()
{
    if (!hasData(disc, "hostile DICOMDIR"))
        return;
    const TemporaryFolder folder;
    std::filesystem::create_directories(folder / "disc");
    std::ifstream original(dataFile(disc / "DICOMDIR"), std::ios::binary);
    std::string bytes((std::istreambuf_iterator<char>(original)), std::istreambuf_iterator<char>());
    for (std::size_t at = 0; (at = bytes.find("77654033\\", at)) != std::string::npos; ++at)
        bytes.replace(at, 9, "..\\.....\\"); // As long as before.
    std::ofstream(folder / "disc" / "DICOMDIR", std::ios::binary) << bytes;
    const auto tree = scanStudies(folder / "disc" / "DICOMDIR");
    CF_CHECK(tree && tree->instances == 0);
    for (const FileProblem &problem : tree->problems)
        CF_EQUAL(problem.path.string().find(".."), std::string::npos);
}

void samePatientIdWithOtherNamesStaysApart()
{
    if (!hasData("dicom_orthanc/PatientIdsCollision", "colliding patients"))
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

/// 500 radiographs of 2000 × 2000 must be listed in 5 s; here 500 links to one, so that the disk does not count.
void manyFilesAreListedFast()
{
    if (!hasData("dicom_cxr", "speed"))
        return;
    const TemporaryFolder folder;
    const auto chest = dataFile("dicom_cxr/966_fixed_DX_chestPA_mono1_12bit_j2k.dcm");
    for (int i = 0; i < 500; ++i)
        std::filesystem::create_symlink(chest, folder / std::to_string(i));
    const auto begin = std::chrono::steady_clock::now();
    const auto tree = scanStudies(folder.path());
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    std::printf("500 headers in %.2f s\n", seconds);
    CF_CHECK(tree && tree->instances == 500 && seconds < 5.0);
}

} // namespace

int main()
{
    scanStopsAndReports();
    discIsListed();
    folderIsListedLikeItsDisc();
    badFilesDoNotHideTheOthers();
    discCannotLeadOutside();
    samePatientIdWithOtherNamesStaysApart();
    manyFilesAreListedFast();
    return 0;
}

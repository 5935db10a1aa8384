#include "dicom/StudyScanner.h"

#include "core/base/files/FolderListing.h"
#include "dicom/ImageImport.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomDirectory.h"
#include "dicom/reading/file/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>
#include <system_error>
#include <tuple>
#include <utility>

namespace cf {
namespace {

/// What keeps an object from being shown, as far as its header tells.
std::string problemOf(const InstanceAttributes &attributes)
{
    if (attributes.rows < 1 || attributes.columns < 1)
        return "This object holds no image (it may be a report, a plan or a list).";
    const std::string &photometric = attributes.photometricInterpretation;
    const bool colour = !photometric.empty() && !photometric.starts_with("MONOCHROME"); // Empty is read as grey.
    if (colour && photometric != "RGB" && photometric != "PALETTE COLOR" && !photometric.starts_with("YBR"))
        return "The photometric interpretation \"" + photometric + "\" is not supported.";
    return {};
}

long numberIn(const std::string &text)
{
    long number = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), number);
    return parsed.ec == std::errc() ? number : 0;
}

template <typename Entry, typename Matches> Entry &entryFor(std::vector<Entry> &entries, const Matches &matches)
{
    const auto found = std::find_if(entries.rbegin(), entries.rend(), matches);
    return found != entries.rend() ? *found : entries.emplace_back();
}

void insert(StudyTree &tree, InstanceEntry instance)
{
    const InstanceAttributes &read = instance.attributes;
    PatientEntry &patient = entryFor(tree.patients,
        [&](const PatientEntry &entry) { return entry.id == read.patientId && entry.name == read.patientName; });
    patient.id = read.patientId;
    patient.name = read.patientName;
    patient.birthDate = read.patientBirthDate;
    patient.sex = read.patientSex;
    StudyEntry &study = entryFor(
        patient.studies, [&](const StudyEntry &entry) { return entry.studyInstanceUid == read.studyInstanceUid; });
    study.studyInstanceUid = read.studyInstanceUid;
    study.date = read.studyDate;
    study.description = read.studyDescription;
    SeriesEntry &series = entryFor(
        study.series, [&](const SeriesEntry &entry) { return entry.seriesInstanceUid == read.seriesInstanceUid; });
    series.seriesInstanceUid = read.seriesInstanceUid;
    series.description = read.seriesDescription;
    series.modality = read.modality;
    series.number = read.seriesNumber;
    series.instances.push_back(std::move(instance));
    ++tree.instances;
}

void sortTree(StudyTree &tree)
{
    std::stable_sort(tree.patients.begin(), tree.patients.end(),
        [](const auto &a, const auto &b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
    for (PatientEntry &patient : tree.patients) {
        std::stable_sort(patient.studies.begin(), patient.studies.end(),
            [](const auto &a, const auto &b) { return a.date > b.date; });
        for (StudyEntry &study : patient.studies) {
            std::stable_sort(study.series.begin(), study.series.end(),
                [](const auto &a, const auto &b) { return numberIn(a.number) < numberIn(b.number); });
            for (SeriesEntry &series : study.series)
                std::stable_sort(series.instances.begin(), series.instances.end(), [](const auto &a, const auto &b) {
                    return numberIn(a.attributes.instanceNumber) < numberIn(b.attributes.instanceNumber);
                });
        }
    }
}

void readInto(StudyTree &tree, const std::filesystem::path &path)
{
    ++tree.filesSeen;
    if (!looksLikeDicom(path) && (hasPictureName(path) || looksLikePicture(path))) {
        tree.pictures.push_back(path);
        return;
    }
    const auto attributes = guarded([&]() -> Result<InstanceAttributes> {
        CF_ASSIGN(const DicomFile file, DicomFile::open(path, DicomFile::Extent::Header));
        if (file.dataset().tagExists(DCM_DirectoryRecordSequence))
            return fail(ErrorCode::Unsupported, "This is a DICOMDIR; open it itself to see what it lists.");
        return readAttributes(file);
    });
    if (!attributes) {
        tree.problems.push_back({ path, attributes.error().message });
        return;
    }
    if (attributes->sopInstanceUid.empty() && attributes->sopClassUid.empty() && attributes->rows == 0) {
        tree.problems.push_back({ path, "The file lacks the attributes that name a DICOM object." });
        return;
    }
    insert(tree, { path, *attributes, problemOf(*attributes) });
}

/// One folder's files and folders. Errors: it cannot be read, or no more in its middle.
Result<> sortEntries(const std::filesystem::path &folder, std::vector<std::filesystem::path> &files,
    std::vector<std::filesystem::path> &folders, std::vector<FileProblem> &problems)
{
    return eachInFolder(folder, [&](const std::filesystem::directory_entry &entry) {
        std::error_code ignored;
        // Links to folders are not followed, so that a circle of them ends.
        if (entry.is_directory(ignored) && !entry.is_symlink(ignored))
            folders.push_back(entry.path());
        else if (entry.is_regular_file(ignored))
            files.push_back(entry.path());
        else if (entry.is_symlink(ignored) && !entry.exists(ignored))
            problems.push_back({ entry.path(), "This link leads nowhere." });
        else if (entry.is_other(ignored))
            problems.push_back({ entry.path(), "This is a pipe, a socket or a device, not a file." });
    });
}

Result<std::vector<std::filesystem::path>> filesBelow(
    const std::filesystem::path &folder, const JobContext &job, std::vector<FileProblem> &problems)
{
    std::vector<std::filesystem::path> files;
    std::vector<std::filesystem::path> folders{ folder };
    while (!folders.empty()) {
        CF_TRY(job.checkStop());
        const std::filesystem::path next = std::move(folders.back());
        folders.pop_back();
        const auto read = sortEntries(next, files, folders, problems);
        if (!read && next == folder && files.empty() && folders.empty())
            return tl::make_unexpected(read.error()); // The one that was named.
        if (!read)
            problems.push_back({ next, read.error().message });
    }
    std::sort(files.begin(), files.end());
    return files;
}

Result<std::vector<std::filesystem::path>> filesToScan(
    const std::filesystem::path &path, const JobContext &job, std::vector<FileProblem> &problems)
{
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::Io, "There is no such file or folder. Check the path.");
    if (std::filesystem::is_directory(path, error))
        return filesBelow(path, job, problems);
    if (isDicomDirectory(path))
        return filesOfDirectory(path);
    return std::vector<std::filesystem::path>{ path };
}

} // namespace

Result<StudyTree> scanStudies(const std::filesystem::path &path, const JobContext &job)
{
    using Clock = std::chrono::steady_clock;
    StudyTree tree;
    CF_ASSIGN(const auto files, filesToScan(path, job, tree.problems));
    const Clock::time_point begin = Clock::now();
    std::set<std::filesystem::path> seen;
    const int count = static_cast<int>(files.size());
    for (int i = 0; i < count; ++i) {
        CF_TRY(job.checkStop());
        const std::filesystem::path &file = files[static_cast<std::size_t>(i)];
        if (seen.insert(file).second) // A damaged DICOMDIR may name a file twice.
            readInto(tree, file);
        const double elapsed = std::chrono::duration<double>(Clock::now() - begin).count();
        job.report({ i + 1, count, "Reading files", elapsed / (i + 1) * (count - i - 1) });
    }
    sortTree(tree);
    return tree;
}

std::optional<std::string> nothingToShow(const StudyTree &tree)
{
    if (!tree.pictures.empty())
        return std::nullopt;
    std::optional<std::string> reason;
    for (const PatientEntry &patient : tree.patients)
        for (const StudyEntry &study : patient.studies)
            for (const SeriesEntry &series : study.series)
                for (const InstanceEntry &instance : series.instances) {
                    if (instance.problem.empty())
                        return std::nullopt;
                    if (!reason)
                        reason = instance.problem;
                }
    if (!reason && !tree.problems.empty())
        reason = tree.problems.front().message;
    return reason ? reason : "There is no DICOM object, PNG, JPEG or TIFF here.";
}

} // namespace cf

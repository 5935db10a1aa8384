#include "dicom/reading/file/DicomDirectory.h"

#include "core/base/files/FolderListing.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cctype>
#include <string>
#include <system_error>
#include <vector>

namespace cf {
namespace {

std::string lowered(std::string text)
{
    std::transform(
        text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return text;
}

/// A name without what discs and copies of them add to it: version ("IM0.;1", ISO 9660), extension, case.
std::string bareName(std::string name)
{
    name = lowered(name.substr(0, name.find(';')));
    return name.substr(0, std::max<std::size_t>(name.find('.'), 1));
}

/// `folder`/`name`, or the entry that differs from it in case alone (discs have capitals, copies of them often not), or
/// else the one that differs in its extension or version.
std::filesystem::path entryOf(const std::filesystem::path &folder, const std::string &name)
{
    std::error_code error;
    const std::filesystem::path exact = folder / name;
    if (std::filesystem::exists(exact, error))
        return exact;
    std::vector<std::filesystem::path> same;
    std::vector<std::filesystem::path> alike;
    const auto read = eachInFolder(folder, [&](const std::filesystem::directory_entry &entry) {
        const std::string found = entry.path().filename().string();
        if (lowered(found) == lowered(name))
            same.push_back(entry.path());
        else if (bareName(found) == bareName(name))
            alike.push_back(entry.path());
    });
    if (!read)
        return exact; // Which is then told of as missing, with the folder in its name.
    if (!same.empty())
        return *std::ranges::min_element(same);
    std::sort(alike.begin(), alike.end());
    const auto dicom = std::find_if(alike.begin(), alike.end(), [](const std::filesystem::path &path) {
        std::error_code ignored;
        return std::filesystem::is_directory(path, ignored) || looksLikeDicom(path);
    });
    return dicom == alike.end() ? exact : *dicom;
}

/// Components of a File ID are joined by "\" (PS3.10 section 8.2); none may point upwards or hold a separator.
std::filesystem::path pathOf(const std::filesystem::path &folder, const std::string &fileId)
{
    std::filesystem::path path = folder;
    for (std::size_t begin = 0; begin <= fileId.size();) {
        const std::size_t end = std::min(fileId.find('\\', begin), fileId.size());
        std::string component = fileId.substr(begin, end - begin);
        component.erase(0, component.find_first_not_of(' '));
        component.erase(component.find_last_not_of(' ') + 1);
        if (component.empty() || component == "." || component == ".." || component.find('/') != std::string::npos)
            return {};
        path = entryOf(path, component);
        begin = end + 1;
    }
    return path;
}

} // namespace

bool isDicomDirectory(const std::filesystem::path &path)
{
    if (lowered(path.filename().string()).find("dicomdir") == std::string::npos)
        return false;
    return guarded([&]() -> Result<bool> {
        CF_ASSIGN(const DicomFile file, DicomFile::open(path, DicomFile::Extent::Header));
        return file.dataset().tagExists(DCM_DirectoryRecordSequence);
    }).value_or(false);
}

Result<std::vector<std::filesystem::path>> filesOfDirectory(const std::filesystem::path &path)
{
    return guarded([&]() -> Result<std::vector<std::filesystem::path>> {
        CF_ASSIGN(const DicomFile file, DicomFile::open(path));
        // The records lie in one flat sequence. Their offsets tell the tree, but each image's own header tells the
        // same and cannot be out of date.
        DcmSequenceOfItems *records = nullptr;
        file.dataset().findAndGetSequence(DCM_DirectoryRecordSequence, records);
        std::vector<std::filesystem::path> files;
        for (DcmObject *record = nullptr; records && (record = records->nextInContainer(record));) {
            auto *item = dynamic_cast<DcmItem *>(record);
            const std::string fileId = item ? textOf(*item, DCM_ReferencedFileID) : std::string();
            const std::filesystem::path found =
                fileId.empty() ? std::filesystem::path() : pathOf(path.parent_path(), fileId);
            if (!found.empty())
                files.push_back(found);
        }
        return files;
    });
}

} // namespace cf

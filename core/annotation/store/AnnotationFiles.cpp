#include "core/annotation/store/AnnotationFiles.h"

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/store/AnnotationRows.h"
#include "core/base/files/FolderListing.h"
#include "core/sessions/store/Records.h"

#include <system_error>
#include <vector>

namespace cf::annotation {

namespace fs = std::filesystem;

namespace {

/// As placeOf() writes them.
bool isImageFolder(const fs::path &folder)
{
    constexpr std::size_t digits = 32;
    const std::string name = folder.filename().string();
    return name.size() == digits && name.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// Sorted, so that the same files give the same records. All or none: annotations that are left out are lost work.
Result<std::vector<fs::path>> annotationFiles(const fs::path &folder)
{
    std::vector<fs::path> files;
    CF_ASSIGN(const auto images, listFolderIfThere(folder));
    for (const fs::directory_entry &image : images) {
        std::error_code unknown;
        if (!isImageFolder(image.path()) || !image.is_directory(unknown))
            continue;
        CF_ASSIGN(const auto annotations, listFolder(image.path()));
        for (const fs::directory_entry &one : annotations)
            if (one.path().extension() == ".json")
                files.push_back(one.path());
    }
    return files;
}

} // namespace

Result<bool> hasAnnotationFiles(const fs::path &folder)
{
    CF_ASSIGN(const auto files, annotationFiles(folder));
    return !files.empty();
}

Result<int> takeAnnotationFiles(sessions::store::Database &database, const fs::path &folder)
{
    int damaged = 0;
    CF_ASSIGN(const auto files, annotationFiles(folder));
    for (const fs::path &file : files) {
        const std::string image = file.parent_path().filename().string();
        const auto annotation = readAnnotation(file);
        if (annotation) {
            CF_TRY(putAnnotation(database, image, *annotation, "migrated"));
            continue;
        }
        ++damaged;
        CF_TRY(sessions::store::append(database, {}, "program", "left-out",
            { { "image", image }, { "file", file.filename().string() }, { "why", annotation.error().message } }));
    }
    return damaged;
}

} // namespace cf::annotation

#include "core/annotation/store/AnnotationFiles.h"

#include "core/annotation/AnnotationJson.h"
#include "core/annotation/store/AnnotationRows.h"
#include "core/sessions/store/Records.h"

#include <algorithm>
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

/// Sorted, so that the same files give the same records.
std::vector<fs::path> annotationFiles(const fs::path &folder)
{
    std::vector<fs::path> files;
    std::error_code failed;
    for (fs::directory_iterator image(folder, failed), end; !failed && image != end; image.increment(failed)) {
        std::error_code unread;
        if (!image->is_directory(unread) || !isImageFolder(image->path()))
            continue;
        for (fs::directory_iterator one(image->path(), unread); !unread && one != end; one.increment(unread))
            if (one->path().extension() == ".json")
                files.push_back(one->path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace

bool hasAnnotationFiles(const fs::path &folder)
{
    return !annotationFiles(folder).empty();
}

Result<int> takeAnnotationFiles(sessions::store::Database &database, const fs::path &folder)
{
    int damaged = 0;
    for (const fs::path &file : annotationFiles(folder)) {
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

#include "core/base/files/FolderListing.h"

#include "core/base/files/RegularFile.h"

#include <algorithm>
#include <system_error>

namespace cf {

namespace fs = std::filesystem;

Result<> eachInFolder(const fs::path &folder, const std::function<void(const fs::directory_entry &)> &take)
{
    std::error_code failure;
    // Not a range-based for: its ++ throws, and where only the constructor's error is asked for, the rest of a folder
    // is dropped.
    fs::directory_iterator entry(folder, failure);
    for (const fs::directory_iterator end; !failure && entry != end; entry.increment(failure))
        take(*entry);
    if (failure)
        return fail(codeOfReading(failure.value()),
            "The folder " + folder.string() + " cannot be read: " + reasonNotRead(failure.value()) + ".");
    return {};
}

Result<std::vector<fs::directory_entry>> listFolder(const fs::path &folder)
{
    std::vector<fs::directory_entry> entries;
    CF_TRY(eachInFolder(folder, [&entries](const fs::directory_entry &entry) { entries.push_back(entry); }));
    std::ranges::sort(entries, {}, [](const fs::directory_entry &entry) -> const fs::path & { return entry.path(); });
    return entries;
}

Result<std::vector<fs::directory_entry>> listFolderIfThere(const fs::path &folder)
{
    std::error_code failure;
    if (fs::symlink_status(folder, failure).type() == fs::file_type::not_found)
        return std::vector<fs::directory_entry>();
    return listFolder(folder);
}

} // namespace cf

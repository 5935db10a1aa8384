#include "ui/records/PrivateFolder.h"

#include "core/base/files/AtomicFile.h"

#include <system_error>
#include <vector>

namespace cf::ui {

Result<> makePrivateFolder(const std::filesystem::path &folder)
{
    namespace fs = std::filesystem;
    std::error_code failure;
    std::vector<fs::path> ours{ folder };
    for (fs::path above = folder.parent_path(); !above.empty() && !fs::exists(above, failure);
         above = above.parent_path())
        ours.push_back(above);
    CF_TRY(makeFolder(folder));
    for (const fs::path &each : ours) {
        fs::permissions(each, fs::perms::owner_all, failure);
        if (failure)
            return fail(ErrorCode::Io,
                "The folder " + each.string() + " cannot be closed to others: " + systemReason(failure.value()) + ".");
    }
    return {};
}

} // namespace cf::ui

#include "core/sessions/store/NewFile.h"

#include "core/sessions/store/Database.h"

#include <filesystem>

namespace cf::sessions::store {

Result<> createFile(const Location &location, const std::function<Result<>(Database &)> &fill, WritePolicy policy)
{
    std::error_code unknown; // Of a name that is too long; making the file says so.
    if (std::filesystem::exists(location.file, unknown))
        return fail(ErrorCode::InvalidInput, "There is a file " + location.text + " already. Choose another name.");
    CF_ASSIGN(AtomicFile output, AtomicFile::create(location.file, std::move(policy)));
    Location part = location;
    part.file = output.temporary().string();
    const auto filled = [&]() -> Result<> {
        CF_ASSIGN(const auto database, Database::connect(part, Database::Purpose::Create));
        return fill(*database);
    }();
    if (!filled) {
        std::error_code gone;
        std::filesystem::remove(part.file + "-journal", gone); // SQLite's, where it could not end its write.
        return filled;
    }
    return output.commit();
}

} // namespace cf::sessions::store

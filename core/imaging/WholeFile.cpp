#include "core/imaging/WholeFile.h"

#include <fstream>
#include <system_error>

namespace cf {

Result<> writeWhole(const std::filesystem::path &file, std::string_view bytes)
{
    std::filesystem::path temporary = file;
    temporary += ".part";
    std::error_code ignored;
    {
        std::ofstream stream(temporary, std::ios::binary | std::ios::trunc);
        stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        stream.close();
        if (!stream) {
            std::filesystem::remove(temporary, ignored);
            return fail(ErrorCode::Io,
                "The file " + file.string()
                    + " cannot be written. Check that its folder exists and the disk has room.");
        }
    }
    std::error_code failure;
    std::filesystem::rename(temporary, file, failure);
    if (failure) {
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written: " + failure.message() + ".");
    }
    return {};
}

} // namespace cf

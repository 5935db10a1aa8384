#include "core/imaging/AtomicFile.h"

#include <fstream>
#include <system_error>

namespace cf {

namespace {

std::filesystem::path partOf(const std::filesystem::path &file)
{
    std::filesystem::path temporary = file;
    temporary += ".part";
    return temporary;
}

tl::unexpected<Error> cannotWrite(const std::filesystem::path &file)
{
    return fail(ErrorCode::Io,
        "The file " + file.string()
            + " cannot be written. Check that its folder exists, may be written to and has room.");
}

/// True for what must be written to in place: a renamed file would take the place of a device or pipe.
bool isStream(const std::filesystem::path &file)
{
    std::error_code ignored;
    const auto kind = std::filesystem::status(file, ignored).type();
    return kind == std::filesystem::file_type::character || kind == std::filesystem::file_type::fifo;
}

bool writeTo(const std::filesystem::path &file, std::string_view bytes)
{
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    stream.close();
    return stream.good();
}

} // namespace

Result<> writeWhole(const std::filesystem::path &file, std::string_view bytes)
{
    if (isStream(file)) {
        if (!writeTo(file, bytes))
            return cannotWrite(file);
        return {};
    }
    const std::filesystem::path temporary = partOf(file);
    std::error_code ignored;
    if (!writeTo(temporary, bytes)) {
        std::filesystem::remove(temporary, ignored);
        return cannotWrite(file);
    }
    std::error_code failure;
    std::filesystem::rename(temporary, file, failure);
    if (failure) {
        std::filesystem::remove(temporary, ignored);
        return fail(ErrorCode::Io, "The file " + file.string() + " cannot be written: " + failure.message() + ".");
    }
    return {};
}

Result<> checkWritable(const std::filesystem::path &file)
{
    std::error_code ignored;
    if (std::filesystem::is_directory(file, ignored))
        return fail(ErrorCode::InvalidInput, file.string() + " is a folder. Name a file in it.");
    if (isStream(file))
        return {};
    const std::filesystem::path temporary = partOf(file);
    const bool written = writeTo(temporary, "x"); // An empty file needs no room, so it would prove nothing.
    std::filesystem::remove(temporary, ignored);
    if (!written)
        return cannotWrite(file);
    return {};
}

} // namespace cf

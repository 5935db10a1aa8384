#include "core/diffusion/weights/ZipArchive.h"

#include "core/base/files/RegularFile.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <limits>

namespace cf {

namespace {

constexpr std::uint32_t endSignature = 0x06054b50, end64Signature = 0x06064b50, locator64Signature = 0x07064b50;
constexpr std::uint32_t directorySignature = 0x02014b50, localSignature = 0x04034b50;
constexpr std::size_t endSize = 22, end64Size = 56, locatorSize = 20, directorySize = 46, localSize = 30;
constexpr std::uint64_t maxEntries = 1 << 20;

using Bytes = std::span<const std::byte>;

/// A little-endian number; callers have checked that it lies inside.
template <typename T> T number(Bytes bytes, std::size_t offset)
{
    T value{};
    std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

bool fits(Bytes bytes, std::uint64_t offset, std::uint64_t length)
{
    return offset <= bytes.size() && length <= bytes.size() - offset;
}

tl::unexpected<Error> damaged(const std::string &how)
{
    return fail(ErrorCode::InvalidInput, "it is damaged or cut short (" + how + "); copy it again");
}

struct Directory {
    std::uint64_t offset = 0;
    std::uint64_t entries = 0;
};

Result<Directory> findDirectory(Bytes archive)
{
    // The end record is followed by a comment of at most 65535 bytes.
    const std::size_t furthest = std::min<std::size_t>(archive.size(), endSize + 65535);
    for (std::size_t back = endSize; back <= furthest; ++back) {
        const std::size_t place = archive.size() - back;
        if (number<std::uint32_t>(archive, place) != endSignature)
            continue;
        Directory found{ number<std::uint32_t>(archive, place + 16), number<std::uint16_t>(archive, place + 10) };
        if (found.offset != 0xFFFFFFFF && found.entries != 0xFFFF)
            return found;
        if (place < locatorSize || number<std::uint32_t>(archive, place - locatorSize) != locator64Signature)
            return damaged("no zip64 locator");
        const auto end64 = number<std::uint64_t>(archive, place - locatorSize + 8);
        if (!fits(archive, end64, end64Size) || number<std::uint32_t>(archive, end64) != end64Signature)
            return damaged("no zip64 end record");
        return Directory{ number<std::uint64_t>(archive, end64 + 48), number<std::uint64_t>(archive, end64 + 32) };
    }
    return damaged("no end of the archive");
}

/// Takes sizes and offset from the zip64 extra field where the entry says so.
Result<> readZip64(Bytes extra, ZipEntry &entry)
{
    constexpr std::uint64_t elsewhere = 0xFFFFFFFF;
    for (std::size_t place = 0; place + 4 <= extra.size();) {
        const auto kind = number<std::uint16_t>(extra, place);
        const auto length = number<std::uint16_t>(extra, place + 2);
        place += 4;
        if (!fits(extra, place, length))
            return damaged("an extra field of " + entry.name);
        std::size_t used = 0;
        for (std::uint64_t *value : { &entry.size, &entry.packedSize, &entry.headerOffset })
            if (kind == 1 && *value == elsewhere && used + 8 <= length) {
                *value = number<std::uint64_t>(extra, place + used);
                used += 8;
            }
        place += length;
    }
    return {};
}

} // namespace

Result<std::unique_ptr<MappedFile>> MappedFile::open(const std::filesystem::path &file)
{
    const auto cannot = [&file] {
        return fail(ErrorCode::Io, "The file " + file.string() + " could not be read: " + std::strerror(errno) + ".");
    };
    CF_ASSIGN(const int descriptor, openRegularFile(file));
    struct stat about {
    };
    void *memory = MAP_FAILED;
    const bool known = ::fstat(descriptor, &about) == 0;
    if (known && about.st_size > 0)
        memory = ::mmap(nullptr, static_cast<std::size_t>(about.st_size), PROT_READ, MAP_PRIVATE, descriptor, 0);
    ::close(descriptor);
    if (known && about.st_size == 0)
        return fail(ErrorCode::InvalidInput, "The file " + file.string() + " is empty. Copy it again.");
    if (memory == MAP_FAILED)
        return cannot();
    return std::unique_ptr<MappedFile>(
        new MappedFile({ static_cast<const std::byte *>(memory), static_cast<std::size_t>(about.st_size) }));
}

MappedFile::~MappedFile()
{
    ::munmap(const_cast<std::byte *>(m_bytes.data()), m_bytes.size());
}

Result<std::vector<ZipEntry>> readZipDirectory(Bytes archive)
{
    CF_ASSIGN(const Directory directory, findDirectory(archive));
    if (directory.entries > maxEntries)
        return damaged("more entries than a checkpoint has");
    std::vector<ZipEntry> entries;
    std::uint64_t place = directory.offset;
    for (std::uint64_t i = 0; i < directory.entries; ++i) {
        if (!fits(archive, place, directorySize) || number<std::uint32_t>(archive, place) != directorySignature)
            return damaged("its directory");
        const auto nameLength = number<std::uint16_t>(archive, place + 28);
        const auto extraLength = number<std::uint16_t>(archive, place + 30);
        const auto commentLength = number<std::uint16_t>(archive, place + 32);
        if (!fits(archive, place + directorySize, std::uint64_t{ nameLength } + extraLength + commentLength))
            return damaged("its directory");
        ZipEntry entry;
        entry.name.assign(reinterpret_cast<const char *>(archive.data() + place + directorySize), nameLength);
        entry.method = number<std::uint16_t>(archive, place + 10);
        entry.packedSize = number<std::uint32_t>(archive, place + 20);
        entry.size = number<std::uint32_t>(archive, place + 24);
        entry.headerOffset = number<std::uint32_t>(archive, place + 42);
        CF_TRY(readZip64(archive.subspan(place + directorySize + nameLength, extraLength), entry));
        // Deflate packs at most 1032 to 1: more is a bomb.
        if (entry.packedSize > archive.size() || entry.size / 1100 > entry.packedSize)
            return damaged("the size of " + entry.name);
        entries.push_back(std::move(entry));
        place += directorySize + nameLength + extraLength + commentLength;
    }
    return entries;
}

Result<> readZipEntry(Bytes archive, const ZipEntry &entry, std::span<std::byte> out)
{
    if (!fits(archive, entry.headerOffset, localSize)
        || number<std::uint32_t>(archive, entry.headerOffset) != localSignature)
        return damaged("the header of " + entry.name);
    const std::uint64_t start = entry.headerOffset + localSize + number<std::uint16_t>(archive, entry.headerOffset + 26)
        + number<std::uint16_t>(archive, entry.headerOffset + 28);
    if (!fits(archive, start, entry.packedSize) || out.size() != entry.size)
        return damaged("the bytes of " + entry.name);
    const Bytes packed = archive.subspan(start, entry.packedSize);
    if (entry.method == 0) {
        if (packed.size() != out.size())
            return damaged("the size of " + entry.name);
        std::copy(packed.begin(), packed.end(), out.begin());
        return {};
    }
    if (entry.method != 8)
        return fail(ErrorCode::Unsupported,
            entry.name + " in it is packed in a way that is not supported; save it again with PyTorch");
    if (packed.size() > std::numeric_limits<uInt>::max() || out.size() > std::numeric_limits<uInt>::max())
        return fail(
            ErrorCode::Unsupported, entry.name + " in it is packed and larger than 4 GB; save it again with PyTorch");
    z_stream stream{};
    stream.next_in = reinterpret_cast<Bytef *>(const_cast<std::byte *>(packed.data()));
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef *>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return fail(ErrorCode::OutOfMemory, "there is not enough memory to unpack it");
    const int status = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (status != Z_STREAM_END || stream.avail_out != 0)
        return damaged("the bytes of " + entry.name);
    return {};
}

} // namespace cf

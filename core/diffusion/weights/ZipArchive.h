#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace cf {

/// The bytes of a file, mapped read-only for as long as this lives.
class MappedFile
{
public:
    static Result<std::unique_ptr<MappedFile>> open(const std::filesystem::path &file);
    ~MappedFile();
    MappedFile(const MappedFile &) = delete;
    MappedFile &operator=(const MappedFile &) = delete;

    std::span<const std::byte> bytes() const { return m_bytes; }

private:
    explicit MappedFile(std::span<const std::byte> bytes)
        : m_bytes(bytes)
    {
    }
    std::span<const std::byte> m_bytes;
};

/// One file in a zip archive.
struct ZipEntry {
    std::string name;
    std::uint16_t method = 0; ///< 0 stored, 8 deflated.
    std::uint64_t packedSize = 0;
    std::uint64_t size = 0;
    std::uint64_t headerOffset = 0;
};

/// Reads the directory of a zip archive (PKWARE APPNOTE 6.3, with zip64). Every number is held against the bytes.
Result<std::vector<ZipEntry>> readZipDirectory(std::span<const std::byte> archive);

/// Unpacks an entry into `out`, which must have exactly entry.size bytes.
Result<> readZipEntry(std::span<const std::byte> archive, const ZipEntry &entry, std::span<std::byte> out);

} // namespace cf

#pragma once

#include "core/imaging/ReadingNote.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace cf {

/// The bytes of a file that DCMTK can read, and what was put right in them.
struct RepairedFile {
    std::vector<unsigned char> bytes;
    ReadingNotes notes;
};

/// A header that is written otherwise than PS3.10 says: without the preamble of 128 bytes, with a length of the meta
/// header beyond its end, or with the header of zlib before a deflated data set (PS3.5 A.5 has none). The same file as
/// it is to be; nothing for others. `bytes` may be the beginning of a file.
std::optional<RepairedFile> withUsualHeader(std::span<const unsigned char> bytes);

/// Whether a stream begins with zlib's own header (RFC 1950), which is two bytes long.
bool hasZlibHeader(std::span<const unsigned char> stream);

/// The transfer syntax of the meta header does not fit the data set behind it (explicit for implicit, the other byte
/// order, deflated or compressed for neither): the same file with the syntax that fits. Nothing where they agree, or
/// where the file has no meta header. `bytes` may be the beginning of a file.
std::optional<RepairedFile> withFittingSyntax(std::span<const unsigned char> bytes);

/// A file whose pixel data is whole, but followed by what is no data set: other bytes, zeros or nothing in place of the
/// delimiter of compressed pixel data (PS3.5 A.4). The same file, ended behind its pixels. Nothing for a file that ends
/// within its pixel data or before it.
std::optional<RepairedFile> endedBehindPixels(std::span<const unsigned char> bytes);

} // namespace cf

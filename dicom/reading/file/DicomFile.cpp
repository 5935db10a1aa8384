#include "dicom/reading/file/DicomFile.h"

#include "core/base/files/RegularFile.h"
#include "core/imaging/pictures/ForeignFiles.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/FileRepair.h"
#include "dicom/reading/file/MemoryStream.h"
#include "dicom/reading/file/NestingCheck.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

namespace cf {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t headerPrefix = std::size_t{ 1 } << 17;
constexpr std::uintmax_t largestFile = std::uintmax_t{ 4 } << 30;
constexpr std::size_t largestInflated = std::size_t{ 512 } << 20;
constexpr const char *deflatedSyntax = "1.2.840.10008.1.2.1.99";

Bytes readPrefix(const std::filesystem::path &path, std::size_t count)
{
    Bytes bytes(count);
    bytes.resize(readStart(path, bytes.data(), count));
    return bytes;
}

bool hasPreamble(const Bytes &bytes)
{
    return bytes.size() >= 132 && std::memcmp(bytes.data() + 128, "DICM", 4) == 0;
}

bool isDicomWithoutPreamble(const Bytes &bytes)
{
    return bytes.size() > 4 && std::memcmp(bytes.data(), "DICM", 4) == 0;
}

/// Without a preamble, a data set starts with a small element of group 2 (meta header) or 8 (identification).
bool startsWithDataSet(const Bytes &bytes)
{
    if (bytes.size() < 8)
        return false;
    const bool little = (bytes[0] == 0x02 || bytes[0] == 0x08) && bytes[1] == 0x00;
    const bool big = bytes[0] == 0x00 && (bytes[1] == 0x02 || bytes[1] == 0x08);
    return little || big;
}

/// The data set behind the meta header of a deflated object (PS3.5 A.5), as far as `largestInflated` bytes.
Result<Bytes> inflated(std::span<const unsigned char> deflated)
{
    constexpr std::size_t zlibHeader = 2;
    if (hasZlibHeader(deflated))
        deflated = deflated.subspan(zlibHeader);
    z_stream stream{};
    if (inflateInit2(&stream, -MAX_WBITS) != Z_OK)
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to unpack this file.");
    Bytes unpacked;
    std::vector<unsigned char> chunk(std::size_t{ 1 } << 18);
    stream.next_in = const_cast<unsigned char *>(deflated.data());
    stream.avail_in = static_cast<uInt>(deflated.size());
    int status = Z_OK;
    while (status == Z_OK && unpacked.size() <= largestInflated) {
        stream.next_out = chunk.data();
        stream.avail_out = static_cast<uInt>(chunk.size());
        status = inflate(&stream, Z_NO_FLUSH);
        unpacked.insert(unpacked.end(), chunk.begin(), chunk.end() - stream.avail_out);
    }
    inflateEnd(&stream);
    if (unpacked.size() > largestInflated)
        return fail(ErrorCode::Unsupported, "This deflated file unpacks to more than 512 MB, which is not supported.");
    return unpacked;
}

/// The bytes in which nesting is looked for. For a header that ends early in the file that is its beginning alone.
Result<Bytes> bytesToCheck(const std::filesystem::path &path, std::uintmax_t size, DicomFile::Extent extent)
{
    constexpr std::array<unsigned char, 4> pixelData{ 0xE0, 0x7F, 0x10, 0x00 };
    Bytes bytes = readPrefix(path, std::min<std::uintmax_t>(size, headerPrefix));
    const auto found = std::search(bytes.begin(), bytes.end(), pixelData.begin(), pixelData.end());
    if (extent == DicomFile::Extent::Everything || found == bytes.end())
        bytes = readPrefix(path, size);
    const std::string_view syntax(deflatedSyntax);
    const auto metaEnd = bytes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(bytes.size(), 4096));
    if (!hasPreamble(bytes) || std::search(bytes.begin(), metaEnd, syntax.begin(), syntax.end()) == metaEnd)
        return bytes;
    bytes = readPrefix(path, size);
    // (0002,0000) stands first and tells how long the meta header is; its value is at byte 140 (PS3.10 section 7.1).
    if (bytes.size() < 144)
        return bytes;
    std::uint32_t metaLength = 0;
    std::memcpy(&metaLength, bytes.data() + 140, sizeof(metaLength));
    if (metaLength > bytes.size() - 144)
        return fail(ErrorCode::InvalidInput, "The file's meta header is damaged. Get the file again from its source.");
    return inflated(std::span(bytes).subspan(144 + metaLength));
}

Result<> checkFile(const std::filesystem::path &path, DicomFile::Extent extent)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::InvalidInput, "There is no such file, or it is not a regular one. Check the path.");
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    CF_TRY(checkRegularFile(path)); // It says why a file cannot be read.
    if (error)
        return fail(ErrorCode::Io, "The file cannot be read. Check its permissions and the disk.");
    if (size == 0)
        return fail(ErrorCode::InvalidInput, "The file is empty. Get it again from its source.");
    if (size > largestFile)
        return fail(ErrorCode::Unsupported, "Files over 4 GB are not supported.");
    if (!looksLikeDicom(path)) {
        std::array<unsigned char, foreignFileStart> start{};
        const std::size_t count = readStart(path, start.data(), start.size());
        if (const char *name = nameOfForeignFile(std::span(start).first(count)))
            return fail(ErrorCode::Unsupported,
                "This is a " + std::string(name) + " file, which is not read. Convert it to PNG or TIFF without loss.");
        return fail(ErrorCode::InvalidInput, "This is not a DICOM file. Open a DICOM, PNG, JPEG or TIFF image.");
    }
    CF_ASSIGN(const Bytes bytes, bytesToCheck(path, size, extent));
    if (sequenceNesting(bytes) > deepestAcceptedNesting)
        return fail(
            ErrorCode::Unsupported, "The file nests its sequences deeper than any real object does; it is not opened.");
    return {};
}

constexpr Uint32 keptInMemory = 4096; ///< Longer values are read when asked for.

struct Loaded {
    std::unique_ptr<DcmFileFormat> format = std::make_unique<DcmFileFormat>();
    OFCondition condition = EC_InvalidStream;
    ReadingNotes notes;
    bool wasRepaired = false;
};

Loaded loadAsIs(const std::filesystem::path &path, DicomFile::Extent extent)
{
    Loaded loaded;
    const OFFilename name(path.c_str());
    loaded.condition = extent == DicomFile::Extent::Header
        ? loaded.format->loadFileUntilTag(name, EXS_Unknown, EGL_noChange, keptInMemory, ERM_autoDetect, DCM_PixelData)
        : loaded.format->loadFile(name, EXS_Unknown, EGL_noChange, keptInMemory, ERM_autoDetect);
    return loaded;
}

using Repair = std::optional<RepairedFile>(std::span<const unsigned char>);

/// The file as `repair` puts it right, from memory; not repaired where there is nothing to be put right.
Loaded loadRepaired(const std::filesystem::path &path, DicomFile::Extent extent, Repair *repair)
{
    Loaded loaded;
    std::error_code ignored;
    const std::uintmax_t size = std::filesystem::file_size(path, ignored);
    Bytes bytes = readPrefix(path, std::min<std::uintmax_t>(size, headerPrefix));
    std::optional<RepairedFile> repaired = repair(bytes);
    if (bytes.size() < size && size <= largestInflated && (extent == DicomFile::Extent::Everything || repaired)) {
        bytes = readPrefix(path, size);
        repaired = repair(bytes);
    }
    if (!repaired)
        return loaded;
    loaded.wasRepaired = true;
    loaded.notes = std::move(repaired->notes);
    MemoryStream stream(std::make_shared<const Bytes>(std::move(repaired->bytes)));
    loaded.format->transferInit();
    loaded.condition = extent == DicomFile::Extent::Header
        ? loaded.format->readUntilTag(stream, EXS_Unknown, EGL_noChange, keptInMemory, DCM_PixelData)
        : loaded.format->read(stream, EXS_Unknown, EGL_noChange, keptInMemory);
    loaded.format->transferEnd();
    return loaded;
}

/// Header and transfer syntax as they are to be; nothing where both are.
std::optional<RepairedFile> withReadableHeader(std::span<const unsigned char> bytes)
{
    auto usual = withUsualHeader(bytes);
    auto fitting = withFittingSyntax(usual ? std::span<const unsigned char>(usual->bytes) : bytes);
    if (usual && fitting)
        fitting->notes.insert(fitting->notes.begin(), usual->notes.begin(), usual->notes.end());
    return fitting ? std::move(fitting) : std::move(usual);
}

} // namespace

bool looksLikeDicom(const std::filesystem::path &path)
{
    const Bytes start = readPrefix(path, 132);
    return hasPreamble(start) || isDicomWithoutPreamble(start) || startsWithDataSet(start);
}

DicomFile::DicomFile(std::unique_ptr<DcmFileFormat> format, ReadingNotes notes)
    : m_format(std::move(format))
    , m_notes(std::move(notes))
{
}
DicomFile::DicomFile(DicomFile &&) noexcept = default;
DicomFile &DicomFile::operator=(DicomFile &&) noexcept = default;
DicomFile::~DicomFile() = default;

DcmDataset &DicomFile::dataset() const
{
    return *m_format->getDataset();
}

Result<DicomFile> DicomFile::open(const std::filesystem::path &path, Extent extent)
{
    prepareDcmtk();
    return guarded([&]() -> Result<DicomFile> {
        CF_TRY(checkFile(path, extent));
        Loaded loaded = loadRepaired(path, extent, withReadableHeader);
        if (!loaded.wasRepaired)
            loaded = loadAsIs(path, extent);
        if (loaded.condition.bad() && extent == Extent::Everything)
            if (Loaded again = loadRepaired(path, extent, endedBehindPixels); again.condition.good())
                loaded = std::move(again);
        if (loaded.condition.bad())
            return tl::make_unexpected(dicomError(ErrorCode::InvalidInput,
                "The file is damaged or ends too early. Get it again from its source", loaded.condition));
        if (loaded.format->getDataset()->card() == 0)
            return fail(ErrorCode::InvalidInput, "This is not a DICOM file, or it holds no attributes.");
        return DicomFile(std::move(loaded.format), std::move(loaded.notes));
    });
}

} // namespace cf

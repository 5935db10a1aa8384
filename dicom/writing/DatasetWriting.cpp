#include "dicom/writing/DatasetWriting.h"

#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcostrmb.h>
#include <dcmtk/dcmdata/dctk.h>
#include <dcmtk/dcmdata/dcwcache.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace cf {
namespace {

/// One code point of UTF-8 text and how many bytes it takes; a wrong byte counts as U+FFFD of one byte.
struct CodePoint {
    std::uint32_t value = 0xFFFD;
    std::size_t bytes = 1;
};

CodePoint codePointAt(std::string_view text, std::size_t position)
{
    const auto lead = static_cast<unsigned char>(text[position]);
    if (lead < 0x80)
        return { lead, 1 };
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || position + bytes > text.size())
        return {};
    std::uint32_t value = lead & (0xFFU >> (bytes + 1));
    for (std::size_t i = 1; i < bytes; ++i) {
        const auto next = static_cast<unsigned char>(text[position + i]);
        if ((next & 0xC0U) != 0x80U)
            return {};
        value = value << 6U | (next & 0x3FU);
    }
    return { value, bytes };
}

std::string escaped(std::uint32_t unit)
{
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "\\u%04x", static_cast<unsigned>(unit & 0xFFFFU));
    return text.data();
}

} // namespace

void putText(DcmItem &item, const DcmTagKey &tag, std::string_view text)
{
    item.putAndInsertString(tag, std::string(text).c_str());
}

void putEmptyIfAbsent(DcmItem &item, const DcmTagKey &tag)
{
    if (!item.tagExists(tag))
        item.insertEmptyElement(tag);
}

void putWord(DcmItem &item, const DcmTagKey &tag, int value)
{
    item.putAndInsertUint16(tag, static_cast<Uint16>(value));
}

std::string decimalString(double value)
{
    std::array<char, 40> text{};
    for (int digits = 15; digits > 0; --digits) {
        const int length = std::snprintf(text.data(), text.size(), "%.*g", digits, value);
        if (length > 0 && length <= 16)
            break;
    }
    return text.data();
}

Result<DcmItem *> appendItem(DcmItem &item, const DcmTagKey &sequence)
{
    DcmItem *appended = nullptr;
    constexpr long asLast = -2;
    const OFCondition inserted = item.findOrCreateSequenceItem(sequence, appended, asLast);
    if (inserted.bad() || !appended)
        return tl::make_unexpected(
            dicomError(ErrorCode::Internal, "A sequence of the new object could not be written", inserted));
    return appended;
}

Result<> appendCode(
    DcmItem &item, const DcmTagKey &sequence, const char *value, const char *scheme, const char *meaning)
{
    CF_ASSIGN(DcmItem * code, appendItem(item, sequence));
    putText(*code, DCM_CodeValue, value);
    putText(*code, DCM_CodingSchemeDesignator, scheme);
    putText(*code, DCM_CodeMeaning, meaning);
    return {};
}

std::string fitted(std::string_view utf8, std::size_t characters, bool singleValue)
{
    std::string text;
    std::size_t count = 0;
    for (std::size_t i = 0; i < utf8.size() && count < characters; ++count) {
        const CodePoint point = codePointAt(utf8, i);
        if (point.value < 0x20 || point.value == 0x7F)
            text += ' ';
        else if (point.value == '\\' && singleValue)
            text += '/';
        else if (point.bytes == 1 && point.value >= 0x80)
            text += '?';
        else
            text += utf8.substr(i, point.bytes);
        i += point.bytes;
    }
    while (!text.empty() && text.back() == ' ')
        text.pop_back();
    return text;
}

std::string asciiJson(std::string_view json)
{
    std::string ascii;
    for (std::size_t i = 0; i < json.size();) {
        const CodePoint point = codePointAt(json, i);
        if (point.value < 0x80)
            ascii += static_cast<char>(point.value);
        else if (point.value < 0x10000)
            ascii += escaped(point.value);
        else
            ascii += escaped(0xD800U + ((point.value - 0x10000U) >> 10U))
                + escaped(0xDC00U + ((point.value - 0x10000U) & 0x3FFU));
        i += point.bytes;
    }
    return ascii;
}

namespace {

/// The object's bytes through our own hands: DCMTK's file streams do not tell of every write that a full disk cuts
/// short, and a reader that puts damaged files right would not notice.
Result<> writeObject(DcmFileFormat &format, AtomicFile &file)
{
    constexpr std::size_t part = std::size_t{ 1 } << 20U;
    std::vector<unsigned char> buffer(part);
    DcmOutputBufferStream stream(buffer.data(), static_cast<offile_off_t>(buffer.size()));
    DcmWriteCache cache;
    format.transferInit();
    OFCondition written = EC_StreamNotifyClient; // "The buffer is full", until all is said.
    while (written == EC_StreamNotifyClient) {
        written = format.write(stream, EXS_LittleEndianExplicit, EET_ExplicitLength, &cache, EGL_withoutGL,
            EPD_withoutPadding, 0, 0, 0, EWM_createNewMeta);
        void *bytes = nullptr;
        offile_off_t length = 0;
        stream.flushBuffer(bytes, length);
        CF_TRY(file.write({ static_cast<const char *>(bytes), static_cast<std::size_t>(length) }));
    }
    format.transferEnd();
    if (written.bad())
        return fail(ErrorCode::Internal, std::string("The object cannot be encoded (") + written.text() + ").");
    return {};
}

} // namespace

Result<> saveWhole(DcmFileFormat &format, const std::filesystem::path &output, const WritePolicy &policy)
{
    CF_ASSIGN(AtomicFile file, AtomicFile::create(output, policy));
    CF_TRY(writeObject(format, file));
    // What we cannot read ourselves is no object.
    if (const auto read = DicomFile::open(file.temporary()); !read)
        return fail(ErrorCode::Io,
            "The file " + output.string() + " was not kept, as it cannot be read again: " + read.error().message);
    return file.commit();
}

} // namespace cf

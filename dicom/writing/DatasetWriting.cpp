#include "dicom/writing/DatasetWriting.h"

#include "dicom/reading/Dcmtk.h"
#include "dicom/reading/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <system_error>

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

Result<> saveWhole(DcmFileFormat &format, const std::filesystem::path &output, const WritePolicy &policy)
{
    CF_ASSIGN(AtomicFile file, AtomicFile::create(output, policy));
    const OFCondition saved = format.saveFile(OFFilename(file.temporary().c_str()), EXS_LittleEndianExplicit,
        EET_ExplicitLength, EGL_withoutGL, EPD_withoutPadding, 0, 0, EWM_createNewMeta);
    if (saved.bad())
        return fail(ErrorCode::Io,
            std::string("The file cannot be written (") + saved.text()
                + "). Check that the folder may be written to and has space.");
    // A full disk may show only when the bytes are read again; commit() flushes them.
    if (!DicomFile::open(file.temporary()))
        return fail(ErrorCode::Io, "The file was not written whole. Check that the disk has space, and save again.");
    return file.commit();
}

} // namespace cf

#include "dicom/reading/file/Attributes.h"

#include "dicom/reading/file/CharacterSets.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/file/JapaneseText.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcspchrs.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

namespace cf {
namespace {

bool isAscii(std::string_view text)
{
    // ESC begins a change of character set in ISO 2022, so such a text is no plain ASCII either.
    return std::all_of(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80 && c != 0x1B; });
}

std::string cleaned(std::string_view text)
{
    constexpr std::size_t longest = 1024;
    std::string clean;
    for (const char character : text)
        if (static_cast<unsigned char>(character) >= 0x20 && character != 0x7F)
            clean += character;
    if (clean.size() > longest) {
        std::size_t end = longest;
        while (end > 0 && (static_cast<unsigned char>(clean[end]) & 0xC0U) == 0x80U)
            --end; // Not in the middle of a UTF-8 character.
        clean.resize(end);
    }
    const std::size_t first = clean.find_first_not_of(' ');
    if (first == std::string::npos)
        return {};
    return clean.substr(first, clean.find_last_not_of(' ') - first + 1);
}

} // namespace

std::string toUtf8(std::string_view text, std::string_view characterSets)
{
    if (isAscii(text))
        return std::string(text);
    const std::string defined = definedCharacterSets(characterSets);
    constexpr char escape = 0x1B;
    // Files that state Latin-1, or nothing, often hold UTF-8, which as Latin-1 would be no letters.
    const bool isLatin = defined.empty() || defined == "ISO_IR 6" || defined == "ISO_IR 100";
    if (isLatin && text.find(escape) == std::string_view::npos && isUtf8(text))
        return std::string(text);
    const OFString bytes(text.data(), text.size());
    const OFString stated(defined.data(), defined.size());
    DcmSpecificCharacterSet characterSet;
    OFString converted;
    if (characterSet.selectCharacterSet(stated, "ISO_IR 192").good()
        && characterSet.convertString(bytes, converted, "\\^=").good())
        return { converted.c_str(), converted.size() };
    const auto states = [&](std::string_view name) { return defined.find(name) != std::string::npos; };
    if (states("IR 87") || states("IR 13") || states("IR 159"))
        if (auto decoded = fromJapanese(text))
            return *decoded;
    if (auto misstated = fromMisstated(text, defined))
        return *misstated;
    std::string replaced(text);
    for (char &character : replaced)
        if (static_cast<unsigned char>(character) >= 0x80)
            character = '?';
    return replaced;
}

std::string characterSetsOf(DcmItem &item)
{
    // An item of a sequence that states none has that of what holds it (PS3.5, 7.5.3).
    for (DcmItem *stating = &item; stating != nullptr; stating = stating->getParentItem()) {
        OFString stated;
        if (stating->findAndGetOFStringArray(DCM_SpecificCharacterSet, stated).good())
            return { stated.c_str(), stated.size() };
    }
    return {};
}

std::string textOf(DcmItem &item, const DcmTagKey &tag)
{
    OFString text;
    DcmElement *element = nullptr;
    constexpr Uint32 longestRead = 1U << 16;
    if (item.findAndGetElement(tag, element).bad() || !element || element->getLength() > longestRead)
        return {};
    if (element->getOFStringArray(text).bad())
        return {};
    return cleaned(toUtf8({ text.c_str(), text.size() }, characterSetsOf(item)));
}

std::string codeOf(DcmItem &item, const DcmTagKey &tag)
{
    std::string code = textOf(item, tag);
    std::transform(
        code.begin(), code.end(), code.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return code;
}

std::string photometricOf(DcmItem &item)
{
    std::string code = codeOf(item, DCM_PhotometricInterpretation);
    code.erase(std::min(code.find('\\'), code.size())); // Of a value that is written twice the first.
    code.erase(code.find_last_not_of(' ') + 1);
    if (code.starts_with("MONOCHROME"))
        code.erase(std::remove_if(code.begin(), code.end(), [](char c) { return c == ' ' || c == '_'; }), code.end());
    else if (code.starts_with("YBR"))
        std::replace(code.begin(), code.end(), ' ', '_');
    else if (code.starts_with("PALETTE"))
        std::replace(code.begin(), code.end(), '_', ' ');
    return code;
}

namespace {

/// "-1.024,0" and "1,024.0", where groups of three digits stand before the decimals, without what parts the groups and
/// with a point; empty for other texts. "0.143,5" has no thousands: they do not begin with 0.
std::string withoutThousands(std::string_view text)
{
    const std::size_t first = text.find_first_of(".,");
    const std::size_t last = text.find_last_of(".,");
    if (first == last || text[first] == text[last])
        return {};
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const std::size_t begin = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    const std::string_view leading = text.substr(begin, first > begin ? first - begin : 0);
    constexpr std::size_t groupSize = 3;
    const bool leads = !leading.empty() && leading.size() <= groupSize && leading[0] != '0'
        && std::all_of(leading.begin(), leading.end(), isDigit);
    const std::string_view decimals = text.substr(last + 1);
    if (!leads || !std::all_of(decimals.begin(), decimals.end(), isDigit))
        return {};
    std::string number(text.substr(0, first));
    for (std::size_t at = first; at < last; at += groupSize + 1) {
        const std::string_view group = text.substr(at + 1, groupSize);
        if (text[at] != text[first] || at + groupSize + 1 > last || !std::all_of(group.begin(), group.end(), isDigit))
            return {};
        number += group;
    }
    return number + "." + std::string(decimals);
}

} // namespace

std::string withoutDecimalCommas(std::string text)
{
    if (text.find(',') == std::string::npos)
        return {};
    if (std::string thousands = withoutThousands(text); !thousands.empty())
        return thousands;
    const bool hasPoint = text.find('.') != std::string::npos;
    const bool hasParts = text.find('\\') != std::string::npos;
    if (hasPoint && hasParts)
        return {}; // Thousands, or a mixture.
    std::replace(text.begin(), text.end(), ',', hasPoint ? '\\' : '.');
    // "1.234.5" or "1,234.5" as one number stays what it is: not a number.
    return text;
}

namespace {

/// The whole number in `text`, which may be surrounded by blanks; nothing when anything else stands with it.
std::optional<double> parsedNumber(std::string_view text)
{
    const std::string clean = cleaned(text);
    if (clean.empty() || clean.find_first_not_of("+-.0123456789eE") != std::string::npos)
        return std::nullopt;
    const char *begin = clean.data() + (clean[0] == '+' ? 1 : 0);
    const char *end = clean.data() + clean.size();
    double number = 0.0;
    const auto parsed = std::from_chars(begin, end, number);
    return parsed.ec == std::errc() && parsed.ptr == end && std::isfinite(number) ? std::optional(number)
                                                                                  : std::nullopt;
}

std::string wholeText(DcmItem &item, const DcmTagKey &tag)
{
    DcmElement *element = nullptr;
    constexpr Uint32 longestRead = 1U << 12;
    OFString text;
    if (item.findAndGetElement(tag, element).bad() || !element || element->getLength() > longestRead
        || element->getOFStringArray(text).bad())
        return {};
    return { text.c_str(), text.size() };
}

std::string partOf(const std::string &text, unsigned long index)
{
    std::size_t begin = 0;
    for (unsigned long i = 0; i < index; ++i) {
        begin = text.find('\\', begin);
        if (begin == std::string::npos)
            return {};
        ++begin;
    }
    return text.substr(begin, std::min(text.find('\\', begin), text.size()) - begin);
}

} // namespace

bool hasDecimalComma(DcmItem &item, const DcmTagKey &tag)
{
    return !withoutDecimalCommas(wholeText(item, tag)).empty();
}

std::optional<double> numberOf(DcmItem &item, const DcmTagKey &tag, unsigned long index)
{
    DcmElement *element = nullptr;
    if (item.findAndGetElement(tag, element).bad() || !element)
        return std::nullopt;
    Float64 number = 0.0;
    const DcmEVR vr = element->ident();
    const bool isBinary =
        vr == EVR_US || vr == EVR_SS || vr == EVR_UL || vr == EVR_SL || vr == EVR_FL || vr == EVR_FD || vr == EVR_xs;
    if (isBinary && item.findAndGetFloat64(tag, number, index).good() && std::isfinite(number))
        return number;
    // Texts are numbers, too, whatever their value representation; of "0,5" DCMTK itself would read the 0.
    const std::string text = wholeText(item, tag);
    const std::string repaired = withoutDecimalCommas(text);
    if (const auto parsed = parsedNumber(partOf(repaired.empty() ? text : repaired, index)))
        return parsed;
    // With a comma in it DCMTK would take what stands before it.
    if (text.find(',') != std::string::npos || !item.findAndGetFloat64(tag, number, index).good()
        || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<int> wordOf(DcmItem &item, const DcmTagKey &tag)
{
    const std::optional<double> number = numberOf(item, tag);
    if (!number || *number < 0.0 || *number > 65535.0)
        return std::nullopt;
    return static_cast<int>(*number);
}

int framesOf(DcmItem &item)
{
    const double frames = numberOf(item, DCM_NumberOfFrames).value_or(1.0);
    return frames >= 1.0 ? static_cast<int>(std::min<double>(frames, maxFrames)) : 1;
}

std::string transferSyntaxOf(const DicomFile &file)
{
    const std::string stated = textOf(*file.format().getMetaInfo(), DCM_TransferSyntaxUID);
    return stated.empty() ? DcmXfer(file.dataset().getOriginalXfer()).getXferID() : stated;
}

InstanceAttributes readAttributes(const DicomFile &file)
{
    DcmDataset &dataset = file.dataset();
    const auto text = [&](const DcmTagKey &tag) { return textOf(dataset, tag); };
    InstanceAttributes read;
    read.patientName = text(DCM_PatientName);
    read.patientId = text(DCM_PatientID);
    read.patientBirthDate = text(DCM_PatientBirthDate);
    read.patientSex = text(DCM_PatientSex);
    read.studyInstanceUid = text(DCM_StudyInstanceUID);
    read.studyDate = text(DCM_StudyDate);
    read.studyTime = text(DCM_StudyTime);
    read.studyDescription = text(DCM_StudyDescription);
    read.accessionNumber = text(DCM_AccessionNumber);
    read.seriesInstanceUid = text(DCM_SeriesInstanceUID);
    read.seriesDescription = text(DCM_SeriesDescription);
    read.seriesNumber = text(DCM_SeriesNumber);
    read.modality = text(DCM_Modality);
    read.bodyPart = text(DCM_BodyPartExamined);
    read.sopInstanceUid = text(DCM_SOPInstanceUID);
    read.sopClassUid = text(DCM_SOPClassUID);
    read.instanceNumber = text(DCM_InstanceNumber);
    read.viewPosition = text(DCM_ViewPosition);
    read.laterality = text(DCM_ImageLaterality);
    read.transferSyntaxUid = transferSyntaxOf(file);
    read.photometricInterpretation = photometricOf(dataset);
    read.rows = wordOf(dataset, DCM_Rows).value_or(0);
    read.columns = wordOf(dataset, DCM_Columns).value_or(0);
    read.frames = framesOf(dataset);
    read.synthetic = text(DcmTagKey(syntheticDataGroup, syntheticDataElement)) == "YES";
    read.patientAge = text(DCM_PatientAge);
    read.manufacturer = text(DCM_Manufacturer);
    read.modelName = text(DCM_ManufacturerModelName);
    read.detector = text(DCM_DetectorManufacturerModelName);
    if (read.detector.empty())
        read.detector = text(DCM_DetectorID);
    return read;
}

} // namespace cf

#include "dicom/reading/file/FileRepair.h"

#include "dicom/reading/codecs/StreamSyntax.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace cf {
namespace {

using Bytes = std::vector<unsigned char>;
using View = std::span<const unsigned char>;

constexpr std::string_view implicitSyntax = "1.2.840.10008.1.2";
constexpr std::string_view explicitSyntax = "1.2.840.10008.1.2.1";
constexpr std::string_view bigEndianSyntax = "1.2.840.10008.1.2.2";
constexpr std::string_view deflatedSyntax = "1.2.840.10008.1.2.1.99";
constexpr std::string_view runLengthSyntax = "1.2.840.10008.1.2.5";

constexpr std::uint32_t undefinedLength = 0xFFFFFFFFU;
constexpr std::uint32_t itemTag = 0xFFFEE000U;
constexpr std::uint32_t itemEndTag = 0xFFFEE00DU;
constexpr std::uint32_t sequenceEndTag = 0xFFFEE0DDU;
constexpr std::uint32_t pixelDataTag = 0x7FE00010U;

/// How a data set's elements are written (PS3.5 section 7.1 and A.1–A.3).
struct Form {
    bool explicitVr = true;
    bool bigEndian = false;
    bool operator==(const Form &) const = default;
};

std::uint32_t word16(View bytes, std::size_t at, bool bigEndian)
{
    return bigEndian ? static_cast<std::uint32_t>(bytes[at] << 8 | bytes[at + 1])
                     : static_cast<std::uint32_t>(bytes[at + 1] << 8 | bytes[at]);
}

std::uint32_t word32(View bytes, std::size_t at, bool bigEndian)
{
    const std::uint32_t first = word16(bytes, at, bigEndian);
    const std::uint32_t second = word16(bytes, at + 2, bigEndian);
    return bigEndian ? first << 16U | second : second << 16U | first;
}

std::uint32_t tagAt(View bytes, std::size_t at, bool bigEndian)
{
    return word16(bytes, at, bigEndian) << 16U | word16(bytes, at + 2, bigEndian);
}

bool isVr(const unsigned char *at)
{
    constexpr std::string_view known =
        "AE AS AT CS DA DS DT FL FD IS LO LT OB OD OF OL OV OW PN SH SL SQ SS ST SV TM UC "
        "UI UL UN UR US UT UV";
    const std::array<char, 2> text{ static_cast<char>(at[0]), static_cast<char>(at[1]) };
    return known.find(std::string_view(text.data(), 2)) != std::string_view::npos && at[0] != ' ' && at[1] != ' ';
}

bool hasLongLength(const unsigned char *vr)
{
    constexpr std::string_view known = "OB OD OF OL OV OW SQ SV UC UN UR UT UV";
    const std::array<char, 2> text{ static_cast<char>(vr[0]), static_cast<char>(vr[1]) };
    return known.find(std::string_view(text.data(), 2)) != std::string_view::npos;
}

struct Element {
    std::uint32_t tag = 0;
    std::size_t value = 0; ///< Where its value begins.
    std::uint32_t length = 0;
};

std::optional<Element> elementAt(View bytes, std::size_t at, Form form)
{
    if (at + 8 > bytes.size())
        return std::nullopt;
    Element element{ tagAt(bytes, at, form.bigEndian), at + 8, 0 };
    const bool isDelimiter = element.tag >> 16U == 0xFFFEU;
    if (!form.explicitVr || isDelimiter) {
        element.length = word32(bytes, at + 4, form.bigEndian);
        return element;
    }
    if (!isVr(bytes.data() + at + 4))
        return std::nullopt;
    if (!hasLongLength(bytes.data() + at + 4)) {
        element.length = word16(bytes, at + 6, form.bigEndian);
        return element;
    }
    if (at + 12 > bytes.size())
        return std::nullopt;
    element.value = at + 12;
    element.length = word32(bytes, at + 8, form.bigEndian);
    return element;
}

/// Behind a sequence of undefined length that begins at `at`, whose items may hold further ones.
std::optional<std::size_t> behindSequence(View bytes, std::size_t at, Form form)
{
    int depth = 1;
    while (depth > 0) {
        // Values of unknown representation hold implicit items whatever the data set's form (PS3.5 section 6.2.2).
        auto element = elementAt(bytes, at, form);
        if (!element)
            return std::nullopt;
        at = element->value;
        if (element->tag == sequenceEndTag)
            --depth;
        else if (element->tag == itemTag || element->tag == itemEndTag)
            at = element->tag == itemTag && element->length != undefinedLength ? at + element->length : at;
        else if (element->length == undefinedLength)
            ++depth;
        else
            at += element->length;
        if (at > bytes.size())
            return std::nullopt;
    }
    return at;
}

/// The pixel data at the top of a data set that begins at `at`.
std::optional<Element> findPixelData(View bytes, std::size_t at, Form form)
{
    std::uint32_t last = 0;
    while (const auto element = elementAt(bytes, at, form)) {
        if (element->tag == pixelDataTag)
            return element;
        if (element->tag <= last || element->tag > pixelDataTag)
            return std::nullopt; // Elements rise (PS3.5 section 7.1): this is no data set of that form.
        last = element->tag;
        if (element->length != undefinedLength) {
            at = element->value + element->length;
            continue;
        }
        const auto behind = behindSequence(bytes, element->value, form);
        if (!behind)
            return std::nullopt;
        at = *behind;
    }
    return std::nullopt;
}

/// Meta header (PS3.10 section 7.1), always explicit and little endian.
struct Meta {
    std::size_t begin = 132;
    std::size_t end = 132;
    std::string syntax;
};

std::optional<Meta> readMeta(View bytes)
{
    if (bytes.size() < 144 || std::memcmp(bytes.data() + 128, "DICM", 4) != 0)
        return std::nullopt;
    Meta meta;
    while (const auto element = elementAt(bytes, meta.end, {})) {
        if (element->tag >> 16U != 2U || element->length > bytes.size() - element->value)
            break;
        if (element->tag == 0x00020010U) {
            meta.syntax.assign(reinterpret_cast<const char *>(bytes.data()) + element->value, element->length);
            while (!meta.syntax.empty() && (meta.syntax.back() == '\0' || meta.syntax.back() == ' '))
                meta.syntax.pop_back();
        }
        meta.end = element->value + element->length;
    }
    return meta.end > meta.begin && !meta.syntax.empty() ? std::optional(meta) : std::nullopt;
}

/// How the data set is written, from its first elements; nothing when they look like none.
std::optional<Form> formOf(View bytes, std::size_t at)
{
    for (const bool bigEndian : { false, true })
        for (const bool explicitVr : { true, false }) {
            const Form form{ explicitVr, bigEndian };
            const auto first = elementAt(bytes, at, form);
            constexpr std::uint32_t highestGroup = 0x0010; // Objects begin with group 8.
            if (!first || first->tag >> 16U < 0x0008U || first->tag >> 16U > highestGroup
                || first->length > bytes.size() - first->value)
                continue;
            const auto second = elementAt(bytes, first->value + first->length, form);
            if (second && second->tag > first->tag && second->tag >> 16U <= 0x7FE0U)
                return form;
        }
    return std::nullopt;
}

Form formOfSyntax(std::string_view uid)
{
    return { uid != implicitSyntax, uid == bigEndianSyntax };
}

std::string_view syntaxOfForm(Form form)
{
    return !form.explicitVr ? implicitSyntax : form.bigEndian ? bigEndianSyntax : explicitSyntax;
}

bool isCompressed(std::string_view uid)
{
    return uid.starts_with("1.2.840.10008.1.2.4.") || uid == runLengthSyntax;
}

bool isNative(std::string_view uid)
{
    return uid == implicitSyntax || uid == explicitSyntax || uid == bigEndianSyntax;
}

/// The first item with an image, behind the offset table.
View firstFragment(View bytes, std::size_t at)
{
    for (int item = 0; item < 2 && at + 8 <= bytes.size() && tagAt(bytes, at, false) == itemTag; ++item) {
        const std::size_t length = std::min<std::size_t>(word32(bytes, at + 4, false), bytes.size() - at - 8);
        if (item == 1)
            return bytes.subspan(at + 8, length);
        at += 8 + length;
    }
    return {};
}

/// The file with another transfer syntax in its meta header, whose length is set anew.
Bytes withSyntax(View bytes, const Meta &meta, std::string_view uid)
{
    const auto putWord = [](Bytes &to, std::size_t value, int count) {
        for (int i = 0; i < count; ++i)
            to.push_back(static_cast<unsigned char>(value >> static_cast<unsigned>(8 * i) & 0xFFU));
    };
    Bytes elements;
    for (std::size_t at = meta.begin; at < meta.end;) {
        const auto element = elementAt(bytes, at, {});
        if (!element)
            break;
        const std::size_t end = element->value + element->length;
        if (element->tag == 0x00020010U) {
            elements.insert(elements.end(), { 0x02, 0x00, 0x10, 0x00, 'U', 'I' });
            putWord(elements, uid.size() + uid.size() % 2, 2);
            elements.insert(elements.end(), uid.begin(), uid.end());
            if (uid.size() % 2 == 1)
                elements.push_back(0);
        } else if (element->tag != 0x00020000U) {
            elements.insert(elements.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at),
                bytes.begin() + static_cast<std::ptrdiff_t>(end));
        }
        at = end;
    }
    Bytes file(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(meta.begin));
    file.insert(file.end(), { 0x02, 0x00, 0x00, 0x00, 'U', 'L', 0x04, 0x00 });
    putWord(file, elements.size(), 4);
    file.insert(file.end(), elements.begin(), elements.end());
    file.insert(file.end(), bytes.begin() + static_cast<std::ptrdiff_t>(meta.end), bytes.end());
    return file;
}

/// The syntax that fits a data set of this form with these pixels; empty where the stated one does, or none is known.
std::string_view fittingSyntax(View bytes, const Meta &meta, Form form)
{
    const bool formFits = meta.syntax != deflatedSyntax && form == formOfSyntax(meta.syntax);
    const auto pixels = findPixelData(bytes, meta.end, form);
    const bool encapsulated = pixels && pixels->length == undefinedLength;
    if (encapsulated && isNative(meta.syntax)) {
        const std::string_view found = syntaxOfStream(firstFragment(bytes, pixels->value));
        return form == Form{} ? found : std::string_view();
    }
    if (!formFits)
        return encapsulated ? std::string_view() : syntaxOfForm(form);
    return pixels && !encapsulated && isCompressed(meta.syntax) ? syntaxOfForm(form) : std::string_view();
}

/// Behind the last whole fragment, whatever follows; nothing when a fragment is cut or there is none.
std::optional<std::size_t> behindFragments(View bytes, std::size_t at)
{
    bool hasImage = false;
    while (at + 8 <= bytes.size() && tagAt(bytes, at, false) == itemTag) {
        const std::uint32_t length = word32(bytes, at + 4, false);
        if (length > bytes.size() - at - 8)
            return std::nullopt;
        hasImage = hasImage || length > runLengthSyntax.size();
        at += 8 + length;
    }
    return hasImage ? std::optional(at) : std::nullopt;
}

} // namespace

bool hasZlibHeader(View stream)
{
    constexpr unsigned deflateMethod = 8;
    return stream.size() > 2 && (stream[0] & 0x0FU) == deflateMethod && (stream[0] >> 4U) <= 7
        && (unsigned{ stream[0] } * 256 + stream[1]) % 31 == 0 && (stream[1] & 0x20U) == 0;
}

std::optional<RepairedFile> withUsualHeader(View bytes)
{
    constexpr std::size_t preamble = 128;
    constexpr std::string_view magic = "DICM";
    RepairedFile repaired;
    const bool isBare = bytes.size() > magic.size() && std::memcmp(bytes.data(), magic.data(), magic.size()) == 0;
    if (isBare) {
        repaired.bytes.assign(preamble, 0);
        repaired.bytes.insert(repaired.bytes.end(), bytes.begin(), bytes.end());
    } else {
        repaired.bytes.assign(bytes.begin(), bytes.end());
    }
    const auto meta = readMeta(repaired.bytes);
    if (!meta)
        return std::nullopt;
    // A deflated data set is looked through for its nesting where it is expected to stand.
    const bool isDeflated = meta->syntax == deflatedSyntax;
    const auto group = elementAt(repaired.bytes, meta->begin, {});
    const bool isTooLong = group && group->tag == 0x00020000U && group->length == 4
        && word32(repaired.bytes, group->value, false) > meta->end - group->value - group->length;
    const bool hasZlib = isDeflated && hasZlibHeader(View(repaired.bytes).subspan(meta->end));
    if (isDeflated ? isBare || isTooLong || !hasZlib : !isBare && !isTooLong)
        return std::nullopt;
    constexpr std::ptrdiff_t zlibHeader = 2;
    if (hasZlib)
        repaired.bytes.erase(repaired.bytes.begin() + static_cast<std::ptrdiff_t>(meta->end),
            repaired.bytes.begin() + static_cast<std::ptrdiff_t>(meta->end) + zlibHeader);
    else if (isTooLong)
        repaired.bytes = withSyntax(repaired.bytes, *meta, meta->syntax);
    addNote(repaired.notes, "file-header",
        "The beginning of the file is not written as the standard says; it was read as what it is.");
    return repaired;
}

std::optional<RepairedFile> withFittingSyntax(View bytes)
{
    const auto meta = readMeta(bytes);
    if (!meta)
        return std::nullopt;
    const auto form = formOf(bytes, meta->end);
    if (!form || !meta->syntax.starts_with(implicitSyntax)) // Private syntaxes have pixels of their own.
        return std::nullopt;
    const std::string_view uid = fittingSyntax(bytes, *meta, *form);
    if (uid.empty() || uid == meta->syntax)
        return std::nullopt;
    RepairedFile repaired{ withSyntax(bytes, *meta, uid), {} };
    addNote(repaired.notes, "transfer-syntax",
        "The file states the transfer syntax " + meta->syntax + ", but is written as " + std::string(uid)
            + "; it was read as what it is.");
    return repaired;
}

std::optional<RepairedFile> endedBehindPixels(View bytes)
{
    const auto meta = readMeta(bytes);
    const std::size_t begin = meta ? meta->end : 0;
    const auto form = formOf(bytes, begin);
    const auto pixels = form ? findPixelData(bytes, begin, *form) : std::nullopt;
    if (!pixels)
        return std::nullopt;
    std::size_t end = pixels->value + pixels->length;
    const bool encapsulated = pixels->length == undefinedLength;
    if (encapsulated) {
        const auto behind = behindFragments(bytes, pixels->value);
        if (!behind)
            return std::nullopt;
        end = *behind;
    }
    if (end > bytes.size())
        return std::nullopt;
    RepairedFile repaired{ { bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(end) }, {} };
    if (encapsulated)
        repaired.bytes.insert(repaired.bytes.end(), { 0xFE, 0xFF, 0xDD, 0xE0, 0, 0, 0, 0 });
    addNote(repaired.notes, "bytes-behind-pixels",
        encapsulated ? "The end of the compressed pixel data is not marked; it was taken where the last image ends."
                     : "Behind the pixel data stands what is no part of a DICOM object; it was left out.");
    return repaired;
}

} // namespace cf

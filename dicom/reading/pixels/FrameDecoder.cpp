#include "dicom/reading/pixels/FrameDecoder.h"

#include "dicom/reading/codecs/Jpeg2000.h"
#include "dicom/reading/codecs/JpegHeader.h"
#include "dicom/reading/codecs/RunLength.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/StoredBits.h"
#include "dicom/reading/pixels/UnreadSyntaxes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <span>

namespace cf {
namespace {

constexpr std::int64_t maxPixels = 100'000'000;

std::int32_t wordAt(const std::vector<unsigned char> &bytes, std::size_t index, int bitsAllocated)
{
    if (bitsAllocated == 8)
        return bytes[index];
    std::uint16_t word = 0;
    std::memcpy(&word, bytes.data() + 2 * index, sizeof(word));
    return word;
}

/// Uncompressed 4:2:2 (PS3.3 C.7.6.3.1.2): two luminances and one pair of colours for two pixels. Only the
/// luminances are of use here.
std::vector<std::int32_t> luminances422(const std::vector<unsigned char> &bytes, std::size_t pixels)
{
    std::vector<std::int32_t> values(pixels);
    for (std::size_t i = 0; i < pixels; ++i)
        values[i] = bytes[(i / 2) * 4 + i % 2];
    return values;
}

/// "4.1 of 8.2": megabytes, with as many digits behind the point as tell them apart.
std::string megabytesOf(std::size_t bytes, std::size_t wanted)
{
    const auto text = [](std::size_t count, int digits) {
        std::array<char, 32> printed{};
        std::snprintf(printed.data(), printed.size(), "%.*f", digits, static_cast<double>(count) / 1e6);
        return std::string(printed.data());
    };
    constexpr int toTheByte = 6;
    const int digits = text(bytes, 1) == text(wanted, 1) ? toTheByte : 1;
    return text(bytes, digits) + " of " + text(wanted, digits);
}

/// Values from the bytes of one frame. Where the bits of grey words lie is corrected in `layout`.
std::vector<std::int32_t> unpacked(const std::vector<unsigned char> &bytes, PixelLayout &layout, ReadingNotes &notes)
{
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    const auto samples = static_cast<std::size_t>(layout.samples);
    if (samples == 1 && layout.bitsAllocated == 16) {
        std::vector<std::uint16_t> words(pixels);
        std::memcpy(words.data(), bytes.data(), pixels * sizeof(std::uint16_t));
        fitBitsToWords(layout, words, notes);
    }
    std::vector<std::int32_t> values(pixels * samples);
    for (std::size_t pixel = 0; pixel < pixels; ++pixel)
        for (std::size_t sample = 0; sample < samples; ++sample) {
            const std::size_t from = layout.planar ? sample * pixels + pixel : pixel * samples + sample;
            const std::int32_t word = wordAt(bytes, from, layout.bitsAllocated);
            values[pixel * samples + sample] = storedValueOf(static_cast<std::uint32_t>(word), layout);
        }
    return values;
}

/// Samples that need eight bits, in an object that allocates sixteen: read as what they are.
void takeEightBits(PixelLayout &layout, ReadingNotes &notes)
{
    // Eight bits within more have no sign of their own: they are the low ones of a value above zero.
    layout.isSigned = layout.isSigned && layout.bitsStored <= 8;
    layout.bitsAllocated = 8;
    layout.bitsStored = std::min(layout.bitsStored, 8);
    layout.highBit = layout.bitsStored - 1;
    addNote(notes, "eight-in-sixteen", "The pixels have 8 bits, although 16 are stated as allocated.");
}

/// Whether what has half the bytes that are stated was cut off, and has no eight bits.
bool isHalfAFilm(const PixelLayout &layout, DcmElement &element)
{
    constexpr std::size_t enough = 1U << 20U;
    std::vector<unsigned char> bytes(std::min<std::size_t>(element.getLength(), enough));
    return layout.bitsStored > 8 && element.getPartialValue(bytes.data(), 0, static_cast<Uint32>(bytes.size())).good()
        && areHalvesOfWords(bytes);
}

/// Of what is stated and what the number of bytes allows, the latter holds: 4:2:2 said of whole triples, and 8 bits in
/// an object that allocates 16.
void fitToLength(PixelLayout &layout, DcmElement &element, ReadingNotes &notes)
{
    const std::size_t length = element.getLength();
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns)
        * static_cast<std::size_t>(layout.frames);
    const auto isLength = [&](std::size_t bytes) { return length == bytes || length == bytes + bytes % 2; };
    if (layout.photometric == "YBR_FULL_422" && layout.samples == 3 && length >= 3 * pixels) {
        layout.photometric = "YBR_FULL";
        addNote(notes, "not-422", "The colours are stated as YBR_FULL_422, but every pixel has all three.");
    }
    const std::size_t values = pixels * static_cast<std::size_t>(layout.samples);
    if (layout.bitsAllocated == 16 && isLength(values) && layout.photometric != "YBR_FULL_422"
        && !isHalfAFilm(layout, element))
        takeEightBits(layout, notes);
}

Result<std::vector<std::int32_t>> decodeNative(DcmElement &element, PixelLayout &layout, int frame, ReadingNotes &notes)
{
    fitToLength(layout, element, notes);
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    const bool is422 = layout.photometric == "YBR_FULL_422";
    if (is422 && (layout.bitsAllocated != 8 || pixels % 2 != 0))
        return fail(ErrorCode::Unsupported, "This form of YBR_FULL_422 pixel data is not supported.");
    const std::size_t frameBytes =
        is422 ? pixels * 2 : pixels * static_cast<std::size_t>(layout.samples * layout.bitsAllocated / 8);
    const std::size_t offset = frameBytes * static_cast<std::size_t>(frame);
    if (offset + frameBytes > element.getLength())
        return fail(ErrorCode::InvalidInput,
            "The image ends early: " + megabytesOf(element.getLength(), offset + frameBytes)
                + " MB. Copy it again from its source.");
    std::vector<unsigned char> bytes(frameBytes);
    const OFCondition read =
        element.getPartialValue(bytes.data(), static_cast<Uint32>(offset), static_cast<Uint32>(frameBytes));
    if (read.bad())
        return tl::make_unexpected(dicomError(ErrorCode::Io, "The pixel data cannot be read", read));
    if (!is422)
        return unpacked(bytes, layout, notes);
    layout.samples = 1;
    return luminances422(bytes, pixels);
}

/// High-Throughput JPEG 2000, lossless or not: newer than DCMTK's list of transfer syntaxes.
constexpr std::array highThroughputSyntaxes{ "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202",
    "1.2.840.10008.1.2.4.203" };

bool isHighThroughput(const std::string &uid)
{
    return std::find(highThroughputSyntaxes.begin(), highThroughputSyntaxes.end(), uid) != highThroughputSyntaxes.end();
}

bool isJpeg2000(E_TransferSyntax syntax, const std::string &uid)
{
    return syntax == EXS_JPEG2000LosslessOnly || syntax == EXS_JPEG2000 || isHighThroughput(uid);
}

bool startsImage(std::span<const unsigned char> fragment)
{
    constexpr unsigned char codeStream[4] = { 0xFF, 0x4F, 0xFF, 0x51 };
    return fragment.size() >= 8
        && (std::memcmp(fragment.data(), codeStream, 4) == 0 || std::memcmp(fragment.data() + 4, "jP  ", 4) == 0);
}

/// The bytes of one frame, put together from its fragments (PS3.5 A.4). The first item of the sequence is the offset
/// table, which is often empty or wrong; the count of fragments and the marks at their beginnings tell as much.
Result<std::vector<unsigned char>> fragmentsOf(DcmPixelData &pixelData, E_TransferSyntax syntax, int frame, int frames)
{
    DcmPixelSequence *sequence = nullptr;
    const OFCondition found = pixelData.getEncapsulatedRepresentation(syntax, nullptr, sequence);
    if (found.bad() || !sequence || sequence->card() < 2)
        return fail(ErrorCode::InvalidInput, "The file holds no compressed image. Get it again from its source.");
    const unsigned long fragments = sequence->card() - 1;
    const bool oneEach = fragments == static_cast<unsigned long>(frames);
    std::vector<unsigned char> bytes;
    int current = -1;
    for (unsigned long i = 1; i <= fragments; ++i) {
        DcmPixelItem *item = nullptr;
        Uint8 *data = nullptr;
        const bool read = sequence->getItem(item, i).good() && item && item->getUint8Array(data).good() && data;
        const std::span<const unsigned char> fragment(data, read ? item->getLength() : 0);
        if (current < 0 || oneEach || (frames > 1 && startsImage(fragment)))
            ++current;
        if (current == frame)
            bytes.insert(bytes.end(), fragment.begin(), fragment.end());
    }
    return bytes;
}

Result<std::vector<std::int32_t>> decodeRle(
    DcmPixelData &pixelData, PixelLayout &layout, int frame, ReadingNotes &notes)
{
    CF_ASSIGN(const auto bytes, fragmentsOf(pixelData, EXS_RLELossless, frame, layout.frames));
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    if (layout.bitsAllocated == 16 && !bytes.empty() && bytes[0] == layout.samples)
        takeEightBits(layout, notes);
    CF_ASSIGN(const auto unpackedBytes, decodeRunLength(bytes, pixels, layout.samples, layout.bitsAllocated / 8));
    layout.planar = false;
    return unpacked(unpackedBytes, layout, notes);
}

Result<std::vector<std::int32_t>> decodeWithOpenJpeg(
    DcmPixelData &pixelData, E_TransferSyntax syntax, PixelLayout &layout, int frame, ReadingNotes &notes)
{
    CF_ASSIGN(const auto bytes, fragmentsOf(pixelData, syntax, frame, layout.frames));
    CF_ASSIGN(Jpeg2000Image image, decodeJpeg2000(bytes, layout.columns, layout.rows));
    layout.samples = image.samples;
    layout.planar = false;
    if (image.samples == 3)
        layout.photometric = layout.photometric == "YBR_FULL" ? "YBR_FULL" : "RGB";
    if (image.samples == 1 && image.isSigned == layout.isSigned && image.precision > layout.bitsStored
        && image.precision <= 16) {
        std::vector<std::uint16_t> words;
        words.reserve(image.values.size());
        for (const std::int32_t value : image.values)
            words.push_back(static_cast<std::uint16_t>(value));
        fitBitsToWords(layout, words, notes);
    }
    // The code stream and the attributes may disagree about signs; the attributes decide, on the stream's bits.
    PixelLayout stream = layout;
    stream.bitsStored = layout.isSigned != image.isSigned ? image.precision : layout.bitsStored;
    stream.highBit =
        image.precision > stream.bitsStored ? std::min(layout.highBit, image.precision - 1) : stream.bitsStored - 1;
    for (std::int32_t &value : image.values)
        value = storedValueOf(static_cast<std::uint32_t>(value), stream);
    layout.bitsStored = std::max(layout.bitsStored, stream.bitsStored);
    return std::move(image.values);
}

/// The attributes that DCMTK's codecs look at, as the stream itself has them. "RGB" keeps the codec from turning
/// colours: what they are is decided from the stream and not from an attribute that is often wrong.
void putStreamAttributes(DcmItem &item, const PixelLayout &layout)
{
    const auto put = [&](const DcmTagKey &tag, int value) { item.putAndInsertUint16(tag, static_cast<Uint16>(value)); };
    put(DCM_SamplesPerPixel, layout.samples);
    item.putAndInsertString(DCM_PhotometricInterpretation, layout.samples == 1 ? "MONOCHROME2" : "RGB");
    if (layout.samples > 1)
        put(DCM_PlanarConfiguration, 0);
    item.putAndInsertString(DCM_NumberOfFrames, std::to_string(layout.frames).c_str());
    put(DCM_Rows, layout.rows);
    put(DCM_Columns, layout.columns);
    put(DCM_BitsAllocated, layout.bitsAllocated);
    put(DCM_BitsStored, layout.bitsStored);
    put(DCM_HighBit, layout.highBit);
    put(DCM_PixelRepresentation, layout.isSigned ? 1 : 0);
}

/// Bits, size and colours as the stream has them.
Result<> adoptStream(const JpegHeader &header, PixelLayout &layout, ReadingNotes &notes)
{
    if (header.components != 1 && header.components != 3)
        return fail(ErrorCode::Unsupported,
            "JPEG images of " + std::to_string(header.components) + " components are not supported.");
    const bool heightIsLater = header.height == 0; // Said behind the scan (DNL).
    if (header.width != layout.columns || (header.height != layout.rows && !heightIsLater))
        return fail(ErrorCode::InvalidInput,
            "The compressed image is " + std::to_string(header.width) + " x " + std::to_string(header.height)
                + " pixels, but the attributes say " + std::to_string(layout.columns) + " x "
                + std::to_string(layout.rows) + ". Get the file again from its source.");
    if (header.precision <= 8 && layout.bitsAllocated == 16)
        takeEightBits(layout, notes);
    if (header.precision > 8 && layout.bitsAllocated == 8) {
        layout.bitsAllocated = 16;
        layout.bitsStored = header.precision;
        layout.highBit = header.precision - 1;
        addNote(notes, "sixteen-in-eight", "The pixels have more than 8 bits, although 8 are stated as allocated.");
    }
    layout.samples = header.components;
    layout.planar = false;
    if (layout.samples != 3)
        return {};
    const bool statedYcbcr = layout.photometric.starts_with("YBR");
    // Component transforms of JPEG-LS and lossless JPEG are none of YCbCr's; there the attribute holds.
    const bool isLossy = header.startOfFrame >= 0xC0 && header.startOfFrame <= 0xC2;
    const bool ycbcr = isLossy ? isYcbcr(header).value_or(statedYcbcr) : statedYcbcr;
    if (ycbcr != statedYcbcr)
        addNote(notes, "colours-of-stream",
            std::string("The compressed image holds ") + (ycbcr ? "YCbCr" : "RGB") + " colours, although "
                + layout.photometric + " is stated.");
    layout.photometric = ycbcr ? "YBR_FULL" : "RGB";
    return {};
}

Result<std::vector<std::int32_t>> decodeWithDcmtk(
    DcmPixelData &pixelData, E_TransferSyntax syntax, PixelLayout &layout, int frame, ReadingNotes &notes)
{
    CF_ASSIGN(const auto stream, fragmentsOf(pixelData, syntax, frame, layout.frames));
    if (const auto header = readJpegHeader(stream))
        CF_TRY(adoptStream(*header, layout, notes));
    DcmItem attributes;
    putStreamAttributes(attributes, layout);
    const std::size_t expected = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns)
        * static_cast<std::size_t>(layout.samples * layout.bitsAllocated / 8);
    std::vector<unsigned char> bytes(expected + 2U);
    Uint32 startFragment = 0;
    OFString colourModel;
    const OFCondition decoded = pixelData.getUncompressedFrame(&attributes, static_cast<Uint32>(frame), startFragment,
        bytes.data(), static_cast<Uint32>(expected + (expected & 1U)), colourModel);
    if (decoded.bad())
        return tl::make_unexpected(
            dicomError(ErrorCode::InvalidInput, "The compressed image cannot be decoded", decoded));
    return unpacked(bytes, layout, notes);
}

} // namespace

Result<PixelLayout> readLayout(const DicomFile &file, ReadingNotes &notes)
{
    DcmDataset &dataset = file.dataset();
    PixelLayout layout;
    layout.rows = wordOf(dataset, DCM_Rows).value_or(0);
    layout.columns = wordOf(dataset, DCM_Columns).value_or(0);
    if (!dataset.tagExists(DCM_PixelData))
        return fail(ErrorCode::Unsupported,
            "This object holds no pixel data of a kind that can be shown (it may be a report, a plan or a list).");
    if (layout.rows < 1 || layout.columns < 1)
        return fail(
            ErrorCode::InvalidInput, "The image's rows or columns are missing. Get the file again from its source.");
    if (std::int64_t{ layout.rows } * layout.columns > maxPixels)
        return fail(ErrorCode::Unsupported, "Images over 100 megapixels are not supported.");
    layout.frames = framesOf(dataset);
    layout.samples = wordOf(dataset, DCM_SamplesPerPixel).value_or(1);
    layout.photometric = photometricOf(dataset);
    layout.planar = wordOf(dataset, DCM_PlanarConfiguration).value_or(0) == 1;
    layout.isSigned = wordOf(dataset, DCM_PixelRepresentation).value_or(0) == 1;
    layout.bitsAllocated = wordOf(dataset, DCM_BitsAllocated).value_or(0);
    if (layout.bitsAllocated != 8 && layout.bitsAllocated != 16)
        return fail(ErrorCode::Unsupported,
            "Images of " + std::to_string(layout.bitsAllocated) + " bits a pixel are not supported, only of 8 or 16.");
    if (layout.samples != 1 && layout.samples != 3)
        return fail(ErrorCode::Unsupported,
            "Images of " + std::to_string(layout.samples)
                + " samples a pixel are not supported, only grey and colour ones.");
    layout.bitsStored = wordOf(dataset, DCM_BitsStored).value_or(layout.bitsAllocated);
    if (layout.bitsStored < 1 || layout.bitsStored > layout.bitsAllocated) {
        addNote(notes, "bits-stored", "Bits Stored is not possible; all allocated bits were taken.");
        layout.bitsStored = layout.bitsAllocated;
    }
    layout.highBit = wordOf(dataset, DCM_HighBit).value_or(layout.bitsStored - 1);
    if (layout.highBit >= layout.bitsAllocated || layout.highBit < layout.bitsStored - 1) {
        addNote(notes, "high-bit", "High Bit is not possible; the lowest bits were taken.");
        layout.highBit = layout.bitsStored - 1;
    }
    return layout;
}

Result<std::vector<std::int32_t>> decodeFrame(
    const DicomFile &file, PixelLayout &layout, int frame, ReadingNotes &notes)
{
    DcmDataset &dataset = file.dataset();
    DcmElement *element = nullptr;
    if (dataset.findAndGetElement(DCM_PixelData, element).bad() || !element)
        return fail(ErrorCode::Unsupported, "This object holds no pixel data.");
    auto *pixelData = dynamic_cast<DcmPixelData *>(element);
    const E_TransferSyntax syntax = dataset.getOriginalXfer();
    const std::string uid = transferSyntaxOf(file);
    if (pixelData && isJpeg2000(syntax, uid)) {
        auto decoded = decodeWithOpenJpeg(*pixelData, syntax, layout, frame, notes);
        return decoded || !isHighThroughput(uid) ? std::move(decoded) : tl::make_unexpected(unsupportedSyntax(uid));
    }
    if (isUnreadSyntax(uid))
        return tl::make_unexpected(unsupportedSyntax(uid));
    if (!pixelData || !DcmXfer(syntax).isEncapsulated())
        return decodeNative(*element, layout, frame, notes);
    if (syntax == EXS_RLELossless)
        return decodeRle(*pixelData, layout, frame, notes);
    if (!pixelData->canChooseRepresentation(EXS_LittleEndianExplicit, nullptr))
        return tl::make_unexpected(unsupportedSyntax(uid));
    return decodeWithDcmtk(*pixelData, syntax, layout, frame, notes);
}

} // namespace cf

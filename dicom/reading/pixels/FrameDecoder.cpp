#include "dicom/reading/pixels/FrameDecoder.h"

#include "dicom/reading/codecs/Jpeg2000.h"
#include "dicom/reading/codecs/JpegHeader.h"
#include "dicom/reading/codecs/RunLength.h"
#include "dicom/reading/codecs/StreamSyntax.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/Fragments.h"
#include "dicom/reading/pixels/StoredBits.h"
#include "dicom/reading/pixels/UnreadSyntaxes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dccodec.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace cf {
namespace {

constexpr std::int64_t maxPixels = 100'000'000;
constexpr const char *encapsulatedUncompressed = "1.2.840.10008.1.2.1.98"; // PS3.5 A.4.11; newer than DCMTK's list.

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
        fitByteOrder(layout, words, notes);
        fitBitsToWords(layout, words, notes);
        std::vector<std::int32_t> greys(pixels);
        std::transform(
            words.begin(), words.end(), greys.begin(), [&](std::uint16_t word) { return storedValueOf(word, layout); });
        return greys;
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

bool isHalved(const std::string &photometric)
{
    return photometric == "YBR_FULL_422" || photometric == "YBR_PARTIAL_422";
}

/// Of what is stated and what the number of bytes allows, the latter holds: one sample or three, 4:2:2 said of whole
/// triples, 12 bits that are packed or not, and 8 bits in an object that allocates 16.
void fitToLength(PixelLayout &layout, DcmElement &element, ReadingNotes &notes)
{
    const std::size_t length = element.getLength();
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns)
        * static_cast<std::size_t>(layout.frames);
    const auto isLength = [&](std::size_t bytes) { return length == bytes || length == bytes + bytes % 2; };
    if (layout.bitsAllocated == 12 && length >= 2 * pixels)
        layout.bitsAllocated = 16;
    const std::size_t sampleBytes = pixels * static_cast<std::size_t>(layout.bitsAllocated / 8);
    const bool isNamedColour = layout.photometric == "RGB" || layout.photometric.starts_with("YBR");
    const int samples = layout.samples;
    if (samples == 1 && isNamedColour && length >= 3 * sampleBytes)
        layout.samples = 3;
    else if (samples == 3 && layout.photometric.starts_with("MONOCHROME") && isLength(sampleBytes))
        layout.samples = 1;
    if (layout.samples != samples)
        addNote(notes, "samples",
            "The pixels have " + std::to_string(layout.samples) + " samples each, and not the number that is stated.");
    if (isHalved(layout.photometric) && layout.samples == 3 && length >= 3 * pixels) {
        addNote(
            notes, "not-422", "The colours are stated as " + layout.photometric + ", but every pixel has all three.");
        layout.photometric.resize(layout.photometric.size() - std::string_view("_422").size());
    }
    const std::size_t values = pixels * static_cast<std::size_t>(layout.samples);
    if (layout.bitsAllocated == 16 && isLength(values) && !isHalved(layout.photometric)
        && !isHalfAFilm(layout, element))
        takeEightBits(layout, notes);
}

/// Bytes that a frame takes uncompressed.
std::size_t frameBytesOf(const PixelLayout &layout)
{
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    return isHalved(layout.photometric) && layout.samples == 3
        ? pixels * 2
        : (pixels * static_cast<std::size_t>(layout.samples * layout.bitsAllocated) + 7) / 8;
}

tl::unexpected<Error> endsEarly(std::size_t bytes, std::size_t wanted)
{
    return fail(ErrorCode::InvalidInput,
        "The image ends early: " + megabytesOf(bytes, wanted) + " MB. Copy it again from its source.");
}

/// Values of one uncompressed frame.
Result<std::vector<std::int32_t>> valuesOf(std::vector<unsigned char> bytes, PixelLayout &layout, ReadingNotes &notes)
{
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    if (!isHalved(layout.photometric) || layout.samples != 3) {
        if (layout.bitsAllocated != 8 && layout.bitsAllocated != 16) {
            CF_ASSIGN(bytes, asWords(bytes, layout));
        }
        return unpacked(bytes, layout, notes);
    }
    if (layout.bitsAllocated != 8 || pixels % 2 != 0)
        return fail(ErrorCode::Unsupported, "This form of " + layout.photometric + " pixel data is not supported.");
    layout.samples = 1;
    return luminances422(bytes, pixels);
}

Result<std::vector<std::int32_t>> decodeNative(DcmElement &element, PixelLayout &layout, int frame, ReadingNotes &notes)
{
    fitToLength(layout, element, notes);
    const std::size_t frameBytes = frameBytesOf(layout);
    const std::size_t offset = frameBytes * static_cast<std::size_t>(frame);
    if (offset + frameBytes > element.getLength())
        return endsEarly(element.getLength(), offset + frameBytes);
    std::vector<unsigned char> bytes(frameBytes);
    const OFCondition read =
        element.getPartialValue(bytes.data(), static_cast<Uint32>(offset), static_cast<Uint32>(frameBytes));
    if (read.bad())
        return tl::make_unexpected(dicomError(ErrorCode::Io, "The pixel data cannot be read", read));
    return valuesOf(std::move(bytes), layout, notes);
}

/// Uncompressed pixels in a fragment for each frame (PS3.5 A.4.11), also where the object is not said to have any.
Result<std::vector<std::int32_t>> decodeUncompressedFragments(
    std::vector<unsigned char> bytes, PixelLayout &layout, ReadingNotes &notes)
{
    if (bytes.size() < frameBytesOf(layout))
        return endsEarly(bytes.size(), frameBytesOf(layout));
    return valuesOf(std::move(bytes), layout, notes);
}

/// High-Throughput JPEG 2000, lossless or not: newer than DCMTK's list of transfer syntaxes.
constexpr std::array highThroughputSyntaxes{ "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202",
    "1.2.840.10008.1.2.4.203" };

bool isHighThroughput(const std::string &uid)
{
    return std::find(highThroughputSyntaxes.begin(), highThroughputSyntaxes.end(), uid) != highThroughputSyntaxes.end();
}

Result<std::vector<std::int32_t>> decodeRle(
    const std::vector<unsigned char> &bytes, PixelLayout &layout, ReadingNotes &notes)
{
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    if (layout.bitsAllocated == 16 && !bytes.empty() && bytes[0] == layout.samples)
        takeEightBits(layout, notes);
    CF_ASSIGN(const auto unpackedBytes, decodeRunLength(bytes, pixels, layout.samples, layout.bitsAllocated / 8));
    layout.planar = false;
    return unpacked(unpackedBytes, layout, notes);
}

Result<std::vector<std::int32_t>> decodeWithOpenJpeg(
    const std::vector<unsigned char> &bytes, PixelLayout &layout, ReadingNotes &notes)
{
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
    item.putAndInsertString(DCM_NumberOfFrames, "1"); // The one that is decoded.
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

/// Pixel data of one compressed frame in one fragment, so that DCMTK need not find it among others.
std::unique_ptr<DcmPixelData> pixelDataOf(std::vector<unsigned char> stream, E_TransferSyntax syntax)
{
    if (stream.size() % 2 == 1)
        stream.push_back(0);
    auto sequence = std::make_unique<DcmPixelSequence>(DcmTag(DCM_PixelData, EVR_OB));
    sequence->insert(new DcmPixelItem(DcmTag(DCM_Item, EVR_OB))); // An empty offset table; owned by the sequence.
    auto item = std::make_unique<DcmPixelItem>(DcmTag(DCM_Item, EVR_OB));
    item->putUint8Array(stream.data(), static_cast<unsigned long>(stream.size()));
    sequence->insert(item.release());
    auto pixelData = std::make_unique<DcmPixelData>(DCM_PixelData);
    pixelData->putOriginalRepresentation(syntax, nullptr, sequence.release());
    return pixelData;
}

Result<std::vector<std::int32_t>> decodeWithDcmtk(
    const std::vector<unsigned char> &stream, E_TransferSyntax syntax, PixelLayout &layout, ReadingNotes &notes)
{
    if (const auto header = readJpegHeader(stream))
        CF_TRY(adoptStream(*header, layout, notes));
    DcmItem attributes;
    putStreamAttributes(attributes, layout);
    const std::size_t expected = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns)
        * static_cast<std::size_t>(layout.samples * layout.bitsAllocated / 8);
    std::vector<unsigned char> bytes(expected + 2U);
    Uint32 startFragment = 0;
    OFString colourModel;
    const auto pixelData = pixelDataOf(stream, syntax);
    const OFCondition decoded = pixelData->getUncompressedFrame(
        &attributes, 0, startFragment, bytes.data(), static_cast<Uint32>(expected + (expected & 1U)), colourModel);
    if (decoded.bad())
        return tl::make_unexpected(
            dicomError(ErrorCode::InvalidInput, "The compressed image cannot be decoded", decoded));
    return unpacked(bytes, layout, notes);
}

/// A frame in fragments, by the transfer syntax, or by what its own first bytes show where that is another.
Result<std::vector<std::int32_t>> decodeFragments(
    const std::string &uid, std::vector<unsigned char> stream, PixelLayout &layout, ReadingNotes &notes)
{
    const std::string shown(syntaxOfStream(stream));
    const E_TransferSyntax stated = DcmXfer(uid.c_str()).getXfer();
    if (shown.empty() && !isHighThroughput(uid)
        && (stated == EXS_Unknown || !DcmXfer(stated).isEncapsulated() || uid == encapsulatedUncompressed))
        return decodeUncompressedFragments(std::move(stream), layout, notes);
    if (layout.bitsAllocated != 8)
        layout.bitsAllocated = 16;
    const bool isOther = !shown.empty() && !haveOneDecoder(uid, shown);
    if (isOther)
        addNote(notes, "stream-syntax",
            "The file states the transfer syntax " + uid + ", but its image is compressed as " + shown
                + "; it was read as what it is.");
    const std::string read = isOther ? shown : uid;
    if (haveOneDecoder(read, UID_JPEG2000TransferSyntax)) {
        auto decoded = decodeWithOpenJpeg(stream, layout, notes);
        const bool isPlain = read == UID_JPEG2000TransferSyntax || read == UID_JPEG2000LosslessOnlyTransferSyntax;
        return decoded || isPlain ? std::move(decoded) : tl::make_unexpected(unsupportedSyntax(uid));
    }
    if (read == UID_RLELosslessTransferSyntax)
        return decodeRle(stream, layout, notes);
    const E_TransferSyntax syntax = DcmXfer(read.c_str()).getXfer();
    if (!DcmCodecList::canChangeCoding(syntax, EXS_LittleEndianExplicit))
        return tl::make_unexpected(unsupportedSyntax(uid));
    return decodeWithDcmtk(stream, syntax, layout, notes);
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
    const auto bitsStored = wordOf(dataset, DCM_BitsStored);
    const int bitsOfStored = !bitsStored ? 0 : *bitsStored > 8 ? 16 : 8;
    layout.bitsAllocated = wordOf(dataset, DCM_BitsAllocated).value_or(bitsOfStored);
    constexpr std::array readable{ 8, 12, 16, 32 };
    if (std::find(readable.begin(), readable.end(), layout.bitsAllocated) == readable.end())
        return fail(ErrorCode::Unsupported,
            "Images of " + std::to_string(layout.bitsAllocated) + " bits a pixel are not supported, only of 8 or 16.");
    if (layout.samples != 1 && layout.samples != 3)
        return fail(ErrorCode::Unsupported,
            "Images of " + std::to_string(layout.samples)
                + " samples a pixel are not supported, only grey and colour ones.");
    layout.bitsStored = bitsStored.value_or(layout.bitsAllocated);
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
    if (isUnreadSyntax(uid) && !isHighThroughput(uid))
        return tl::make_unexpected(unsupportedSyntax(uid));
    if (!pixelData || !hasFragments(*pixelData, syntax))
        return decodeNative(*element, layout, frame, notes);
    CF_ASSIGN(auto stream, fragmentsOf(*pixelData, syntax, frame, layout.frames));
    return decodeFragments(uid, std::move(stream), layout, notes);
}

} // namespace cf

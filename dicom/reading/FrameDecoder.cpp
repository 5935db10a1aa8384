#include "dicom/reading/FrameDecoder.h"

#include "dicom/reading/Attributes.h"
#include "dicom/reading/Dcmtk.h"
#include "dicom/reading/DicomFile.h"
#include "dicom/reading/Jpeg2000.h"
#include "dicom/reading/RunLength.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <span>

namespace cf {
namespace {

constexpr std::int64_t mostPixels = 100'000'000;

/// Bits of one stored word (PS3.5 section 8.1.1) as a value.
std::int32_t valueOf(std::uint32_t word, const PixelLayout &layout)
{
    const auto mask = (1U << static_cast<unsigned>(layout.bitsStored)) - 1U;
    const std::uint32_t bits = (word >> static_cast<unsigned>(layout.highBit + 1 - layout.bitsStored)) & mask;
    const std::uint32_t sign = 1U << static_cast<unsigned>(layout.bitsStored - 1);
    if (!layout.isSigned || (bits & sign) == 0)
        return static_cast<std::int32_t>(bits);
    return static_cast<std::int32_t>(bits) - static_cast<std::int32_t>(mask) - 1;
}

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

std::vector<std::int32_t> unpacked(const std::vector<unsigned char> &bytes, const PixelLayout &layout)
{
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    const auto samples = static_cast<std::size_t>(layout.samples);
    std::vector<std::int32_t> values(pixels * samples);
    for (std::size_t pixel = 0; pixel < pixels; ++pixel)
        for (std::size_t sample = 0; sample < samples; ++sample) {
            const std::size_t from = layout.planar ? sample * pixels + pixel : pixel * samples + sample;
            const std::int32_t word = wordAt(bytes, from, layout.bitsAllocated);
            values[pixel * samples + sample] = valueOf(static_cast<std::uint32_t>(word), layout);
        }
    return values;
}

Result<std::vector<std::int32_t>> decodeNative(DcmElement &element, PixelLayout &layout, int frame)
{
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    const bool is422 = layout.photometric == "YBR_FULL_422";
    if (is422 && (layout.bitsAllocated != 8 || pixels % 2 != 0))
        return fail(ErrorCode::Unsupported, "This form of YBR_FULL_422 pixel data is not supported.");
    const std::size_t frameBytes =
        is422 ? pixels * 2 : pixels * static_cast<std::size_t>(layout.samples * layout.bitsAllocated / 8);
    const std::size_t offset = frameBytes * static_cast<std::size_t>(frame);
    if (offset + frameBytes > element.getLength())
        return fail(ErrorCode::InvalidInput,
            "The pixel data ends too early: " + std::to_string(element.getLength())
                + " bytes where the image's size asks for " + std::to_string(offset + frameBytes)
                + ". Get the file again from its source.");
    std::vector<unsigned char> bytes(frameBytes);
    const OFCondition read =
        element.getPartialValue(bytes.data(), static_cast<Uint32>(offset), static_cast<Uint32>(frameBytes));
    if (read.bad())
        return tl::make_unexpected(dicomError(ErrorCode::Io, "The pixel data cannot be read", read));
    if (!is422)
        return unpacked(bytes, layout);
    layout.samples = 1;
    return luminances422(bytes, pixels);
}

/// High-Throughput JPEG 2000, lossless or not: newer than DCMTK's list of transfer syntaxes.
constexpr std::array highThroughputSyntaxes{ "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202",
    "1.2.840.10008.1.2.4.203" };

bool isJpeg2000(E_TransferSyntax syntax, const std::string &uid)
{
    return syntax == EXS_JPEG2000LosslessOnly || syntax == EXS_JPEG2000
        || std::find(highThroughputSyntaxes.begin(), highThroughputSyntaxes.end(), uid) != highThroughputSyntaxes.end();
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

Result<std::vector<std::int32_t>> decodeRle(DcmPixelData &pixelData, PixelLayout &layout, int frame)
{
    CF_ASSIGN(const auto bytes, fragmentsOf(pixelData, EXS_RLELossless, frame, layout.frames));
    const std::size_t pixels = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns);
    CF_ASSIGN(const auto unpackedBytes, decodeRunLength(bytes, pixels, layout.samples, layout.bitsAllocated / 8));
    layout.planar = false;
    return unpacked(unpackedBytes, layout);
}

Result<std::vector<std::int32_t>> decodeWithOpenJpeg(
    DcmPixelData &pixelData, E_TransferSyntax syntax, PixelLayout &layout, int frame)
{
    CF_ASSIGN(const auto bytes, fragmentsOf(pixelData, syntax, frame, layout.frames));
    CF_ASSIGN(Jpeg2000Image image, decodeJpeg2000(bytes, layout.columns, layout.rows));
    layout.samples = image.samples;
    layout.planar = false;
    if (image.samples == 3)
        layout.photometric = layout.photometric == "YBR_FULL" ? "YBR_FULL" : "RGB";
    // The code stream and the attributes may disagree about signs; the attributes decide, on the stream's bits.
    PixelLayout stream = layout;
    stream.bitsStored = layout.isSigned != image.isSigned ? image.precision : layout.bitsStored;
    stream.highBit =
        image.precision > stream.bitsStored ? std::min(layout.highBit, image.precision - 1) : stream.bitsStored - 1;
    for (std::int32_t &value : image.values)
        value = valueOf(static_cast<std::uint32_t>(value), stream);
    layout.bitsStored = std::max(layout.bitsStored, stream.bitsStored);
    return std::move(image.values);
}

Result<std::vector<std::int32_t>> decodeWithDcmtk(
    DcmDataset &dataset, DcmPixelData &pixelData, PixelLayout &layout, int frame)
{
    const std::size_t expected = static_cast<std::size_t>(layout.rows) * static_cast<std::size_t>(layout.columns)
        * static_cast<std::size_t>(layout.samples * layout.bitsAllocated / 8);
    Uint32 size = 0;
    const OFCondition sized = pixelData.getUncompressedFrameSize(&dataset, size);
    if (sized.bad() || size < expected || size > 2 * expected + 2)
        return fail(ErrorCode::InvalidInput,
            "The compressed image does not fit its attributes. Get the file again from its source.");
    std::vector<unsigned char> bytes(size + 2U);
    Uint32 startFragment = 0;
    OFString colourModel;
    const OFCondition decoded = pixelData.getUncompressedFrame(
        &dataset, static_cast<Uint32>(frame), startFragment, bytes.data(), size + (size & 1U), colourModel);
    if (decoded.bad())
        return tl::make_unexpected(
            dicomError(ErrorCode::InvalidInput, "The compressed image cannot be decoded", decoded));
    if (!colourModel.empty())
        layout.photometric = colourModel.c_str();
    if (layout.photometric == "YBR_FULL_422" || layout.photometric == "YBR_ICT" || layout.photometric == "YBR_RCT")
        layout.photometric = "YBR_FULL";
    return unpacked(bytes, layout);
}

} // namespace

Result<PixelLayout> readLayout(const DicomFile &file, std::vector<std::string> &notes)
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
    if (std::int64_t{ layout.rows } * layout.columns > mostPixels)
        return fail(ErrorCode::Unsupported, "Images over 100 megapixels are not supported.");
    layout.frames = framesOf(dataset);
    layout.samples = wordOf(dataset, DCM_SamplesPerPixel).value_or(1);
    layout.photometric = textOf(dataset, DCM_PhotometricInterpretation);
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
        notes.emplace_back("Bits Stored is not possible; all allocated bits were taken.");
        layout.bitsStored = layout.bitsAllocated;
    }
    layout.highBit = wordOf(dataset, DCM_HighBit).value_or(layout.bitsStored - 1);
    if (layout.highBit >= layout.bitsAllocated || layout.highBit < layout.bitsStored - 1) {
        notes.emplace_back("High Bit is not possible; the lowest bits were taken.");
        layout.highBit = layout.bitsStored - 1;
    }
    return layout;
}

Result<std::vector<std::int32_t>> decodeFrame(const DicomFile &file, PixelLayout &layout, int frame)
{
    DcmDataset &dataset = file.dataset();
    DcmElement *element = nullptr;
    if (dataset.findAndGetElement(DCM_PixelData, element).bad() || !element)
        return fail(ErrorCode::Unsupported, "This object holds no pixel data.");
    auto *pixelData = dynamic_cast<DcmPixelData *>(element);
    const E_TransferSyntax syntax = dataset.getOriginalXfer();
    const std::string uid = transferSyntaxOf(file);
    if (pixelData && isJpeg2000(syntax, uid))
        return decodeWithOpenJpeg(*pixelData, syntax, layout, frame);
    if (!pixelData || !DcmXfer(syntax).isEncapsulated())
        return decodeNative(*element, layout, frame);
    if (syntax == EXS_RLELossless)
        return decodeRle(*pixelData, layout, frame);
    if (!pixelData->canChooseRepresentation(EXS_LittleEndianExplicit, nullptr))
        return fail(ErrorCode::Unsupported, "The transfer syntax " + uid + " is not supported.");
    return decodeWithDcmtk(dataset, *pixelData, layout, frame);
}

} // namespace cf

#include "dicom/reading/pixels/Colour.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/FrameDecoder.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cf {
namespace {

double luminance(double red, double green, double blue)
{
    return 0.299 * red + 0.587 * green + 0.114 * blue;
}

std::int32_t toByte(double value, double white)
{
    return static_cast<std::int32_t>(std::lround(std::clamp(value / white, 0.0, 1.0) * 255.0));
}

/// One channel of a palette, its entries scaled to 0 … 1 (PS3.3 C.7.6.3.1.5).
struct PaletteChannel {
    std::int32_t first = 0;
    std::vector<double> entries;
    bool hasWords = false; ///< 16 bits are stated of the entries, and that is their room.

    double highest() const { return *std::max_element(entries.begin(), entries.end()); }
    double at(std::int32_t value) const
    {
        const auto last = static_cast<std::int32_t>(entries.size()) - 1;
        return entries[static_cast<std::size_t>(std::clamp(value - first, 0, last))];
    }
};

Result<PaletteChannel> readChannel(DcmItem &item, const DcmTagKey &descriptor, const DcmTagKey &data)
{
    const auto damaged =
        fail(ErrorCode::Unsupported, "The image's colour palette is missing, damaged or of a kind not supported.");
    const double stated = numberOf(item, descriptor, 0).value_or(-1.0);
    const double first = numberOf(item, descriptor, 1).value_or(0.0);
    const double bits = numberOf(item, descriptor, 2).value_or(0.0);
    if (stated < 0.0 || stated > 65535.0 || (bits != 8.0 && bits != 16.0))
        return damaged;
    const std::size_t count = stated == 0.0 ? 65536U : static_cast<std::size_t>(stated);
    const Uint16 *words = nullptr;
    unsigned long length = 0;
    if (item.findAndGetUint16Array(data, words, &length).bad() || !words || length < (count + 1) / 2)
        return damaged;
    PaletteChannel channel{ static_cast<std::int32_t>(first), std::vector<double>(count) };
    const bool packed = length < count;
    for (std::size_t i = 0; i < count; ++i) {
        const unsigned word = packed ? words[i / 2] : words[i];
        const unsigned entry = !packed ? word : i % 2 == 0 ? word & 0xFFU : word >> 8U;
        channel.entries[i] = entry / (packed || bits == 8.0 ? 255.0 : 65535.0);
    }
    channel.hasWords = !packed && bits == 16.0;
    // Entries said to have 8 bits sometimes fill 16.
    if (channel.highest() > 1.0)
        for (double &entry : channel.entries)
            entry *= 255.0 / 65535.0;
    return channel;
}

Result<StoredImage> greyFromPalette(
    DcmItem &item, const PixelLayout &layout, const std::vector<std::int32_t> &values, ReadingNotes &notes)
{
    CF_ASSIGN(const auto red,
        readChannel(item, DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData));
    CF_ASSIGN(const auto green,
        readChannel(item, DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData));
    CF_ASSIGN(const auto blue,
        readChannel(item, DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData));
    // The reverse is written, too: 8 bits in entries of 16, which would be shown as black.
    constexpr double whiteOfBytes = 255.0 / 65535.0;
    const double highest = std::max({ red.highest(), green.highest(), blue.highest() });
    const bool holdsBytes = red.hasWords && green.hasWords && blue.hasWords && highest <= whiteOfBytes;
    if (holdsBytes)
        addNote(notes, "palette-bits", "The colour palette states 16 bits, but its entries have 8.");
    const double white = holdsBytes ? whiteOfBytes : 1.0;
    StoredImage grey(layout.columns, layout.rows);
    for (std::size_t i = 0; i < grey.pixels.size(); ++i)
        grey.pixels[i] = toByte(luminance(red.at(values[i]), green.at(values[i]), blue.at(values[i])), white);
    return grey;
}

/// How three samples a pixel are to be understood.
struct ColourReading {
    bool ycbcr = false;
    bool otherOrder = false; ///< One plane after the other although interleaved is stated, or the reverse.
};

/// Share of a grey radiograph's pixels that a reading explains: three equal colours, or no colour beside the luminance.
struct GreyShares {
    double rgb = 0.0;
    double ycbcr = 0.0;
};

template <typename Sample> GreyShares greyShares(std::size_t pixels, double white, const Sample &sample)
{
    const double neutral = (white + 1.0) / 2.0;
    const double tolerance = white * 3.0 / 255.0; // Rounding and lossy compression.
    const std::size_t step = std::max<std::size_t>(1, pixels / 65536);
    std::size_t seen = 0;
    std::size_t equal = 0;
    std::size_t colourless = 0;
    for (std::size_t i = 0; i < pixels; i += step, ++seen) {
        const double first = sample(i, 0);
        const double second = sample(i, 1);
        const double third = sample(i, 2);
        equal += std::abs(first - second) <= tolerance && std::abs(first - third) <= tolerance ? 1 : 0;
        colourless += std::abs(second - neutral) <= tolerance && std::abs(third - neutral) <= tolerance ? 1 : 0;
    }
    const auto share = [&](std::size_t count) { return static_cast<double>(count) / static_cast<double>(seen); };
    return { share(equal), share(colourless) };
}

/// Where a sample lies among values that were put in order as stated, when that order is the wrong one.
std::size_t otherOrder(std::size_t pixel, std::size_t sample, std::size_t pixels, bool statedPlanar)
{
    if (!statedPlanar)
        return sample * pixels + pixel;
    const std::size_t stored = 3 * pixel + sample;
    return stored % pixels * 3 + stored / pixels;
}

/// The stated reading, unless the pixels contradict it: grey films are stored as colour, and what they are stated as is
/// often wrong. Only a film that is plainly grey in one reading and plainly coloured in the stated one decides.
ColourReading evidentReading(
    const std::vector<std::int32_t> &values, std::size_t pixels, double white, ColourReading stated, bool statedPlanar)
{
    const GreyShares asStated =
        greyShares(pixels, white, [&](std::size_t i, std::size_t sample) { return values[3 * i + sample]; });
    constexpr double plainly = 0.95;
    constexpr double hardly = 0.8; // Of grey YCbCr in the wrong order two pixels of three are of the colours' planes.
    if ((stated.ycbcr ? asStated.ycbcr : asStated.rgb) > hardly)
        return stated;
    if ((stated.ycbcr ? asStated.rgb : asStated.ycbcr) > plainly)
        return { !stated.ycbcr, false };
    const GreyShares asPlanes = greyShares(pixels, white,
        [&](std::size_t i, std::size_t sample) { return values[otherOrder(i, sample, pixels, statedPlanar)]; });
    if ((stated.ycbcr ? asPlanes.ycbcr : asPlanes.rgb) > plainly)
        return { stated.ycbcr, true };
    if ((stated.ycbcr ? asPlanes.rgb : asPlanes.ycbcr) > plainly)
        return { !stated.ycbcr, true };
    return stated;
}

} // namespace

Result<StoredImage> greyFromColour(
    const DicomFile &file, const PixelLayout &layout, const std::vector<std::int32_t> &values, ReadingNotes &notes)
{
    if (layout.photometric == "PALETTE COLOR" && layout.samples == 1)
        return greyFromPalette(file.dataset(), layout, values, notes);
    const bool isYbr = layout.photometric.starts_with("YBR"); // Its first component is the luminance.
    const bool isStated = isYbr || layout.photometric == "RGB";
    if (!isStated && layout.samples == 1)
        return fail(
            ErrorCode::Unsupported, "The photometric interpretation \"" + layout.photometric + "\" is not supported.");
    const double white = std::ldexp(1.0, layout.bitsStored) - 1.0;
    const auto samples = static_cast<std::size_t>(layout.samples);
    StoredImage grey(layout.columns, layout.rows);
    const std::size_t pixels = grey.pixels.size();
    ColourReading reading{ isYbr, false };
    if (samples == 3) {
        const ColourReading stated = reading;
        reading = evidentReading(values, pixels, white, stated, layout.planar);
        if (reading.ycbcr != stated.ycbcr || reading.otherOrder != stated.otherOrder || !isStated)
            addNote(notes, "colours-evident",
                "The colours are not stored as stated (" + layout.photometric + "); they were read as "
                    + (reading.ycbcr ? "YCbCr" : "RGB")
                    + (reading.otherOrder ? ", in the other order of planes." : "."));
    }
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto sample = [&](std::size_t which) {
            return values[reading.otherOrder ? otherOrder(i, which, pixels, layout.planar) : i * samples + which];
        };
        grey.pixels[i] =
            toByte(reading.ycbcr || samples == 1 ? sample(0) : luminance(sample(0), sample(1), sample(2)), white);
    }
    return grey;
}

} // namespace cf

#include "dicom/reading/pixels/Colour.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/FrameDecoder.h"
#include "dicom/reading/pixels/LookupTables.h"
#include "dicom/reading/pixels/SegmentedPalette.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <string>

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

/// Tags of one channel's table: how it is described, and its data, whole or in segments.
struct PaletteTags {
    DcmTagKey descriptor;
    DcmTagKey data;
    DcmTagKey segments;
};

Result<PaletteChannel> readChannel(DcmItem &item, const PaletteTags &tags, InputRange inputs)
{
    const auto damaged =
        fail(ErrorCode::Unsupported, "The image's colour palette is missing, damaged or of a kind not supported.");
    const auto stated = descriptorWord(item, tags.descriptor, 0);
    const auto first = descriptorWord(item, tags.descriptor, 1);
    const int bits = descriptorWord(item, tags.descriptor, 2).value_or(0);
    if (!stated || (bits != 8 && bits != 16))
        return damaged;
    const std::size_t count = *stated == 0 ? 65536U : std::size_t{ *stated };
    DcmElement *element = nullptr;
    const bool isWhole = item.findAndGetElement(tags.data, element).good() && element;
    // Two entries to a word are written for 16 bits, too.
    const bool isPacked = isWhole && element->getLength() < 2 * count;
    const std::vector<std::uint16_t> entries = isWhole
        ? tableEntries(item, tags.data, count, isPacked ? 8 : bits)
        : expandedSegments(tableEntries(item, tags.segments, largestSegments, bits), count);
    if (entries.size() < count)
        return damaged;
    const bool areBytes = isPacked || bits == 8;
    PaletteChannel channel{ firstInputOf(first.value_or(0), count, inputs), std::vector<double>(count) };
    std::transform(entries.begin(), entries.end(), channel.entries.begin(),
        [&](std::uint16_t entry) { return entry / (areBytes ? 255.0 : 65535.0); });
    channel.hasWords = !areBytes;
    // Entries said to have 8 bits sometimes fill 16.
    if (channel.highest() > 1.0)
        for (double &entry : channel.entries)
            entry *= 255.0 / 65535.0;
    return channel;
}

Result<StoredImage> greyFromPalette(
    DcmItem &item, const PixelLayout &layout, const std::vector<std::int32_t> &values, ReadingNotes &notes)
{
    const auto [lowest, largest] = std::minmax_element(values.begin(), values.end());
    const InputRange inputs{ static_cast<double>(*lowest), static_cast<double>(*largest) };
    CF_ASSIGN(const auto red,
        readChannel(item,
            { DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData,
                DCM_SegmentedRedPaletteColorLookupTableData },
            inputs));
    CF_ASSIGN(const auto green,
        readChannel(item,
            { DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData,
                DCM_SegmentedGreenPaletteColorLookupTableData },
            inputs));
    CF_ASSIGN(const auto blue,
        readChannel(item,
            { DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData,
                DCM_SegmentedBluePaletteColorLookupTableData },
            inputs));
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

/// The luminances between which black and white lie.
struct LuminanceRange {
    double black = 0.0;
    double white = 255.0;
};

/// YBR_PARTIAL keeps its luminances between 16 and 235 of 255 (PS3.3 C.7.6.3.1.2, of 2017 and before); where they go
/// beyond, the whole range was written.
LuminanceRange luminancesOf(
    const std::vector<std::int32_t> &values, std::size_t step, const PixelLayout &layout, double white)
{
    if (!layout.photometric.starts_with("YBR_PARTIAL"))
        return { 0.0, white };
    const double unit = (white + 1.0) / 256.0;
    const LuminanceRange partial{ 16.0 * unit, 235.0 * unit };
    for (std::size_t i = 0; i < values.size(); i += step)
        if (values[i] < partial.black || values[i] > partial.white)
            return { 0.0, white };
    return partial;
}

/// White of colours: of those of more than 8 bits that plainly use fewer than stated, what they use.
double whiteOfColours(const std::vector<std::int32_t> &values, const PixelLayout &layout, ReadingNotes &notes)
{
    const double stated = std::ldexp(1.0, layout.bitsStored) - 1.0;
    const std::int32_t highest = std::max<std::int32_t>(*std::max_element(values.begin(), values.end()), 1);
    const int needed = static_cast<int>(std::bit_width(static_cast<std::uint32_t>(highest)));
    if (layout.bitsStored <= 8 || needed < 8 || needed + 2 > layout.bitsStored)
        return stated;
    addNote(notes, "colour-bits",
        "The colours state " + std::to_string(layout.bitsStored) + " bits, but have " + std::to_string(needed)
            + "; those are shown up to white.");
    return std::ldexp(1.0, needed) - 1.0;
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
    const double white = whiteOfColours(values, layout, notes);
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
    const LuminanceRange range =
        reading.otherOrder ? LuminanceRange{ 0.0, white } : luminancesOf(values, samples, layout, white);
    for (std::size_t i = 0; i < pixels; ++i) {
        const auto sample = [&](std::size_t which) {
            return values[reading.otherOrder ? otherOrder(i, which, pixels, layout.planar) : i * samples + which];
        };
        grey.pixels[i] = reading.ycbcr || samples == 1 ? toByte(sample(0) - range.black, range.white - range.black)
                                                       : toByte(luminance(sample(0), sample(1), sample(2)), white);
    }
    return grey;
}

} // namespace cf

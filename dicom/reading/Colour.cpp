#include "dicom/reading/Colour.h"

#include "dicom/reading/Attributes.h"
#include "dicom/reading/DicomFile.h"
#include "dicom/reading/FrameDecoder.h"

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
    // Entries said to have 8 bits sometimes fill 16.
    if (*std::max_element(channel.entries.begin(), channel.entries.end()) > 1.0)
        for (double &entry : channel.entries)
            entry *= 255.0 / 65535.0;
    return channel;
}

Result<StoredImage> greyFromPalette(DcmItem &item, const PixelLayout &layout, const std::vector<std::int32_t> &values)
{
    CF_ASSIGN(const auto red,
        readChannel(item, DCM_RedPaletteColorLookupTableDescriptor, DCM_RedPaletteColorLookupTableData));
    CF_ASSIGN(const auto green,
        readChannel(item, DCM_GreenPaletteColorLookupTableDescriptor, DCM_GreenPaletteColorLookupTableData));
    CF_ASSIGN(const auto blue,
        readChannel(item, DCM_BluePaletteColorLookupTableDescriptor, DCM_BluePaletteColorLookupTableData));
    StoredImage grey(layout.columns, layout.rows);
    for (std::size_t i = 0; i < grey.pixels.size(); ++i)
        grey.pixels[i] = toByte(luminance(red.at(values[i]), green.at(values[i]), blue.at(values[i])), 1.0);
    return grey;
}

} // namespace

Result<StoredImage> greyFromColour(
    const DicomFile &file, const PixelLayout &layout, const std::vector<std::int32_t> &values)
{
    if (layout.photometric == "PALETTE COLOR" && layout.samples == 1)
        return greyFromPalette(file.dataset(), layout, values);
    const bool isYbr = layout.photometric.starts_with("YBR_FULL"); // Its first component is the luminance.
    if (!isYbr && layout.photometric != "RGB")
        return fail(
            ErrorCode::Unsupported, "The photometric interpretation \"" + layout.photometric + "\" is not supported.");
    const double white = std::ldexp(1.0, layout.bitsStored) - 1.0;
    const auto samples = static_cast<std::size_t>(layout.samples);
    StoredImage grey(layout.columns, layout.rows);
    for (std::size_t i = 0; i < grey.pixels.size(); ++i) {
        const std::int32_t *pixel = values.data() + i * samples;
        grey.pixels[i] = toByte(isYbr || samples == 1 ? pixel[0] : luminance(pixel[0], pixel[1], pixel[2]), white);
    }
    return grey;
}

} // namespace cf

#include "core/sessions/blinding/BlindedCopy.h"

#include "core/base/RandomStream.h"
#include "core/imaging/Resample.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cf::sessions {

namespace {

constexpr int white = 4095;
constexpr float plateGrey = 0.10F;
constexpr float letterGrey = 0.80F;
constexpr int glyphWidth = 5;
constexpr int glyphHeight = 7;
constexpr int letters = 5;

/// Rows of the letters of STUDY, the leftmost column in bit 4.
constexpr std::array<std::array<unsigned char, glyphHeight>, letters> glyphs{ {
    { 0x0F, 0x10, 0x10, 0x0E, 0x01, 0x01, 0x1E },
    { 0x1F, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04 },
    { 0x11, 0x11, 0x11, 0x11, 0x11, 0x11, 0x0E },
    { 0x1E, 0x11, 0x11, 0x11, 0x11, 0x11, 0x1E },
    { 0x11, 0x11, 0x0A, 0x04, 0x04, 0x04, 0x04 },
} };

/// A dark plate with STUDY in its middle, the same for every image.
void drawStudyMark(GreyImage &grey, const PixelBox &box)
{
    const int scale =
        std::max(1, std::min(box.height * 6 / 10 / glyphHeight, box.width / ((glyphWidth + 1) * letters)));
    const int left = box.x + (box.width - scale * (letters * (glyphWidth + 1) - 1)) / 2;
    const int top = box.y + (box.height - scale * glyphHeight) / 2;
    for (int y = std::max(0, box.y); y < std::min(grey.height, box.y + box.height); ++y)
        for (int x = std::max(0, box.x); x < std::min(grey.width, box.x + box.width); ++x) {
            const int column = x < left ? -1 : (x - left) / scale;
            const int row = y < top ? -1 : (y - top) / scale;
            bool isInk = false;
            if (column >= 0 && row >= 0 && row < glyphHeight && column < letters * (glyphWidth + 1)
                && column % (glyphWidth + 1) < glyphWidth) {
                const auto letter = static_cast<std::size_t>(column / (glyphWidth + 1));
                const unsigned bit = static_cast<unsigned>(glyphWidth - 1 - column % (glyphWidth + 1));
                isInk = (glyphs[letter][static_cast<std::size_t>(row)] >> bit & 1U) != 0;
            }
            grey.at(x, y) = isInk ? letterGrey : plateGrey;
        }
}

} // namespace

Radiograph blindedCopy(const Radiograph &source, const BlindingSettings &settings, const std::optional<PixelBox> &plate)
{
    const int width = source.stored.width;
    const int height = source.stored.height;
    const double scale = static_cast<double>(settings.size) / std::max(width, height);
    const AxisMap across{ width, settings.size, scale, (settings.size - width * scale) / 2.0 };
    const AxisMap down{ height, settings.size, scale, (settings.size - height * scale) / 2.0 };
    GreyImage grey = resample(toDisplay(source), across, down);
    if (plate && settings.mark) {
        // One pixel more on each side: what a resampled letter left behind its plate would tell.
        const int left = static_cast<int>(std::floor(across.offset + across.scale * plate->x)) - 1;
        const int top = static_cast<int>(std::floor(down.offset + down.scale * plate->y)) - 1;
        const int right = static_cast<int>(std::ceil(across.offset + across.scale * (plate->x + plate->width))) + 1;
        const int bottom = static_cast<int>(std::ceil(down.offset + down.scale * (plate->y + plate->height))) + 1;
        drawStudyMark(grey, { left, top, right - left, bottom - top });
    }
    Radiograph copy;
    copy.bitsStored = 12;
    copy.windowCenter = 2048.0;
    copy.windowWidth = 4096.0;
    copy.columnSpacing = source.columnSpacing / scale;
    copy.rowSpacing = source.rowSpacing / scale;
    copy.stored = StoredImage(settings.size, settings.size);
    std::uint64_t seed = 0;
    for (const std::int32_t value : source.stored.pixels)
        seed = seed * 1099511628211ULL + static_cast<std::uint32_t>(value);
    RandomStream dither(seed, "blinded copy");
    for (std::size_t i = 0; i < grey.pixels.size(); ++i) {
        const double value = grey.pixels[i] * white + dither.uniform(-0.5, 0.5) * white / 255.0;
        copy.stored.pixels[i] = static_cast<std::int32_t>(std::clamp(std::lround(value), 0L, static_cast<long>(white)));
    }
    return copy;
}

} // namespace cf::sessions

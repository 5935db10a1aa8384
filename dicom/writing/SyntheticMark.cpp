#include "dicom/SyntheticMark.h"

#include "core/imaging/Windowing.h"

#include <opencv2/core.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string_view>

namespace cf {
namespace {

constexpr std::string_view markText = "SYNTHETIC";
constexpr double heightShare = 0.033;
constexpr int smallestStrokedHeight = 16; // Below this the stroked font loses its bars; a bitmap font stays readable.
constexpr float plateGrey = 0.10F;
constexpr float letterGrey = 0.80F;

constexpr int glyphWidth = 5;
constexpr int glyphHeight = 7;
constexpr int bitmapWidth = static_cast<int>(markText.size()) * (glyphWidth + 1) + 3;
constexpr int bitmapHeight = glyphHeight + 4;

/// Rows of a 5 × 7 letter, the leftmost column in bit 4.
std::array<unsigned char, glyphHeight> glyphOf(char letter)
{
    switch (letter) {
    case 'S':
        return { 0x0F, 0x10, 0x10, 0x0E, 0x01, 0x01, 0x1E };
    case 'Y':
        return { 0x11, 0x11, 0x0A, 0x04, 0x04, 0x04, 0x04 };
    case 'N':
        return { 0x11, 0x19, 0x15, 0x13, 0x11, 0x11, 0x11 };
    case 'T':
        return { 0x1F, 0x04, 0x04, 0x04, 0x04, 0x04, 0x04 };
    case 'H':
        return { 0x11, 0x11, 0x11, 0x1F, 0x11, 0x11, 0x11 };
    case 'E':
        return { 0x1F, 0x10, 0x10, 0x1E, 0x10, 0x10, 0x1F };
    case 'I':
        return { 0x0E, 0x04, 0x04, 0x04, 0x04, 0x04, 0x0E };
    default: // C
        return { 0x0F, 0x10, 0x10, 0x10, 0x10, 0x10, 0x0F };
    }
}

struct StrokedText {
    double scale = 1.0;
    int thickness = 1;
    cv::Size size;
};

/// The stroked font so that its capitals take 60 % of the plate's height.
StrokedText strokedFor(int plateHeight)
{
    constexpr double capitalHeight = 22.0; // Of Hershey's duplex font at scale 1.
    StrokedText text;
    text.scale = 0.6 * plateHeight / capitalHeight;
    text.thickness = std::max(1, plateHeight / 20);
    int baseline = 0;
    text.size = cv::getTextSize(std::string(markText), cv::FONT_HERSHEY_DUPLEX, text.scale, text.thickness, &baseline);
    return text;
}

/// Ink of the letters, 0 … 255, over the plate's size.
cv::Mat letters(int width, int height)
{
    cv::Mat ink(height, width, CV_8UC1, cv::Scalar(0));
    if (height >= smallestStrokedHeight) {
        const StrokedText text = strokedFor(height);
        const cv::Point origin((width - text.size.width) / 2, (height + text.size.height) / 2);
        cv::putText(ink, std::string(markText), origin, cv::FONT_HERSHEY_DUPLEX, text.scale, cv::Scalar(255),
            text.thickness, cv::LINE_AA);
        return ink;
    }
    for (std::size_t letter = 0; letter < markText.size(); ++letter) {
        const auto glyph = glyphOf(markText[letter]);
        for (int row = 0; row < glyphHeight; ++row)
            for (int column = 0; column < glyphWidth; ++column)
                if ((glyph[static_cast<std::size_t>(row)] >> static_cast<unsigned>(glyphWidth - 1 - column)) & 1U)
                    ink.at<unsigned char>(2 + row, 2 + static_cast<int>(letter) * (glyphWidth + 1) + column) = 255;
    }
    return ink;
}

/// Low where the picture is dark and calm: there is no anatomy.
double anatomyIn(const Radiograph &radiograph, const DisplayMap &map, const MarkRegion &region)
{
    double sum = 0.0;
    double squares = 0.0;
    for (int y = region.y; y < region.y + region.height; ++y)
        for (int x = region.x; x < region.x + region.width; ++x) {
            const double grey = map.grey(radiograph.stored.at(x, y));
            sum += grey;
            squares += grey * grey;
        }
    const double count = static_cast<double>(region.width) * region.height;
    const double mean = sum / count;
    return std::sqrt(std::max(squares / count - mean * mean, 0.0)) + 0.5 * mean;
}

/// Whether side letters or texts stand in a corner or beside it: strokes thinner than half a plate, plainly brighter
/// than what is around them. A plate over them would hide what the film says.
bool hasPrint(const Radiograph &radiograph, const DisplayMap &map, const MarkRegion &region)
{
    constexpr double minContrast = 0.25; // Display grey; grain and trabeculae stand out less.
    constexpr double minShare = 0.002; // Of the pixels: a letter of half the plate's height has more.
    const int around = region.height / 3;
    const int left = std::max(0, region.x - around);
    const int top = std::max(0, region.y - around);
    const int right = std::min(radiograph.stored.width, region.x + region.width + around);
    const int bottom = std::min(radiograph.stored.height, region.y + region.height + around);
    cv::Mat grey(bottom - top, right - left, CV_32FC1);
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            grey.at<float>(y - top, x - left) = map.grey(radiograph.stored.at(x, y));
    const int width = std::max(3, region.height / 2);
    cv::Mat strokes;
    cv::morphologyEx(grey, strokes, cv::MORPH_TOPHAT, cv::getStructuringElement(cv::MORPH_ELLIPSE, { width, width }));
    return cv::countNonZero(strokes > minContrast) > minShare * static_cast<double>(grey.total());
}

/// The four places where a plate may stand. InvalidInput when the image is too small to hold a readable one.
Result<std::array<MarkRegion, 4>> cornersOf(const Radiograph &radiograph)
{
    const int width = radiograph.stored.width;
    const int height = radiograph.stored.height;
    if (width < bitmapWidth || height < bitmapHeight)
        return fail(ErrorCode::InvalidInput,
            "The image is smaller than " + std::to_string(bitmapWidth) + " x " + std::to_string(bitmapHeight)
                + " pixels and cannot hold a readable SYNTHETIC mark, without which none is saved.");
    int plateHeight = static_cast<int>(std::lround(heightShare * height));
    while (plateHeight >= smallestStrokedHeight && strokedFor(plateHeight).size.width + plateHeight > width)
        --plateHeight;
    MarkRegion plate{ 0, 0, bitmapWidth, bitmapHeight };
    if (plateHeight >= smallestStrokedHeight)
        plate = { 0, 0, strokedFor(plateHeight).size.width + plateHeight * 7 / 10, plateHeight };
    const int margin = std::min({ height / 100, (width - plate.width) / 2, (height - plate.height) / 2 });
    const int right = width - margin - plate.width;
    const int bottom = height - margin - plate.height;
    return std::array<MarkRegion, 4>{ MarkRegion{ margin, margin, plate.width, plate.height },
        MarkRegion{ right, margin, plate.width, plate.height }, MarkRegion{ margin, bottom, plate.width, plate.height },
        MarkRegion{ right, bottom, plate.width, plate.height } };
}

/// Of the stored values with the letters that drawMark() would draw there.
double correlationWithLetters(const Radiograph &radiograph, const MarkRegion &region)
{
    const cv::Mat ink = letters(region.width, region.height);
    double sums[5] = {}; // x, y, xx, yy, xy
    for (int y = 0; y < region.height; ++y)
        for (int x = 0; x < region.width; ++x) {
            const double stored = radiograph.stored.at(region.x + x, region.y + y);
            const double drawn = ink.at<unsigned char>(y, x);
            sums[0] += stored;
            sums[1] += drawn;
            sums[2] += stored * stored;
            sums[3] += drawn * drawn;
            sums[4] += stored * drawn;
        }
    const double count = static_cast<double>(region.width) * region.height;
    const double spread = (sums[2] - sums[0] * sums[0] / count) * (sums[3] - sums[1] * sums[1] / count);
    return spread > 0.0 ? (sums[4] - sums[0] * sums[1] / count) / std::sqrt(spread) : 0.0;
}

} // namespace

std::optional<MarkRegion> findMark(const Radiograph &radiograph)
{
    const auto corners = cornersOf(radiograph);
    if (!corners)
        return std::nullopt;
    constexpr double isThere = 0.9; // Either sign: MONOCHROME1 turns the letters round.
    for (const MarkRegion &corner : *corners)
        if (std::abs(correlationWithLetters(radiograph, corner)) > isThere)
            return corner;
    return std::nullopt;
}

Result<MarkRegion> placeMark(const Radiograph &radiograph)
{
    CF_ASSIGN(const auto corners, cornersOf(radiograph));
    if (const auto there = findMark(radiograph)) // The film was made so before: one plate is enough.
        return *there;
    const DisplayMap map(radiograph);
    MarkRegion best = corners[0];
    double minimum = std::numeric_limits<double>::max();
    for (const MarkRegion &corner : corners) {
        constexpr double behindAll = 10.0; // More than any anatomy: such a corner is taken where all are so.
        const double anatomy =
            anatomyIn(radiograph, map, corner) + (hasPrint(radiograph, map, corner) ? behindAll : 0.0);
        if (anatomy < minimum) {
            minimum = anatomy;
            best = corner;
        }
    }
    return best;
}

void drawMark(Radiograph &radiograph, const MarkRegion &region)
{
    const DisplayMap map(radiograph);
    std::array<std::int32_t, 256> storedOf{};
    for (std::size_t ink = 0; ink < storedOf.size(); ++ink)
        storedOf[ink] = map.storedFor(plateGrey + (letterGrey - plateGrey) * static_cast<float>(ink) / 255.0F);
    const cv::Mat ink = letters(region.width, region.height);
    for (int y = 0; y < region.height; ++y)
        for (int x = 0; x < region.width; ++x)
            radiograph.stored.at(region.x + x, region.y + y) = storedOf[ink.at<unsigned char>(y, x)];
}

} // namespace cf

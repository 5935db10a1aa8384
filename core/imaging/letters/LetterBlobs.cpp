#include "core/imaging/letters/LetterBlobs.h"

#include "core/imaging/MaskAreas.h"
#include "core/imaging/Resample.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace cf {

namespace {

constexpr double cellsBetweenLetters = 3.0; ///< Letters that are nearer are one mark.
constexpr int pixelsAround = 12; ///< Of a mark: its outline is half a cell and more too small.
/// Pixels over which the background is averaged: twice a letter's height.
constexpr double backgroundReach = 12.0;
constexpr float faintestLetter = 0.06F; ///< Of the grey range; what stands out less is no letter.
/// Where blobs are cut, as shares of the contrast that a mark reaches: letters that touch come apart at the highest,
/// faint ones are whole at the lowest.
constexpr std::array letterCuts{ 0.3F, 0.5F, 0.7F };
constexpr float reachedBy = 0.95F; ///< Of a mark's cells: the contrast at this rank is the one that it reaches.
// Pixels of a film of 512.
constexpr int lowestLetter = 6;
constexpr int highestLetter = 44;
constexpr int narrowestLetter = 2;
constexpr double widestLetter = 1.5; ///< Of its height.
constexpr double sameBlob = 0.8; ///< Overlap of two boxes over both.

double commonShare(const PixelBox &a, const PixelBox &b)
{
    const int width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const int height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    if (width <= 0 || height <= 0)
        return 0.0;
    const double both = static_cast<double>(width) * height;
    return both / (static_cast<double>(a.width) * a.height + static_cast<double>(b.width) * b.height - both);
}

/// What lies in a box of any place, 0 outside the image.
GreyImage surroundings(const GreyImage &image, const PixelBox &box)
{
    GreyImage part(box.width, box.height);
    for (int y = std::max(0, -box.y); y < std::min(box.height, image.height - box.y); ++y)
        for (int x = std::max(0, -box.x); x < std::min(box.width, image.width - box.x); ++x)
            part.at(x, y) = image.at(box.x + x, box.y + y);
    return part;
}

/// `contrast`: the film without its background, as bright as the blob is bright.
std::vector<float> letterWindowOf(const GreyImage &contrast, const MaskArea &area)
{
    using namespace letterWindow;
    const PixelBox &box = area.box;
    const double scale = letter / static_cast<double>(box.height);
    const int halfWidth = static_cast<int>(std::ceil(0.5 * width / scale)) + 1;
    const int halfHeight = static_cast<int>(std::ceil(0.5 * height / scale)) + 1;
    const PixelBox seen{ box.x + box.width / 2 - halfWidth, box.y + box.height / 2 - halfHeight, 2 * halfWidth,
        2 * halfHeight };
    const AxisMap across{ seen.width, width, scale, 0.5 * width - scale * (box.x + 0.5 * box.width - seen.x) };
    const AxisMap down{ seen.height, height, scale, 0.5 * height - scale * (box.y + 0.5 * box.height - seen.y) };
    MaskImage alone(seen.width, seen.height);
    double sum = 0.0;
    forEachPixel(area, [&](int x, int y) {
        alone.at(x - seen.x, y - seen.y) = 1.0F;
        sum += contrast.at(x, y);
    });
    const auto level = static_cast<float>(std::max(1e-3, sum / static_cast<double>(area.size)));
    std::vector<float> window;
    window.reserve(size);
    for (const float value : resample(surroundings(contrast, seen), across, down).pixels)
        window.push_back(std::clamp(value / level, -1.5F, 1.5F));
    for (const float value : resample(alone, across, down).pixels)
        window.push_back(value);
    return window;
}

/// The contrast that a mark reaches, by the cells within its box.
float contrastOf(const GreyImage &contrast, const MaskImage &cells, const PixelBox &mark)
{
    std::vector<float> values;
    for (int y = mark.y; y < mark.y + mark.height; ++y)
        for (int x = mark.x; x < mark.x + mark.width; ++x)
            if (cells.at(x * cells.width / contrast.width, y * cells.height / contrast.height) > 0.0F)
                values.push_back(contrast.at(x, y));
    if (values.empty())
        return 0.0F;
    const auto rank = values.begin() + static_cast<std::ptrdiff_t>(reachedBy * static_cast<float>(values.size() - 1));
    std::ranges::nth_element(values, rank);
    return *rank;
}

bool hasLettersSize(const PixelBox &box)
{
    return box.height >= lowestLetter && box.height <= highestLetter && box.width >= narrowestLetter
        && box.width <= widestLetter * box.height;
}

bool isInMark(const MaskArea &area, const PixelBox &mark, const MaskImage &cells, const GreyImage &film)
{
    for (int y = 0; y < area.box.height; ++y)
        for (int x = 0; x < area.box.width; ++x)
            if (area.own.at(x, y) > 0.0F
                && cells.at((mark.x + area.box.x + x) * cells.width / film.width,
                       (mark.y + area.box.y + y) * cells.height / film.height)
                    > 0.0F)
                return true;
    return false;
}

} // namespace

std::vector<LetterBlob> letterBlobs(const GreyImage &film, const MaskImage &cells)
{
    std::vector<LetterBlob> blobs;
    if (film.empty() || cells.empty())
        return blobs;
    const GreyImage background = blurred(film, backgroundReach);
    const int cell = std::max(1, film.width / cells.width);
    for (const MaskArea &mark : connectedAreas(dilated(cells, cellsBetweenLetters)))
        for (const bool bright : { true, false }) {
            GreyImage contrast = film;
            for (std::size_t i = 0; i < contrast.pixels.size(); ++i)
                contrast.pixels[i] = (film.pixels[i] - background.pixels[i]) * (bright ? 1.0F : -1.0F);
            const PixelBox box =
                grownBy({ mark.box.x * cell, mark.box.y * cell, mark.box.width * cell, mark.box.height * cell },
                    pixelsAround, film.width, film.height);
            const float maximum = contrastOf(contrast, cells, box);
            if (maximum < faintestLetter)
                continue;
            const GreyImage part = cropped(contrast, box);
            for (const float cut : letterCuts) {
                MaskImage above(part.width, part.height);
                for (std::size_t i = 0; i < part.pixels.size(); ++i)
                    above.pixels[i] = part.pixels[i] > cut * maximum ? 1.0F : 0.0F;
                for (MaskArea &area : connectedAreas(above)) {
                    if (!hasLettersSize(area.box) || !isInMark(area, box, cells, film))
                        continue;
                    area.box.x += box.x;
                    area.box.y += box.y;
                    const bool known = std::ranges::any_of(blobs, [&](const LetterBlob &other) {
                        return other.bright == bright && commonShare(other.box, area.box) > sameBlob;
                    });
                    if (!known)
                        blobs.push_back({ area.box, bright, letterWindowOf(contrast, area) });
                }
            }
        }
    return blobs;
}

} // namespace cf

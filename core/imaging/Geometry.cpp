#include "core/imaging/Geometry.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr int smallestSide = 32;
constexpr double longestAspect = 8.0;

AxisMap centred(int sourceLength, int squareSize, double scale)
{
    return { sourceLength, squareSize, scale, (squareSize - scale * sourceLength) / 2.0 };
}

bool isOn(const AxisMap &axis, int position)
{
    const double source = (position + 0.5 - axis.offset) / axis.scale;
    return source >= 0.0 && source <= axis.fromLength;
}

} // namespace

double pixelAspect(const Radiograph &radiograph)
{
    const bool spaced = radiograph.rowSpacing > 0.0 && radiograph.columnSpacing > 0.0;
    const double aspect = spaced ? radiograph.rowSpacing / radiograph.columnSpacing : radiograph.statedAspect;
    return std::isfinite(aspect) && aspect > 0.1 && aspect < 10.0 ? aspect : 1.0;
}

bool Letterbox::covers(int x, int y) const
{
    return isOn(toSquareX, x) && isOn(toSquareY, y);
}

Result<Letterbox> fitIntoSquare(const Radiograph &radiograph, int squareSize)
{
    const int width = radiograph.stored.width;
    const int height = radiograph.stored.height;
    const std::string size = std::to_string(width) + " × " + std::to_string(height) + " pixels";
    if (width < smallestSide || height < smallestSide)
        return fail(
            ErrorCode::InvalidInput, "The image is only " + size + ". Open a radiograph of at least 32 × 32 pixels.");
    const double aspect = pixelAspect(radiograph);
    const double physicalHeight = height * aspect;
    const double longer = std::max<double>(width, physicalHeight);
    if (longer > longestAspect * std::min<double>(width, physicalHeight))
        return fail(ErrorCode::InvalidInput,
            "The image of " + size + " is too long and narrow for a chest radiograph. Open another image.");
    const double scale = squareSize / longer;
    return Letterbox{ width, height, squareSize, centred(width, squareSize, scale),
        centred(height, squareSize, scale * aspect) };
}

GreyImage toSquare(const GreyImage &image, const Letterbox &letterbox, float outside)
{
    return resample(image, letterbox.toSquareX, letterbox.toSquareY, outside);
}

GreyImage fromSquare(const GreyImage &square, const Letterbox &letterbox)
{
    return resample(square, letterbox.toSquareX.inverse(), letterbox.toSquareY.inverse());
}

} // namespace cf

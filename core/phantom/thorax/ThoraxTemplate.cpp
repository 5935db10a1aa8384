#include "core/phantom/thorax/ThoraxTemplate.h"

#include "core/phantom/thorax/SkeletonNumbers.h"
#include "core/phantom/thorax/ThoraxNumbers.h"

namespace cf::thorax {

std::span<const Point> lungRight()
{
    return numbersOf<LungOutlineNumbers>().right;
}
std::span<const Point> lungLeft()
{
    return numbersOf<LungOutlineNumbers>().left;
}
std::size_t lateralPoints()
{
    return static_cast<std::size_t>(numbersOf<LungOutlineNumbers>().lateralPoints);
}
std::span<const Point> midline()
{
    return numbersOf<MidlineNumbers>().spine;
}
std::span<const Point> trachea()
{
    return numbersOf<MidlineNumbers>().trachea;
}
std::span<const Point> clavicleRight()
{
    return numbersOf<ClavicleNumbers>().right;
}
std::span<const Point> clavicleLeft()
{
    return numbersOf<ClavicleNumbers>().left;
}
std::span<const Point> heart()
{
    return numbersOf<HeartNumbers>().outline;
}
Point hilum(bool right)
{
    const auto &numbers = numbersOf<MidlineNumbers>();
    return right ? numbers.hilumRight : numbers.hilumLeft;
}
Point aorticKnob()
{
    return numbersOf<MidlineNumbers>().knob;
}

} // namespace cf::thorax

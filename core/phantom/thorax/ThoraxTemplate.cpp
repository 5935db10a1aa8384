#include "core/phantom/thorax/ThoraxTemplate.h"

namespace cf::thorax {

namespace {

constexpr Point lungRightPoints[] = { { 50, 18.5 }, { 45, 19.5 }, { 40, 22.5 }, { 35, 27 }, { 30.5, 33 }, { 27, 39 },
    { 24.5, 46 }, { 23, 53 }, { 21.5, 60 }, { 20.5, 67 }, { 19.5, 74 }, { 18.8, 81 }, { 18.5, 88 }, { 19, 93 },
    { 22, 91.5 }, { 26, 88 }, { 30, 85 }, { 34, 82.5 }, { 38, 81.3 }, { 42, 82 }, { 46, 84 }, { 50, 86.5 }, { 54, 89 },
    { 58, 91 }, { 60, 86 }, { 60, 78 }, { 60, 70 }, { 59, 62 }, { 57.5, 55 }, { 56, 48 }, { 56.2, 43 }, { 57, 38 },
    { 57, 31 }, { 56, 25 }, { 53.5, 20.5 } };
constexpr Point lungLeftPoints[] = { { 79, 18 }, { 84, 19.5 }, { 89, 22.5 }, { 94, 27 }, { 98, 33 }, { 101, 39 },
    { 103, 46 }, { 104.5, 53 }, { 106, 60 }, { 107, 67 }, { 108, 74 }, { 109, 81 }, { 109.8, 88 }, { 109.5, 95.5 },
    { 106, 94 }, { 102.5, 91.5 }, { 99, 88.8 }, { 95, 87 }, { 90, 86.3 }, { 84, 87 }, { 78, 89 }, { 73, 91 },
    { 71, 84 }, { 71, 74 }, { 71, 64 }, { 71.5, 55 }, { 72, 48 }, { 72.5, 41 }, { 73, 33 }, { 73, 27 }, { 75, 21 } };
constexpr Point midlinePoints[] = { { 66, -12 }, { 66, 5 }, { 66, 20 }, { 66.5, 35 }, { 67, 50 }, { 67, 65 },
    { 67, 80 }, { 66.5, 95 }, { 66.5, 115 }, { 66.5, 140 } };
constexpr Point tracheaPoints[] = { { 65, -12 }, { 65, 4 }, { 65, 20 }, { 64.8, 30 }, { 65, 38 }, { 65.3, 46 } };
constexpr Point clavicleRightPoints[] = { { 58, 27.5 }, { 51, 24 }, { 44, 22 }, { 36, 22 }, { 26, 22.5 }, { 16, 22 },
    { 9, 20 } };
constexpr Point clavicleLeftPoints[] = { { 73.5, 27.5 }, { 80, 24 }, { 87, 22 }, { 95, 22 }, { 105, 22.5 }, { 115, 22 },
    { 122, 20 } };
constexpr Point heartPoints[] = { { 57, 40 }, { 56, 46 }, { 55.2, 52 }, { 54.5, 58 }, { 53.8, 64 }, { 53.3, 70 },
    { 53, 77 }, { 52.6, 83 }, { 52.8, 89 }, { 57, 93 }, { 66, 96 }, { 76, 97 }, { 86, 96 }, { 93, 93 }, { 97, 89 },
    { 96.8, 86 }, { 94.3, 81.5 }, { 91, 76.5 }, { 88, 71 }, { 85, 66 }, { 82.3, 60.5 }, { 80, 55 }, { 78, 50.5 },
    { 76.3, 46.5 }, { 74, 43 }, { 66, 38 } };

} // namespace

std::span<const Point> lungRight()
{
    return lungRightPoints;
}
std::span<const Point> lungLeft()
{
    return lungLeftPoints;
}
std::span<const Point> midline()
{
    return midlinePoints;
}
std::span<const Point> trachea()
{
    return tracheaPoints;
}
std::span<const Point> clavicleRight()
{
    return clavicleRightPoints;
}
std::span<const Point> clavicleLeft()
{
    return clavicleLeftPoints;
}
std::span<const Point> heart()
{
    return heartPoints;
}

} // namespace cf::thorax

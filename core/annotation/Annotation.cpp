#include "core/annotation/Annotation.h"

#include <algorithm>
#include <cmath>

namespace cf::annotation {

double onGrid(double coordinate)
{
    constexpr double steps = 64.0; // 16 bits before the point and 6 behind it fit the 24 of a 32-bit number.
    return std::nearbyint(coordinate * steps) / steps;
}

Point onGrid(Point point)
{
    return { onGrid(point.x), onGrid(point.y) };
}

int Annotation::nextMarkNumber() const
{
    int highest = 0;
    for (const Mark &one : marks)
        highest = std::max(highest, one.number);
    return highest + 1;
}

Mark *Annotation::mark(int number)
{
    const auto found = std::ranges::find(marks, number, &Mark::number);
    return found == marks.end() ? nullptr : &*found;
}

const Mark *Annotation::mark(int number) const
{
    const auto found = std::ranges::find(marks, number, &Mark::number);
    return found == marks.end() ? nullptr : &*found;
}

} // namespace cf::annotation

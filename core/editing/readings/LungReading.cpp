#include "core/editing/readings/LungReading.h"

namespace cf {

std::optional<SeenLungs> lungsOf(const FilmReading &reading)
{
    const FilmReading::Map *right = reading.map(seen::rightLung);
    const FilmReading::Map *left = reading.map(seen::leftLung);
    if (right == nullptr || left == nullptr || !right->trusted || !left->trusted)
        return std::nullopt;
    return SeenLungs{ fromSquare(right->probability, reading.letterbox),
        fromSquare(left->probability, reading.letterbox) };
}

} // namespace cf

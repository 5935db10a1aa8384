#include "core/datasets/FilmHash.h"

#include <array>
#include <bit>
#include <cstdio>
#include <cstdlib>

namespace cf {

namespace {

constexpr int columns = 9;
constexpr int rows = 8;

/// Mean grey of one cell of a grid laid over the image.
double cellMean(const GreyImage &image, int column, int row)
{
    const int left = column * image.width / columns;
    const int right = std::max(left + 1, (column + 1) * image.width / columns);
    const int top = row * image.height / rows;
    const int bottom = std::max(top + 1, (row + 1) * image.height / rows);
    double sum = 0.0;
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            sum += image.at(x, y);
    return sum / (static_cast<double>(right - left) * (bottom - top));
}

} // namespace

std::uint64_t appearanceHash(const GreyImage &image)
{
    if (image.width < columns || image.height < rows)
        return 0;
    std::uint64_t hash = 0;
    for (int row = 0; row < rows; ++row) {
        double before = cellMean(image, 0, row);
        for (int column = 1; column < columns; ++column) {
            const double mean = cellMean(image, column, row);
            hash = (hash << 1U) | (mean > before ? 1U : 0U);
            before = mean;
        }
    }
    return hash;
}

int hashDistance(std::uint64_t a, std::uint64_t b)
{
    return std::popcount(a ^ b);
}

std::string hashText(std::uint64_t hash)
{
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(hash));
    return text.data();
}

std::uint64_t hashFromText(const std::string &text)
{
    return std::strtoull(text.c_str(), nullptr, 16);
}

} // namespace cf

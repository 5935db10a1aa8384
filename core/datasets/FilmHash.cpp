#include "core/datasets/FilmHash.h"

#include <array>
#include <bit>
#include <cstdio>
#include <cstdlib>

namespace cf {

namespace {

constexpr int columns = 33;
constexpr int rows = 16;
constexpr std::size_t wordBits = 64;
constexpr std::size_t wordDigits = 16;

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

AppearanceHash appearanceHash(const GreyImage &image)
{
    AppearanceHash hash{};
    if (image.width < columns || image.height < rows)
        return hash;
    std::size_t bit = 0;
    for (int row = 0; row < rows; ++row) {
        double before = cellMean(image, 0, row);
        for (int column = 1; column < columns; ++column, ++bit) {
            const double mean = cellMean(image, column, row);
            if (mean > before)
                hash.at(bit / wordBits) |= std::uint64_t{ 1 } << (wordBits - 1 - bit % wordBits);
            before = mean;
        }
    }
    return hash;
}

int hashDistance(const AppearanceHash &a, const AppearanceHash &b)
{
    int distance = 0;
    for (std::size_t word = 0; word < a.size(); ++word)
        distance += std::popcount(a.at(word) ^ b.at(word));
    return distance;
}

std::string hashText(const AppearanceHash &hash)
{
    std::string text;
    for (const std::uint64_t word : hash) {
        std::array<char, wordDigits + 1> digits{};
        std::snprintf(digits.data(), digits.size(), "%016llx", static_cast<unsigned long long>(word));
        text += digits.data();
    }
    return text;
}

std::optional<AppearanceHash> hashFromText(const std::string &text)
{
    AppearanceHash hash{};
    if (text.size() != hash.size() * wordDigits || text.find_first_not_of("0123456789abcdef") != std::string::npos)
        return std::nullopt;
    for (std::size_t word = 0; word < hash.size(); ++word)
        hash.at(word) = std::strtoull(text.substr(word * wordDigits, wordDigits).c_str(), nullptr, 16);
    return hash;
}

} // namespace cf

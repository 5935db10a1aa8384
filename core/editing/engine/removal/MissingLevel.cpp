#include "core/editing/engine/removal/MissingLevel.h"

#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/Resample.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// Display grey: a mean level beside what surrounds the place that is a plain shade. Exact answers stay below.
constexpr double plainShade = 7.0 / 255.0;
constexpr double levelCell = 4.0; ///< Pixels of a film of 512 to one of the copy in which levels are compared.
constexpr int relaxations = 400; ///< Enough for a membrane over twenty cells.

/// A membrane over the hidden pixels, held at its rim: the smoothest level that goes on from what surrounds them.
GreyImage membraneOver(GreyImage picture, const MaskImage &hidden)
{
    const auto isHidden = [&](int x, int y) { return hidden.at(x, y) > 0.0F; };
    double sum = 0.0;
    int count = 0;
    for (std::size_t i = 0; i < picture.pixels.size(); ++i)
        if (!(hidden.pixels[i] > 0.0F)) {
            sum += picture.pixels[i];
            ++count;
        }
    for (std::size_t i = 0; i < picture.pixels.size(); ++i)
        if (hidden.pixels[i] > 0.0F)
            picture.pixels[i] = static_cast<float>(sum / std::max(1, count));
    for (int step = 0; step < relaxations; ++step)
        for (int y = 0; y < picture.height; ++y)
            for (int x = 0; x < picture.width; ++x)
                if (isHidden(x, y)) {
                    const int left = std::max(0, x - 1);
                    const int right = std::min(picture.width - 1, x + 1);
                    const int above = std::max(0, y - 1);
                    const int below = std::min(picture.height - 1, y + 1);
                    picture.at(x, y) = 0.25F
                        * (picture.at(left, y) + picture.at(right, y) + picture.at(x, above) + picture.at(x, below));
                }
    return picture;
}

} // namespace

GreyImage missingLevel(const GreyImage &picture, const MaskImage &place)
{
    const double scale = levelCell * filmScale(picture.width, picture.height);
    const int width = std::max(1, static_cast<int>(std::lround(picture.width / scale)));
    const int height = std::max(1, static_cast<int>(std::lround(picture.height / scale)));
    const GreyImage small = resized(picture, width, height);
    const MaskImage hidden = resized(place, width, height);
    GreyImage lack = membraneOver(small, hidden);
    for (std::size_t i = 0; i < lack.pixels.size(); ++i)
        lack.pixels[i] = hidden.pixels[i] > 0.0F ? lack.pixels[i] - small.pixels[i] : 0.0F;
    // Coarser than a rib: what the network drew of ribs is no shade, and stays.
    constexpr double coarse = 2.0;
    const GreyImage blurredLack = blurred(lack, coarse);
    const GreyImage share = blurred(hidden, coarse);
    double sum = 0.0;
    double weight = 0.0;
    for (std::size_t i = 0; i < lack.pixels.size(); ++i) {
        lack.pixels[i] = share.pixels[i] > 0.01F ? blurredLack.pixels[i] / share.pixels[i] : 0.0F;
        sum += std::abs(lack.pixels[i]) * hidden.pixels[i];
        weight += hidden.pixels[i];
    }
    if (weight == 0.0 || sum / weight < plainShade)
        return {};
    return resized(lack, picture.width, picture.height);
}

} // namespace cf

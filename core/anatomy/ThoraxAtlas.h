#pragma once

#include "core/anatomy/ThoraxGeometry.h"

#include <span>
#include <vector>

namespace cf {

/// The average chest: a 128 × 128 frame (one unit about 3.1 mm in an adult) with its anatomy drawn in by hand.
/// The picture and the shape basis are means of registered radiographs, computed by
/// tests/anatomy/make_thorax_atlas.cpp.
struct ThoraxAtlas {
    static constexpr int size = 128;
    static constexpr int modes = 12;

    /// A landmark list inside `points`.
    struct Part {
        std::size_t first = 0;
        std::size_t count = 0;
    };
    std::vector<Point> points; ///< All landmarks, part after part.
    Part lungRight; ///< Apex → lateral → costophrenic angle → dome → medial.
    Part lungLeft;
    Part midline;
    Part trachea; ///< Ends at the carina.
    Part superiorCava;
    Part clavicleRight;
    Part clavicleLeft;
    Part hilumRight; ///< One point each.
    Part hilumLeft;

    std::size_t costophrenicRight = 0; ///< Positions inside the lung lists.
    std::size_t cardiophrenicRight = 0;
    std::size_t costophrenicLeft = 0;
    std::size_t heartApexLeft = 0;

    std::vector<float> picture; ///< size² values, local contrast in its own deviations; the trained mean.
    /// Principal shapes in the affine frame: mean (2 values a point), then `modes` unit vectors; empty when untrained.
    std::vector<float> meanShape;
    std::vector<float> shapeModes;
    std::vector<float> shapeDeviations; ///< Standard deviation of each mode.

    std::vector<Point> of(const Part &part) const
    {
        const auto begin = points.begin() + static_cast<std::ptrdiff_t>(part.first);
        return { begin, begin + static_cast<std::ptrdiff_t>(part.count) };
    }
};

/// The one atlas of the program.
const ThoraxAtlas &thoraxAtlas();
/// The annotation with another picture; for the tool that computes the picture.
ThoraxAtlas annotatedAtlas(std::span<const unsigned char> picture, std::span<const unsigned char> shape);

} // namespace cf

#pragma once

#include "core/base/Image.h"
#include "core/base/RandomStream.h"
#include "core/imaging/MaskMorphology.h"

#include <optional>

namespace cf {

/// A square patch of an image's fine detail with nothing but noise in it.
struct GrainPatch {
    int x = 0;
    int y = 0;
    int size = 0;
    bool operator==(const GrainPatch &) const = default;
};

/// Finds a patch of `size` pixels, outside `forbidden`, that is about as light as `level` and as free of edges as most
/// of that lightness: among the nearest in lightness, the lower quartile of the detail's robust deviation. Nothing when
/// no whole patch is allowed.
std::optional<GrainPatch> findGrain(
    const GreyImage &detail, const GreyImage &image, const MaskImage &forbidden, double level, int size);

/// The patch repeated over a whole image, mirrored at its borders so that no seam shows, from a random offset.
class GrainField
{
public:
    GrainField(const GreyImage &detail, const GrainPatch &patch, RandomStream stream);
    float at(int x, int y) const;

private:
    GreyImage m_patch;
    int m_offsetX = 0;
    int m_offsetY = 0;
};

} // namespace cf

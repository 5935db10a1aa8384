#include "core/imaging/recomposition/Grain.h"

#include "core/imaging/ImageMetrics.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace cf {

namespace {

struct Candidate {
    GrainPatch patch;
    double distance = 0.0; ///< From the wanted lightness.
    double deviation = 0.0;
};

bool isAllowed(const MaskImage &forbidden, const GrainPatch &patch)
{
    for (int y = patch.y; y < patch.y + patch.size; ++y)
        for (int x = patch.x; x < patch.x + patch.size; ++x)
            if (forbidden.at(x, y) > 0.0F)
                return false;
    return true;
}

GreyImage cut(const GreyImage &image, const GrainPatch &patch)
{
    GreyImage piece(patch.size, patch.size);
    for (int y = 0; y < patch.size; ++y)
        for (int x = 0; x < patch.size; ++x)
            piece.at(x, y) = image.at(patch.x + x, patch.y + y);
    return piece;
}

Candidate measured(const GreyImage &detail, const GreyImage &image, const GrainPatch &patch, double level)
{
    double sum = 0.0;
    for (const float value : cut(image, patch).pixels)
        sum += value;
    return { patch, std::abs(sum / (patch.size * patch.size) - level), robustDeviation(cut(detail, patch)) };
}

/// Position in 0…size−1 of a coordinate that runs to and fro.
int mirrored(int position, int size)
{
    const int period = 2 * size;
    const int inside = ((position % period) + period) % period;
    return inside < size ? inside : period - 1 - inside;
}

} // namespace

std::optional<GrainPatch> findGrain(
    const GreyImage &detail, const GreyImage &image, const MaskImage &forbidden, double level, int size)
{
    std::vector<Candidate> candidates;
    for (int y = 0; y + size <= image.height; y += size)
        for (int x = 0; x + size <= image.width; x += size)
            if (const GrainPatch patch{ x, y, size }; isAllowed(forbidden, patch))
                candidates.push_back(measured(detail, image, patch, level));
    if (candidates.empty())
        return std::nullopt;
    const auto near = static_cast<std::ptrdiff_t>(std::max<std::size_t>(1, candidates.size() / 5));
    std::stable_sort(candidates.begin(), candidates.end(),
        [](const Candidate &a, const Candidate &b) { return a.distance < b.distance; });
    std::stable_sort(candidates.begin(), candidates.begin() + near,
        [](const Candidate &a, const Candidate &b) { return a.deviation < b.deviation; });
    return candidates[static_cast<std::size_t>(near / 4)].patch;
}

GrainField::GrainField(const GreyImage &detail, const GrainPatch &patch, RandomStream stream)
    : m_patch(cut(detail, patch))
    , m_offsetX(stream.below(2 * patch.size))
    , m_offsetY(stream.below(2 * patch.size))
{
}

float GrainField::at(int x, int y) const
{
    return m_patch.at(mirrored(x + m_offsetX, m_patch.width), mirrored(y + m_offsetY, m_patch.height));
}

} // namespace cf

#include "core/insertion/InsertionAmounts.h"

#include "core/insertion/findings/CardiothoracicRatio.h"
#include "core/insertion/findings/InsertionFindings.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf::insertion {

namespace {

std::string rounded(double value)
{
    return std::to_string(std::lround(value));
}

// What can be drawn, in millimetres above the carina.
constexpr double deepestLine = -40.0; ///< In the right atrium.
constexpr double highestLine = 25.0; ///< Above, the vein has not begun.
constexpr double highestTube = 120.0; ///< At the larynx.

} // namespace

Severity severityOf(const char *name, double amount)
{
    return static_cast<Severity>(static_cast<int>(Severity::Small) + findingAmount(name).gradeOf(amount));
}

Severity severityOfSize(Target target, double size, double lung)
{
    switch (target) {
    case Target::LungLesion:
        return severityOf("nodule.diameter", size);
    case Target::Pneumothorax:
        return severityOf("pneumothorax.rim", size);
    case Target::PleuralEffusion:
        return severityOf("effusion.height", size / lung);
    default:
        return severityOf("consolidation.radius", 0.5 * size / lung);
    }
}

double lungHeight(const ThoraxGeometry &geometry)
{
    return geometry.millimetresPerPixel
        * (std::ranges::max(geometry.lungLeft, {}, &Point::y).y - std::ranges::min(geometry.lungLeft, {}, &Point::y).y);
}

Result<> checkAmounts(const InsertionAmounts &amounts, const ThoraxGeometry &geometry, Abnormality &wanted)
{
    const std::string name(keyOf(wanted.target));
    if (amounts.sizeMillimetres) {
        const double size = *amounts.sizeMillimetres;
        const double lung = lungHeight(geometry);
        const double maximum = wanted.target == Target::PleuralEffusion ? highestMeniscus * lung
            : wanted.target == Target::Pneumothorax                     ? largestRim
            : wanted.target == Target::LungLesion                       ? largestNodule
                                                                        : widestOpacity * lung;
        if (!hasSides(wanted.target))
            return fail(ErrorCode::InvalidInput, name + " has no size that could be asked for in millimetres.");
        if (!(size >= smallestSize && size <= maximum))
            return fail(ErrorCode::InvalidInput,
                name + " of " + rounded(size) + " mm cannot be drawn here; ask for " + rounded(smallestSize) + " to "
                    + rounded(maximum) + " mm.");
        wanted.severity = severityOfSize(wanted.target, size, lung);
    }
    if (amounts.cardiothoracicRatio) {
        if (wanted.target != Target::Cardiomegaly)
            return fail(ErrorCode::InvalidInput, "A cardiothoracic ratio is the heart's; " + name + " has none.");
        if (!(*amounts.cardiothoracicRatio >= smallestRatio && *amounts.cardiothoracicRatio <= largestRatio))
            return fail(ErrorCode::InvalidInput,
                "A cardiothoracic ratio of " + twoPlaces(*amounts.cardiothoracicRatio)
                    + " cannot be drawn; ask for 0.35 to 0.75.");
        wanted.severity = severityOf("heart.ratio", *amounts.cardiothoracicRatio);
    }
    if (amounts.tipAboveCarinaMillimetres) {
        const double tip = *amounts.tipAboveCarinaMillimetres;
        const bool line = wanted.target == Target::CentralVenousCatheter;
        if (!line && wanted.target != Target::EndotrachealTube)
            return fail(ErrorCode::InvalidInput, "Only a tracheal tube's or a central line's tip can be placed.");
        if (!(tip >= (line ? deepestLine : 0.0) && tip <= (line ? highestLine : highestTube)))
            return fail(ErrorCode::InvalidInput,
                line ? "A line's tip can lie 25 mm above to 40 mm below the carina."
                     : "A tracheal tube's tip can lie 0 to 120 mm above the carina.");
    }
    return {};
}

} // namespace cf::insertion

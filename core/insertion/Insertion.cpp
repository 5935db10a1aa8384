#include "core/insertion/Insertion.h"

#include "core/insertion/InsertionFindings.h"
#include "core/phantom/devices/Devices.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

namespace cf {

using namespace insertion;

namespace {

bool hasSides(Target target)
{
    switch (target) {
    case Target::PleuralEffusion:
    case Target::Pneumothorax:
    case Target::Consolidation:
    case Target::LungOpacity:
    case Target::LungLesion:
        return true;
    default:
        return false;
    }
}

bool isFinding(Target target)
{
    return hasSides(target) || target == Target::Edema || target == Target::Cardiomegaly;
}

cv::Mat lungChange(const Finding &finding, bool right)
{
    switch (finding.abnormality.target) {
    case Target::PleuralEffusion:
        return effusionChange(finding, right);
    case Target::Pneumothorax:
        return pneumothoraxChange(finding, right);
    case Target::LungLesion:
        return changeOfAttenuation(finding.exposure, noduleAttenuation(finding, right), finding.stream);
    default:
        return consolidationChange(finding, right);
    }
}

cv::Mat findingChange(const Finding &finding)
{
    if (finding.abnormality.target == Target::Cardiomegaly)
        return cardiomegalyChange(finding);
    if (finding.abnormality.target == Target::Edema)
        return edemaChange(finding);
    if (finding.abnormality.side != Side::Both)
        return lungChange(finding, finding.abnormality.side == Side::Right);
    return lungChange(finding, true) + lungChange(finding, false);
}

Result<cv::Mat> deviceChange(const Exposure &exposure, const ThoraxGeometry &geometry, const Abnormality &device,
    RandomStream &stream, const InsertionView &view)
{
    DeviceStyle style;
    style.wide = view.wideStyles;
    style.tipAboveCarina = view.amounts.tipAboveCarinaMillimetres;
    // Edge-enhanced images keep the contrast of thin metal; the others show the same wire fainter.
    style.wireStrength = exposure.edgeEnhancement > 1.5 ? 1.6 : 1.0;
    RandomStream shape = stream.child("shape");
    CF_ASSIGN(
        const DeviceDrawing drawing, drawDevice(device, geometry, exposure.log.cols, exposure.log.rows, shape, style));
    cv::Mat attenuation(exposure.log.size(), CV_32F);
    std::ranges::copy(drawing.attenuation.pixels, attenuation.ptr<float>());
    RandomStream grain = stream.child("grain");
    return changeOfAttenuation(exposure, attenuation, grain);
}

Result<> checkGeometry(const GreyImage &radiograph, const ThoraxGeometry &geometry)
{
    if (radiograph.width < 64 || radiograph.height < 64 || radiograph.width > 8192 || radiograph.height > 8192)
        return fail(ErrorCode::InvalidInput,
            "Insertion needs an image of 64 to 8192 pixels a side; this one has " + std::to_string(radiograph.width)
                + " by " + std::to_string(radiograph.height) + ".");
    const bool complete = geometry.lungRight.size() >= 3 && geometry.lungLeft.size() >= 3
        && geometry.heartRight.size() >= 2 && geometry.heartLeft.size() >= 2 && geometry.midline.size() >= 2
        && geometry.fromAtlas && geometry.pixelsPerUnit > 0.1 && geometry.millimetresPerPixel > 0.01;
    if (!complete)
        return fail(ErrorCode::InvalidInput,
            "Insertion needs the outlines of both lungs and the heart; the image's landmarks lack them.");
    if (!(geometry.confidence >= 0.6))
        return fail(ErrorCode::InvalidInput,
            "The landmarks of the image are too uncertain for an insertion. Use an upright frontal chest radiograph.");
    return {};
}

std::string percentOf(double share)
{
    char text[16];
    std::snprintf(text, sizeof text, "%.2f", share);
    return text;
}

/// True where the target is measured by its size, in millimetres.
bool hasSize(Target target)
{
    return hasSides(target);
}

std::string rounded(double value)
{
    return std::to_string(std::lround(value));
}

/// What can be drawn, in millimetres or as a ratio.
constexpr double smallestSize = 4.0;
constexpr double largestNodule = 80.0; ///< A mass of more fills the lung.
constexpr double largestRim = 90.0;
constexpr double smallestRatio = 0.35;
constexpr double largestRatio = 0.75;
constexpr double deepestLine = -40.0; ///< In the right atrium.
constexpr double highestLine = 25.0; ///< Above, the vein has not begun.
constexpr double highestTube = 120.0; ///< At the larynx.

/// The amounts that fit the target and this chest; the severity is then the one that they amount to.
Result<> checkAmounts(const InsertionAmounts &amounts, const ThoraxGeometry &geometry, Abnormality &wanted)
{
    const std::string name(keyOf(wanted.target));
    if (amounts.sizeMillimetres) {
        const double size = *amounts.sizeMillimetres;
        const double lung = geometry.millimetresPerPixel
            * (std::ranges::max(geometry.lungLeft, {}, &Point::y).y
                - std::ranges::min(geometry.lungLeft, {}, &Point::y).y);
        const double most = wanted.target == Target::PleuralEffusion ? 0.95 * lung
            : wanted.target == Target::Pneumothorax                  ? largestRim
            : wanted.target == Target::LungLesion                    ? largestNodule
                                                                     : 0.6 * lung;
        if (!hasSize(wanted.target))
            return fail(ErrorCode::InvalidInput, name + " has no size that could be asked for in millimetres.");
        if (!(size >= smallestSize && size <= most))
            return fail(ErrorCode::InvalidInput,
                name + " of " + rounded(size) + " mm cannot be drawn here; ask for " + rounded(smallestSize) + " to "
                    + rounded(most) + " mm.");
        const int grade = wanted.target == Target::LungLesion ? findingAmount("nodule.diameter").gradeOf(size)
            : wanted.target == Target::Pneumothorax           ? findingAmount("pneumothorax.rim").gradeOf(size)
            : wanted.target == Target::PleuralEffusion
            ? findingAmount("effusion.height").gradeOf(size / lung)
            : findingAmount("consolidation.radius").gradeOf(0.5 * size / lung);
        wanted.severity = static_cast<Severity>(static_cast<int>(Severity::Small) + grade);
    }
    if (amounts.cardiothoracicRatio) {
        if (wanted.target != Target::Cardiomegaly)
            return fail(ErrorCode::InvalidInput, "A cardiothoracic ratio is the heart's; " + name + " has none.");
        if (!(*amounts.cardiothoracicRatio >= smallestRatio && *amounts.cardiothoracicRatio <= largestRatio))
            return fail(ErrorCode::InvalidInput,
                "A cardiothoracic ratio of " + percentOf(*amounts.cardiothoracicRatio)
                    + " cannot be drawn; ask for 0.35 to 0.75.");
        wanted.severity = static_cast<Severity>(
            static_cast<int>(Severity::Small) + findingAmount("heart.ratio").gradeOf(*amounts.cardiothoracicRatio));
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

} // namespace

double cardiothoracicRatio(const ThoraxGeometry &geometry)
{
    if (geometry.lungLeft.empty() || geometry.lungRight.empty() || geometry.heartLeft.empty()
        || geometry.heartRight.empty())
        return 0.0;
    const double chest =
        std::ranges::max(geometry.lungLeft, {}, &Point::x).x - std::ranges::min(geometry.lungRight, {}, &Point::x).x;
    const double heart =
        std::ranges::max(geometry.heartLeft, {}, &Point::x).x - std::ranges::min(geometry.heartRight, {}, &Point::x).x;
    return chest > 0.0 ? heart / chest : 0.0;
}

bool canInsert(Target target)
{
    return canDrawDevice(target) || isFinding(target);
}

double leastConfidence(Target target)
{
    if (target == Target::Cardiomegaly || target == Target::Pneumothorax)
        return 0.85;
    return isFinding(target) ? 0.65 : 0.6;
}

double leastVisible(Target target)
{
    switch (target) {
    case Target::CentralVenousCatheter:
    case Target::EndotrachealTube:
    case Target::NasogastricTube:
    case Target::Pneumothorax:
        return 5.0;
    default:
        return 8.0;
    }
}

Result<> checkInsertable(const ThoraxLandmarks &landmarks, const Abnormality &abnormality)
{
    const Target target = abnormality.target;
    const std::string name(keyOf(target));
    if (!canInsert(target))
        return fail(ErrorCode::Unsupported, name + " cannot be inserted into a radiograph.");
    const double least = leastConfidence(target);
    if (landmarks.geometry.confidence < least)
        return fail(ErrorCode::InvalidInput,
            name + " asks for landmarks of confidence " + percentOf(least) + "; this image reaches "
                + percentOf(landmarks.geometry.confidence) + ".");
    if (!hasSides(target) && target != Target::Edema)
        return {};
    constexpr double enough = 0.20;
    const bool right = abnormality.side != Side::Left;
    const bool left = abnormality.side != Side::Right;
    if ((right && landmarks.contrastRight < enough) || (left && landmarks.contrastLeft < enough))
        return fail(ErrorCode::InvalidInput,
            "The lung does not stand out enough from its surroundings to place " + name + " in it.");
    return {};
}

Result<CounterfactualPair> insertAbnormality(const GreyImage &radiograph, const ThoraxGeometry &geometry,
    const Abnormality &abnormality, RandomStream &stream, InsertionView view)
{
    if (!canInsert(abnormality.target))
        return fail(
            ErrorCode::Unsupported, std::string(keyOf(abnormality.target)) + " cannot be inserted into a radiograph.");
    CF_TRY(checkGeometry(radiograph, geometry));
    Abnormality wanted = abnormality;
    CF_TRY(checkAmounts(view.amounts, geometry, wanted));
    try {
        if (hasSides(wanted.target) && wanted.side == Side::None)
            wanted.side = stream.chance(0.5) ? Side::Left : Side::Right;
        const Exposure exposure = makeExposure(radiograph, geometry);
        cv::Mat change;
        if (isFinding(wanted.target)) {
            change = findingChange({ exposure, geometry, wanted, stream, view.supine, view.amounts });
        } else {
            CF_ASSIGN(change, deviceChange(exposure, geometry, wanted, stream, view));
        }
        CounterfactualPair pair = pairFromChange(exposure, radiograph, change);
        pair.abnormality = wanted;
        return pair;
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("The insertion failed: ") + error.what());
    }
}

} // namespace cf

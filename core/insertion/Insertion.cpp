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
    RandomStream &stream, bool wide)
{
    DeviceStyle style;
    style.wide = wide;
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

} // namespace

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
    try {
        Abnormality wanted = abnormality;
        if (hasSides(wanted.target) && wanted.side == Side::None)
            wanted.side = stream.chance(0.5) ? Side::Left : Side::Right;
        const Exposure exposure = makeExposure(radiograph, geometry);
        cv::Mat change;
        if (isFinding(wanted.target)) {
            change = findingChange({ exposure, geometry, wanted, stream, view.supine });
        } else {
            CF_ASSIGN(change, deviceChange(exposure, geometry, wanted, stream, view.wideStyles));
        }
        CounterfactualPair pair = pairFromChange(exposure, radiograph, change);
        pair.abnormality = wanted;
        return pair;
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("The insertion failed: ") + error.what());
    }
}

} // namespace cf

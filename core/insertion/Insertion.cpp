#include "core/insertion/Insertion.h"

#include "core/insertion/InsertionAmounts.h"
#include "core/insertion/InsertionFilm.h"
#include "core/insertion/InsertionFindings.h"
#include "core/phantom/devices/Devices.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf {

namespace insertion {

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

} // namespace insertion

using namespace insertion;

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

double minConfidence(Target target)
{
    if (target == Target::Cardiomegaly || target == Target::Pneumothorax)
        return 0.85;
    return isFinding(target) ? 0.65 : 0.6;
}

double minVisible(Target target)
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
    const double minimum = minConfidence(target);
    if (landmarks.geometry.confidence < minimum)
        return fail(ErrorCode::InvalidInput,
            name + " asks for landmarks of confidence " + twoPlaces(minimum) + "; this image reaches "
                + twoPlaces(landmarks.geometry.confidence) + ".");
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
    CF_ASSIGN(const InsertionFilm film, InsertionFilm::make(radiograph, geometry));
    return film.insert(abnormality, stream, view);
}

} // namespace cf

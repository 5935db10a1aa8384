#include "core/insertion/Insertion.h"

#include "core/insertion/InsertionAmounts.h"
#include "core/insertion/InsertionFilm.h"
#include "core/insertion/findings/InsertionFindings.h"
#include "core/phantom/devices/Devices.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf {

using namespace insertion;

namespace {

/// Median grey around a lung less that within it, as a share of the image's range. Most portable films lie between 0.1
/// and 0.2: of 17 such films with an effusion, a nodule or a consolidation all showed it where it was asked. Below, the
/// lung is as dense as what surrounds it, and nothing is seen in it.
constexpr double minLungContrast = 0.08;

} // namespace

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
    const bool right = abnormality.side != Side::Left;
    const bool left = abnormality.side != Side::Right;
    if ((right && landmarks.contrastRight < minLungContrast) || (left && landmarks.contrastLeft < minLungContrast))
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

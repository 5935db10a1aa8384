#include "core/insertion/InsertionTargets.h"

#include "core/insertion/InsertionAmounts.h"
#include "core/phantom/devices/Devices.h"

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

} // namespace cf

#include "core/editing/engine/judging/AdditionStrength.h"

#include "core/editing/engine/judging/GateLimits.h"
#include "core/editing/engine/judging/Gates.h"

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

/// A share of the film's range; none for a nasogastric tube, which has hardly any behind the heart, for edema, which is
/// spread over both lungs, and for what changes an outline.
std::optional<double> minStrength(Target target)
{
    switch (target) {
    case Target::Pacemaker:
        return gateLimits.minPacemakerStrength;
    case Target::ChestTube:
        return gateLimits.minChestTubeStrength;
    case Target::EcgLeads:
        return gateLimits.minEcgLeadsStrength;
    case Target::EndotrachealTube:
        return gateLimits.minEndotrachealTubeStrength;
    case Target::SternalWires:
        return gateLimits.minSternalWiresStrength;
    case Target::CentralVenousCatheter:
        return gateLimits.minCentralVenousCatheterStrength;
    case Target::Pneumothorax:
        return gateLimits.minPneumothoraxStrength;
    case Target::PleuralEffusion:
    case Target::Consolidation:
    case Target::LungOpacity:
    case Target::Pneumonia:
    case Target::LungLesion:
        return gateLimits.minOpacityStrength;
    default:
        return std::nullopt;
    }
}

/// Between the 5th and the 95th hundredth: what is cut off by black borders and printed marks does not count.
double rangeOf(const GreyImage &film)
{
    std::vector<float> values = film.pixels;
    const auto at = [&values](double share) {
        const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), place, values.end());
        return static_cast<double>(*place);
    };
    return at(0.95) - at(0.05);
}

} // namespace

std::optional<Gate> judgeAdditionStrength(
    const GreyImage &before, const GreyImage &after, const std::vector<EditInstruction> &edits)
{
    std::optional<double> minimum; // Of several additions the weakest: the strong ones cover it.
    for (const EditInstruction &edit : edits) {
        const auto one = edit.action == EditAction::Add ? minStrength(edit.target) : std::nullopt;
        if (!one || isDevice(edit.target) != isDevice(edits.front().target))
            return std::nullopt;
        minimum = std::min(minimum.value_or(1.0), *one);
    }
    double energy = 0.0;
    double cubed = 0.0;
    for (std::size_t i = 0; i < before.pixels.size(); ++i) {
        const double change = std::abs(static_cast<double>(after.pixels[i]) - before.pixels[i]);
        energy += change * change;
        cubed += change * change * change;
    }
    const double range = energy > 0.0 ? rangeOf(before) : 0.0;
    if (!minimum || range <= 0.0)
        return std::nullopt;
    if (!isDevice(edits.front().target))
        return gate("finding_strength", "Strength of a finding", cubed / energy / range, *minimum, true, "share",
            "What was added hardly stands out: the film is as bright there already. Ask for more, or mark another "
            "place.");
    return gate("device_strength", "Strength of a device", cubed / energy / range, *minimum, true, "share",
        "What was added is too faint for a device. Use the method auto or insertion, or another seed.");
}

} // namespace cf

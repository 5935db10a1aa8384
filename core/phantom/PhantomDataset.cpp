#include "core/phantom/PhantomDataset.h"

#include "core/base/RandomStream.h"
#include "core/phantom/Phantom.h"

#include <algorithm>
#include <array>

namespace cf {

namespace {

/// How one target is varied, and how often it is turned relative to the others. Those that users ask for most, and
/// those whose sides are hardest to learn, come more often.
struct TargetPlan {
    Target target;
    double weight; ///< Of being turned.
    double prevalence; ///< Of being there without being asked about.
    bool sided;
    bool zoned;
    bool graded;
};

constexpr std::array plans{
    TargetPlan{ Target::Cardiomegaly, 1.2, 0.18, false, false, true },
    TargetPlan{ Target::PleuralEffusion, 1.8, 0.18, true, false, true },
    TargetPlan{ Target::Pneumothorax, 1.0, 0.06, true, false, true },
    TargetPlan{ Target::LungOpacity, 1.0, 0.08, true, true, true },
    TargetPlan{ Target::Consolidation, 1.0, 0.08, true, true, true },
    TargetPlan{ Target::Edema, 0.8, 0.08, false, false, true },
    TargetPlan{ Target::LungLesion, 0.8, 0.06, true, true, true },
    TargetPlan{ Target::Atelectasis, 0.8, 0.08, true, true, true },
    TargetPlan{ Target::Fracture, 0.4, 0.03, true, false, true },
    TargetPlan{ Target::EnlargedCardiomediastinum, 0.4, 0.05, false, false, true },
    TargetPlan{ Target::Pacemaker, 1.4, 0.12, true, false, false },
    TargetPlan{ Target::EcgLeads, 1.2, 0.18, false, false, false },
    TargetPlan{ Target::CentralVenousCatheter, 0.8, 0.14, true, false, false },
    TargetPlan{ Target::EndotrachealTube, 0.5, 0.08, false, false, false },
    TargetPlan{ Target::NasogastricTube, 0.5, 0.08, false, false, false },
    TargetPlan{ Target::ChestTube, 0.6, 0.06, true, false, false },
    TargetPlan{ Target::SternalWires, 0.7, 0.10, false, false, false },
};

Abnormality drawOf(const TargetPlan &plan, RandomStream &stream)
{
    constexpr std::array zones{ Zone::Upper, Zone::Middle, Zone::Lower };
    constexpr std::array severities{ Severity::Small, Severity::Moderate, Severity::Large };
    Abnormality drawn{ plan.target, Side::None, Zone::None, Severity::None };
    const bool left = stream.chance(0.5);
    const auto zone = zones[static_cast<std::size_t>(stream.below(3))];
    const auto severity = severities[static_cast<std::size_t>(stream.below(3))];
    if (plan.sided)
        drawn.side = left ? Side::Left : Side::Right;
    if (plan.zoned)
        drawn.zone = zone;
    if (plan.graded)
        drawn.severity = severity;
    return drawn;
}

/// True when `turned` lies in the lung that `effusion` fills.
bool hidesIn(const Abnormality &turned, const Abnormality &effusion)
{
    return !isDevice(turned.target) && (turned.side == effusion.side || turned.side == Side::None);
}

} // namespace

PhantomCase samplePhantomCase(std::uint64_t seed)
{
    const RandomStream stream(seed, "phantom case");
    auto choice = stream.child("turned");
    double total = 0.0;
    for (const auto &plan : plans)
        total += plan.weight;
    double at = choice.uniform(0.0, total);
    std::size_t turned = 0;
    while (turned + 1 < plans.size() && at >= plans[turned].weight)
        at -= plans[turned++].weight;
    PhantomCase sample;
    sample.turned = drawOf(plans[turned], choice);
    for (std::size_t i = 0; i < plans.size(); ++i) {
        auto own = stream.child(keyOf(plans[i].target));
        const bool there = own.chance(plans[i].prevalence);
        auto drawn = drawOf(plans[i], own);
        // The same target twice would make "remove the effusion" ambiguous, except on the other side.
        if (i == turned && drawn.side == sample.turned.side)
            continue;
        // A small thing behind a large effusion would be a pair that shows nothing.
        if (drawn.target == Target::PleuralEffusion && hidesIn(sample.turned, drawn))
            drawn.severity = Severity::Small;
        if (there && canSwitch(plans[i].target))
            sample.base.push_back(drawn);
    }
    return sample;
}

Result<CounterfactualPair> samplePhantomPair(std::uint64_t seed, int size)
{
    const PhantomCase sample = samplePhantomCase(seed);
    return renderPhantomPair(seed, size, sample.base, sample.turned);
}

} // namespace cf

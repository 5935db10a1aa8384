#include "core/phantom/PhantomDataset.h"

#include "core/base/RandomStream.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/values/PhantomNumbers.h"

#include <array>
#include <string>
#include <vector>

namespace cf {

namespace {

/// How one target is varied, and how often it comes.
struct TargetPlan {
    Target target;
    bool sided;
    bool zoned;
    bool graded;
    double weight = 0.0; ///< Of being turned, beside the others'.
    double prevalence = 0.0; ///< Of being there without being asked about.
};

const std::vector<TargetPlan> &plans()
{
    static const std::vector<TargetPlan> all = [] {
        std::vector<TargetPlan> targets{
            { Target::Cardiomegaly, false, false, true },
            { Target::PleuralEffusion, true, false, true },
            { Target::Pneumothorax, true, false, true },
            { Target::LungOpacity, true, true, true },
            { Target::Consolidation, true, true, true },
            { Target::Edema, false, false, true },
            { Target::LungLesion, true, true, true },
            { Target::Atelectasis, true, true, true },
            { Target::Fracture, true, false, true },
            { Target::EnlargedCardiomediastinum, false, false, true },
            { Target::Pacemaker, true, false, false },
            { Target::EcgLeads, false, false, false },
            { Target::CentralVenousCatheter, true, false, false },
            { Target::EndotrachealTube, false, false, false },
            { Target::NasogastricTube, false, false, false },
            { Target::ChestTube, true, false, false },
            { Target::SternalWires, false, false, false },
        };
        for (TargetPlan &plan : targets) {
            const std::string rows = "sampling." + std::string(keyOf(plan.target));
            plan.weight = numbers::number(rows + ".turned");
            plan.prevalence = numbers::number(rows + ".there");
        }
        return targets;
    }();
    return all;
}

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
    for (const auto &plan : plans())
        total += plan.weight;
    double at = choice.uniform(0.0, total);
    std::size_t turned = 0;
    while (turned + 1 < plans().size() && at >= plans()[turned].weight)
        at -= plans()[turned++].weight;
    PhantomCase sample;
    sample.turned = drawOf(plans()[turned], choice);
    for (std::size_t i = 0; i < plans().size(); ++i) {
        const TargetPlan &plan = plans()[i];
        auto own = stream.child(keyOf(plan.target));
        const bool there = own.chance(plan.prevalence);
        auto drawn = drawOf(plan, own);
        // The same target twice would make "remove the effusion" ambiguous, except on the other side.
        if (i == turned && drawn.side == sample.turned.side)
            continue;
        // A small thing behind a large effusion would be a pair that shows nothing.
        if (drawn.target == Target::PleuralEffusion && hidesIn(sample.turned, drawn))
            drawn.severity = Severity::Small;
        if (there && canSwitch(plan.target))
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

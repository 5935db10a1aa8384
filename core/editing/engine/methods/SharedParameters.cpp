#include "core/editing/engine/methods/SharedParameters.h"

namespace cf::parameters {

namespace {

/// Beyond it every network answers noise; a negative weight leads the other way.
constexpr double maxWeight = 100.0;
/// A grid of levels needs one above zero.
constexpr double minStart = 0.01;

} // namespace

MethodParameter guidanceScale(double standard)
{
    return { "guidance_scale", standard, -maxWeight, maxWeight,
        "How strongly the words lead; 1 takes the network's answer as it is." };
}

MethodParameter start(double standard)
{
    return { "start", standard, minStart, 1.0,
        "Share of the noise at which the edit begins; less keeps more of the film." };
}

MethodParameter maskFrom(double standard)
{
    return { "mask_from", standard, 0.0, 1.0,
        "Share of the steps done before a drawn mask acts; 1: it acts on the answer alone." };
}

MethodParameter crossReplace(double standard)
{
    return { "cross_replace", standard, 0.0, 1.0,
        "Share of the steps in which words look where they looked in the film; more keeps more of it." };
}

MethodParameter wordWeight(double standard)
{
    return { "word_weight", standard, -maxWeight, maxWeight,
        "Weight of the words that change; 1 is that of the others." };
}

MethodParameter localBlend()
{
    return { "local_blend", 0.0, 0.0, 1.0,
        "Keeps the change to where the changed words look, above this share of their strongest; 0: everywhere." };
}

std::vector<MethodParameter> ofRecomposition()
{
    return {
        { "detail_gate", -1.0, -1.0, 1.0,
            "Above 0 the film's own fine detail gives way where it changed; 0: never; -1: as the edit wants it." },
        { "feather", 16.0, 0.0, 256.0, "Pixels of the model's picture over which a change fades in from its edge." },
        { "shrink_noise", 1.0, 0.0, 1.0, "Above 0, what is below the change's own noise leaves no trace." },
    };
}

} // namespace cf::parameters

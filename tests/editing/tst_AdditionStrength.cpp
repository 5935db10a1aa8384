// A device is as strong as metal and plastic are: a third of it is refused, on bright films and on flat ones. A finding
// that nobody can see is refused, too.

#include "core/editing/engine/judging/AdditionStrength.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

std::vector<EditInstruction> edit(EditAction action, Target target)
{
    return { { action, target, Side::None, Zone::None, Severity::None } };
}

/// A film whose grey runs from 0.1 to 0.1 + `range`.
GreyImage film(int size, float range)
{
    GreyImage image(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            image.at(x, y) = 0.1F + range * static_cast<float>(y) / static_cast<float>(size - 1);
    return image;
}

/// A wire of `grey` down the middle, as blurred as a film's.
GreyImage with(GreyImage image, float grey)
{
    GreyImage wire(image.width, image.height);
    const double scale = image.width / 512.0;
    for (int y = 0; y < wire.height; ++y)
        for (int x = 0; x < wire.width; ++x)
            wire.at(x, y) = std::abs(x - 0.5 * wire.width) < 2.0 * scale ? grey : 0.0F;
    wire = blurred(wire, scale);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] += wire.pixels[i];
    return image;
}

void aThirdOfAWireIsRefused()
{
    const auto adds = edit(EditAction::Add, Target::EcgLeads);
    for (const int size : { 512, 1200 })
        for (const float range : { 0.8F, 0.2F }) {
            const GreyImage before = film(size, range);
            const auto strong = judgeAdditionStrength(before, with(before, 0.15F * range), adds);
            const auto faint = judgeAdditionStrength(before, with(before, 0.05F * range), adds);
            CF_CHECK(strong && strong->name == "device_strength" && strong->passed);
            CF_CHECK(faint && !faint->passed && !faint->reason.empty());
            // Three times as strong, three times the value; the film's range is its measure.
            CF_CHECK(strong && faint && std::abs(strong->value / faint->value - 3.0) < 0.01);
        }
}

/// A base that becomes brighter by `grey`.
GreyImage withFluid(GreyImage image, float grey)
{
    for (int y = image.height / 2; y < image.height; ++y)
        for (int x = 0; x < image.width / 3; ++x)
            image.at(x, y) += grey;
    return image;
}

void fluidThatNobodySeesIsRefused()
{
    for (const Target target : { Target::PleuralEffusion, Target::Consolidation, Target::LungLesion }) {
        const GreyImage before = film(512, 0.5F);
        const auto seen = judgeAdditionStrength(before, withFluid(before, 0.03F), edit(EditAction::Add, target));
        const auto unseen = judgeAdditionStrength(before, withFluid(before, 0.012F), edit(EditAction::Add, target));
        CF_CHECK(seen && seen->name == "finding_strength" && seen->passed);
        // 0.012 of a range of 0.9 times 0.5.
        CF_CHECK(unseen && !unseen->passed && std::abs(unseen->value - 0.012 / 0.45) < 0.001);
        CF_CHECK(unseen->reason.starts_with("What was added hardly stands out"));
    }
    auto both = edit(EditAction::Add, Target::PleuralEffusion);
    both.push_back(edit(EditAction::Add, Target::EcgLeads).front());
    const GreyImage before = film(512, 0.5F);
    CF_CHECK(!judgeAdditionStrength(before, withFluid(before, 0.03F), both).has_value());
}

void onlyAddedDevicesOfKnownStrengthAreJudged()
{
    const GreyImage before = film(512, 0.8F);
    const GreyImage after = with(before, 0.02F);
    CF_CHECK(!judgeAdditionStrength(before, after, edit(EditAction::Add, Target::Edema)).has_value());
    CF_CHECK(!judgeAdditionStrength(before, after, edit(EditAction::Add, Target::NasogastricTube)).has_value());
    CF_CHECK(!judgeAdditionStrength(before, after, edit(EditAction::Remove, Target::EcgLeads)).has_value());
    CF_CHECK(!judgeAdditionStrength(before, before, edit(EditAction::Add, Target::EcgLeads)).has_value());
    CF_CHECK(!judgeAdditionStrength(before, after, {}).has_value());
    const GreyImage flat(512, 512, 0.5F);
    CF_CHECK(!judgeAdditionStrength(flat, with(flat, 0.1F), edit(EditAction::Add, Target::EcgLeads)).has_value());
}

} // namespace

int main()
{
    aThirdOfAWireIsRefused();
    fluidThatNobodySeesIsRefused();
    onlyAddedDevicesOfKnownStrengthAreJudged();
}

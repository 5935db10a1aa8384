// A device has edges: what is drawn as a soft cloud is refused, however bright it is, and however faint the sharp one.

#include "core/editing/engine/judging/DeviceEdges.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

std::vector<EditInstruction> edit(EditAction action, Target target)
{
    return { { action, target, Side::None, Zone::None, Severity::None } };
}

/// A film of `size` pixels.
GreyImage film(int size)
{
    GreyImage image(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            image.at(x, y) = 0.4F + 0.05F * std::sin(60.0F * static_cast<float>(y) / static_cast<float>(size));
    return image;
}

/// A generator, its edge as blurred as a film's.
GreyImage can(int size, float grey)
{
    const double scale = size / 512.0;
    GreyImage image(size, size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            image.at(x, y) = std::hypot(x - 0.7 * size, y - 0.3 * size) < 30.0 * scale ? grey : 0.0F;
    return blurred(image, 1.0 * scale);
}

GreyImage with(GreyImage image, const GreyImage &change)
{
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] += change.pixels[i];
    return image;
}

void aCloudIsNoGenerator()
{
    const auto adds = edit(EditAction::Add, Target::Pacemaker);
    for (const int size : { 512, 1500 })
        for (const float grey : { 0.5F, 0.05F }) {
            const GreyImage change = can(size, grey);
            const auto sharp = judgeDeviceEdges(film(size), with(film(size), change), adds);
            const auto soft = judgeDeviceEdges(film(size), with(film(size), blurred(change, 6.0 * size / 512.0)), adds);
            CF_CHECK(sharp && sharp->name == "device_edges" && sharp->passed);
            CF_CHECK(soft && !soft->passed && !soft->reason.empty());
        }
}

void onlyAddedDevicesAreJudged()
{
    const GreyImage after = with(film(512), blurred(can(512, 0.3F), 8.0));
    CF_CHECK(!judgeDeviceEdges(film(512), after, edit(EditAction::Add, Target::PleuralEffusion)).has_value());
    CF_CHECK(!judgeDeviceEdges(film(512), after, edit(EditAction::Remove, Target::Pacemaker)).has_value());
    CF_CHECK(!judgeDeviceEdges(film(512), after, {}).has_value());
    CF_CHECK(!judgeDeviceEdges(film(512), film(512), edit(EditAction::Add, Target::Pacemaker)).has_value());
    auto both = edit(EditAction::Add, Target::Pacemaker);
    both.push_back(edit(EditAction::Add, Target::PleuralEffusion).front());
    CF_CHECK(!judgeDeviceEdges(film(512), after, both).has_value());
}

} // namespace

int main()
{
    aCloudIsNoGenerator();
    onlyAddedDevicesAreJudged();
}

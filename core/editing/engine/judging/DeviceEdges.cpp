#include "core/editing/engine/judging/DeviceEdges.h"

#include "core/editing/engine/judging/GateLimits.h"
#include "core/editing/engine/judging/Gates.h"
#include "core/imaging/FilmScale.h"
#include "core/imaging/MaskMorphology.h"

#include <algorithm>

namespace cf {

namespace {

constexpr double edgeBlur = 2.0; ///< Pixels of a film of 512.

} // namespace

std::optional<Gate> judgeDeviceEdges(
    const GreyImage &before, const GreyImage &after, const std::vector<EditInstruction> &edits)
{
    const auto addsDevice = [](const EditInstruction &edit) {
        return edit.action == EditAction::Add && isDevice(edit.target);
    };
    if (edits.empty() || !std::ranges::all_of(edits, addsDevice))
        return std::nullopt;
    GreyImage change = after;
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] -= before.pixels[i];
    const GreyImage coarse = blurred(change, edgeBlur * filmScale(before.width, before.height));
    double whole = 0.0;
    double fine = 0.0;
    for (std::size_t i = 0; i < change.pixels.size(); ++i) {
        const double detail = change.pixels[i] - coarse.pixels[i];
        whole += static_cast<double>(change.pixels[i]) * change.pixels[i];
        fine += detail * detail;
    }
    if (whole == 0.0)
        return std::nullopt;
    return gate("device_edges", "Edges of a device", fine / whole, gateLimits.minDeviceEdges, true, "share",
        "What was added is too soft for a device. Use the method auto or insertion, or another seed.");
}

} // namespace cf

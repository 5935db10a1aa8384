#include "core/phantom/devices/Devices.h"

#include "core/phantom/devices/DevicesDrawing.h"

#include <cmath>
#include <string>

namespace cf {

namespace {

using Renderer = void (*)(const devices::Drawing &);

Renderer rendererOf(Target target)
{
    switch (target) {
    case Target::Pacemaker:
        return devices::drawPacemaker;
    case Target::CentralVenousCatheter:
        return devices::drawCentralLine;
    case Target::EndotrachealTube:
        return devices::drawEndotrachealTube;
    case Target::NasogastricTube:
        return devices::drawNasogastricTube;
    case Target::ChestTube:
        return devices::drawChestTube;
    case Target::EcgLeads:
        return devices::drawEcgLeads;
    case Target::SternalWires:
        return devices::drawSternalWires;
    default:
        return nullptr;
    }
}

bool onTheRight(const Abnormality &device)
{
    if (device.side == Side::None)
        return device.target != Target::Pacemaker;
    return device.side != Side::Left;
}

} // namespace

bool canDrawDevice(Target target)
{
    return rendererOf(target) != nullptr;
}

Result<DeviceDrawing> drawDevice(const Abnormality &device, const ThoraxGeometry &geometry, int width, int height,
    RandomStream &stream, const DeviceStyle &style)
{
    const Renderer renderer = rendererOf(device.target);
    if (!renderer)
        return fail(ErrorCode::Unsupported,
            std::string(keyOf(device.target)) + " cannot be drawn as a device. Name one device, such as Pacemaker.");
    if (width < 32 || height < 32 || width > 8192 || height > 8192)
        return fail(ErrorCode::InvalidInput,
            "A device cannot be drawn into " + std::to_string(width) + " by " + std::to_string(height)
                + " pixels; each side must have 32 to 8192.");
    const bool usable = geometry.fromAtlas && geometry.millimetresPerPixel > 0.01 && geometry.millimetresPerPixel < 20.0
        && geometry.pixelsPerUnit > 0.0
        && std::isfinite(geometry.fromAtlas({ 66.0, 50.0 }).x + geometry.fromAtlas({ 66.0, 50.0 }).y);
    if (!usable)
        return fail(
            ErrorCode::InvalidInput, "A device needs the place and scale of the chest, and this image has none.");
    DeviceCanvas canvas(width, height, geometry.millimetresPerPixel);
    const bool bothSides = device.side == Side::Both
        && (device.target == Target::ChestTube || device.target == Target::CentralVenousCatheter);
    if (bothSides && style.sheet)
        style.sheet->setPrefix("right.");
    renderer({ geometry, canvas, stream, style, onTheRight(device) });
    if (bothSides && style.sheet)
        style.sheet->setPrefix("left.");
    if (bothSides)
        renderer({ geometry, canvas, stream, style, false });
    return canvas.finish();
}

} // namespace cf

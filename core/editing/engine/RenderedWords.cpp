#include "core/editing/engine/RenderedWords.h"

#include "core/insertion/InsertionFilm.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>

namespace cf {

namespace {

bool isOpacity(Target target)
{
    return target == Target::Consolidation || target == Target::LungOpacity;
}

bool isMeant(const RenderedAddition &addition, const EditInstruction &edit)
{
    const bool target = addition.target == edit.target || (isOpacity(addition.target) && isOpacity(edit.target));
    const bool side = edit.side == Side::None || addition.side == Side::None || edit.side == Side::Both
        || addition.side == Side::Both || edit.side == addition.side;
    const bool zone = edit.zone == Zone::None || addition.zone == Zone::None || edit.zone == addition.zone;
    return target && side && zone;
}

/// The numbers that "larger" is about, without the side before them.
std::vector<std::string> sizesOf(Target target)
{
    switch (target) {
    case Target::PleuralEffusion:
        return { "height", "density" }; // A veil has no height.
    case Target::Pneumothorax:
        return { "rim" };
    case Target::Consolidation:
    case Target::LungOpacity:
    case Target::LungLesion:
        return { "diameter" };
    case Target::Cardiomegaly:
        return { "ratio" };
    case Target::Edema:
        return { "density" };
    case Target::Pacemaker:
        return { "generator.width", "generator.height" };
    case Target::EndotrachealTube:
    case Target::ChestTube:
        return { "diameter" };
    default:
        return {};
    }
}

/// Of a number's name, or of the same behind a side that the instruction means.
bool isNumber(const std::string &name, const std::string &wanted, Side side)
{
    if (name == wanted)
        return true;
    return (side != Side::Left && name == "right." + wanted) || (side != Side::Right && name == "left." + wanted);
}

std::optional<double> amountOf(const EditInstruction &edit, AmountKind kind)
{
    const auto found = std::ranges::find(edit.amounts, kind, &Amount::kind);
    return found == edit.amounts.end() ? std::nullopt : std::optional(found->value);
}

std::string amountText(const RenderedNumber &number, double value)
{
    char text[48];
    std::snprintf(
        text, sizeof text, number.unit == "mm" ? "%.0f %s" : "%.2f%s", value, number.unit == "mm" ? "mm" : "");
    return text;
}

/// What the number shall be; nothing where the words say nothing of it.
std::optional<double> wantedValue(const EditInstruction &edit, const RenderedAddition &addition,
    const RenderedNumber &number, const ThoraxGeometry &geometry)
{
    if (number.unit == "mm" && !isDevice(edit.target))
        if (const auto size = amountOf(edit, AmountKind::Size))
            return size;
    if (number.unit == "ratio")
        if (const auto ratio = amountOf(edit, AmountKind::CardiothoracicRatio))
            return ratio;
    if (edit.severity != Severity::None)
        if (const auto usual = usualAmount(addition.target, number.name, edit.severity, geometry))
            return usual;
    const bool more = edit.action == EditAction::Increase;
    if (!more && edit.action != EditAction::Decrease)
        return std::nullopt;
    constexpr double step = 4.0 / 3.0;
    if (number.unit == "ratio")
        return number.value + (more ? ratioStep : -ratioStep);
    return more ? number.value * step : number.value / step;
}

Result<> changeOne(RenderedAddition &addition, const EditInstruction &edit, const ThoraxGeometry &geometry)
{
    const std::string target(keyOf(addition.target));
    bool changed = false;
    if (const auto tip = amountOf(edit, AmountKind::TipAboveCarina); tip && addition.find("tip")) {
        addition = withNumber(std::move(addition), "tip", *tip, geometry);
        changed = true;
    }
    std::string end;
    const std::vector<RenderedNumber> numbers = addition.numbers;
    for (const std::string &size : sizesOf(addition.target))
        for (const RenderedNumber &number : numbers) {
            const auto wanted =
                isNumber(number.name, size, edit.side) ? wantedValue(edit, addition, number, geometry) : std::nullopt;
            if (!wanted)
                continue;
            const bool asked = !edit.amounts.empty() || edit.severity != Severity::None;
            const double value = asked ? *wanted : std::clamp(*wanted, number.min, number.max);
            if (value == number.value && !asked) {
                end = amountText(number, number.value);
                continue;
            }
            addition = withNumber(std::move(addition), number.name, value, geometry);
            changed = true;
        }
    if (!changed && !end.empty())
        return fail(ErrorCode::InvalidInput, target + " is at the end of what this film allows: " + end + ".");
    if (!changed)
        return fail(ErrorCode::InvalidInput,
            "The words do not say what of " + target + " shall change. Give a size or a severity.");
    return {};
}

} // namespace

bool changesRendered(const EditInstruction &edit, const std::vector<RenderedAddition> &additions)
{
    return edit.action != EditAction::Add
        && std::ranges::any_of(additions, [&](const RenderedAddition &each) { return isMeant(each, edit); });
}

Result<std::vector<RenderedAddition>> changedByWords(
    std::vector<RenderedAddition> additions, const EditInstruction &edit, int index, const ThoraxGeometry &geometry)
{
    if (edit.action == EditAction::Remove) {
        std::erase_if(additions, [&](const RenderedAddition &each) { return isMeant(each, edit); });
        return additions;
    }
    for (RenderedAddition &each : additions) {
        if (!isMeant(each, edit))
            continue;
        CF_TRY(changeOne(each, edit, geometry));
        each.instruction = index;
    }
    return additions;
}

} // namespace cf

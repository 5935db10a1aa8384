#include "core/language/edits/PromptConflicts.h"

#include <algorithm>
#include <string>
#include <utility>

namespace cf {

namespace {

void block(UnderstoodPrompt &understood, std::string pattern, Target target)
{
    warnOnce(understood, promptWarning("contradiction", { std::move(pattern), { std::string(keyOf(target)) } }, true));
}

bool opposite(const EditInstruction &a, const EditInstruction &b)
{
    const auto changes = [](const EditInstruction &edit) {
        return edit.action == EditAction::Increase || edit.action == EditAction::Decrease;
    };
    // "bilateral effusions, the left one larger": added and changed at once.
    const bool overlap = a.target == b.target && (a.side == Side::Both) != (b.side == Side::Both);
    if (overlap && ((a.action == EditAction::Add && changes(b)) || (b.action == EditAction::Add && changes(a))))
        return true;
    if (a.target != b.target || (a.side != b.side && a.side != Side::None && b.side != Side::None))
        return false;
    const auto grows = [](EditAction action) { return action == EditAction::Add || action == EditAction::Increase; };
    const auto goes = [](EditAction action) { return action == EditAction::Remove || action == EditAction::Decrease; };
    return (grows(a.action) && goes(b.action)) || (goes(a.action) && grows(b.action));
}

} // namespace

void warnOnce(UnderstoodPrompt &understood, PromptWarning warning)
{
    auto &warnings = understood.warnings;
    if (std::find(warnings.begin(), warnings.end(), warning) == warnings.end())
        warnings.push_back(std::move(warning));
}

void joinOpposites(UnderstoodPrompt &understood)
{
    auto &edits = understood.edits;
    // Long prompts repeat themselves; the first few edits are enough to find a contradiction, and the work stays
    // linear.
    const std::size_t compared = std::min<std::size_t>(edits.size(), 64);
    for (std::size_t first = 0; first < compared; ++first)
        for (std::size_t second = first + 1; second < std::min(compared, edits.size()); ++second) {
            if (!opposite(edits[first], edits[second]))
                continue;
            const bool firstAdds = edits[first].action == EditAction::Add;
            const EditInstruction &added = firstAdds ? edits[first] : edits[second];
            const EditInstruction &removed = firstAdds ? edits[second] : edits[first];
            const bool replaces = added.action == EditAction::Add && removed.action == EditAction::Remove
                && added.severity != Severity::None && added.severity != removed.severity;
            if (!replaces) {
                block(understood, "The prompt asks for opposite things of %1. Keep one of them.", edits[first].target);
                continue;
            }
            edits[first] = { EditAction::Replace, added.target, added.side == Side::None ? removed.side : added.side,
                added.zone, added.severity };
            edits.erase(edits.begin() + static_cast<std::ptrdiff_t>(second));
            std::erase_if(
                understood.warnings, [](const PromptWarning &warning) { return warning.code == "action-assumed"; });
            return joinOpposites(understood);
        }
}

void spareKept(UnderstoodPrompt &understood)
{
    const auto apart = [](auto one, auto other, auto none) { return one != none && other != none && one != other; };
    for (EditInstruction &edit : understood.edits)
        for (const KeptThing &kept : understood.kept) {
            const bool sideApart =
                kept.side != Side::Both && edit.side != Side::Both && apart(edit.side, kept.side, Side::None);
            if (edit.target != kept.target || sideApart || apart(edit.zone, kept.zone, Zone::None))
                continue;
            const bool oneSide = kept.side == Side::Left || kept.side == Side::Right;
            if (oneSide && kept.zone == Zone::None && edit.side != kept.side)
                edit.side = kept.side == Side::Left ? Side::Right : Side::Left;
            else
                block(understood, "%1 is to be edited and to stay. Keep one of them.", edit.target);
        }
}

} // namespace cf

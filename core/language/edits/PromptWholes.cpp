#include "core/language/edits/PromptWholes.h"

#include "core/language/values/Quoted.h"

#include <algorithm>
#include <array>

namespace cf {

namespace {

bool isOpacityOfLungs(Target target)
{
    constexpr std::array opacities{ Target::LungOpacity, Target::LungLesion, Target::Edema, Target::Consolidation,
        Target::Pneumonia, Target::Atelectasis };
    return std::find(opacities.begin(), opacities.end(), target) != opacities.end();
}

} // namespace

std::vector<Target> wholeOf(std::string_view whole, const std::vector<Target> &labels)
{
    std::vector<Target> found;
    for (const Target label : labels) {
        const bool belongs = whole == "lungs" ? isOpacityOfLungs(label) : whole == "findings" ? !isDevice(label) : true;
        if (belongs && std::find(found.begin(), found.end(), label) == found.end())
            found.push_back(label);
    }
    return found;
}

std::vector<Target> devicesMeantBy(std::string_view vague)
{
    if (vague == "wire")
        return { Target::EcgLeads, Target::SternalWires }; // A pacemaker's leads go with it alone.
    if (vague == "tube")
        return { Target::EndotrachealTube, Target::NasogastricTube, Target::ChestTube };
    return { Target::CentralVenousCatheter, Target::EcgLeads };
}

std::vector<Target> devicesMeantBy(std::string_view vague, const std::vector<Target> &labels)
{
    std::vector<Target> devices = devicesMeantBy(vague);
    std::erase_if(
        devices, [&labels](Target device) { return std::find(labels.begin(), labels.end(), device) == labels.end(); });
    return devices;
}

PromptWarning whichDevice(const std::string &typed, std::string_view vague)
{
    const auto devices = devicesMeantBy(vague);
    std::vector<std::string> arguments{ typed };
    for (const Target device : devices)
        arguments.emplace_back(keyOf(device));
    return promptWarning("which-device",
        { devices.size() == 2 ? "\"%1\" can be %2 or %3. Write which." : "\"%1\" can be %2, %3 or %4. Write which.",
            std::move(arguments) },
        true);
}

bool asksForNormal(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens)
{
    const auto isNormal = [&](std::size_t at) {
        const PromptToken &token = tokens[at];
        const bool removes = token.term.key == keyOf(EditAction::Remove)
            && (token.folded.find("normal") != std::string::npos || token.folded.find("正常") != std::string::npos);
        const TermKind before = at == 0 ? TermKind::Break : tokens[at - 1].term.kind;
        const bool denied =
            before == TermKind::Negation || before == TermKind::Absence || before == TermKind::Change; // "less normal"
        const bool ofNothing =
            std::none_of(parsed.mentions.begin(), parsed.mentions.end(), [&](const PromptMention &mention) {
                return mention.verb >= 0 && parsed.verbAt(mention.verb)->token == at;
            });
        return removes && !denied && ofNothing;
    };
    const bool keepsOnly =
        std::all_of(parsed.mentions.begin(), parsed.mentions.end(), [&](const PromptMention &mention) {
            return parsed.isVerb(mention.verb, PromptVerb::Kind::Keep); // "make it normal but keep the pacemaker"
        });
    if (!keepsOnly || !parsed.doubts.empty())
        return false;
    for (std::size_t at = 0; at < tokens.size(); ++at)
        if (isNormal(at))
            return true;
    return false;
}

} // namespace cf

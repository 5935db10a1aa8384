#include "core/annotation/exchange/Concepts.h"

#include "core/annotation/AnnotationKeys.h"

#include <algorithm>

namespace cf::annotation {
namespace {

constexpr const char *ownScheme = "99CONTRAFACT";
constexpr std::string_view ownType = "mark-";

/// Code values have 16 characters at most (PS3.5 section 6.2, SH).
Concept ownConcept(const char *value, Target target)
{
    return { value, ownScheme, std::string(keyOf(target)) };
}

} // namespace

Concept conceptOf(Target target)
{
    switch (target) {
    case Target::Cardiomegaly:
        return { "8186001", "SCT", "Cardiomegaly" };
    case Target::LungOpacity:
        return { "112001", "DCM", "Opacity" };
    case Target::LungLesion:
        return { "52988006", "SCT", "Lesion" };
    case Target::Edema:
        return { "19242006", "SCT", "Pulmonary edema" };
    case Target::Consolidation:
        return { "95436008", "SCT", "Lung consolidation" };
    case Target::Pneumonia:
        return { "233604007", "SCT", "Pneumonia" };
    case Target::Atelectasis:
        return { "46621007", "SCT", "Atelectasis" };
    case Target::Pneumothorax:
        return { "36118008", "SCT", "Pneumothorax" };
    case Target::PleuralEffusion:
        return { "60046008", "SCT", "Pleural effusion" };
    case Target::Fracture:
        return { "125605004", "SCT", "Fracture of bone" };
    case Target::Pacemaker:
        return { "14106009", "SCT", "Cardiac pacemaker" };
    case Target::CentralVenousCatheter:
        return { "52124006", "SCT", "Central venous catheter" };
    case Target::EndotrachealTube:
        return { "26412008", "SCT", "Endotracheal tube" };
    case Target::ChestTube:
        return { "112173", "DCM", "Chest tube" };
    case Target::NasogastricTube:
        return { "17102003", "SCT", "Nasogastric tube" }; // HL7 FHIR R6, value set deliverydevice-code.
    case Target::EnlargedCardiomediastinum:
        return ownConcept("cardiomediastin", target);
    case Target::PleuralOther:
        return ownConcept("pleural-other", target);
    case Target::SupportDevices:
        return ownConcept("support-devices", target);
    case Target::EcgLeads:
        return ownConcept("ecg-leads", target);
    case Target::SternalWires:
        return ownConcept("sternal-wires", target);
    }
    return {};
}

Concept conceptOf(MarkType type)
{
    return { std::string(ownType) + keyOf(typeKeys(), type), ownScheme, wordsOf(type) };
}

Concept conceptOf(const Mark &mark)
{
    return mark.finding ? conceptOf(*mark.finding) : conceptOf(mark.type);
}

std::optional<Target> targetOf(const Concept &code)
{
    if (code == ownConcept("nasogastric-tube", Target::NasogastricTube)) // Before it had SNOMED's.
        return Target::NasogastricTube;
    const auto found = std::ranges::find_if(allTargets, [&](Target target) { return conceptOf(target) == code; });
    return found == allTargets.end() ? std::nullopt : std::optional(*found);
}

std::optional<MarkMeaning> markMeaningOf(const Concept &code)
{
    if (const auto target = targetOf(code))
        return MarkMeaning{ MarkType::Finding, target };
    for (const auto &[key, type] : typeKeys())
        if (conceptOf(type) == code)
            return MarkMeaning{ type, std::nullopt };
    return std::nullopt;
}

std::string wordsOf(MarkType type)
{
    switch (type) {
    case MarkType::Blur:
        return "Blur";
    case MarkType::Seam:
        return "Seam";
    case MarkType::Ghost:
        return "Ghost";
    case MarkType::Anatomy:
        return "Impossible anatomy";
    case MarkType::TextLost:
        return "Printed text lost";
    case MarkType::Grain:
        return "Wrong grain";
    case MarkType::DeviceMisplaced:
        return "Device misplaced";
    case MarkType::Finding:
        return "Finding";
    case MarkType::Structure:
        return "Structure";
    case MarkType::Other:
        return "Other";
    }
    return {};
}

} // namespace cf::annotation

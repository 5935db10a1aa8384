#include "core/training/segmenter/samples/SegmenterClasses.h"

namespace cf {

const std::vector<std::string> &seenMapNames()
{
    static const std::vector<std::string> names{ "Pacemaker", "Pacing Leads", "Central Venous Catheter",
        "Endotracheal Tube", "Nasogastric Tube", "Chest Tube", "ECG Leads", "Sternal Wires", "Foreign Body",
        "Printed Mark", "Right Lung", "Left Lung", "Heart", "Mediastinum", "Pleural Effusion", "Pneumothorax",
        "Consolidation", "Lung Lesion", "Edema", "Atelectasis" };
    return names;
}

const std::vector<std::string> &seenLabelNames()
{
    static const std::vector<std::string> names{ "Cardiomegaly", "Enlarged Cardiomediastinum", "Fracture", "Mirrored",
        "Not Frontal Chest" };
    return names;
}

std::optional<SeenMap> mapOf(Target target)
{
    switch (target) {
    case Target::Pacemaker:
        return SeenMap::Generator;
    case Target::CentralVenousCatheter:
        return SeenMap::CentralVenousCatheter;
    case Target::EndotrachealTube:
        return SeenMap::EndotrachealTube;
    case Target::NasogastricTube:
        return SeenMap::NasogastricTube;
    case Target::ChestTube:
        return SeenMap::ChestTube;
    case Target::EcgLeads:
        return SeenMap::EcgLeads;
    case Target::SternalWires:
        return SeenMap::SternalWires;
    case Target::PleuralEffusion:
        return SeenMap::PleuralEffusion;
    case Target::Pneumothorax:
        return SeenMap::Pneumothorax;
    case Target::Consolidation:
    case Target::LungOpacity:
    case Target::Pneumonia:
        return SeenMap::Consolidation;
    case Target::LungLesion:
        return SeenMap::LungLesion;
    case Target::Edema:
        return SeenMap::Edema;
    case Target::Atelectasis:
        return SeenMap::Atelectasis;
    default:
        return std::nullopt;
    }
}

std::optional<SeenLabel> labelOf(Target target)
{
    switch (target) {
    case Target::Cardiomegaly:
        return SeenLabel::Cardiomegaly;
    case Target::EnlargedCardiomediastinum:
        return SeenLabel::EnlargedCardiomediastinum;
    case Target::Fracture:
        return SeenLabel::Fracture;
    default:
        return std::nullopt;
    }
}

} // namespace cf

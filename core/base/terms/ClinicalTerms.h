#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace cf {

/// What an edit can be about: findings by their CheXpert label, devices by their own name.
enum class Target {
    EnlargedCardiomediastinum,
    Cardiomegaly,
    LungOpacity,
    LungLesion,
    Edema,
    Consolidation,
    Pneumonia,
    Atelectasis,
    Pneumothorax,
    PleuralEffusion,
    PleuralOther,
    Fracture,
    SupportDevices,
    Pacemaker,
    CentralVenousCatheter,
    EndotrachealTube,
    NasogastricTube,
    ChestTube,
    EcgLeads,
    SternalWires,
};

/// Always the patient's side: left is at the right of a frontal image.
enum class Side { None, Left, Right, Both };
enum class Zone { None, Upper, Middle, Lower };
enum class Severity { None, Small, Moderate, Large };
enum class EditAction { Add, Remove, Increase, Decrease, Replace };

inline constexpr std::array allTargets{ Target::EnlargedCardiomediastinum, Target::Cardiomegaly, Target::LungOpacity,
    Target::LungLesion, Target::Edema, Target::Consolidation, Target::Pneumonia, Target::Atelectasis,
    Target::Pneumothorax, Target::PleuralEffusion, Target::PleuralOther, Target::Fracture, Target::SupportDevices,
    Target::Pacemaker, Target::CentralVenousCatheter, Target::EndotrachealTube, Target::NasogastricTube,
    Target::ChestTube, Target::EcgLeads, Target::SternalWires };

/// The key used in files, captions' lexicon and reports, e.g. "Pleural Effusion", "Pacemaker".
std::string_view keyOf(Target target);
std::string_view keyOf(Side side); ///< "left", "right", "both", "none"
std::string_view keyOf(Zone zone); ///< "upper", "middle", "lower", "none"
std::string_view keyOf(Severity severity); ///< "small", "moderate", "large", "none"
std::string_view keyOf(EditAction action); ///< "add", "remove", "increase", "decrease", "replace"

std::optional<Target> targetFromKey(std::string_view key);
std::optional<Side> sideFromKey(std::string_view key);
std::optional<Zone> zoneFromKey(std::string_view key);
std::optional<Severity> severityFromKey(std::string_view key);
std::optional<EditAction> actionFromKey(std::string_view key);

/// True for man-made objects (pacemaker, tubes, leads, wires), false for findings of the patient's own body.
bool isDevice(Target target);

} // namespace cf

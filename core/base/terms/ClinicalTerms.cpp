#include "core/base/terms/ClinicalTerms.h"

#include <utility>

namespace cf {

namespace {

template <typename Term, std::size_t count> using KeyTable = std::array<std::pair<Term, std::string_view>, count>;

constexpr KeyTable<Target, 20> targetKeys{ { { Target::EnlargedCardiomediastinum, "Enlarged Cardiomediastinum" },
    { Target::Cardiomegaly, "Cardiomegaly" }, { Target::LungOpacity, "Lung Opacity" },
    { Target::LungLesion, "Lung Lesion" }, { Target::Edema, "Edema" }, { Target::Consolidation, "Consolidation" },
    { Target::Pneumonia, "Pneumonia" }, { Target::Atelectasis, "Atelectasis" },
    { Target::Pneumothorax, "Pneumothorax" }, { Target::PleuralEffusion, "Pleural Effusion" },
    { Target::PleuralOther, "Pleural Other" }, { Target::Fracture, "Fracture" },
    { Target::SupportDevices, "Support Devices" }, { Target::Pacemaker, "Pacemaker" },
    { Target::CentralVenousCatheter, "Central Venous Catheter" }, { Target::EndotrachealTube, "Endotracheal Tube" },
    { Target::NasogastricTube, "Nasogastric Tube" }, { Target::ChestTube, "Chest Tube" },
    { Target::EcgLeads, "ECG Leads" }, { Target::SternalWires, "Sternal Wires" } } };
constexpr KeyTable<Side, 4> sideKeys{ { { Side::None, "none" }, { Side::Left, "left" }, { Side::Right, "right" },
    { Side::Both, "both" } } };
constexpr KeyTable<Zone, 4> zoneKeys{ { { Zone::None, "none" }, { Zone::Upper, "upper" }, { Zone::Middle, "middle" },
    { Zone::Lower, "lower" } } };
constexpr KeyTable<Severity, 4> severityKeys{ { { Severity::None, "none" }, { Severity::Small, "small" },
    { Severity::Moderate, "moderate" }, { Severity::Large, "large" } } };
constexpr KeyTable<EditAction, 5> actionKeys{ { { EditAction::Add, "add" }, { EditAction::Remove, "remove" },
    { EditAction::Increase, "increase" }, { EditAction::Decrease, "decrease" }, { EditAction::Replace, "replace" } } };

template <typename Term, std::size_t count> std::string_view findKey(const KeyTable<Term, count> &table, Term wanted)
{
    for (const auto &[term, key] : table)
        if (term == wanted)
            return key;
    return {};
}

template <typename Term, std::size_t count>
std::optional<Term> findTerm(const KeyTable<Term, count> &table, std::string_view wanted)
{
    for (const auto &[term, key] : table)
        if (key == wanted)
            return term;
    return std::nullopt;
}

} // namespace

std::string_view keyOf(Target target)
{
    return findKey(targetKeys, target);
}
std::string_view keyOf(Side side)
{
    return findKey(sideKeys, side);
}
std::string_view keyOf(Zone zone)
{
    return findKey(zoneKeys, zone);
}
std::string_view keyOf(Severity severity)
{
    return findKey(severityKeys, severity);
}
std::string_view keyOf(EditAction action)
{
    return findKey(actionKeys, action);
}

std::optional<Target> targetFromKey(std::string_view key)
{
    return findTerm(targetKeys, key);
}
std::optional<Side> sideFromKey(std::string_view key)
{
    return findTerm(sideKeys, key);
}
std::optional<Zone> zoneFromKey(std::string_view key)
{
    return findTerm(zoneKeys, key);
}
std::optional<Severity> severityFromKey(std::string_view key)
{
    return findTerm(severityKeys, key);
}
std::optional<EditAction> actionFromKey(std::string_view key)
{
    return findTerm(actionKeys, key);
}

bool isDevice(Target target)
{
    return target >= Target::SupportDevices;
}

} // namespace cf

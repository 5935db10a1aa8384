#pragma once

#include "core/base/terms/ClinicalTerms.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cf {

/// What the segmenter's maps show, in their order. Each map has a bit of its own in a sample's pixels.
enum class SeenMap : int {
    Generator,
    PacingLeads,
    CentralVenousCatheter,
    EndotrachealTube,
    NasogastricTube,
    ChestTube,
    EcgLeads,
    SternalWires,
    ForeignBody,
    PrintedMark,
    RightLung,
    LeftLung,
    Heart,
    Mediastinum,
    PleuralEffusion,
    Pneumothorax,
    Consolidation,
    LungLesion,
    Edema,
    Atelectasis,
};
inline constexpr int seenMaps = 20;

/// Image-level labels that have no map.
enum class SeenLabel : int { Cardiomegaly, EnlargedCardiomediastinum, Fracture, Mirrored, NotFrontalChest };
inline constexpr int seenLabels = 5;

constexpr std::uint32_t bitOf(SeenMap map)
{
    return std::uint32_t{ 1 } << static_cast<int>(map);
}
inline constexpr std::uint32_t allMaps = (std::uint32_t{ 1 } << seenMaps) - 1;
/// Pixels of which nobody knows whether they belong to a printed mark, or to a generator.
inline constexpr std::uint32_t markUnknown = std::uint32_t{ 1 } << 31;
inline constexpr std::uint32_t generatorUnknown = std::uint32_t{ 1 } << 30;
/// Pixels of an annotated electrode.
inline constexpr std::uint32_t electrodeSpot = std::uint32_t{ 1 } << 27;

/// The bit that says that a pixel is known to belong to no line of a map's device, whatever is known of its film; 0 for
/// maps of which only whole films say so.
constexpr std::uint32_t absentBit(SeenMap map)
{
    const bool isLine = map >= SeenMap::PacingLeads && map <= SeenMap::SternalWires;
    return isLine ? bitOf(map) << (seenMaps - static_cast<int>(SeenMap::PacingLeads)) : 0U;
}
/// Of all maps of lines: a bone.
inline constexpr std::uint32_t noDeviceLine = absentBit(SeenMap::PacingLeads)
    | absentBit(SeenMap::CentralVenousCatheter) | absentBit(SeenMap::EndotrachealTube)
    | absentBit(SeenMap::NasogastricTube) | absentBit(SeenMap::ChestTube) | absentBit(SeenMap::EcgLeads)
    | absentBit(SeenMap::SternalWires);
static_assert((noDeviceLine & (allMaps | markUnknown | generatorUnknown | electrodeSpot)) == 0);

constexpr std::size_t placeOf(SeenMap map)
{
    return static_cast<std::size_t>(map);
}
constexpr std::size_t placeOf(SeenLabel label)
{
    return static_cast<std::size_t>(seenMaps + static_cast<int>(label));
}

/// Names as in config.json: the keys of targets where there is one ("Pleural Effusion"), else "Right Lung" and the
/// like.
const std::vector<std::string> &seenMapNames();
const std::vector<std::string> &seenLabelNames();
/// The map that shows a target; a pacemaker's is that of its generator. Nothing for what has none.
std::optional<SeenMap> mapOf(Target target);
/// The label without a map that names a target.
std::optional<SeenLabel> labelOf(Target target);

} // namespace cf

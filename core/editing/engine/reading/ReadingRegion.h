#pragma once

#include "core/base/Image.h"
#include "core/editing/readings/FilmReading.h"
#include "core/language/PromptLanguage.h"

#include <optional>
#include <vector>

namespace cf {

/// How far a region reaches beyond what a map is sure of.
struct RegionReach {
    /// A line is begun where the map is sure and followed while it is at least so likely.
    double follows = 0.25;
    /// Cells around what is seen: edge, shadow, and the map's own coarseness.
    double margin = 3.0;
};
/// For a network that decides itself what of the region changes.
inline constexpr RegionReach wideReach{};
/// For one that takes away what is bright in it: no more than the device and its blur.
inline constexpr RegionReach closeReach{ 0.5, 1.0 };

/// Where the devices lie that `edits` remove, at the film's size, 0 or 1: what the maps are sure of, followed along
/// each line through its faint parts and over short gaps, with a margin. Nothing where an edit is anything but the
/// removal of a device whose map is trusted, or where one of the devices is not seen on its side.
std::optional<MaskImage> removalRegion(
    const FilmReading &reading, const std::vector<EditInstruction> &edits, const RegionReach &reach = wideReach);

/// Clears the lines of the devices that stay from a region, or from likelihoods, at the film's size: two tubes may run
/// side by side in one map. Nothing where lines were not read.
void spareOthersLines(Image<float> &region, const FilmReading &reading, const std::vector<EditInstruction> &edits);

/// Whether lines of the map's device were read, well enough to say where an edit acts.
bool hasTrustedLines(const FilmReading::Map &map);

/// How likely each pixel of the film belongs to a line (wire, lead, catheter, tube) that `edits` remove, by the maps
/// that are trusted, or, better, by the lines where those were read; empty where none is.
GreyImage likelyLineOf(const FilmReading &reading, const std::vector<EditInstruction> &edits);

/// True where all of `edits` remove devices whose lines were read and are trusted: then lines say where they lie.
bool areReadAsLines(const FilmReading &reading, const std::vector<EditInstruction> &edits);

/// The instructions with every "remove all devices" in words: a removal of each device that is found on the film and
/// whose place a map or lines can say. Those of a side keep it. Unchanged where none is found.
std::vector<EditInstruction> withDevicesNamed(const FilmReading &reading, const std::vector<EditInstruction> &edits);

/// The instructions that increase or remove a finding of a lung without naming a side, with the side on which the most
/// of it is seen; unchanged where its map is not trusted or shows nothing.
std::vector<EditInstruction> withSidesSeen(const FilmReading &reading, std::vector<EditInstruction> edits);

/// How likely each pixel of the film shows ECG leads or their electrodes that `edits` remove; empty where none are.
GreyImage leadsOf(const FilmReading &reading, const std::vector<EditInstruction> &edits);

/// The electrodes that were read, or, where none were, where the map of ECG leads is sure and wider than a line: at the
/// film's size, 0 or 1; empty where no ECG leads are removed.
MaskImage electrodesOf(const FilmReading &reading, const std::vector<EditInstruction> &edits);

/// What is still seen of the devices that `edits` remove, at the film's size, 0 or 1, without a margin; empty where
/// nothing is seen, or no map that is trusted tells. Leads go with a generator that is removed.
MaskImage restOfRemoval(const FilmReading &answer, const std::vector<EditInstruction> &edits);

/// Cells of a map with `margin` cells around them, laid on the film: at its size, 0 or 1.
MaskImage laidOnFilm(const MaskImage &cells, double margin, const Letterbox &letterbox);

} // namespace cf

#pragma once

#include "core/base/Image.h"
#include "core/base/terms/ClinicalTerms.h"
#include "core/imaging/Geometry.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// What a segmenter sees on a film, as pictures and numbers.
struct FilmReading {
    /// One thing with its place.
    struct Map {
        std::string name; ///< The key of a target ("Pacemaker", "ECG Leads") or "Printed Mark", "Right Lung", …
        GreyImage probability; ///< Of each cell of the letterboxed square.
        bool trusted = false; ///< Drawn well enough on films of held-back patients to say where an edit acts.
        /// How likely each pixel of a finer square belongs to a line of this device, 0 away from all lines; empty where
        /// lines were not read, or for what has none.
        GreyImage lines = {};
        bool linesTrusted = false; ///< As `trusted`.
    };
    /// One thing of the film as a whole; each map is one, too.
    struct Label {
        std::string name;
        double probability = 0.0; ///< Calibrated.
        bool trusted = false; ///< Told well enough on films of held-back patients to decide about an edit.
        /// Above this it is found: one film in twenty that does not show it lies there, where that was measured.
        double threshold = 0.5;

        bool found() const { return probability > threshold; }
    };
    std::vector<Map> maps;
    std::vector<Label> labels;
    /// An electrode of ECG leads: the middle of its knob, in pixels of the square of the lines.
    struct Electrode {
        int x = 0;
        int y = 0;
        double probability = 0.0;
    };
    /// Nothing where electrodes were not read.
    std::optional<std::vector<Electrode>> electrodes = {};
    Letterbox letterbox; ///< How the film lies in the square of the maps.
    Letterbox linesLetterbox; ///< The same for that of the lines and electrodes.

    /// nullptr where the segmenter has no such map or label.
    const Map *map(std::string_view name) const;
    const Label *label(std::string_view name) const;
    /// The map of a target that has one; lung opacity and pneumonia are seen as consolidation.
    const Map *map(Target target) const;
    const Label *label(Target target) const;
    /// Whether the target's label is above its threshold; nothing where there is no such label.
    std::optional<bool> finds(Target target) const;
};

/// The names of maps and labels that are no targets.
namespace seen {
inline constexpr std::string_view printedMark = "Printed Mark";
inline constexpr std::string_view pacingLeads = "Pacing Leads";
inline constexpr std::string_view foreignBody = "Foreign Body";
inline constexpr std::string_view rightLung = "Right Lung";
inline constexpr std::string_view leftLung = "Left Lung";
inline constexpr std::string_view heart = "Heart";
inline constexpr std::string_view mirrored = "Mirrored";
inline constexpr std::string_view notFrontalChest = "Not Frontal Chest";
} // namespace seen

/// Where printed marks are, at the film's size, 0 or 1, with room for what a map of half the resolution cannot show.
/// Empty where nothing is, or where the map is not trusted.
MaskImage printedMarks(const FilmReading &reading);

/// The map's cells that are printed marks, 0 or 1, without that room. Empty as above.
MaskImage printedMarkCells(const FilmReading &reading);

/// One sentence with a stable code.
struct FilmNote {
    std::string code; ///< "film-mirrored", "film-not-frontal-chest".
    std::string text;
};

/// Why the film may not be what an edit expects, as far as labels that are trusted say so.
std::vector<FilmNote> notesOf(const FilmReading &reading);

} // namespace cf

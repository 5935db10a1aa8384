#include "core/imaging/letters/SideLetters.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf {

namespace {

/// Nearer to the middle than this share of the width a letter names no half: the spine is seldom in the middle.
constexpr double nearMiddle = 0.08;

/// +1: on the half that it names, the patient's left at the picture's right edge; −1: on the other; 0: near the middle.
int placeOf(const SideLetter &letter)
{
    if (std::abs(letter.x - 0.5) < nearMiddle)
        return 0;
    return (letter.x > 0.5) == letter.isLeft ? 1 : -1;
}

std::string nameOf(const SideLetter &letter)
{
    return std::string(letter.isMirrored ? "mirrored " : "") + (letter.isLeft ? "L" : "R");
}

/// The clearest letter at such a place; null where there is none.
const SideLetter *clearest(const std::vector<SideLetter> &letters, int place)
{
    const SideLetter *best = nullptr;
    for (const SideLetter &letter : letters)
        if (placeOf(letter) == place && (best == nullptr || letter.probability > best->probability))
            best = &letter;
    return best;
}

} // namespace

void checkSideLetters(const std::vector<SideLetter> &letters, const Radiograph &radiograph, ReadingNotes &notes)
{
    if (radiograph.axes.known() && !radiograph.axes.sidesKnown())
        return; // Of a view from the side the letter says what lay at the detector.
    const SideLetter *agrees = clearest(letters, 1);
    if (const SideLetter *other = clearest(letters, -1); other != nullptr && agrees == nullptr) {
        const std::string taken = radiograph.axes.known()
            ? "As the film lies by what is known of it (" + textOf(radiograph.axes) + ")"
            : std::string("As the film is taken to lie");
        const PatientAxes mirrored = correctedAxes(radiograph.axes, Turn{ true, 0 });
        addNote(notes,
            { "side-letter-contradicts",
                taken + ", a printed " + nameOf(*other) + " stands on the patient's "
                    + (other->isLeft ? "right." : "left."),
                NoteSeverity::Question,
                "Say --orientation " + orientationOption(mirrored) + " if the letter is right, or --orientation "
                    + orientationOption(radiograph.axes) + " if it is not.",
                { radiograph.axes.known() ? radiograph.axes : frontalAxes, mirrored } });
        return;
    }
    const bool isRead = std::ranges::any_of(letters, [](const SideLetter &letter) { return !letter.isMirrored; });
    if (agrees != nullptr && agrees->isMirrored && !isRead)
        addNote(notes, "side-letter-mirrored",
            "A printed " + std::string(agrees->isLeft ? "L" : "R")
                + " is seen as in a mirror, but stands on the side that it names, as lead letters often do that lay "
                  "the wrong way round.");
}

} // namespace cf

// Where a film lies: every pair of directions is turned upright, and back to the same pixels.

#include "core/imaging/PatientAxes.h"
#include "core/imaging/UprightRadiograph.h"
#include "tests/support/Check.h"

#include <string>
#include <vector>

using namespace cf;

namespace {

Image<int> numbered(int width, int height)
{
    Image<int> image(width, height);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] = static_cast<int>(i);
    return image;
}

void everyFrontalFilmIsTurnedUpright()
{
    int seen = 0;
    for (const char row : std::string("LRHF"))
        for (const char column : std::string("LRHF")) {
            const std::string code = std::string(1, row) + "\\" + column;
            const auto stated = parsePatientAxes(code);
            const bool sameLine = (row == 'L' || row == 'R') == (column == 'L' || column == 'R');
            CF_EQUAL(stated.has_value(), !sameLine);
            if (!stated)
                continue;
            ++seen;
            CF_CHECK(textOf(stated->axes) == code && stated->axes.sidesKnown() && !stated->oblique);
            const Turn turn = uprightTurn(stated->axes);
            CF_EQUAL(turned(stated->axes, turn), frontalAxes);
            CF_EQUAL(turned(frontalAxes, turn.inverse()), stated->axes);
            const Image<int> image = numbered(5, 3);
            CF_EQUAL(turned(turned(image, turn), turn.inverse()), image);
        }
    CF_EQUAL(seen, 8);
    CF_CHECK(uprightTurn(frontalAxes).isNone());
}

/// A film whose pixels are at the patient's places: its upper left corner is known for every code.
void theRightCornerComesToItsPlace()
{
    const Image<int> upright = numbered(4, 3); // 0 is the patient's right, at the head.
    const auto cornerOf = [&](const char *code) {
        const PatientAxes axes = parsePatientAxes(code)->axes;
        return turned(upright, uprightTurn(axes).inverse()).at(0, 0);
    };
    CF_EQUAL(cornerOf("L\\F"), 0);
    CF_EQUAL(cornerOf("R\\F"), 3); // Begins at the left, at the head.
    CF_EQUAL(cornerOf("L\\H"), 8); // Right, at the feet.
    CF_EQUAL(cornerOf("R\\H"), 11); // Left, at the feet.
    CF_EQUAL(cornerOf("F\\L"), 0);
    CF_EQUAL(cornerOf("F\\R"), 3);
    CF_EQUAL(cornerOf("H\\L"), 8);
    CF_EQUAL(cornerOf("H\\R"), 11);
}

void lateralsAreTurnedAndNeverMirrored()
{
    for (const char *code : { "A\\F", "P\\F", "A\\H", "P\\H", "F\\A", "F\\P", "H\\A", "H\\P" }) {
        const PatientAxes axes = parsePatientAxes(code)->axes;
        const Turn turn = uprightTurn(axes);
        CF_CHECK(!axes.sidesKnown() && !turn.mirrored);
        CF_EQUAL(turned(axes, turn).column, BodyDirection::Foot);
    }
    CF_CHECK(uprightTurn(parsePatientAxes("L\\P")->axes).isNone()); // From below: no way to lie is upright.
}

void codesAreReadAsTheyAreWritten()
{
    CF_EQUAL(parsePatientAxes("r/h")->axes, parsePatientAxes("R\\H")->axes);
    CF_EQUAL(parsePatientAxes(" L \\ F ")->axes, frontalAxes);
    const auto oblique = parsePatientAxes("LA\\F");
    CF_CHECK(oblique && oblique->oblique && oblique->axes == frontalAxes);
    CF_EQUAL(parsePatientAxes("AL\\F")->axes, frontalAxes);
    CF_EQUAL(parsePatientAxes("LFP\\FR")->axes, frontalAxes);
    for (const char *wrong : { "", "L", "L\\", "\\F", "X\\F", "L\\L", "L\\R", "LR\\F", "LFAP\\F" })
        CF_CHECK(!parsePatientAxes(wrong).has_value());
}

void exifOrientationsAreEightTurns()
{
    // EXIF 2.3, tag 274: where the scene's upper left corner is stored, by its row and column of a stored 4 × 3.
    const Image<int> stored = numbered(4, 3);
    const int corners[8] = { 0, 3, 11, 8, 0, 8, 11, 3 };
    const int nextInRow[8] = { 1, 2, 10, 9, 4, 4, 7, 7 };
    for (int orientation = 1; orientation <= 8; ++orientation) {
        const Image<int> scene = turned(stored, turnOfExif(orientation));
        CF_EQUAL(scene.at(0, 0), corners[orientation - 1]);
        CF_EQUAL(scene.at(1, 0), nextInRow[orientation - 1]);
    }
    CF_CHECK(turnOfExif(0).isNone() && turnOfExif(9).isNone());
}

std::vector<int> valuesOf(const StoredImage &image)
{
    return { image.pixels.begin(), image.pixels.end() };
}

void anUprightFilmKeepsItsValuesAndTurnsItsSpacings()
{
    Radiograph film;
    film.stored = StoredImage(3, 2);
    for (std::size_t i = 0; i < film.stored.pixels.size(); ++i)
        film.stored.pixels[i] = static_cast<std::int32_t>(i);
    film.columnSpacing = 0.1;
    film.rowSpacing = 0.2;
    film.statedAspect = 2.0;
    CF_CHECK(uprightRadiograph(film) == film); // Nothing says how it lies.

    film.axes = parsePatientAxes("F\\R")->axes; // A quarter clockwise is missing.
    const Radiograph stood = uprightRadiograph(film);
    CF_CHECK(stood.stored.width == 2 && stood.stored.height == 3 && stood.axes == frontalAxes);
    CF_CHECK(valuesOf(stood.stored) == std::vector<int>({ 3, 0, 4, 1, 5, 2 }));
    CF_CHECK(stood.columnSpacing == 0.2 && stood.rowSpacing == 0.1 && stood.statedAspect == 0.5);

    film.axes = parsePatientAxes("R\\F")->axes; // Seen from behind.
    const Radiograph mirrored = uprightRadiograph(film);
    CF_CHECK(valuesOf(mirrored.stored) == std::vector<int>({ 2, 1, 0, 5, 4, 3 }));
    CF_CHECK(mirrored.axes == frontalAxes && mirrored.columnSpacing == 0.1 && mirrored.statedAspect == 2.0);
}

/// What is seen on a film that was turned already comes on top of that turn.
void correctedAxesBringTheFilmWhereItWasSeenUpright()
{
    CF_EQUAL(textOf(correctedAxes(frontalAxes, { true, 0 })), "R\\F");
    CF_EQUAL(textOf(correctedAxes({}, { false, 1 })), "F\\R");
    const Image<int> film = numbered(4, 3);
    for (const char *code : { "L\\F", "R\\F", "L\\H", "R\\H", "F\\L", "F\\R", "H\\L", "H\\R" })
        for (const bool mirrored : { false, true })
            for (int quarters = 0; quarters < 4; ++quarters) {
                const PatientAxes soFar = parsePatientAxes(code)->axes;
                const Turn seen{ mirrored, quarters };
                const Turn once = uprightTurn(correctedAxes(soFar, seen));
                CF_CHECK(turned(film, once) == turned(turned(film, uprightTurn(soFar)), seen));
            }
}

void optionsNameAxesWithoutABackslash()
{
    CF_EQUAL(orientationOption(frontalAxes), "L/F");
    CF_EQUAL(orientationOption({}), "stored");
    CF_EQUAL(parsePatientAxes(orientationOption(parsePatientAxes("H\\R")->axes))->axes, parsePatientAxes("H\\R")->axes);
}

} // namespace

int main()
{
    everyFrontalFilmIsTurnedUpright();
    theRightCornerComesToItsPlace();
    lateralsAreTurnedAndNeverMirrored();
    codesAreReadAsTheyAreWritten();
    exifOrientationsAreEightTurns();
    anUprightFilmKeepsItsValuesAndTurnsItsSpacings();
    correctedAxesBringTheFilmWhereItWasSeenUpright();
    optionsNameAxesWithoutABackslash();
}

// What a segmenter saw before and after, as values: what it may be believed, and places in the pixels of the stored
// film.

#include "core/editing/readings/SeenThings.h"

#include "tests/support/Check.h"

#include <algorithm>

using namespace cf;

namespace {

constexpr int cells = 128;

FilmReading readingOf(int width, int height)
{
    Radiograph film;
    film.stored = StoredImage(width, height, 1000);
    FilmReading reading;
    reading.letterbox = fitIntoSquare(film, cells).value();
    for (const char *name : { "Pacemaker", "Pleural Effusion", "Consolidation", "Fracture", "Printed Mark" }) {
        reading.maps.push_back({ name, GreyImage(cells, cells), true });
        reading.labels.push_back({ name, 0.1, true });
    }
    return reading;
}

void see(FilmReading &reading, const char *name, double probability, int left, int top, int width, int height)
{
    std::ranges::find(reading.labels, name, &FilmReading::Label::name)->probability = probability;
    GreyImage &map = std::ranges::find(reading.maps, name, &FilmReading::Map::name)->probability;
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            map.at(x, y) = 0.9F;
}

const SeenThing &thing(const std::vector<SeenThing> &things, Target target)
{
    const auto found = std::ranges::find(things, target, &SeenThing::target);
    CF_CHECK(found != things.end());
    return *found;
}

void whatCameIsAPlaceInTheFilm()
{
    const FilmReading before = readingOf(512, 512); // Four pixels to a cell.
    FilmReading after = before;
    see(after, "Pleural Effusion", 0.8, 90, 80, 10, 12);
    const auto things = seenThings(before, after, {});
    const SeenThing &effusion = thing(things, Target::PleuralEffusion);
    CF_CHECK(!effusion.foundBefore && effusion.foundAfter && effusion.appeared.size() == 1 && effusion.stayed.empty());
    CF_CHECK((effusion.appeared[0] == SeenThing::Box{ 360, 320, 400, 368 }));
    CF_CHECK(effusion.appearedLeft && *effusion.appearedLeft == 1.0);
    const SeenThing &pacemaker = thing(things, Target::Pacemaker);
    CF_CHECK(!pacemaker.foundAfter && pacemaker.appeared.empty() && !pacemaker.appearedLeft);
}

void whatIsStillThereIsOneToo()
{
    FilmReading before = readingOf(512, 512);
    see(before, "Pacemaker", 0.9, 10, 10, 20, 20);
    FilmReading after = readingOf(512, 512);
    see(after, "Pacemaker", 0.7, 10, 10, 6, 6);
    const SeenThing left = thing(seenThings(before, after, {}), Target::Pacemaker);
    CF_CHECK(left.foundBefore && left.foundAfter && left.appeared.empty());
    CF_CHECK((left.stayed == std::vector<SeenThing::Box>{ { 40, 40, 64, 64 } }));
}

/// Grain is nothing, the bars beside the film are no film, and a label or map that is not trusted says nothing.
void onlyWhatMayBeBelievedIsTold()
{
    const FilmReading before = readingOf(512, 256);
    FilmReading after = before;
    see(after, "Pleural Effusion", 0.8, 100, 60, 4, 4);
    see(after, "Consolidation", 0.8, 0, 0, 20, 40); // From the bar into the film, which begins at row 32.
    see(after, "Fracture", 0.9, 40, 40, 10, 10);
    after.labels[3].trusted = false;
    FilmReading plain = before;
    plain.labels[3].trusted = false; // Fracture.
    plain.maps[0].trusted = false; // Pacemaker.
    see(after, "Pacemaker", 0.9, 60, 60, 10, 10);
    const auto things = seenThings(plain, after, {});
    CF_CHECK(thing(things, Target::PleuralEffusion).foundAfter);
    CF_CHECK(thing(things, Target::PleuralEffusion).appeared.empty());
    CF_CHECK((thing(things, Target::Consolidation).appeared == std::vector<SeenThing::Box>{ { 0, 0, 80, 32 } }));
    CF_CHECK(std::ranges::none_of(things, [](const SeenThing &one) { return one.target == Target::Fracture; }));
    CF_CHECK(thing(things, Target::Pacemaker).foundAfter && thing(things, Target::Pacemaker).appeared.empty());
    // Pneumonia has no label of its own.
    CF_CHECK(thing(things, Target::Pneumonia).seenAs == Target::Consolidation);
    CF_CHECK(seenThings(readingOf(512, 512), after, {}).empty());
}

/// A film that is stored mirrored: the place is where its pixels are, the side is the patient's.
void placesAreOfTheFilmAsItIsStored()
{
    const FilmReading before = readingOf(512, 512);
    FilmReading after = before;
    see(after, "Pleural Effusion", 0.8, 90, 80, 10, 12);
    const PatientAxes mirrored{ BodyDirection::Right, BodyDirection::Foot };
    const SeenThing effusion = thing(seenThings(before, after, mirrored), Target::PleuralEffusion);
    CF_CHECK((effusion.appeared == std::vector<SeenThing::Box>{ { 112, 320, 152, 368 } }));
    CF_CHECK(*effusion.appearedLeft == 1.0);
}

} // namespace

int main()
{
    whatCameIsAPlaceInTheFilm();
    whatIsStillThereIsOneToo();
    onlyWhatMayBeBelievedIsTold();
    placesAreOfTheFilmAsItIsStored();
    return 0;
}

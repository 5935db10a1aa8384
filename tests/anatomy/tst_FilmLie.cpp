// How a film lies is seen from the film: phantoms in all eight lies, and what must not be touched.

#include "core/anatomy/FilmLie.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cstdio>
#include <string>

using namespace cf;

namespace {

const char *const allLies[] = { "L\\F", "R\\F", "L\\H", "R\\H", "F\\L", "F\\R", "H\\L", "H\\R" };

bool has(const ReadingNotes &notes, const char *code, NoteSeverity severity)
{
    return std::any_of(notes.begin(), notes.end(),
        [&](const ReadingNote &note) { return note.code == code && note.severity == severity; });
}

Radiograph lying(const Radiograph &upright, const char *code)
{
    Radiograph film = upright;
    film.axes = {};
    film.stored = turned(upright.stored, uprightTurn(parsePatientAxes(code)->axes).inverse());
    return film;
}

} // namespace

int main()
{
    const auto phantom = renderPhantom({ 41, 384, {} });
    CF_CHECK(phantom.has_value());
    Radiograph upright = phantom->radiograph();
    upright.axes = frontalAxes;
    for (const char *code : allLies) {
        const PatientAxes axes = parsePatientAxes(code)->axes;
        Radiograph film = lying(upright, code);
        ReadingNotes notes;
        checkFilmLie(film, notes);
        const Turn turn = uprightTurn(axes);
        std::printf("%s: %s\n", code, notes.empty() ? "nothing" : notes[0].sentence.c_str());
        if (turn.isNone()) {
            CF_CHECK(notes.empty() && !film.axes.known());
        } else if (turn.mirrored) { // Which side is which is for the user to say.
            CF_CHECK(has(notes, "looks-mirrored", NoteSeverity::Question) && !film.axes.known());
        } else {
            CF_CHECK(has(notes, "looks-turned", NoteSeverity::Warning));
            CF_CHECK(film.axes == axes && film.axesAreSeen);
        }
        // What the header says and the film shows are the same: nothing to say.
        film = lying(upright, code);
        film.axes = axes;
        notes.clear();
        checkFilmLie(film, notes);
        CF_CHECK(notes.empty() && film.axes == axes && !film.axesAreSeen);
        // The header says upright of a film that is not.
        film.axes = frontalAxes;
        checkFilmLie(film, notes);
        CF_CHECK(has(notes, "lie-contradicted", NoteSeverity::Question) != turn.isNone());
        CF_EQUAL(film.axes, frontalAxes);
    }
    // A lateral film and a picture of nothing are left alone.
    Radiograph lateral = lying(upright, "R\\H");
    lateral.axes = parsePatientAxes("A\\F")->axes;
    ReadingNotes notes;
    checkFilmLie(lateral, notes);
    Radiograph blank = upright;
    blank.axes = {};
    std::fill(blank.stored.pixels.begin(), blank.stored.pixels.end(), 100);
    checkFilmLie(blank, notes);
    CF_CHECK(notes.empty() && !blank.axes.known());
}

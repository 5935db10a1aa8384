// The bundled reader of side letters on phantoms, whose lead letter stands where it belongs: as they are nothing is
// asked, mirrored they are; and real films, where there are any.

#include "core/editing/engine/reading/SideLetterCheck.h"
#include "core/imaging/PatientAxes.h"
#include "core/insertion/patients/PatientSplit.h"
#include "core/phantom/Phantom.h"
#include "dicom/ImageImport.h"
#include "tests/support/Check.h"
#include "tests/support/SharedRadiographs.h"
#include "tests/support/Skip.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

using namespace cf;
namespace fs = std::filesystem;

namespace {

using FilmCheck = std::function<void(Radiograph &, ReadingNotes &)>;

const PatientAxes mirroredAxes{ BodyDirection::Right, BodyDirection::Foot };

ReadingNotes notesOf(const FilmCheck &check, Radiograph film, const PatientAxes &axes = {})
{
    film.axes = axes;
    ReadingNotes notes;
    check(film, notes);
    return notes;
}

bool asks(const ReadingNotes &notes)
{
    const ReadingNote *question = openQuestion(notes);
    return question != nullptr && question->code == "side-letter-contradicts";
}

void mirroredPhantomsAreAskedAbout(const FilmCheck &check)
{
    constexpr int phantoms = 12;
    int asked = 0;
    for (int seed = 0; seed < phantoms; ++seed) {
        const auto phantom = renderPhantom({ static_cast<std::uint64_t>(500 + seed), 512, {} });
        CF_CHECK(phantom.has_value());
        const Radiograph film = phantom->radiograph();
        Radiograph mirrored = film;
        mirrored.stored = turned(film.stored, Turn{ true, 0 });
        CF_CHECK(!asks(notesOf(check, film)) && !asks(notesOf(check, film, frontalAxes)));
        // Its header says so: nothing is contradicted.
        CF_CHECK(!asks(notesOf(check, mirrored, mirroredAxes)));
        const ReadingNotes unknown = notesOf(check, mirrored);
        asked += asks(unknown) ? 1 : 0;
        CF_EQUAL(asks(unknown), asks(notesOf(check, mirrored, frontalAxes)));
        if (asks(unknown))
            CF_EQUAL(openQuestion(unknown)->choices[1], mirroredAxes);
        // A header that says mirrored of a film that is not.
        CF_CHECK(!asks(unknown) || asks(notesOf(check, film, mirroredAxes)));
    }
    std::printf("mirrored phantoms asked about: %d of %d\n", asked, phantoms);
    CF_CHECK(asked >= phantoms / 2);
}

/// Of the films of patients that no network was trained on every `step`th: their letters stand where they belong; of
/// most mirrored ones a letter is read.
void realFilmsAreAskedAboutWhenMirrored(const FilmCheck &check, std::size_t step)
{
    const auto files = sharedRadiographs("nih_cxr14_512", 1);
    if (files.empty())
        return test::skipped("letters of real films", "the shared radiographs are not here");
    int heldBack = 0;
    int films = 0;
    int askedAsTheyAre = 0;
    int askedMirrored = 0;
    for (const fs::path &file : files) {
        // "00000150_002.png": the patient's number, whose zeros the data set's table leaves out.
        const std::string number = file.filename().string().substr(0, 8);
        if (!isHeldBackPatient("nih", std::to_string(std::atoi(number.c_str()))) || heldBack++ % step != 0)
            continue;
        const auto loaded = openRadiograph(file, {});
        CF_CHECK(loaded.has_value());
        ++films;
        if (asks(notesOf(check, loaded->radiograph))) {
            std::printf("asked about as it is: %s\n", file.filename().c_str());
            ++askedAsTheyAre;
        }
        Radiograph mirrored = loaded->radiograph;
        mirrored.stored = turned(mirrored.stored, Turn{ true, 0 });
        askedMirrored += asks(notesOf(check, mirrored)) ? 1 : 0;
    }
    std::printf(
        "held-back films asked about: %d of %d as they are, %d mirrored\n", askedAsTheyAre, films, askedMirrored);
    CF_LESS(0, films);
    CF_CHECK(askedAsTheyAre <= films / 50 && 2 * askedMirrored >= films);
}

void questionsThatAreOpenStay(const FilmCheck &check)
{
    Radiograph film = renderPhantom({ 500, 512, {} })->radiograph();
    ReadingNotes notes{ { "looks-mirrored", "It looks mirrored.", NoteSeverity::Question } };
    film.stored = turned(film.stored, Turn{ true, 0 });
    check(film, notes);
    CF_EQUAL(notes.size(), 1);
}

void aFolderWithoutAReaderSaysNothing()
{
    const test::TemporaryFolder folder;
    const FilmCheck check = sideLetterCheck(folder.path());
    CF_CHECK(notesOf(check, renderPhantom({ 500, 256, {} })->radiograph()).empty());
    CF_CHECK(notesOf(sideLetterCheck(folder.path() / "absent"), renderPhantom({ 500, 256, {} })->radiograph()).empty());
    // What is damaged is said, and asks nothing.
    fs::create_directory(folder.path() / "segmenter");
    std::ofstream(folder.path() / "segmenter" / "config.json") << "{";
    const ReadingNotes notes = notesOf(sideLetterCheck(folder.path()), renderPhantom({ 500, 256, {} })->radiograph());
    CF_CHECK(notes.size() == 1 && notes[0].severity == NoteSeverity::Warning);
}

} // namespace

int main(int count, char **)
{
    const FilmCheck check = sideLetterCheck(fs::path(CONTRAFACT_SOURCE_DIR) / "resources/models/mini-cxr");
    mirroredPhantomsAreAskedAbout(check);
    realFilmsAreAskedAboutWhenMirrored(check, count > 1 ? 1 : 8); // With an argument: all of them.
    questionsThatAreOpenStay(check);
    aFolderWithoutAReaderSaysNothing();
}

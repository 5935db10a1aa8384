// Printed side letters: where they contradict the sides that a film is taken to have, the user is asked, and only then;
// and letters are cut out of marks whole, however bright they are.

#include "core/imaging/letters/LetterBlobs.h"
#include "core/imaging/letters/SideLetters.h"
#include "tests/support/Check.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

using namespace cf;

namespace {

const PatientAxes mirroredAxes{ BodyDirection::Right, BodyDirection::Foot };

ReadingNotes notesOf(const std::vector<SideLetter> &letters, const PatientAxes &axes = {})
{
    Radiograph film;
    film.axes = axes;
    ReadingNotes notes;
    checkSideLetters(letters, film, notes);
    return notes;
}

bool asks(const ReadingNotes &notes)
{
    return openQuestion(notes) != nullptr;
}

void lettersThatStandWhereTheyBelongAskNothing()
{
    CF_CHECK(notesOf({}).empty());
    CF_CHECK(notesOf({ { true, false, 0.9, 0.99 } }).empty()); // The patient's left is at the right edge.
    CF_CHECK(notesOf({ { false, false, 0.1, 0.99 } }).empty());
    CF_CHECK(notesOf({ { true, false, 0.9, 0.99 } }, frontalAxes).empty());
    CF_CHECK(notesOf({ { true, false, 0.45, 0.99 } }).empty()); // Near the spine a letter names no half.
    // Of a view from the side, L names the side at the detector.
    CF_CHECK(notesOf({ { true, false, 0.1, 0.99 } }, { BodyDirection::Anterior, BodyDirection::Foot }).empty());
}

void aLetterOnTheOtherSideIsAQuestion()
{
    for (const bool isMirrored : { false, true })
        for (const PatientAxes &axes : { PatientAxes(), frontalAxes, mirroredAxes }) {
            const ReadingNotes left = notesOf({ { true, isMirrored, 0.1, 0.99 } }, axes);
            const ReadingNotes right = notesOf({ { false, isMirrored, 0.9, 0.99 } }, axes);
            CF_CHECK(asks(left) && asks(right));
            const ReadingNote &question = *openQuestion(left);
            // As the film was taken to lie, and mirrored.
            CF_CHECK(question.choices.size() == 2 && question.choices[0] == (axes.known() ? axes : frontalAxes));
            CF_EQUAL(question.choices[1], (axes == mirroredAxes ? frontalAxes : mirroredAxes));
            CF_CHECK(question.sentence.find(isMirrored ? "mirrored L" : "printed L") != std::string::npos);
            CF_CHECK(question.remedy.find("--orientation") != std::string::npos);
        }
    // A second letter where it belongs: one of both was misread or put there for another reason.
    CF_CHECK(!asks(notesOf({ { true, false, 0.1, 0.99 }, { true, false, 0.9, 0.95 } })));
}

void aMirroredLetterOnItsOwnSideIsANote()
{
    const ReadingNotes notes = notesOf({ { true, true, 0.9, 0.99 } });
    CF_CHECK(notes.size() == 1 && notes[0].severity == NoteSeverity::Note);
    CF_CHECK(notesOf({ { true, true, 0.9, 0.99 }, { false, false, 0.1, 0.99 } }).empty());
}

/// The blob whose box is that of the letter, if any.
const LetterBlob *blobOf(const std::vector<LetterBlob> &blobs, const cv::Rect &letter)
{
    for (const LetterBlob &blob : blobs)
        if (std::abs(blob.box.x - letter.x) <= 3 && std::abs(blob.box.y - letter.y) <= 3
            && std::abs(blob.box.width - letter.width) <= 4 && std::abs(blob.box.height - letter.height) <= 4)
            return &blob;
    return nullptr;
}

void lettersAreCutOutWhole()
{
    for (const bool bright : { true, false })
        for (const float strength : { 0.15F, 0.6F }) {
            cv::Mat ink = cv::Mat::zeros(512, 512, CV_8U);
            cv::putText(ink, "L", { 430, 60 }, cv::FONT_HERSHEY_SIMPLEX, 0.8, cv::Scalar(255), 3, cv::LINE_AA);
            const cv::Rect letter = cv::boundingRect(ink);
            GreyImage film(512, 512);
            MaskImage cells(256, 256);
            for (int y = 0; y < 512; ++y)
                for (int x = 0; x < 512; ++x) {
                    const float drawn = static_cast<float>(ink.at<std::uint8_t>(y, x)) / 255.0F;
                    film.at(x, y) = 0.3F + 0.0004F * static_cast<float>(x) + (bright ? 1.0F : -1.0F) * strength * drawn;
                    if (drawn > 0.5F)
                        cells.at(x / 2, y / 2) = 1.0F;
                }
            const std::vector<LetterBlob> blobs = letterBlobs(film, cells);
            const LetterBlob *blob = blobOf(blobs, letter);
            CF_CHECK(blob != nullptr && blob->bright == bright);
            if (blob == nullptr)
                continue;
            CF_EQUAL(blob->window.size(), letterWindow::size);
            // Bright on dark whatever it was, and upright: the stroke of an L is at its left, its foot below.
            const auto at = [&](int x, int y) {
                return blob->window[static_cast<std::size_t>(y) * letterWindow::width + static_cast<std::size_t>(x)];
            };
            const int left = letterWindow::width / 2 - 4;
            const int right = letterWindow::width / 2 + 4;
            const int high = letterWindow::height / 2 - 4;
            const int low = letterWindow::height / 2 + 6;
            CF_CHECK(at(left, high) > 0.5F && at(right, high) < 0.4F && at(right, low) > 0.5F);
            CF_CHECK(letterBlobs(film, MaskImage(256, 256)).empty() && letterBlobs(film, {}).empty());
        }
}

} // namespace

int main()
{
    lettersThatStandWhereTheyBelongAskNothing();
    aLetterOnTheOtherSideIsAQuestion();
    aMirroredLetterOnItsOwnSideIsANote();
    lettersAreCutOutWhole();
}

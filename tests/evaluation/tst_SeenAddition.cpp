// Whether a segmenter sees an addition as it was asked: there, once, on its side, in its zone, of its size.

#include "core/evaluation/edits/SeenAddition.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <string>

using namespace cf;

namespace {

constexpr int side = 256;

void fill(GreyImage &map, int left, int top, int width, int height)
{
    for (int y = top; y < top + height; ++y)
        for (int x = left; x < left + width; ++x)
            map.at(x, y) = 0.9F;
}

FilmReading emptyFilm()
{
    FilmReading reading;
    for (const std::string &name : { std::string(keyOf(Target::LungLesion)), std::string(keyOf(Target::EcgLeads)),
             std::string(seen::rightLung), std::string(seen::leftLung) })
        reading.maps.push_back({ name, GreyImage(side, side), true, {}, false });
    fill(reading.maps[2].probability, 40, 60, 60, 120); // The patient's right is at the picture's left.
    fill(reading.maps[3].probability, 150, 60, 60, 120);
    return reading;
}

FilmReading withLesion(int left, int top, int size)
{
    FilmReading reading = emptyFilm();
    fill(reading.maps[0].probability, left, top, size, size);
    return reading;
}

const Abnormality asked{ Target::LungLesion, Side::Left, Zone::Upper, Severity::Moderate };

SeenAddition judged(const FilmReading &edited, const Abnormality &what = asked)
{
    const auto seen = seenAddition(emptyFilm(), edited, withLesion(175, 80, 12), what);
    CF_CHECK(seen.has_value());
    return *seen;
}

void whatWasAskedIsRight()
{
    CF_CHECK(judged(withLesion(165, 70, 11)).succeeded()); // Another place of the same zone.
}

void eachFaultIsNamed()
{
    CF_CHECK(!judged(emptyFilm()).found);
    CF_CHECK(!judged(withLesion(60, 80, 12)).rightSide);
    CF_CHECK(!judged(withLesion(175, 150, 12)).rightZone);
    CF_CHECK(!judged(withLesion(160, 65, 30)).rightAmount && !judged(withLesion(175, 80, 6)).rightAmount);
    FilmReading twice = withLesion(165, 70, 11);
    fill(twice.maps[0].probability, 190, 95, 11, 11);
    CF_CHECK(!judged(twice).once);
    for (const auto &wrong : { emptyFilm(), withLesion(60, 80, 12), twice })
        CF_CHECK(!judged(wrong).succeeded());
}

void whatWasThereBeforeIsNotTheAddition()
{
    const FilmReading before = withLesion(175, 80, 12);
    const auto seen = seenAddition(before, before, withLesion(165, 110, 14), asked);
    CF_CHECK(seen && !seen->found);
}

void whatNobodyCanSeeIsNotJudged()
{
    CF_CHECK(!seenAddition(emptyFilm(), withLesion(175, 80, 12), emptyFilm(), asked)); // Not even the true one.
    Abnormality heart = asked;
    heart.target = Target::Cardiomegaly; // Without a map.
    CF_CHECK(!seenAddition(emptyFilm(), withLesion(175, 80, 12), withLesion(175, 80, 12), heart));
}

/// Leads lie all over a chest.
void leadsMayBeMany()
{
    FilmReading edited = emptyFilm();
    fill(edited.maps[1].probability, 50, 60, 4, 60);
    fill(edited.maps[1].probability, 180, 60, 4, 60);
    const auto seen =
        seenAddition(emptyFilm(), edited, edited, { Target::EcgLeads, Side::None, Zone::None, Severity::None });
    CF_CHECK(seen && seen->succeeded());
}

} // namespace

int main()
{
    whatWasAskedIsRight();
    eachFaultIsNamed();
    whatWasThereBeforeIsNotTheAddition();
    whatNobodyCanSeeIsNotJudged();
    leadsMayBeMany();
}

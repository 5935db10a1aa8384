// A printed letter stays whole where a tube runs through it and hid part of it from who looked for marks.

#include "core/imaging/letters/WholeMarks.h"
#include "tests/support/Check.h"

using namespace cf;

namespace {

void fill(GreyImage &image, int x, int y, int width, int height, float value)
{
    for (int row = y; row < y + height; ++row)
        for (int column = x; column < x + width; ++column)
            image.at(column, row) = value;
}

/// An L of 6 × 20 pixels with a foot of 14, on soft tissue, and a tube of 0.65 that runs through the foot.
GreyImage filmWithLetter()
{
    GreyImage film(128, 128, 0.5F);
    fill(film, 0, 52, 128, 5, 0.65F);
    fill(film, 40, 36, 5, 20, 0.95F);
    fill(film, 40, 52, 14, 4, 0.95F);
    return film;
}

/// What was seen of it: its upright stroke with a margin.
MaskImage uprightStroke()
{
    MaskImage marks(128, 128);
    fill(marks, 37, 33, 11, 24, 1.0F);
    return marks;
}

void theFootOfALetterBelongsToIt()
{
    const MaskImage whole = wholeMarks(uprightStroke(), filmWithLetter());
    CF_CHECK(whole.at(53, 52) == 1.0F && whole.at(50, 55) == 1.0F);
    CF_CHECK(whole.at(60, 54) == 0.0F && whole.at(53, 50) == 0.0F); // The tube, and what is beside it.
    CF_CHECK(whole.at(37, 33) == 1.0F);
}

/// A mark on a bright plate, or at a bright border: there is no telling where the letter ends.
void aMarkDoesNotRunOutIntoBrightThings()
{
    GreyImage film = filmWithLetter();
    fill(film, 44, 30, 60, 40, 0.95F);
    CF_CHECK(wholeMarks(uprightStroke(), film).pixels == uprightStroke().pixels);
    GreyImage faint = filmWithLetter();
    for (float &value : faint.pixels)
        value = 0.5F + 0.2F * (value - 0.5F);
    CF_CHECK(wholeMarks(uprightStroke(), faint).pixels == uprightStroke().pixels);
    CF_CHECK(wholeMarks(MaskImage(), film).empty());
}

} // namespace

int main()
{
    theFootOfALetterBelongsToIt();
    aMarkDoesNotRunOutIntoBrightThings();
}

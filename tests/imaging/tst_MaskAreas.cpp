#include "core/imaging/MaskAreas.h"
#include "tests/support/Check.h"

using namespace cf;

namespace {

void fill(MaskImage &mask, const PixelBox &box)
{
    for (int y = box.y; y < box.y + box.height; ++y)
        for (int x = box.x; x < box.x + box.width; ++x)
            mask.at(x, y) = 1.0F;
}

/// All pieces laid back on an empty mask.
MaskImage laidBack(const std::vector<MaskArea> &pieces, int width, int height)
{
    MaskImage mask(width, height);
    for (const MaskArea &piece : pieces)
        for (int y = 0; y < piece.box.height; ++y)
            for (int x = 0; x < piece.box.width; ++x)
                mask.at(piece.box.x + x, piece.box.y + y) += piece.own.at(x, y);
    return mask;
}

void cornersHangTogether()
{
    MaskImage mask(20, 20);
    mask.at(3, 3) = 0.4F;
    mask.at(4, 4) = 1.0F;
    mask.at(6, 3) = 1.0F;
    const auto areas = connectedAreas(mask);
    CF_EQUAL(areas.size(), 2U);
    CF_EQUAL(areas[0].box, (PixelBox{ 3, 3, 2, 2 }));
    CF_EQUAL(areas[0].size, 2);
    CF_EQUAL(areas[0].own.pixels, (std::vector<float>{ 1, 0, 0, 1 }));
    CF_EQUAL(areas[1].box, (PixelBox{ 6, 3, 1, 1 }));
}

void anAreaWithinAnothersBoxIsItsOwn()
{
    MaskImage mask(30, 30);
    fill(mask, { 5, 5, 15, 15 });
    for (int y = 7; y < 18; ++y)
        for (int x = 7; x < 18; ++x)
            mask.at(x, y) = 0.0F;
    fill(mask, { 11, 11, 2, 2 });
    const auto areas = connectedAreas(mask);
    CF_EQUAL(areas.size(), 2U);
    CF_EQUAL(areas[0].size, 15 * 15 - 11 * 11);
    CF_EQUAL(areas[0].own.at(6, 6), 0.0F); // The dot is not the ring's.
    CF_EQUAL(areas[1].size, 4);
}

void nearPiecesAreWorkedOnTogetherAndFarOnesNot()
{
    MaskImage mask(400, 400);
    fill(mask, { 10, 10, 10, 10 });
    fill(mask, { 30, 10, 10, 10 }); // A window of 20 pixels around both is less than two windows.
    fill(mask, { 350, 350, 10, 10 });
    const auto pieces = workPieces(mask, 20);
    CF_EQUAL(pieces.size(), 2U);
    CF_EQUAL(pieces[0].box, (PixelBox{ 10, 10, 30, 10 }));
    CF_EQUAL(pieces[0].size, 200);
    CF_EQUAL(pieces[1].box, (PixelBox{ 350, 350, 10, 10 }));
}

void everyPixelBelongsToOnePiece()
{
    MaskImage mask(300, 200);
    for (int i = 0; i < 60; ++i)
        fill(mask, { (i * 83) % 280, (i * 37) % 190, 1 + i % 7, 1 + i % 5 });
    CF_EQUAL(laidBack(workPieces(mask, 16), 300, 200), mask);
    CF_EQUAL(laidBack(connectedAreas(mask), 300, 200), mask);
}

void tooManyAreOne()
{
    MaskImage mask(100, 100);
    for (int y = 0; y < 100; y += 2)
        for (int x = 0; x < 100; x += 2)
            mask.at(x, y) = 1.0F;
    const auto pieces = workPieces(mask, 1, 100);
    CF_EQUAL(pieces.size(), 1U);
    CF_EQUAL(pieces[0].size, 2500);
    CF_EQUAL(laidBack(pieces, 100, 100), mask);
}

void nothingIsNoArea()
{
    CF_CHECK(connectedAreas({}).empty());
    CF_CHECK(workPieces(MaskImage(8, 8), 4).empty());
}

void windowsEndAtTheFilm()
{
    CF_EQUAL(grownBy({ 2, 3, 4, 5 }, 10, 12, 40), (PixelBox{ 0, 0, 12, 18 }));
    GreyImage image(3, 2);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] = static_cast<float>(i);
    CF_EQUAL(cropped(image, { 1, 0, 2, 2 }).pixels, (std::vector<float>{ 1, 2, 4, 5 }));
}

} // namespace

int main()
{
    cornersHangTogether();
    anAreaWithinAnothersBoxIsItsOwn();
    nearPiecesAreWorkedOnTogetherAndFarOnesNot();
    everyPixelBelongsToOnePiece();
    tooManyAreOne();
    nothingIsNoArea();
    windowsEndAtTheFilm();
}

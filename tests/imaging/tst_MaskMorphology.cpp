#include "core/imaging/MaskMorphology.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

MaskImage rectangle(int width, int height, PixelBox box)
{
    MaskImage mask(width, height);
    for (int y = box.y; y < box.y + box.height; ++y)
        for (int x = box.x; x < box.x + box.width; ++x)
            mask.at(x, y) = 1.0F;
    return mask;
}

void boxAndAreaAreExact()
{
    const PixelBox box{ 5, 7, 11, 13 };
    const MaskImage mask = rectangle(40, 30, box);
    CF_EQUAL(boundingBox(mask), box);
    CF_EQUAL(areaOf(mask), 143);
    CF_CHECK(!boundingBox(MaskImage(8, 8)).has_value() && !boundingBox(MaskImage{}).has_value());
}

void dilationIsADisc()
{
    MaskImage mask(21, 21);
    mask.at(10, 10) = 0.2F;
    const MaskImage grown = dilated(mask, 3.0);
    for (int y = 0; y < 21; ++y)
        for (int x = 0; x < 21; ++x)
            CF_EQUAL(grown.at(x, y), (std::hypot(x - 10, y - 10) <= 3.0 ? 1.0F : 0.0F));
    CF_EQUAL(areaOf(dilated(MaskImage(9, 9), 2.0)), 0);
}

void featherStaysInsideAndFull()
{
    const MaskImage mask = rectangle(60, 60, { 10, 10, 40, 40 });
    const MaskImage soft = featheredInward(mask, 8.0);
    for (std::size_t index = 0; index < mask.pixels.size(); ++index)
        CF_CHECK(mask.pixels[index] > 0.0F ? soft.pixels[index] > 0.0F : soft.pixels[index] == 0.0F);
    CF_EQUAL(soft.at(30, 30), 1.0F);
    CF_CHECK(soft.at(10, 30) < 0.1F && soft.at(10, 30) < soft.at(13, 30) && soft.at(13, 30) < soft.at(17, 30));
}

void aMaskIsFullAtTheImageBorder()
{
    const MaskImage soft = featheredInward(rectangle(40, 40, { 0, 0, 40, 30 }), 6.0);
    CF_CHECK(soft.at(20, 0) == 1.0F && soft.at(0, 0) == 1.0F && soft.at(20, 29) < 0.1F);
    CF_EQUAL(featheredInward(MaskImage(8, 8, 1.0F), 4.0), MaskImage(8, 8, 1.0F));
}

void depthIsThatOfTheNeighbourhood()
{
    MaskImage mask = rectangle(80, 80, { 10, 10, 60, 9 }); // A stroke, 9 wide …
    for (int y = 40; y < 71; ++y)
        for (int x = 10; x < 41; ++x)
            mask.at(x, y) = 1.0F; // … and a square of 31.
    const GreyImage depth = localDepth(mask, 20);
    CF_CHECK(depth.at(65, 12) == 5.0F && depth.at(11, 69) == 16.0F && depth.at(5, 5) == 0.0F);
}

void hysteresisKeepsWhatIsConnectedToStrong()
{
    GreyImage image(12, 3);
    for (const int x : { 1, 2, 3 })
        image.at(x, 1) = 0.6F;
    image.at(3, 1) = 1.0F;
    for (const int x : { 8, 9 })
        image.at(x, 1) = 0.6F;
    const MaskImage mask = hysteresis(image, 0.5, 0.9);
    CF_CHECK(areaOf(mask) == 3 && mask.at(1, 1) == 1.0F && mask.at(8, 1) == 0.0F);
}

void smallAreasGo()
{
    MaskImage mask = rectangle(30, 30, { 2, 2, 5, 5 });
    mask.at(20, 20) = 1.0F;
    const MaskImage kept = withoutSmallAreas(mask, 4);
    CF_CHECK(areaOf(kept) == 25 && kept.at(20, 20) == 0.0F);
}

} // namespace

int main()
{
    boxAndAreaAreExact();
    dilationIsADisc();
    featherStaysInsideAndFull();
    aMaskIsFullAtTheImageBorder();
    depthIsThatOfTheNeighbourhood();
    hysteresisKeepsWhatIsConnectedToStrong();
    smallAreasGo();
}

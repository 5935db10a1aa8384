// Scaling between a radiograph and a model's square: nothing shifts, nothing is squashed, means are kept.

#include "core/base/RandomStream.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Resample.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

GreyImage ramp(int width, int height, double byX, double byY)
{
    GreyImage image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            image.at(x, y) = static_cast<float>(byX * x + byY * y);
    return image;
}

Radiograph blank(int width, int height)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(width, height);
    return radiograph;
}

void shrinkingTakesTheMeanOverTheArea()
{
    GreyImage image(6, 3);
    for (std::size_t index = 0; index < image.pixels.size(); ++index)
        image.pixels[index] = static_cast<float>(index);
    const GreyImage small = resized(image, 2, 1);
    CF_NEAR(small.at(0, 0), 7.0F, 1e-5F); // Mean of columns 0…2 over three rows.
    CF_NEAR(small.at(1, 0), 10.0F, 1e-5F);
}

void growingPassesThroughSamplesAndKeepsRamps()
{
    const GreyImage image = ramp(16, 16, 0.01, 0.02);
    const GreyImage large = resized(image, 48, 48);
    // The centre of small pixel i is the centre of large pixel 3 i + 1.
    for (int y = 0; y < 16; ++y)
        for (int x = 0; x < 16; ++x)
            CF_NEAR(large.at(3 * x + 1, 3 * y + 1), image.at(x, y), 1e-6F);
    for (int y = 6; y < 42; ++y)
        for (int x = 6; x < 42; ++x)
            CF_NEAR(large.at(x, y), (0.01 * ((x + 0.5) / 3.0 - 0.5) + 0.02 * ((y + 0.5) / 3.0 - 0.5)), 1e-5);
}

void aPortraitLiesCentredBetweenBars()
{
    const auto letterbox = fitIntoSquare(blank(1000, 2000), 512);
    CF_CHECK(letterbox.has_value());
    CF_CHECK(letterbox->scaleX() == 0.256 && letterbox->scaleY() == 0.256);
    const GreyImage square = toSquare(GreyImage(1000, 2000, 1.0F), *letterbox, 0.25F);
    CF_CHECK(square.width == 512 && square.height == 512);
    CF_CHECK(square.at(127, 200) == 0.25F && square.at(384, 200) == 0.25F);
    CF_CHECK(std::abs(square.at(128, 200) - 1.0F) < 1e-5F && std::abs(square.at(383, 200) - 1.0F) < 1e-5F);
    CF_CHECK(!letterbox->covers(127, 0) && letterbox->covers(128, 0) && letterbox->covers(383, 511));
}

void unequalSpacingIsUnsquashed()
{
    Radiograph radiograph = blank(400, 200);
    radiograph.columnSpacing = 0.2;
    radiograph.rowSpacing = 0.4; // 80 mm × 80 mm: fills the square.
    const auto letterbox = fitIntoSquare(radiograph, 256);
    CF_CHECK(letterbox.has_value());
    CF_CHECK(letterbox->covers(0, 0) && letterbox->covers(255, 255));
    CF_NEAR(letterbox->scaleY() / letterbox->scaleX(), 2.0, 1e-12);
}

void anImpulseComesBackToItsPlace()
{
    for (const auto &[width, height] : { std::pair(1531, 1277), std::pair(300, 411), std::pair(512, 512) }) {
        const auto letterbox = fitIntoSquare(blank(width, height), 512);
        GreyImage square(512, 512);
        square.at(201, 333) = 1.0F;
        const GreyImage full = fromSquare(square, *letterbox);
        double sum = 0.0;
        double x0 = 0.0;
        double y0 = 0.0;
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x) {
                sum += full.at(x, y);
                x0 += full.at(x, y) * x;
                y0 += full.at(x, y) * y;
            }
        const double expectedX = (201.5 - letterbox->toSquareX.offset) / letterbox->scaleX() - 0.5;
        const double expectedY = (333.5 - letterbox->toSquareY.offset) / letterbox->scaleY() - 0.5;
        CF_CHECK(std::abs(x0 / sum - expectedX) < 0.25 && std::abs(y0 / sum - expectedY) < 0.25);
    }
}

void smoothImagesSurviveThereAndBack()
{
    GreyImage image(900, 700);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x)
            image.at(x, y) = static_cast<float>(0.5 + 0.4 * std::sin(x / 40.0) * std::cos(y / 50.0));
    const auto letterbox = fitIntoSquare(blank(900, 700), 512);
    const GreyImage back = fromSquare(toSquare(image, *letterbox), *letterbox);
    for (int y = 5; y < image.height - 5; ++y)
        for (int x = 5; x < image.width - 5; ++x)
            CF_NEAR(back.at(x, y), image.at(x, y), 2e-3F);
}

void absurdImagesAreRefused()
{
    CF_EQUAL(fitIntoSquare(blank(1, 1), 512).error().code, ErrorCode::InvalidInput);
    CF_CHECK(!fitIntoSquare(blank(4000, 40), 512).has_value());
    CF_CHECK(!fitIntoSquare(Radiograph{}, 512).has_value());
}

} // namespace

int main()
{
    shrinkingTakesTheMeanOverTheArea();
    growingPassesThroughSamplesAndKeepsRamps();
    aPortraitLiesCentredBetweenBars();
    unequalSpacingIsUnsquashed();
    anImpulseComesBackToItsPlace();
    smoothImagesSurviveThereAndBack();
    absurdImagesAreRefused();
}

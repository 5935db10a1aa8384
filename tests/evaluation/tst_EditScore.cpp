#include "core/evaluation/EditScore.h"

#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

GreyImage withSquare(int left, float grey)
{
    GreyImage image(256, 256, 0.4F);
    for (int y = 100; y < 140; ++y)
        for (int x = left; x < left + 40; ++x)
            image.at(x, y) = grey;
    return image;
}

bool near(double value, double wanted)
{
    return std::abs(value - wanted) < 1e-5;
}

void theTruthScoresZeroAndDoingNothingOne()
{
    const GreyImage source(256, 256, 0.4F);
    const GreyImage truth = withSquare(180, 0.8F);
    const auto perfect = scoreEdit(source, truth, truth).value();
    CF_CHECK(near(perfect.errorInside, 0.0) && near(perfect.gain, 1.0) && near(perfect.spill, 0.0) && perfect.success
        && perfect.rightSide);
    const auto idle = scoreEdit(source, truth, source).value();
    CF_CHECK(near(idle.errorInside, 1.0) && near(idle.gain, 0.0) && !idle.success && !idle.rightSide);
}

void halfTheChangeLeavesAQuarterOfTheError()
{
    const GreyImage source(256, 256, 0.4F);
    const auto score = scoreEdit(source, withSquare(180, 0.8F), withSquare(180, 0.6F)).value();
    CF_CHECK(near(score.errorInside, 0.25) && near(score.gain, 0.5) && score.success);
}

void theWrongSideIsTold()
{
    const GreyImage source(256, 256, 0.4F);
    const auto score = scoreEdit(source, withSquare(180, 0.8F), withSquare(20, 0.8F)).value();
    CF_CHECK(
        !score.rightSide && near(score.errorInside, 1.0) && near(score.spill, 1.0) && near(score.errorOutside, 1.0));
}

void aDrawnMaskHoldsTheRegionButNotTheImage()
{
    const GreyImage source(256, 256, 0.4F);
    const MaskImage region = trueRegion(source, withSquare(180, 0.8F));
    const MaskImage drawn = drawnLikeMask(region, 3);
    int missed = 0;
    int area = 0;
    for (std::size_t pixel = 0; pixel < region.pixels.size(); ++pixel) {
        missed += region.pixels[pixel] > 0.5F && drawn.pixels[pixel] < 0.5F ? 1 : 0;
        area += drawn.pixels[pixel] > 0.5F ? 1 : 0;
    }
    CF_EQUAL(missed, 0);
    CF_CHECK(area > 48 * 48 && area < 90 * 90);
    CF_CHECK(drawn == drawnLikeMask(region, 3) && !(drawn == drawnLikeMask(region, 4)));
}

void imagesThatCannotBeComparedAreErrors()
{
    const GreyImage source(256, 256, 0.4F);
    CF_CHECK(!scoreEdit(source, source, source));
    CF_CHECK(!scoreEdit(source, GreyImage(128, 128), source));
}

} // namespace

int main()
{
    theTruthScoresZeroAndDoingNothingOne();
    halfTheChangeLeavesAQuarterOfTheError();
    theWrongSideIsTold();
    aDrawnMaskHoldsTheRegionButNotTheImage();
    imagesThatCannotBeComparedAreErrors();
}

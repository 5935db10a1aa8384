#include "core/base/RandomStream.h"
#include "core/imaging/ImageMetrics.h"
#include "tests/support/Check.h"

#include <cmath>

using namespace cf;

namespace {

GreyImage noise(int size, std::uint64_t seed, double mean, double deviation)
{
    GreyImage image(size, size);
    RandomStream stream(seed);
    for (float &value : image.pixels)
        value = static_cast<float>(stream.normal(mean, deviation));
    return image;
}

} // namespace

int main()
{
    const GreyImage image = noise(96, 1, 0.5, 0.1);
    GreyImage lighter = image;
    for (float &value : lighter.pixels)
        value += 0.1F;
    CF_CHECK(std::isinf(psnr(image, image)));
    CF_NEAR(psnr(image, lighter), 20.0, 1e-4); // A difference of 0.1 everywhere is 20 dB.
    CF_NEAR(meanAbsoluteError(image, lighter), 0.1, 1e-6);

    MaskImage half(96, 96);
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 96; ++x)
            half.at(x, y) = 1.0F;
    GreyImage below = image;
    for (int y = 48; y < 96; ++y)
        for (int x = 0; x < 96; ++x)
            below.at(x, y) += 0.5F;
    CF_CHECK(std::isinf(psnr(image, below, half)) && psnr(image, below) < 10.0);

    CF_NEAR(ssim(image, image), 1.0, 1e-9);
    // For constant images only the luminance term is left: (2ab + C1) / (a² + b² + C1).
    const double expected = (2 * 0.4 * 0.6 + 1e-4) / (0.16 + 0.36 + 1e-4);
    CF_NEAR(ssim(GreyImage(32, 32, 0.4F), GreyImage(32, 32, 0.6F)), expected, 1e-6);
    CF_LESS(ssim(image, noise(96, 2, 0.5, 0.1)), 0.2);

    GreyImage difference = noise(256, 3, 0.0, 0.02);
    for (int index = 0; index < 2000; ++index)
        difference.pixels[static_cast<std::size_t>(index)] = 0.8F; // The change itself.
    CF_NEAR(robustDeviation(difference), 0.02, 0.002);
    CF_EQUAL(robustDeviation(difference, MaskImage(256, 256)), 0.0);

    GreyImage five(5, 1);
    five.pixels = { 0.5F, 0.1F, 0.4F, 0.2F, 0.3F };
    CF_CHECK(quantile(five, 0.0) == 0.1F && quantile(five, 0.5) == 0.3F && quantile(five, 1.0) == 0.5F);
    CF_CHECK(quantile(five, 0.74) == 0.3F); // Between two values: the lower one.
    MaskImage lastTwo(5, 1);
    lastTwo.pixels = { 0.0F, 0.0F, 0.0F, 1.0F, 0.5F };
    CF_CHECK(quantile(five, 0.0, lastTwo) == 0.2F && quantile(five, 1.0, lastTwo) == 0.3F);
    CF_EQUAL(quantile(five, 0.5, MaskImage(5, 1)), 0.0);
}

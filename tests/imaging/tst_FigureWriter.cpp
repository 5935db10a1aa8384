// The figure of an edit: three panels, a legend the right way up, and a file that is whole or absent.

#include "core/imaging/figures/FigureWriter.h"
#include "core/imaging/pictures/PictureMark.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <filesystem>

using namespace cf;

namespace {

namespace fs = std::filesystem;

const test::TemporaryFolder scratch;

void aFigureShowsBothSignsAndTheMark()
{
    Radiograph before;
    before.bitsStored = 12;
    before.windowCenter = 2048.0;
    before.windowWidth = 4096.0;
    before.stored = StoredImage(320, 320, 2000);
    Radiograph after = before;
    MaskImage region(320, 320);
    for (int y = 100; y < 220; ++y)
        for (int x = 40; x < 280; ++x) {
            after.stored.at(x, y) += x < 160 ? 600 : -600;
            region.at(x, y) = 1.0F;
        }
    const auto difference = differenceMap(before.stored, after.stored, 5.0);
    const fs::path file = scratch / "figure.png";
    CF_CHECK(writeFigure({ before, after, *difference, region, "add x" }, file).has_value());
    const cv::Mat picture = cv::imread(file.string(), cv::IMREAD_COLOR);
    CF_CHECK(picture.cols == 3 * 640 + 4 * 12 + 120 && picture.rows == 36 + 640 + 40);
    const auto at = [&](int panel, int x, int y) { return picture.at<cv::Vec3b>(36 + y, 12 + panel * 652 + x); };
    CF_EQUAL(at(0, 200, 320), at(0, 500, 320)); // The original is even …
    CF_CHECK(at(1, 200, 320)[0] > at(0, 200, 320)[0] && at(1, 500, 320)[0] < at(0, 500, 320)[0]);
    CF_EQUAL(at(2, 200, 320), cv::Vec3b(0x93, 0xB7, 0xE9)); // … more is orange, less is blue (blue, green, red).
    CF_EQUAL(at(2, 500, 320), cv::Vec3b(0xF6, 0xC4, 0x9D));
    CF_EQUAL(at(2, 320, 60), cv::Vec3b(0x17, 0x17, 0x17));
    CF_CHECK(at(1, 12, 12) != at(0, 12, 12)); // The SYNTHETIC plate.
    const int legendX = 12 + 3 * 652 + 10;
    CF_EQUAL(picture.at<cv::Vec3b>(36 + 50, legendX), cv::Vec3b(0x93, 0xB7, 0xE9)); // Most at the top.
}

/// Pixel by pixel, in the film's own shape; words and lines in proportion.
void aLargeFilmKeepsItsResolution()
{
    Radiograph film;
    film.bitsStored = 8;
    film.stored = StoredImage(800, 1280);
    for (int y = 0; y < 1280; ++y)
        for (int x = 0; x < 800; ++x)
            film.stored.at(x, y) = (x % 2 == y % 2) ? 255 : 0; // Half the resolution would be grey.
    const auto difference = differenceMap(film.stored, film.stored);
    const fs::path file = scratch / "large.png";
    CF_CHECK(writeFigure({ film, film, *difference, {}, "" }, file).has_value());
    const cv::Mat picture = cv::imread(file.string(), cv::IMREAD_COLOR);
    CF_CHECK(picture.cols == 3 * 800 + 4 * 24 + 240 && picture.rows == 72 + 1280 + 80);
    int wrong = 0;
    for (int panel = 0; panel < 2; ++panel)
        for (int y = 600; y < 1280; ++y)
            for (int x = 0; x < 800; ++x) {
                const cv::Vec3b &pixel = picture.at<cv::Vec3b>(72 + y, 24 + panel * 824 + x);
                wrong += pixel[1] != film.stored.at(x, y) ? 1 : 0;
            }
    CF_EQUAL(wrong, 0);
    // Where an aspect is stated, rows are as high as it says.
    film.statedAspect = 0.5;
    CF_CHECK(writeFigure({ film, film, *difference, {}, "" }, scratch / "aspect.png").has_value());
    CF_EQUAL(cv::imread((scratch / "aspect.png").string()).rows, 45 + 640 + 50);
}

void aPictureOfOursIsKnownAgain()
{
    Radiograph image;
    image.stored = StoredImage(64, 64, 7);
    const auto difference = differenceMap(image.stored, image.stored);
    CF_CHECK(
        writeFigure({ image, image, *difference, {}, "" }, scratch / "ours.png") && isOurPicture(scratch / "ours.png"));
    CF_CHECK(!writeFigure({ image, image, *difference, {}, "" }, scratch / "ours.png")); // It is there already.
    CF_CHECK(writeFigure({ image, image, *difference, {}, "" }, scratch / "ours.png", overwriteIf(isOurPicture)));
    CF_CHECK(!cv::imread((scratch / "ours.png").string()).empty()); // The mark breaks no reader.
    cv::imwrite((scratch / "theirs.png").string(), cv::Mat::zeros(8, 8, CV_8UC1));
    CF_CHECK(!isOurPicture(scratch / "theirs.png"));
    CF_CHECK(!writeFigure({ image, image, *difference, {}, "" }, scratch / "theirs.png", overwriteIf(isOurPicture)));
    CF_EQUAL(markedPicture("no PNG"), "no PNG");
}

void sizesThatDoNotFitAreErrors()
{
    Radiograph image;
    image.stored = StoredImage(64, 64);
    Radiograph other;
    other.stored = StoredImage(65, 64);
    const auto difference = differenceMap(image.stored, image.stored);
    CF_CHECK(!writeFigure({ image, other, *difference, {}, "" }, scratch / "b.png").has_value());
    CF_CHECK(!fs::exists(scratch / "b.png"));
}

} // namespace

int main()
{
    aFigureShowsBothSignsAndTheMark();
    aLargeFilmKeepsItsResolution();
    aPictureOfOursIsKnownAgain();
    sizesThatDoNotFitAreErrors();
}

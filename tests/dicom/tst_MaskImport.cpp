// Masks as people have them: read as what they plainly are, at full weight, or refused with the choice.

#include "dicom/MaskImport.h"
#include "tests/dicom/RawDicom.h"
#include "tests/dicom/RawPng.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>

using namespace cf;
using namespace cf::test;

namespace {

constexpr int side = 96;

const TemporaryFolder &folder()
{
    static const TemporaryFolder made;
    return made;
}

std::filesystem::path file(const std::string &name)
{
    return folder().path() / name;
}

LoadedRadiograph filmOf(int width, int height)
{
    LoadedRadiograph film;
    film.radiograph.stored = StoredImage(width, height);
    film.attributes.sopInstanceUid = "2.25.77";
    return film;
}

/// A disc, 1 inside.
cv::Mat disc(int size = side)
{
    cv::Mat mask = cv::Mat::zeros(size, size, CV_8U);
    cv::circle(mask, { size * 5 / 8, size / 2 }, size / 5, 1, cv::FILLED);
    return mask;
}

std::filesystem::path written(const std::string &name, const cv::Mat &picture, const std::vector<int> &options = {})
{
    CF_CHECK(cv::imwrite(file(name).string(), picture, options));
    return file(name);
}

Result<LoadedMask> read(const std::filesystem::path &path, const std::string &choice = "evident")
{
    const auto parsed = parseMaskChoice(choice);
    CF_CHECK(parsed.has_value());
    return readMask(path, filmOf(side, side), *parsed);
}

/// The disc, whole, at weight 1, up to `slack` pixels.
void checkDisc(const Result<LoadedMask> &loaded, const char *what, int slack = 0)
{
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", what, loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    const cv::Mat wanted = disc();
    int wrong = 0;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const float weight = loaded->mask.at(x, y);
            CF_CHECK(weight == 0.0F || weight == 1.0F);
            wrong += (weight == 1.0F) != (wanted.at<std::uint8_t>(y, x) == 1) ? 1 : 0;
        }
    if (wrong > slack)
        std::fprintf(stderr, "%s: %d pixels differ\n", what, wrong);
    CF_CHECK(wrong <= slack);
}

void checkRefused(const Result<LoadedMask> &loaded, const char *says)
{
    CF_CHECK(!loaded.has_value() && loaded.error().code == ErrorCode::InvalidInput);
    if (loaded.error().message.find(says) == std::string::npos)
        std::fprintf(stderr, "%s\n", loaded.error().message.c_str());
    CF_CHECK(loaded.error().message.find(says) != std::string::npos);
}

void twoValuesAreOneMask()
{
    for (const int value : { 1, 2, 37, 128, 255 }) {
        const cv::Mat mask = disc() * value;
        checkDisc(read(written("two.png", mask)), "two values");
        checkDisc(read(written("two.tif", mask)), "two values, TIFF");
    }
    cv::Mat wide;
    for (const int value : { 1, 255, 4095, 65535 }) {
        disc().convertTo(wide, CV_16U, value);
        checkDisc(read(written("wide.png", wide)), "16 bits");
    }
    checkDisc(read(written("bit.png", disc() * 255, { cv::IMWRITE_PNG_BILEVEL, 1 })), "one bit");
    for (const int quality : { 60, 75, 95 })
        checkDisc(read(written("noisy.jpg", disc() * 255, { cv::IMWRITE_JPEG_QUALITY, quality })), "JPEG", 4);
    // The noise of a JPEG that was saved again without loss.
    const cv::Mat noisy = cv::imread(file("noisy.jpg").string(), cv::IMREAD_GRAYSCALE);
    checkDisc(read(written("noisy.png", noisy)), "noise in PNG", 4);
}

void coloursAndOpacityAreMasks()
{
    cv::Mat colour;
    cv::cvtColor(disc(), colour, cv::COLOR_GRAY2BGR);
    const cv::Mat red = colour.mul(cv::Scalar(0, 0, 128));
    checkDisc(read(written("red.png", red)), "one colour");
    checkDisc(read(written("red.jpg", red.mul(cv::Scalar(1, 1, 2)), { cv::IMWRITE_JPEG_QUALITY, 90 })), "red JPEG", 60);
    const auto withOpacity = [&](int inside, int outside, int opacityInside, int opacityOutside) {
        cv::Mat picture(side, side, CV_8UC4);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x) {
                const bool in = disc().at<std::uint8_t>(y, x) == 1;
                const auto grey = static_cast<std::uint8_t>(in ? inside : outside);
                picture.at<cv::Vec4b>(
                    y, x) = { grey, grey, grey, static_cast<std::uint8_t>(in ? opacityInside : opacityOutside) };
            }
        return picture;
    };
    checkDisc(read(written("white.png", withOpacity(255, 255, 255, 0))), "white, opaque inside");
    checkDisc(read(written("black.png", withOpacity(0, 0, 255, 0))), "black strokes on nothing");
    checkDisc(read(written("both.png", withOpacity(255, 0, 255, 0))), "colour and opacity alike");
    checkDisc(read(written("opaque.png", withOpacity(255, 0, 255, 255))), "opaque everywhere");
    // A film with a hole in it, as painting programs ask for: what is transparent is meant, or not.
    cv::Mat hole = withOpacity(0, 0, 0, 255);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            for (int channel = 0; channel < 3; ++channel)
                hole.at<cv::Vec4b>(y, x)[channel] = static_cast<std::uint8_t>(x * 2 + y % 7);
    checkRefused(read(written("hole.png", hole)), "transparent");
    checkDisc(read(file("hole.png"), "transparent"), "transparent");
    // Two colours beside black.
    cv::Mat two = red.clone();
    cv::rectangle(two, { 2, 2, 10, 10 }, cv::Scalar(0, 128, 0), cv::FILLED);
    checkRefused(read(written("colours.png", two)), "colour:#");
    checkDisc(read(file("colours.png"), "colour:#800000"), "the colour named");
}

/// What painting programs save: grey with opacity, white everywhere, and a label of a palette.
void opaquePartsAndPaletteLabelsAreMasks()
{
    const cv::Mat mask = disc();
    const auto isIn = [&](int x, int y) { return mask.at<std::uint8_t>(y, x) == 1; };
    save(file("opaque.png"), png(side, side, PngColour::GreyAndOpacity, [&](int x, int y) {
        return Bytes{ '\xFF', isIn(x, y) ? '\xFF' : '\0' };
    }));
    checkDisc(read(file("opaque.png")), "white with opacity");
    save(file("palette.png"),
        png(side, side, PngColour::Palette, [&](int x, int y) { return Bytes(1, isIn(x, y) ? '\1' : '\0'); },
            { { 0, 0, 0 }, { 128, 0, 0 } }));
    checkDisc(read(file("palette.png")), "a palette's label");
}

void severalLabelsAreAsked()
{
    cv::Mat labels = disc() * 2;
    cv::rectangle(labels, { 2, 2, 12, 12 }, 1, cv::FILLED);
    checkRefused(read(written("labels.png", labels)), "label:");
    checkDisc(read(file("labels.png"), "label:2"), "the label named");
    cv::Mat three = disc() * 255;
    cv::rectangle(three, { 2, 2, 12, 12 }, 128, cv::FILLED);
    checkRefused(read(written("three.png", three)), "label");
    checkRefused(read(written("background.png", disc() + 1)), "label:");
    checkRefused(read(written("grey.png", cv::Mat(side, side, CV_8U, cv::Scalar(1)))), "everywhere");
    checkRefused(read(written("empty.png", cv::Mat::zeros(side, side, CV_8U))), "empty");
    CF_CHECK(!parseMaskChoice("label:").has_value() && !parseMaskChoice("luminance").has_value());
}

void softMasksKeepTheirWeights()
{
    cv::Mat soft;
    cv::GaussianBlur(disc() * 255, soft, { 0, 0 }, 6.0);
    cv::normalize(soft, soft, 0, 255, cv::NORM_MINMAX);
    const auto loaded = read(written("soft.png", soft));
    CF_CHECK(loaded.has_value());
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            CF_NEAR(loaded->mask.at(x, y), soft.at<std::uint8_t>(y, x) / 255.0F, 1e-6F);
    // So dark that it would hardly act: never a silent guess.
    checkRefused(read(written("dark.png", soft / 16)), "--mask-as");
    cv::Mat picture(side, side, CV_8U);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x)
            picture.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(60 + x + y / 2);
    picture.at<std::uint8_t>(0, 0) = 255;
    checkRefused(read(written("picture.png", picture)), "picture");
}

void otherSizesAreBroughtToTheFilms()
{
    const cv::Mat mask = disc() * 255;
    cv::Mat larger;
    cv::resize(mask, larger, { 4 * side, 4 * side }, 0, 0, cv::INTER_NEAREST);
    checkDisc(read(written("larger.png", larger)), "larger");
    cv::Mat smaller;
    cv::resize(mask, smaller, { side / 2, side / 2 }, 0, 0, cv::INTER_AREA);
    const auto loaded = read(written("smaller.png", smaller > 127));
    CF_CHECK(loaded.has_value());
    CF_CHECK(std::any_of(loaded->notes.begin(), loaded->notes.end(),
        [](const ReadingNote &note) { return note.code == "mask-resized"; }));
    checkRefused(read(written("long.png", cv::Mat(side, side / 2, CV_8U, cv::Scalar(255)))), "proportion");
    // The film's pixels are twice as high as wide: the mask was drawn on the film as it is shown.
    LoadedRadiograph film = filmOf(side, side / 2);
    film.radiograph.statedAspect = 2.0;
    CF_CHECK(readMask(written("shown.png", mask), film).has_value());
}

RawDataSet segmentation(
    int bits, const std::vector<std::vector<std::uint8_t>> &frames, const std::vector<int> &segments)
{
    RawDataSet object;
    object.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.66.4");
    object.text(0x00080018, "UI", "2.25.5");
    object.text(0x00080060, "CS", "SEG");
    object.word(0x00280002, 1);
    object.text(0x00280004, "CS", "MONOCHROME2");
    object.text(0x00280008, "IS", std::to_string(frames.size()));
    object.word(0x00280010, side);
    object.word(0x00280011, side);
    object.word(0x00280100, bits);
    object.word(0x00280101, bits);
    object.word(0x00280102, bits - 1);
    object.word(0x00280103, 0);
    object.text(0x00620001, "CS", bits == 1 ? "BINARY" : "FRACTIONAL");
    if (bits == 8)
        object.word(0x0062000E, 200);
    Bytes names;
    Bytes groups;
    for (const int number : segments) {
        RawDataSet segment;
        segment.word(0x00620004, number);
        segment.text(0x00620005, "LO", "part " + std::to_string(number));
        names += segment.asItem();
        RawDataSet identification;
        identification.word(0x0062000B, number);
        RawDataSet group;
        group.set(0x0062000A, "SQ", identification.asItem());
        groups += group.asItem();
    }
    object.set(0x00620002, "SQ", names);
    object.set(0x52009230, "SQ", groups);
    Bytes pixels;
    std::size_t count = 0;
    for (const auto &frame : frames)
        for (const std::uint8_t value : frame) {
            if (bits == 8) {
                pixels += static_cast<char>(value * 200);
                continue;
            }
            if (count % 8 == 0)
                pixels += '\0';
            pixels.back() = static_cast<char>(pixels.back() | value << count++ % 8);
        }
    object.set(0x7FE00010, "OB", evenText(pixels, '\0'));
    return object;
}

void segmentationsAreMasks()
{
    const cv::Mat mask = disc();
    const std::vector<std::uint8_t> whole(mask.begin<std::uint8_t>(), mask.end<std::uint8_t>());
    std::vector<std::uint8_t> other(whole.size());
    std::fill(other.begin(), other.begin() + 500, std::uint8_t{ 1 });
    const std::vector<std::uint8_t> empty(whole.size());
    for (const int bits : { 1, 8 }) {
        saveFilm(file("one.dcm"), segmentation(bits, { whole }, { 1 }));
        checkDisc(read(file("one.dcm")), "one segment");
        saveFilm(file("second.dcm"), segmentation(bits, { empty, whole }, { 1, 2 }));
        checkDisc(read(file("second.dcm")), "the other segment is empty");
        saveFilm(file("several.dcm"), segmentation(bits, { other, whole }, { 1, 4 }));
        checkRefused(read(file("several.dcm")), "4 (part 4)");
        checkDisc(read(file("several.dcm"), "label:4"), "the segment named");
    }
    saveFilm(file("film.dcm"), film());
    checkRefused(read(file("film.dcm")), "DICOM image");
}

/// Label maps: the values are the segments' numbers, as objects of their own and in the older kind.
void labelMapsAreMasks()
{
    const cv::Mat mask = disc();
    for (const char *storage : { "1.2.840.10008.5.1.4.1.1.66.7", "1.2.840.10008.5.1.4.1.1.66.4" }) {
        RawDataSet object = segmentation(8, {}, { 1, 4 });
        object.text(0x00080016, "UI", storage);
        object.text(0x00280008, "IS", "1");
        object.text(0x00620001, "CS", "LABELMAP");
        object.remove(0x52009230);
        for (const bool isAlone : { true, false }) {
            Bytes pixels;
            for (const std::uint8_t value : cv::Mat_<std::uint8_t>(mask))
                pixels += static_cast<char>(value != 0 ? 4 : !isAlone && pixels.size() < 500 ? 1 : 0);
            object.set(0x7FE00010, "OB", evenText(pixels, '\0'));
            saveFilm(file("labels.dcm"), object);
            if (isAlone)
                checkDisc(read(file("labels.dcm")), "the one label");
            else
                checkRefused(read(file("labels.dcm")), "4 (part 4)");
            checkDisc(read(file("labels.dcm"), "label:4"), "the label named");
        }
    }
}

} // namespace

int main()
{
    twoValuesAreOneMask();
    coloursAndOpacityAreMasks();
    opaquePartsAndPaletteLabelsAreMasks();
    severalLabelsAreAsked();
    softMasksKeepTheirWeights();
    otherSizesAreBroughtToTheFilms();
    segmentationsAreMasks();
    labelMapsAreMasks();
}

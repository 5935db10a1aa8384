// Pictures that say how they lie are turned once, whatever their kind; masks that hold labels beside white are asked
// about; masks are read as they are shown.

#include "dicom/ImageImport.h"
#include "dicom/MaskImport.h"
#include "dicom/PixelReader.h"
#include "tests/dicom/RawDicom.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

constexpr int sceneWidth = 6;
constexpr int sceneHeight = 4;

std::filesystem::path file(const std::string &name)
{
    static const TemporaryFolder folder;
    return folder.path() / name;
}

/// Every pixel of the scene has a value of its own, so that one place tells how all of it lies.
int sceneValue(int x, int y)
{
    return 10 * (y * sceneWidth + x + 1);
}

/// The pixel of the scene that a file with this Orientation stores at column `x` of row `y`, by the words of TIFF 6.0:
/// what its first row and first column are to be shown as.
int storedValue(int orientation, int x, int y)
{
    const int right = sceneWidth - 1;
    const int bottom = sceneHeight - 1;
    switch (orientation) {
    case 1: // Row 0 is the top, column 0 the left side.
        return sceneValue(x, y);
    case 2: // Top, right.
        return sceneValue(right - x, y);
    case 3: // Bottom, right.
        return sceneValue(right - x, bottom - y);
    case 4: // Bottom, left.
        return sceneValue(x, bottom - y);
    case 5: // Row 0 is the left side, column 0 the top.
        return sceneValue(y, x);
    case 6: // Right side, top.
        return sceneValue(right - y, x);
    case 7: // Right side, bottom.
        return sceneValue(right - y, bottom - x);
    default: // Left side, bottom.
        return sceneValue(y, bottom - x);
    }
}

struct TiffForm {
    int bits = 8;
    bool bigEndian = false;
    bool isColour = false;
    int photometric = 1;
    int pages = 1;
    bool isSmallerCopy = false;
    bool isSigned = false;
};

/// An uncompressed TIFF byte by byte. Values are stored at full scale: 8-bit ones times 257 in 16 bits.
Bytes tiffOf(const TiffForm &form, int orientation)
{
    const int width = orientation >= 5 ? sceneHeight : sceneWidth;
    const int height = orientation >= 5 ? sceneWidth : sceneHeight;
    const auto number = [&](std::uint32_t value, int count) {
        Bytes bytes;
        putNumber(bytes, value, count);
        if (form.bigEndian)
            std::reverse(bytes.begin(), bytes.end());
        return bytes;
    };
    Bytes pixels;
    const int samples = form.isColour ? 3 : 1;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            for (int sample = 0; sample < samples; ++sample) {
                const int shown = storedValue(orientation, x, y);
                const int value = form.photometric == 0 ? 255 - shown : shown;
                pixels += number(
                    static_cast<std::uint32_t>(form.bits == 16 && !form.isSigned ? value * 257 : value), form.bits / 8);
            }
    Bytes tiff = (form.bigEndian ? Bytes("MM\0*", 4) : Bytes("II*\0", 4));
    constexpr std::uint32_t pixelsAt = 8;
    const auto directoryAt = static_cast<std::uint32_t>(pixelsAt + pixels.size() + 6);
    const auto bitsAt = static_cast<std::uint32_t>(pixelsAt + pixels.size());
    tiff += number(directoryAt, 4) + pixels;
    for (int sample = 0; sample < 3; ++sample)
        tiff += number(static_cast<std::uint32_t>(form.bits), 2);
    std::uint32_t begin = directoryAt;
    for (int page = 0; page < form.pages; ++page) {
        Bytes entries;
        int count = 0;
        const auto entry = [&](std::uint32_t tag, bool isLong, std::uint32_t value, std::uint32_t values = 1) {
            entries += number(tag, 2) + number(isLong || values > 2 ? 4 : 3, 2) + number(values, 4);
            entries += isLong ? number(value, 4) : number(value, 2) + Bytes(2, '\0');
            ++count;
        };
        if (form.isSmallerCopy)
            entry(254, true, 1);
        entry(256, false, static_cast<std::uint32_t>(width));
        entry(257, false, static_cast<std::uint32_t>(height));
        if (form.isColour)
            entries += number(258, 2) + number(3, 2) + number(3, 4) + number(bitsAt, 4), ++count;
        else
            entry(258, false, static_cast<std::uint32_t>(form.bits));
        entry(259, false, 1);
        entry(262, false, static_cast<std::uint32_t>(form.isColour ? 2 : form.photometric));
        entry(273, true, pixelsAt);
        entry(274, false, static_cast<std::uint32_t>(orientation));
        entry(277, false, static_cast<std::uint32_t>(samples));
        entry(278, false, static_cast<std::uint32_t>(height));
        entry(279, true, static_cast<std::uint32_t>(pixels.size()));
        if (form.isSigned)
            entry(339, false, 2);
        const Bytes directory = number(static_cast<std::uint32_t>(count), 2) + entries;
        begin += static_cast<std::uint32_t>(directory.size()) + 4;
        tiff += directory + number(page + 1 < form.pages ? begin : 0U, 4);
    }
    return tiff;
}

bool hasNote(const ReadingNotes &notes, const std::string &code)
{
    return std::any_of(notes.begin(), notes.end(), [&](const ReadingNote &note) { return note.code == code; });
}

/// The scene as it is to be seen, exactly; `scale`: of its values as stored.
void checkScene(const std::string &what, int orientation, int scale)
{
    const auto loaded = openRadiograph(file(what));
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", what.c_str(), loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    const Radiograph &radiograph = loaded->radiograph;
    CF_CHECK(radiograph.stored.width == sceneWidth && radiograph.stored.height == sceneHeight);
    CF_CHECK(hasNote(loaded->notes, "exif-orientation") == (orientation != 1));
    const bool isInverted = radiograph.photometric == Photometric::Monochrome1;
    for (int y = 0; y < sceneHeight; ++y)
        for (int x = 0; x < sceneWidth; ++x) {
            const int found = isInverted ? 255 * scale - radiograph.stored.at(x, y) : radiograph.stored.at(x, y);
            if (found != sceneValue(x, y) * scale)
                std::fprintf(stderr, "%s, orientation %d: %d at %d, %d in place of %d\n", what.c_str(), orientation,
                    found, x, y, sceneValue(x, y) * scale);
            CF_CHECK(found == sceneValue(x, y) * scale);
        }
}

void tiffsAreTurnedOnce()
{
    for (const int bits : { 8, 16 })
        for (const bool bigEndian : { false, true })
            for (const bool isColour : { false, true })
                for (const int photometric : { 1, 0 })
                    for (int orientation = 1; orientation <= 8; ++orientation) {
                        if (isColour && photometric == 0)
                            continue; // Of grey alone.
                        save(file("turned.tif"), tiffOf({ bits, bigEndian, isColour, photometric }, orientation));
                        checkScene("turned.tif", orientation, bits == 16 ? 257 : 1);
                    }
    save(file("unknown.tif"), tiffOf({}, 1));
    for (const int unknown : { 0, 9 }) { // No orientation that there is: as stored.
        Bytes tiff = tiffOf({}, 1);
        const std::size_t at = tiff.find(Bytes("\x12\x01\x03\0\x01\0\0\0", 8));
        CF_CHECK(at != Bytes::npos);
        tiff[at + 8] = static_cast<char>(unknown);
        save(file("unknown.tif"), tiff);
        checkScene("unknown.tif", 1, 1);
    }
}

void furtherPagesAreSaid()
{
    for (const int pages : { 1, 2, 3 }) {
        save(file("pages.tif"), tiffOf({ 8, false, false, 1, pages }, 1));
        const auto loaded = openRadiograph(file("pages.tif"));
        CF_CHECK(loaded && hasNote(loaded->notes, "one-of-several") == (pages > 1));
        CF_CHECK(!hasNote(loaded->notes, "smaller-copy"));
    }
    TiffForm form;
    form.isSmallerCopy = true;
    save(file("preview.tif"), tiffOf(form, 1));
    const auto preview = openRadiograph(file("preview.tif"));
    CF_CHECK(preview && hasNote(preview->notes, "smaller-copy"));
}

/// Signed values are read where none is below 0, and refused where black is anybody's guess.
void signedValuesAreNoGuess()
{
    for (const bool bigEndian : { false, true }) {
        TiffForm form{ 16, bigEndian };
        form.isSigned = true;
        Bytes tiff = tiffOf(form, 1);
        save(file("signed.tif"), tiff);
        const auto loaded = openRadiograph(file("signed.tif"));
        CF_CHECK(loaded && loaded->radiograph.stored.at(2, 1) == sceneValue(2, 1));
        tiff[8] = tiff[9] = '\xFF'; // The first value.
        save(file("signed.tif"), tiff);
        const auto negative = openRadiograph(file("signed.tif"));
        CF_CHECK(!negative && negative.error().message.find("below 0") != std::string::npos);
    }
}

/// What people keep films in, too, is named, and what to do with it.
void foreignFilesAreNamed()
{
    const Bytes zeros(400, '\0');
    for (const auto &[name, begin] :
        std::vector<std::pair<const char *, Bytes>>{ { "GIF", "GIF89a" }, { "BMP", Bytes("BM\x46\0\0\0", 6) },
            { "JPEG XL", "\xFF\x0A" }, { "JPEG 2000", Bytes("\0\0\0\x0CjP  \r\n\x87\n", 12) },
            { "BigTIFF", Bytes("II+\0", 4) }, { "NRRD", "NRRD0004\n" },
            { "HEIC",
                Bytes("\0\0\0\x18"
                      "ftypheic",
                    12) } }) {
        save(file("foreign"), begin + zeros);
        for (const auto &message :
            { openRadiograph(file("foreign")).error().message, readRadiograph(file("foreign")).error().message })
            CF_CHECK(message.find(name) != std::string::npos && message.find("PNG") != std::string::npos);
    }
    save(file("foreign"), "BMI of 25\n" + Bytes(20, ' '));
    CF_CHECK(openRadiograph(file("foreign")).error().message.find("BMP") == std::string::npos);
}

constexpr int maskSide = 64;

LoadedRadiograph filmOfMask()
{
    LoadedRadiograph film;
    film.radiograph.stored = StoredImage(maskSide, maskSide);
    return film;
}

bool isObject(int x, int y)
{
    return (x - 40) * (x - 40) + (y - 30) * (y - 30) < 100;
}

bool isRim(int x, int y)
{
    return !isObject(x, y) && (x - 40) * (x - 40) + (y - 30) * (y - 30) < 196;
}

using MaskValue = std::function<int(int, int)>;

std::filesystem::path maskOf(const MaskValue &value, int type, const std::string &name)
{
    cv::Mat mask(maskSide, maskSide, type);
    for (int y = 0; y < maskSide; ++y)
        for (int x = 0; x < maskSide; ++x)
            if (type == CV_16U)
                mask.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(value(x, y));
            else
                mask.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(value(x, y));
    CF_CHECK(cv::imwrite(file(name).string(), mask));
    return file(name);
}

/// Labels and white beside them, as label maps with a void and marks burned in have them.
void labelsBesideWhiteAreAskedAbout()
{
    struct Case {
        const char *what;
        MaskValue value;
    };
    const std::vector<Case> cases{
        { "void about the label", [](int x, int y) { return isObject(x, y) ? 1
                                                         : isRim(x, y)     ? 255
                                                                           : 0; } },
        { "void about two labels",
            [](int x, int y) { return isObject(x, y) ? (x < 40 ? 1 : 2)
                                   : isRim(x, y)     ? 255
                                                     : 0; } },
        { "one stray pixel", [](int x, int y) { return x == 5 && y == 5 ? 255
                                                    : isObject(x, y)    ? 1
                                                                        : 0; } },
        { "a label that is a line", [](int x, int y) { return y == 20         ? 1
                                                           : x == 5 && y == 5 ? 255
                                                                              : 0; } },
        { "many labels and a void",
            [](int x, int y) { return isRim(x, y)   ? 255
                                   : isObject(x, y) ? 1 + (x - 30) / 3
                                                    : 0; } },
    };
    for (const Case &each : cases)
        for (const int type : { CV_8U, CV_16U }) {
            const auto wide = [&](int x, int y) {
                const int value = each.value(x, y);
                return type == CV_16U && value == 255 ? 65535 : value;
            };
            const auto path = maskOf(wide, type, "labels.png");
            const auto evident = readMask(path, filmOfMask());
            if (evident || evident.error().message.find("label:1,") == std::string::npos)
                std::fprintf(stderr, "%s, type %d: %s\n", each.what, type,
                    evident ? "accepted" : evident.error().message.c_str());
            CF_CHECK(!evident && evident.error().code == ErrorCode::InvalidInput);
            CF_CHECK(evident.error().message.find("label:1,") != std::string::npos);
            const auto chosen = readMask(path, filmOfMask(), { MaskChoice::Part::Label, 1, 0 });
            CF_CHECK(chosen.has_value());
            for (int y = 0; y < maskSide; ++y)
                for (int x = 0; x < maskSide; ++x)
                    CF_CHECK(chosen->mask.at(x, y) == (each.value(x, y) == 1 ? 1.0F : 0.0F));
        }
    const auto path = maskOf(cases[0].value, CV_8U, "labels.png");
    const auto absent = readMask(path, filmOfMask(), { MaskChoice::Part::Label, 7, 0 });
    CF_CHECK(!absent && absent.error().message.find("No pixel of the mask has the value 7") == 0);
}

std::filesystem::path dicomMask(const char *photometric, const MaskValue &value, const char *shape = nullptr)
{
    RawDataSet data = filmHeader();
    data.text(0x00280004, "CS", photometric);
    data.word(0x00280010, maskSide);
    data.word(0x00280011, maskSide);
    data.word(0x00280100, 8);
    data.word(0x00280101, 8);
    data.word(0x00280102, 7);
    if (shape != nullptr)
        data.text(0x20500020, "CS", shape);
    Bytes pixels;
    for (int y = 0; y < maskSide; ++y)
        for (int x = 0; x < maskSide; ++x)
            pixels += static_cast<char>(value(x, y));
    data.set(0x7FE00010, "OB", pixels);
    saveFilm(file("mask.dcm"), data);
    return file("mask.dcm");
}

void dicomMasksAreReadAsTheyAreShown()
{
    const auto light = [](int x, int y) { return isObject(x, y) ? 255 : 0; };
    const auto dark = [](int x, int y) { return isObject(x, y) ? 0 : 255; };
    struct Case {
        const char *photometric;
        const char *shape;
        MaskValue value;
        bool isSaid;
    };
    const std::vector<Case> cases{ { "MONOCHROME2", nullptr, light, false }, { "MONOCHROME1", nullptr, dark, true },
        { "MONOCHROME2", "INVERSE", dark, true }, { "monochrome1", nullptr, dark, true } };
    for (const Case &each : cases)
        for (const auto part : { MaskChoice::Part::Evident, MaskChoice::Part::NotBlack, MaskChoice::Part::Grey }) {
            const auto loaded = readMask(dicomMask(each.photometric, each.value, each.shape), filmOfMask(), { part });
            CF_CHECK(loaded.has_value());
            CF_CHECK(hasNote(loaded->notes, "mask-inverted") == each.isSaid);
            for (int y = 0; y < maskSide; ++y)
                for (int x = 0; x < maskSide; ++x)
                    CF_CHECK(loaded->mask.at(x, y) == (isObject(x, y) ? 1.0F : 0.0F));
        }
    // A label map whose low values are light is asked about, and its labels are those of the file.
    const auto label = [](int x, int y) { return isObject(x, y) ? 1 : 0; };
    const auto asked = readMask(dicomMask("MONOCHROME1", label), filmOfMask());
    CF_CHECK(!asked && asked.error().message.find("MONOCHROME1") != std::string::npos);
    const auto chosen = readMask(dicomMask("MONOCHROME1", label), filmOfMask(), { MaskChoice::Part::Label, 1, 0 });
    CF_CHECK(chosen && chosen->mask.at(40, 30) == 1.0F && chosen->mask.at(5, 60) == 0.0F);
}

} // namespace

int main()
{
    tiffsAreTurnedOnce();
    furtherPagesAreSaid();
    signedValuesAreNoGuess();
    foreignFilesAreNamed();
    labelsBesideWhiteAreAskedAbout();
    dicomMasksAreReadAsTheyAreShown();
    return 0;
}

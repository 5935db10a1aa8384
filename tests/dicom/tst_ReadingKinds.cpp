// Kinds of odd files that people have, made here: each must show the grey that its maker meant.

#include "core/imaging/Geometry.h"
#include "core/imaging/Windowing.h"
#include "dicom/ImageImport.h"
#include "dicom/PixelReader.h"
#include "dicom/StudyScanner.h"
#include "tests/dicom/RawDicom.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <functional>
#include <string>

using namespace cf;
using namespace cf::test;

namespace {

const test::TemporaryFolder &folder()
{
    static const test::TemporaryFolder made;
    return made;
}

std::filesystem::path file(const std::string &name)
{
    return folder().path() / name;
}

LoadedRadiograph opened(const std::filesystem::path &path, const ReadingOptions &options = {})
{
    const auto loaded = openRadiograph(path, options);
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", path.c_str(), loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    return *loaded;
}

bool hasNote(const LoadedRadiograph &loaded, const std::string &code)
{
    return std::any_of(
        loaded.notes.begin(), loaded.notes.end(), [&](const ReadingNote &note) { return note.code == code; });
}

bool isWarned(const LoadedRadiograph &loaded, const std::string &code)
{
    return std::any_of(loaded.notes.begin(), loaded.notes.end(),
        [&](const ReadingNote &note) { return note.code == code && note.severity != NoteSeverity::Note; });
}

/// Every pixel's grey is the one that `grey` says, within half a step of 255.
void checkGrey(const LoadedRadiograph &loaded, const char *what, const std::function<double(int, int)> &grey)
{
    const GreyImage shown = toDisplay(loaded.radiograph);
    CF_CHECK(shown.width == filmWidth && shown.height == filmHeight);
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            if (std::abs(shown.at(x, y) - grey(x, y)) > 0.5 / 255.0) {
                std::fprintf(stderr, "%s: grey %.4f at %d,%d, expected %.4f\n", what, shown.at(x, y), x, y, grey(x, y));
                std::exit(EXIT_FAILURE);
            }
}

LoadedRadiograph readBack(const RawDataSet &film, const ReadingOptions &options = {})
{
    saveFilm(file("film.dcm"), film);
    return opened(file("film.dcm"), options);
}

double root(int value)
{
    return std::sqrt(value / 4095.0);
}

RawDataSet lut(
    const std::vector<int> &descriptor, std::string_view vr, const Bytes &data, std::string_view descriptorVr = "US")
{
    RawDataSet table;
    table.set(0x00283002, descriptorVr, words(descriptor));
    table.set(0x00283006, vr, data);
    return table;
}

/// A VOI LUT of the square root, with `bits` bits in its entries.
std::vector<int> rootEntries(int bits)
{
    std::vector<int> entries;
    for (int value = 0; value < 4096; ++value)
        entries.push_back(static_cast<int>(std::lround(root(value) * ((1 << bits) - 1))));
    return entries;
}

void voiTablesReachWhite()
{
    const auto wanted = [](int x, int y) { return root(filmValue(x, y)); };
    for (const int stated : { 8, 10, 12, 14, 16 })
        for (const int bits : { 8, 10, 12, 14, 16 })
            for (const char *vr : { "OW", "US", "SS", "UN" }) {
                RawDataSet film = test::film();
                film.set(0x00283010, "SQ", lut({ 4096, 0, stated }, vr, words(rootEntries(bits))).asItem());
                const auto loaded = readBack(film);
                checkGrey(loaded, vr, wanted);
                CF_EQUAL(hasNote(loaded, "lut-bits"), (stated != bits));
            }
    // The user may insist on what is stated.
    RawDataSet film = test::film();
    film.set(0x00283010, "SQ", lut({ 4096, 0, 16 }, "OW", words(rootEntries(12))).asItem());
    ReadingOptions options;
    options.white = ReadingOptions::White::Stated;
    checkGrey(readBack(film, options), "stated", [&](int x, int y) { return wanted(x, y) / 16.0; });
    // Bytes, packed two to a word, or each for itself.
    Bytes packed;
    for (const int entry : rootEntries(8))
        packed += static_cast<char>(entry);
    for (const char *vr : { "OW", "OB" }) {
        film.set(0x00283010, "SQ", lut({ 4096, 0, 8 }, vr, packed).asItem());
        checkGrey(readBack(film), "packed", wanted);
    }
}

void voiTablesTakeTheirInputs()
{
    const auto wanted = [](int x, int y) { return root(filmValue(x, y)); };
    std::vector<int> entries = rootEntries(12);
    RawDataSet film = test::film();
    entries.pop_back(); // One entry fewer than stated.
    film.set(0x00283010, "SQ", lut({ 4096, 0, 12 }, "OW", words(entries)).asItem());
    const auto isShort = readBack(film);
    checkGrey(isShort, "short", wanted);
    CF_CHECK(hasNote(isShort, "lut-short"));
    entries.resize(1000); // Most of it is missing: not to be guessed.
    film.set(0x00283010, "SQ", lut({ 4096, 0, 12 }, "OW", words(entries)).asItem());
    CF_CHECK(isWarned(readBack(film), "lut-damaged"));
    // A first input below zero, written as unsigned, after a rescale to signed values; and as signed.
    for (const char *vr : { "US", "SS" }) {
        RawDataSet rescaled = test::film();
        rescaled.text(0x00281052, "DS", "-1024");
        rescaled.text(0x00281053, "DS", "1");
        rescaled.set(0x00283010, "SQ", lut({ 4096, 64512, 12 }, "OW", words(rootEntries(12)), vr).asItem());
        checkGrey(readBack(rescaled), "rescaled", wanted);
    }
    // Of several tables the first that is whole.
    RawDataSet several = test::film();
    several.set(0x00283010, "SQ",
        lut({ 4096, 0, 12 }, "OW", words({ 1, 2, 3 })).asItem()
            + lut({ 4096, 0, 12 }, "OW", words(rootEntries(12))).asItem());
    checkGrey(readBack(several), "the second table", wanted);
    CF_CHECK(isWarned(readBack(several), "lut-damaged"));
    // Signed pixels.
    for (const char *vr : { "US", "SS" })
        for (const char *dataVr : { "SS", "OW" }) {
            RawDataSet isSigned = filmHeader();
            isSigned.word(0x00280103, 1);
            std::vector<int> values = filmValues();
            for (int &value : values)
                value -= 2048;
            isSigned.set(0x7FE00010, "OW", words(values));
            isSigned.set(0x00283010, "SQ", lut({ 4096, -2048, 12 }, dataVr, words(rootEntries(12)), vr).asItem());
            checkGrey(readBack(isSigned), "signed", wanted);
        }
    // A modality LUT before a window.
    RawDataSet modality = test::film();
    modality.set(0x00283000, "SQ", lut({ 4096, 0, 16 }, "US", words(rootEntries(12))).asItem());
    modality.text(0x00281050, "DS", "2048");
    modality.text(0x00281051, "DS", "4096");
    checkGrey(readBack(modality), "modality", wanted);
}

void numbersWithCommasAreNumbers()
{
    RawDataSet film = test::film();
    film.text(0x00281052, "DS", "-100,5");
    film.text(0x00281053, "DS", "0,5");
    film.text(0x00281050, "DS", "899,5");
    film.text(0x00281051, "DS", "2001,0");
    film.text(0x00181164, "DS", "0,2\\0,4");
    const auto loaded = readBack(film);
    CF_CHECK(loaded.radiograph.rescaleSlope == 0.5 && loaded.radiograph.rescaleIntercept == -100.5);
    CF_CHECK(loaded.radiograph.rowSpacing == 0.2 && loaded.radiograph.columnSpacing == 0.4);
    CF_CHECK(hasNote(loaded, "decimal-comma"));
    checkGrey(loaded, "commas",
        [](int x, int y) { return std::clamp((filmValue(x, y) * 0.5 - 100.5 - 899.0) / 2000.0 + 0.5, 0.0, 1.0); });
    film.text(0x00181164, "DS", "1,6\\1,6");
    CF_EQUAL(readBack(film).radiograph.rowSpacing, 1.6);
    CF_EQUAL(readBack(film).radiograph.columnSpacing, 1.6);
    // Commas between values that have points.
    film.text(0x00181164, "DS", "0.2,0.4");
    CF_EQUAL(readBack(film).radiograph.columnSpacing, 0.4);
    // What is no number stays unknown.
    film.text(0x00181164, "DS", "1.234,5\\1.234,5");
    CF_EQUAL(readBack(film).radiograph.columnSpacing, 0.0);
}

void narrowWindowsAreExact()
{
    RawDataSet film = test::film();
    film.text(0x00281052, "DS", "0");
    film.text(0x00281053, "DS", "0.0001");
    film.text(0x00281050, "DS", "0.2");
    film.text(0x00281051, "DS", "0.2");
    const auto loaded = readBack(film);
    checkGrey(loaded, "narrow",
        [](int x, int y) { return std::clamp((filmValue(x, y) * 0.0001 - 0.2) / 0.2 + 0.5, 0.0, 1.0); });
    CF_CHECK(hasNote(loaded, "window-narrow"));
}

/// Through a window beside all of the values nobody would see anything: the whole range is shown, and that is said.
void blindWindowsAreOpened()
{
    constexpr double lowest = 40.0;
    constexpr double highest = 4015.0;
    const auto whole = [](int x, int y) { return (filmValue(x, y) - lowest) / (highest - lowest); };
    RawDataSet beside = test::film();
    beside.text(0x00281050, "DS", "100000");
    beside.text(0x00281051, "DS", "100");
    RawDataSet wide = test::film();
    wide.text(0x00281050, "DS", "2048");
    wide.text(0x00281051, "DS", "1e300");
    RawDataSet ofOneGrey = test::film();
    ofOneGrey.set(0x00283010, "SQ", lut({ 4096, 0, 16 }, "OW", words(std::vector<int>(4096, 30000))).asItem());
    for (const RawDataSet &film : { beside, wide, ofOneGrey }) {
        const auto loaded = readBack(film);
        checkGrey(loaded, "blind", whole);
        CF_CHECK(isWarned(loaded, "window-blind"));
    }
    RawDataSet falling = test::film(); // Its values fall below zero, where its window shows nothing.
    falling.text(0x00281052, "DS", "0");
    falling.text(0x00281053, "DS", "-1");
    falling.text(0x00281050, "DS", "2048");
    falling.text(0x00281051, "DS", "4096");
    checkGrey(readBack(falling), "falling", [&](int x, int y) { return 1.0 - whole(x, y); });
    RawDataSet narrow = test::film(); // Black and white are something to see.
    narrow.text(0x00281050, "DS", "2048");
    narrow.text(0x00281051, "DS", "1");
    CF_CHECK(!isWarned(readBack(narrow), "window-blind"));
    narrow.text(0x00281056, "CS", "CUBIC");
    CF_CHECK(isWarned(readBack(narrow), "window-function"));
}

void lightAndDarkAreAsStated()
{
    const auto plain = [](int x, int y) { return filmValue(x, y) / 4095.0; };
    const auto inverse = [&](int x, int y) { return 1.0 - plain(x, y); };
    const auto filmOf = [](const char *photometric, const char *shape) {
        RawDataSet film = test::film();
        film.text(0x00281050, "DS", "2048");
        film.text(0x00281051, "DS", "4096");
        if (photometric)
            film.text(0x00280004, "CS", photometric);
        else
            film.remove(0x00280004);
        if (shape)
            film.text(0x20500020, "CS", shape);
        return film;
    };
    checkGrey(readBack(filmOf("MONOCHROME2", nullptr)), "2", plain);
    checkGrey(readBack(filmOf("MONOCHROME2", "IDENTITY")), "2 identity", plain);
    checkGrey(readBack(filmOf("MONOCHROME1", nullptr)), "1", inverse);
    checkGrey(readBack(filmOf("MONOCHROME1", "INVERSE")), "1 inverse", inverse);
    const auto contradiction = readBack(filmOf("MONOCHROME2", "INVERSE"));
    checkGrey(contradiction, "2 inverse", inverse);
    CF_CHECK(isWarned(contradiction, "shape-inverse"));
    ReadingOptions options;
    options.polarity = ReadingOptions::Polarity::Photometric;
    checkGrey(readBack(filmOf("MONOCHROME2", "INVERSE"), options), "photometric", plain);
    options.polarity = ReadingOptions::Polarity::Inverted;
    checkGrey(readBack(filmOf("MONOCHROME2", nullptr), options), "inverted", inverse);
    const auto unsaid = readBack(filmOf(nullptr, nullptr));
    checkGrey(unsaid, "unsaid", plain);
    CF_CHECK(isWarned(unsaid, "photometric-unknown"));
    const auto tree = scanStudies(file("film.dcm"));
    CF_CHECK(tree && tree->instances == 1 && tree->patients[0].studies[0].series[0].instances[0].problem.empty());
}

void bitsLieWhereTheyAreSaidTo()
{
    for (const int bits : { 8, 10, 12, 16 })
        for (const bool isSigned : { false, true })
            for (const int shift : { 0, 16 - bits }) {
                RawDataSet film = filmHeader();
                film.word(0x00280101, bits);
                film.word(0x00280102, bits - 1 + shift);
                film.word(0x00280103, isSigned ? 1 : 0);
                std::vector<int> values = filmValues();
                for (int &value : values)
                    value = static_cast<std::int32_t>(
                        static_cast<unsigned>((value * ((1 << bits) - 1) / 4095) - (isSigned ? 1 << (bits - 1) : 0))
                        << static_cast<unsigned>(shift));
                film.set(0x7FE00010, "OW", words(values));
                const auto loaded = readBack(film);
                CF_EQUAL(loaded.radiograph.stored.at(60, 40),
                    filmValue(60, 40) * ((1 << bits) - 1) / 4095 - (isSigned ? 1 << (bits - 1) : 0));
            }
    // Eight bits a pixel where sixteen are said to be allocated.
    RawDataSet film = filmHeader();
    film.word(0x00280101, 8);
    film.word(0x00280102, 7);
    Bytes bytes;
    for (const int value : filmValues())
        bytes += static_cast<char>(value / 16);
    film.set(0x7FE00010, "OW", bytes);
    const auto loaded = readBack(film);
    CF_CHECK(hasNote(loaded, "eight-in-sixteen") && loaded.radiograph.stored.at(60, 40) == filmValue(60, 40) / 16);
    // Half a film has as many bytes, and is none of eight bits.
    film = test::film();
    film.set(0x7FE00010, "OW", words(filmValues()).substr(0, filmValues().size()));
    saveFilm(file("half.dcm"), film);
    const auto half = openRadiograph(file("half.dcm"));
    CF_CHECK(!half && half.error().message.find("ends early") != std::string::npos);
}

/// What is said of the bits may be wrong; the words tell. What stands in unused bits is not the film's.
void bitsLieWhereTheWordsHaveThem()
{
    const StoredImage wanted = readBack(test::film()).radiograph.stored;
    RawDataSet film = test::film();
    for (const int stated : { 8, 10, 11 }) {
        film.word(0x00280101, stated);
        film.word(0x00280102, stated - 1);
        const auto loaded = readBack(film);
        CF_EQUAL(loaded.radiograph.stored, wanted);
        CF_EQUAL(loaded.radiograph.bitsStored, 12);
        CF_CHECK(isWarned(loaded, "bits-beyond"));
    }
    film.word(0x00280101, 12);
    film.word(0x00280102, 15);
    CF_CHECK(readBack(film).radiograph.stored == wanted && hasNote(readBack(film), "high-bit"));
    film.word(0x00280102, 11);
    for (const bool isOverlay : { false, true }) {
        std::vector<int> values = filmValues();
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] |= !isOverlay ? 0xF000 : i % filmWidth / 20 == 1 ? 0x1000 : 0;
        film.set(0x7FE00010, "OW", words(values));
        const auto loaded = readBack(film);
        CF_CHECK(loaded.radiograph.stored == wanted && !hasNote(loaded, "bits-beyond"));
    }
}

void pixelsHaveTheirProportion()
{
    RawDataSet film = test::film();
    film.text(0x00280034, "IS", "2\\1");
    CF_CHECK(pixelAspect(readBack(film).radiograph) == 2.0 && hasNote(readBack(film), "pixel-aspect"));
    film.text(0x00280034, "IS", "1\\1");
    CF_CHECK(pixelAspect(readBack(film).radiograph) == 1.0 && !hasNote(readBack(film), "pixel-aspect"));
    RawDataSet spaced = test::film(); // The same proportion said in millimetres.
    spaced.text(0x00181164, "DS", "0.4\\0.2");
    CF_EQUAL(pixelAspect(readBack(spaced).radiograph), 2.0);
    film.text(0x00280034, "IS", "0\\1");
    CF_EQUAL(pixelAspect(readBack(film).radiograph), 1.0);
}

/// Colour films of grey: the bytes decide where the attributes are wrong.
void coloursAreWhatTheyShow()
{
    const auto grey = [](int x, int y) { return (filmValue(x, y) / 16) / 255.0; };
    const auto filmOf = [](const char *stated, int statedPlanar, bool ycbcr, bool planar) {
        Bytes pixels;
        const auto sample = [&](int value, int channel) {
            return static_cast<char>(ycbcr && channel > 0 ? 128 : value / 16);
        };
        if (planar)
            for (int channel = 0; channel < 3; ++channel)
                for (const int value : filmValues())
                    pixels += sample(value, channel);
        else
            for (const int value : filmValues())
                for (int channel = 0; channel < 3; ++channel)
                    pixels += sample(value, channel);
        RawDataSet film = filmHeader();
        film.word(0x00280002, 3);
        film.text(0x00280004, "CS", stated);
        film.word(0x00280006, statedPlanar);
        film.word(0x00280100, 8);
        film.word(0x00280101, 8);
        film.word(0x00280102, 7);
        film.set(0x7FE00010, "OB", pixels);
        return film;
    };
    for (const char *stated : { "RGB", "YBR_FULL", "YBR_FULL_422" })
        for (const bool ycbcr : { false, true })
            for (const bool planar : { false, true }) {
                const auto loaded = readBack(filmOf(stated, planar ? 1 : 0, ycbcr, planar));
                checkGrey(loaded, stated, grey);
                CF_EQUAL(hasNote(loaded, "colours-evident"), (ycbcr != (std::string(stated) != "RGB")));
                CF_CHECK(isWarned(loaded, "colour"));
            }
    for (const char *stated : { "RGB", "YBR_FULL" })
        for (const bool ycbcr : { false, true })
            for (const bool planar : { false, true }) // The order of planes stated wrongly.
                checkGrey(readBack(filmOf(stated, planar ? 0 : 1, ycbcr, planar)), "planes", grey);
}

/// Entries of a palette have the bits that they need, whatever is stated.
void palettesReachWhite()
{
    for (const int bits : { 8, 16 }) {
        RawDataSet film = filmHeader();
        film.text(0x00280004, "CS", "PALETTE COLOR");
        for (const std::uint32_t tag : { 0x00280100U, 0x00280101U })
            film.word(tag, 8);
        film.word(0x00280102, 7);
        std::vector<int> entries;
        for (int entry = 0; entry < 256; ++entry)
            entries.push_back(bits == 8 ? entry : entry * 257);
        for (std::uint32_t channel = 0; channel < 3; ++channel) {
            film.set(0x00281101 + channel, "US", words({ 256, 0, 16 }));
            film.set(0x00281201 + channel, "OW", words(entries));
        }
        Bytes bytes;
        for (const int value : filmValues())
            bytes += static_cast<char>(value / 16);
        film.set(0x7FE00010, "OB", bytes);
        const auto loaded = readBack(film);
        checkGrey(loaded, "palette", [](int x, int y) { return (filmValue(x, y) / 16) / 255.0; });
        CF_EQUAL(hasNote(loaded, "palette-bits"), (bits == 8));
    }
}

/// A JPEG that a camera's library wrote as YCbCr, in an object that says RGB.
void jpegsHaveTheColoursOfTheirHeader()
{
    cv::Mat scene(filmHeight, filmWidth, CV_8UC3);
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x) {
            const auto grey = static_cast<std::uint8_t>(filmValue(x, y) / 16);
            scene.at<cv::Vec3b>(y, x) = { grey, grey, grey };
        }
    std::vector<unsigned char> encoded;
    CF_CHECK(cv::imencode(".jpg", scene, encoded, { cv::IMWRITE_JPEG_QUALITY, 100 }));
    Bytes jpeg(encoded.begin(), encoded.end());
    CF_CHECK(jpeg.find("JFIF") != Bytes::npos);
    jpeg += Bytes(jpeg.size() % 2, '\0');
    RawDataSet film = filmHeader();
    film.word(0x00280002, 3);
    film.text(0x00280004, "CS", "RGB");
    film.word(0x00280006, 0);
    for (const std::uint32_t tag : { 0x00280100U, 0x00280101U })
        film.word(tag, 8);
    film.word(0x00280102, 7);
    Bytes pixels("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0", 24);
    putNumber(pixels, jpeg.size(), 4);
    pixels += jpeg + Bytes("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
    save(file("jfif.dcm"), metaHeader("1.2.840.10008.1.2.4.50") + film.bytes() + pixels);
    const StoredImage stored = opened(file("jfif.dcm")).radiograph.stored;
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            CF_NEAR(stored.at(x, y), filmValue(x, y) / 16, 12.0); // The corner's step is not a codec's friend.
    CF_NEAR(stored.at(60, 40), filmValue(60, 40) / 16, 2.0);
    CF_NEAR(stored.at(20, 30), filmValue(20, 30) / 16, 2.0);
}

/// A document in DICOM is no film, and is refused with a sentence.
void documentsAreRefused()
{
    RawDataSet document;
    document.text(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.104.1");
    document.text(0x00080018, "UI", "2.25.12");
    document.text(0x00080060, "CS", "DOC");
    document.set(0x00420011, "OB", evenText("%PDF-1.4 and nothing else", '\0'));
    document.text(0x00420012, "LO", "application/pdf");
    saveFilm(file("document.dcm"), document);
    const auto refused = openRadiograph(file("document.dcm"));
    CF_CHECK(!refused.has_value());
    CF_EQUAL(refused.error().code, ErrorCode::Unsupported);
    CF_LESS(20, refused.error().message.size());
}

void filesThatOthersOpen()
{
    const auto stored = [](const std::string &name) { return opened(file(name)).radiograph.stored; };
    const RawDataSet film = test::film();
    save(file("whole.dcm"), metaHeader(explicitLittle) + film.bytes());
    const StoredImage whole = stored("whole.dcm");
    CF_EQUAL(whole.at(60, 40), filmValue(60, 40));
    // A meta header that states another way of writing than the data set's.
    for (const auto &[stated, isExplicit] : { std::pair(implicitLittle, true), std::pair(explicitLittle, false),
             std::pair(std::string_view("1.2.840.10008.1.2.2"), true),
             std::pair(std::string_view("1.2.840.10008.1.2.1.99"), true),
             std::pair(std::string_view("1.2.840.10008.1.2.4.70"), true) }) {
        save(file("wrong.dcm"), metaHeader(stated) + film.bytes(isExplicit));
        CF_EQUAL(stored("wrong.dcm"), whole);
        CF_CHECK(hasNote(opened(file("wrong.dcm")), "transfer-syntax"));
        const auto tree = scanStudies(file("wrong.dcm"));
        CF_CHECK(tree && tree->instances == 1);
    }
    // Other bytes behind the pixels.
    save(file("more.dcm"), metaHeader(explicitLittle) + film.bytes() + Bytes(992, 'x'));
    CF_CHECK(stored("more.dcm") == whole && hasNote(opened(file("more.dcm")), "bytes-behind-pixels"));
    save(file("cut.dcm"), (metaHeader(explicitLittle) + film.bytes()).substr(0, 4000));
    CF_CHECK(!openRadiograph(file("cut.dcm")).has_value());
    // A second meta header inside the data set.
    RawDataSet doubled = test::film();
    doubled.text(0x00020010, "UI", "1.2.840.10008.1.2.1");
    save(file("doubled.dcm"), metaHeader(explicitLittle) + doubled.bytes());
    CF_EQUAL(stored("doubled.dcm"), whole);
    // Compressions that are not read are named.
    for (const auto &[syntax, name] :
        { std::pair("1.2.840.10008.1.2.4.110", "JPEG XL"), std::pair("1.2.840.10008.1.2.4.112", "JPEG XL"),
            std::pair("1.2.840.10008.1.2.4.203", "High-Throughput"), std::pair("1.2.840.10008.1.2.4.102", "MPEG-4") }) {
        Bytes fragments("\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0\x10\0\0\0", 16);
        fragments += Bytes(16, '\x7F') + Bytes("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
        Bytes pixels("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF", 12);
        save(file("unread.dcm"), metaHeader(syntax) + filmHeader().bytes() + pixels + fragments);
        const auto refused = openRadiograph(file("unread.dcm"));
        CF_CHECK(!refused && refused.error().code == ErrorCode::Unsupported);
        CF_CHECK(refused.error().message.find(name) != std::string::npos);
        CF_CHECK(refused.error().message.find(syntax) != std::string::npos);
    }
}

/// Uncompressed run lengths, fragments without their delimiter, and eight bits of sixteen.
void compressedPixelsEndWhereTheyEnd()
{
    const auto runLength = [](int planes) {
        Bytes header;
        putNumber(header, static_cast<std::uint64_t>(planes), 4);
        Bytes segments;
        const std::vector<int> values = filmValues();
        for (int plane = 0; plane < planes; ++plane) {
            putNumber(header, 64 + segments.size(), 4);
            for (std::size_t i = 0; i < values.size(); i += 128) {
                segments += static_cast<char>(127);
                for (std::size_t j = i; j < i + 128; ++j)
                    segments += static_cast<char>(planes == 1 ? values[j] / 16
                            : plane == 0                      ? values[j] >> 8
                                                              : values[j]);
            }
            segments += segments.size() % 2 == 1 ? Bytes(1, '\0') : Bytes();
        }
        header.resize(64, '\0');
        return header + segments;
    };
    const auto encapsulated = [](const Bytes &frame, const Bytes &end, std::string_view syntax) {
        Bytes item("\xFE\xFF\x00\xE0\0\0\0\0\xFE\xFF\x00\xE0", 12);
        putNumber(item, frame.size(), 4);
        return metaHeader(syntax) + filmHeader().bytes() + Bytes("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF", 12) + item
            + frame + end;
    };
    constexpr std::string_view rle = "1.2.840.10008.1.2.5";
    const Bytes delimiter("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
    for (const Bytes &end : { delimiter, Bytes(), Bytes(8, '\0'), delimiter + Bytes(40, 'x') }) {
        save(file("rle.dcm"), encapsulated(runLength(2), end, rle));
        CF_EQUAL(opened(file("rle.dcm")).radiograph.stored.at(60, 40), filmValue(60, 40));
    }
    save(file("rle8.dcm"), encapsulated(runLength(1), delimiter, rle));
    CF_EQUAL(opened(file("rle8.dcm")).radiograph.stored.at(60, 40), filmValue(60, 40) / 16);
    // Compressed pixels under an uncompressed transfer syntax.
    save(file("as-native.dcm"), encapsulated(runLength(2), delimiter, explicitLittle));
    CF_EQUAL(opened(file("as-native.dcm")).radiograph.stored.at(60, 40), filmValue(60, 40));
}

/// Lossless JPEG and JPEG-LS of eight bits in an object that says it allocates sixteen.
void eightBitsAreReadFromSixteen()
{
    RawDataSet film = filmHeader();
    for (const std::uint32_t tag : { 0x00280100U, 0x00280101U })
        film.word(tag, 8);
    film.word(0x00280102, 7);
    Bytes bytes;
    for (const int value : filmValues())
        bytes += static_cast<char>(value / 16);
    film.set(0x7FE00010, "OB", bytes);
    saveFilm(file("eight.dcm"), film);
    for (const char *encoder : { "dcmcjpls", "dcmcjpeg +e1", "dcmcjpeg +el", "dcmcrle" }) {
        const std::string line(encoder);
        if (!hasProgram(line.substr(0, line.find(' ')))) {
            skipped(line + " of eight bits in sixteen", "it is not installed");
            continue;
        }
        CF_EQUAL(run(encoder, { file("eight.dcm"), file("coded.dcm") }).status, 0);
        Bytes coded = contentsOf(file("coded.dcm"));
        const std::size_t allocated = coded.find(Bytes("\x28\0\0\x01US\x02\0\x08\0", 10));
        CF_CHECK(allocated != Bytes::npos);
        coded[allocated + 8] = 16;
        save(file("coded.dcm"), coded);
        const auto loaded = opened(file("coded.dcm"));
        CF_CHECK(hasNote(loaded, "eight-in-sixteen") && loaded.radiograph.bitsStored == 8);
        CF_EQUAL(loaded.radiograph.stored, opened(file("eight.dcm")).radiograph.stored);
    }
}

cv::Mat filmPicture(int bits)
{
    cv::Mat picture(filmHeight, filmWidth, bits > 8 ? CV_16U : CV_8U);
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x) {
            const int value = filmValue(x, y) * ((1 << bits) - 1) / 4095;
            if (bits > 8)
                picture.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(value);
            else
                picture.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(value);
        }
    return picture;
}

void picturesShowTheirBits()
{
    for (const int bits : { 8, 10, 12, 14, 16 })
        for (const char *extension : { ".png", ".tif" }) {
            const auto path = file("bits" + std::to_string(bits) + extension);
            CF_CHECK(cv::imwrite(path.string(), filmPicture(bits)));
            const auto loaded = opened(path);
            CF_EQUAL(loaded.radiograph.bitsStored, bits);
            // Black and white are known of 8 and 16 bits; between them what there is is shown.
            const bool whole = bits == 8 || bits == 16;
            const auto stored = [&](int value) { return static_cast<double>(value * ((1 << bits) - 1) / 4095); };
            const double low = whole ? 0.0 : stored(filmValue(0, 8));
            const double high = whole ? (1 << bits) - 1.0 : stored(filmValue(63, 47));
            checkGrey(
                loaded, path.c_str(), [&](int x, int y) { return (stored(filmValue(x, y)) - low) / (high - low); });
            std::filesystem::copy_file(path, file("bare"), std::filesystem::copy_options::overwrite_existing);
            const auto tree = scanStudies(file("bare")); // A picture is one without its extension, too.
            CF_CHECK(tree && tree->pictures.size() == 1 && tree->problems.empty());
            CF_EQUAL(opened(file("bare")).radiograph, loaded.radiograph);
        }
}

/// Sets a SHORT tag of a little-endian TIFF that OpenCV wrote, whose directory has it.
void setTiffTag(const std::filesystem::path &path, int tag, int value)
{
    Bytes bytes = contentsOf(path);
    const auto word = [&](std::size_t at, int count) {
        std::size_t number = 0;
        for (int i = count - 1; i >= 0; --i)
            number = number << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
        return number;
    };
    const std::size_t directory = word(4, 4);
    for (std::size_t i = 0; i < word(directory, 2); ++i) {
        const std::size_t entry = directory + 2 + 12 * i;
        if (word(entry, 2) != static_cast<std::size_t>(tag))
            continue;
        bytes[entry + 8] = static_cast<char>(value);
        save(path, bytes);
        return;
    }
    CF_CHECK(false);
}

void whiteMayBeZero()
{
    for (const int bits : { 8, 16 }) {
        const auto path = file("white-is-zero.tif");
        CF_CHECK(cv::imwrite(path.string(), filmPicture(bits)));
        setTiffTag(path, 262, 0);
        checkGrey(opened(path), "white is zero",
            [&](int x, int y) { return 1.0 - (filmValue(x, y) * ((1 << bits) - 1) / 4095) / ((1 << bits) - 1.0); });
    }
}

/// A JPEG with EXIF in front: the Orientation alone, in either byte order.
Bytes withExif(const Bytes &jpeg, int orientation, bool bigEndian)
{
    Bytes tiff = bigEndian ? Bytes("MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 19)
                           : Bytes("II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0", 18);
    tiff += static_cast<char>(orientation);
    tiff += bigEndian ? Bytes("\0\0\0\0\0\0", 6) : Bytes("\0\0\0\0\0\0\0", 7);
    const Bytes block = Bytes("Exif\0\0", 6) + tiff;
    Bytes segment("\xFF\xE1", 2);
    segment += static_cast<char>((block.size() + 2) >> 8U);
    segment += static_cast<char>((block.size() + 2) & 0xFFU);
    return jpeg.substr(0, 2) + segment + block + jpeg.substr(2);
}

void picturesStandUpright()
{
    // The scene as it is to be seen, and how a camera held otherwise stores it (EXIF 2.3, tag 274).
    const cv::Mat scene = filmPicture(8);
    const auto storedFor = [&](int orientation) {
        cv::Mat stored = scene.clone();
        if (orientation >= 5)
            cv::transpose(stored, stored);
        const int rest = orientation >= 5 ? orientation - 4 : orientation;
        // Of the transposed: 5 as it is, 6 the last column first, 7 both, 8 the last row first.
        if (orientation == 2 || orientation == 3)
            cv::flip(stored, stored, 1);
        if (orientation == 3 || orientation == 4)
            cv::flip(stored, stored, 0);
        if (orientation >= 5 && (rest == 3 || rest == 4))
            cv::flip(stored, stored, 1);
        if (orientation >= 5 && (rest == 2 || rest == 3))
            cv::flip(stored, stored, 0);
        return stored;
    };
    for (int orientation = 1; orientation <= 8; ++orientation) {
        std::vector<unsigned char> encoded;
        CF_CHECK(cv::imencode(".jpg", storedFor(orientation), encoded, { cv::IMWRITE_JPEG_QUALITY, 100 }));
        const Bytes jpeg(encoded.begin(), encoded.end());
        for (const bool bigEndian : { false, true }) {
            save(file("turned.jpg"), withExif(jpeg, orientation, bigEndian));
            const auto loaded = opened(file("turned.jpg"));
            CF_EQUAL(hasNote(loaded, "exif-orientation"), (orientation != 1));
            const StoredImage &stored = loaded.radiograph.stored;
            CF_CHECK(stored.width == filmWidth && stored.height == filmHeight);
            double largest = 0.0;
            for (int y = 0; y < filmHeight; ++y)
                for (int x = 0; x < filmWidth; ++x)
                    largest = std::max<double>(largest, std::abs(stored.at(x, y) - scene.at<std::uint8_t>(y, x)));
            if (largest > 12.0)
                std::fprintf(stderr, "orientation %d: off by %.0f\n", orientation, largest);
            CF_CHECK(largest <= 12.0);
        }
    }
}

void filesOfADirectoryMayHaveExtensions()
{
    const auto disc = file("disc");
    std::filesystem::create_directories(disc / "DICOM" / "S1");
    saveFilm(disc / "DICOM" / "S1" / "IM0.dcm", film());
    RawDataSet second = film();
    second.text(0x00080018, "UI", "2.25.9");
    saveFilm(disc / "DICOM" / "S1" / "im1.;1", second);
    Bytes records;
    for (const char *name : { "DICOM\\S1\\IM0", "DICOM\\S1\\IM1" }) {
        RawDataSet record;
        record.text(0x00041430, "CS", "IMAGE");
        record.text(0x00041500, "CS", name);
        records += record.asItem();
    }
    RawDataSet directory;
    directory.set(0x00041220, "SQ", records);
    save(disc / "DICOMDIR", metaHeader(explicitLittle) + directory.bytes());
    const auto tree = scanStudies(disc / "DICOMDIR");
    CF_CHECK(tree && tree->instances == 2 && tree->problems.empty());
}

void headersThatAreNoChestAreSaid()
{
    const auto filmWith = [](std::uint32_t tag, const char *vr, const char *value) {
        RawDataSet film = test::film();
        film.text(tag, vr, value);
        return readBack(film);
    };
    const auto plain = readBack(film());
    CF_CHECK(plain.notes.empty());
    for (const char *modality : { "US", "CT", "MR", "MG", "XA", "XC" })
        CF_CHECK(isWarned(filmWith(0x00080060, "CS", modality), "not-a-radiograph"));
    for (const char *modality : { "CR", "DX", "RG" })
        CF_CHECK(filmWith(0x00080060, "CS", modality).notes.empty());
    for (const char *part : { "HAND", "ABDOMEN", "SKULL" })
        CF_CHECK(isWarned(filmWith(0x00180015, "CS", part), "not-the-chest"));
    for (const char *part : { "CHEST", "THORAX", "" })
        CF_CHECK(filmWith(0x00180015, "CS", part).notes.empty());
    for (const char *view : { "LL", "RL", "LATERAL" })
        CF_CHECK(isWarned(filmWith(0x00185101, "CS", view), "lateral-view"));
    CF_CHECK(isWarned(filmWith(0x00185101, "CS", "RAO"), "not-frontal"));
    CF_CHECK(isWarned(filmWith(0x00200020, "CS", "A\\F"), "lateral-view"));
    CF_CHECK(isWarned(filmWith(0x00200020, "CS", "LA\\F"), "oblique-view"));
    RawDataSet described = film();
    described.remove(0x00185101);
    described.text(0x0008103E, "LO", "Chest LAT");
    CF_CHECK(isWarned(readBack(described), "lateral-view"));
}

void filmsSayHowTheyLie()
{
    const auto lying = [](const char *orientation) {
        RawDataSet film = test::film();
        film.text(0x00200020, "CS", orientation);
        return readBack(film);
    };
    for (const char *orientation : { "R\\F", "R\\H", "L\\H", "F\\L", "F\\R", "H\\L", "H\\R" }) {
        const auto loaded = lying(orientation);
        CF_CHECK(textOf(loaded.radiograph.axes) == orientation && isWarned(loaded, "not-upright"));
    }
    CF_CHECK(lying("L\\F").radiograph.axes == frontalAxes && lying("L\\F").notes.empty());
    CF_CHECK(!lying("").radiograph.axes.known() && hasNote(lying(""), "sides-unknown"));
    CF_CHECK(isWarned(lying("X\\Y"), "orientation-unreadable"));
    // Upright it is the film that lay so.
    std::vector<int> values = filmValues();
    std::reverse(values.begin(), values.end());
    RawDataSet upsideDown = filmHeader();
    upsideDown.set(0x7FE00010, "OW", words(values));
    upsideDown.text(0x00200020, "CS", "R\\H");
    const Radiograph lies = readBack(upsideDown).radiograph;
    CF_CHECK(turned(lies.stored, uprightTurn(lies.axes)) == readBack(test::film()).radiograph.stored);
    // Turned on the detector, and not a word of how it lies now: asked, unless the user has said it.
    RawDataSet film = test::film();
    film.text(0x00200020, "CS", "");
    film.text(0x00187032, "DS", "90");
    film.text(0x00187034, "CS", "YES");
    const auto asked = readBack(film);
    CF_CHECK(std::any_of(asked.notes.begin(), asked.notes.end(),
        [](const ReadingNote &note) { return note.severity == NoteSeverity::Question; }));
    film.text(0x00187032, "DS", "360");
    film.text(0x00187034, "CS", "NO");
    CF_CHECK(!isWarned(readBack(film), "field-of-view-turned")); // A whole turn is none.
    film.text(0x00187032, "DS", "90");
    film.text(0x00187034, "CS", "YES");
    ReadingOptions options;
    options.axes = frontalAxes;
    const auto said = readBack(film, options);
    CF_CHECK(said.radiograph.axes == frontalAxes && !isWarned(said, "field-of-view-turned"));
    film.text(0x00200020, "CS", "R\\F");
    CF_CHECK(textOf(readBack(film).radiograph.axes) == "R\\F" && !isWarned(readBack(film), "field-of-view-turned"));
}

} // namespace

int main()
{
    voiTablesReachWhite();
    voiTablesTakeTheirInputs();
    numbersWithCommasAreNumbers();
    narrowWindowsAreExact();
    blindWindowsAreOpened();
    lightAndDarkAreAsStated();
    bitsLieWhereTheyAreSaidTo();
    bitsLieWhereTheWordsHaveThem();
    pixelsHaveTheirProportion();
    coloursAreWhatTheyShow();
    palettesReachWhite();
    jpegsHaveTheColoursOfTheirHeader();
    documentsAreRefused();
    filesThatOthersOpen();
    compressedPixelsEndWhereTheyEnd();
    eightBitsAreReadFromSixteen();
    picturesShowTheirBits();
    whiteMayBeZero();
    picturesStandUpright();
    filesOfADirectoryMayHaveExtensions();
    headersThatAreNoChestAreSaid();
    filmsSayHowTheyLie();
}

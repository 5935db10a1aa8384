// Films, names and masks as public reports of viewers and toolkits describe them, made here byte by byte: each has the
// value that the standard gives it.

#include "core/imaging/PatientAxes.h"
#include "core/imaging/Windowing.h"
#include "dicom/ImageImport.h"
#include "dicom/MaskImport.h"
#include "tests/dicom/RawDicom.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

constexpr std::uint32_t pixelDataTag = 0x7FE00010;
constexpr std::string_view baselineJpeg = "1.2.840.10008.1.2.4.50";
constexpr std::string_view runLengthSyntax = "1.2.840.10008.1.2.5";
constexpr std::string_view jpeg2000Syntax = "1.2.840.10008.1.2.4.90";

std::filesystem::path file(const std::string &name)
{
    static const TemporaryFolder folder;
    return folder.path() / name;
}

LoadedRadiograph opened(const Bytes &bytes, const char *what, int frame = 0)
{
    save(file("film"), bytes);
    auto loaded = openRadiograph(file("film"), frame);
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", what, loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    return *std::move(loaded);
}

LoadedRadiograph opened(const RawDataSet &film, const char *what)
{
    return opened(metaHeader(explicitLittle) + film.bytes(), what);
}

bool has(const ReadingNotes &notes, const std::string &code, NoteSeverity severity = NoteSeverity::Note)
{
    return std::any_of(notes.begin(), notes.end(),
        [&](const ReadingNote &note) { return note.code == code && note.severity == severity; });
}

void checkStored(
    const LoadedRadiograph &loaded, const char *what, const std::function<int(int, int)> &value, double tolerance = 0.0)
{
    const StoredImage &stored = loaded.radiograph.stored;
    CF_CHECK(stored.width == filmWidth && stored.height == filmHeight);
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            if (std::abs(stored.at(x, y) - value(x, y)) > tolerance) {
                std::fprintf(stderr, "%s: %d at %d,%d, not %d\n", what, stored.at(x, y), x, y, value(x, y));
                std::exit(EXIT_FAILURE);
            }
}

int byteValue(int x, int y)
{
    return filmValue(x, y) / 16;
}

Bytes byteValues()
{
    Bytes bytes;
    for (const int value : filmValues())
        bytes += static_cast<char>(value / 16);
    return bytes;
}

/// The header of a film of 8 bits, of one frame or more.
RawDataSet byteHeader(int frames = 1)
{
    RawDataSet film = filmHeader();
    film.word(0x00280100, 8);
    film.word(0x00280101, 8);
    film.word(0x00280102, 7);
    if (frames > 1)
        film.text(0x00280008, "IS", std::to_string(frames));
    return film;
}

RawDataSet colourFilm(const char *photometric, int samples, const Bytes &pixels)
{
    RawDataSet film = byteHeader();
    film.text(0x00280004, "CS", photometric);
    film.word(0x00280002, samples);
    film.word(0x00280006, 0);
    film.set(pixelDataTag, "OB", pixels);
    return film;
}

Bytes itemOf(const Bytes &content)
{
    Bytes item("\xFE\xFF\x00\xE0", 4);
    putNumber(item, content.size(), 4);
    return item + content;
}

/// Pixel Data of undefined length with these fragments behind the offset table.
Bytes inFragments(const std::vector<Bytes> &fragments, const Bytes &offsetTable = {})
{
    Bytes pixels = Bytes("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF", 12) + itemOf(offsetTable);
    for (const Bytes &fragment : fragments)
        pixels += itemOf(evenText(fragment, '\0'));
    return pixels + Bytes("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
}

/// A smooth scene, and the same with light and dark exchanged.
int sceneValue(int x, int y, int frame)
{
    const int value = 3 * x + y;
    return frame == 0 ? value : 255 - value;
}

Bytes encoded(int frame, const char *extension)
{
    cv::Mat scene(filmHeight, filmWidth, CV_8U);
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            scene.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(sceneValue(x, y, frame));
    std::vector<unsigned char> bytes;
    const std::vector<int> settings = std::string(extension) == ".jpg"
        ? std::vector<int>{ cv::IMWRITE_JPEG_QUALITY, 100 }
        : std::vector<int>{ cv::IMWRITE_JPEG2000_COMPRESSION_X1000, 1000 };
    CF_CHECK(cv::imencode(extension, scene, bytes, settings));
    return evenText(Bytes(bytes.begin(), bytes.end()), '\0');
}

/// Cut into pieces of even length.
std::vector<Bytes> cut(const Bytes &bytes, std::size_t pieces)
{
    const std::size_t length = bytes.size() / pieces / 2 * 2;
    std::vector<Bytes> all;
    for (std::size_t i = 0; i < pieces; ++i)
        all.push_back(bytes.substr(i * length, i + 1 < pieces ? length : Bytes::npos));
    return all;
}

Bytes runLengths(const std::vector<Bytes> &planes)
{
    Bytes header;
    putNumber(header, planes.size(), 4);
    Bytes segments;
    for (const Bytes &plane : planes) {
        putNumber(header, 64 + segments.size(), 4);
        for (std::size_t i = 0; i < plane.size(); i += 128)
            segments += static_cast<char>(127) + plane.substr(i, 128);
    }
    header.resize(64, '\0');
    return evenText(header + segments, '\0');
}

std::size_t sizeInItems(const std::vector<Bytes> &fragments)
{
    std::size_t size = 0;
    for (const Bytes &fragment : fragments)
        size += 8 + fragment.size();
    return size;
}

/// Frames are found among fragments by the offset table, and where that is empty or wrong by their own marks.
void framesAreFoundAmongFragments()
{
    const std::vector<Bytes> images{ encoded(0, ".jpg"), encoded(1, ".jpg") };
    std::vector<Bytes> cutUp = cut(images[0], 3);
    Bytes table;
    putNumber(table, 0, 4);
    putNumber(table, sizeInItems(cutUp), 4);
    for (const Bytes &piece : cut(images[1], 3))
        cutUp.push_back(piece);
    Bytes wrongTable;
    putNumber(wrongTable, 0, 4);
    putNumber(wrongTable, 7, 4);
    const Bytes header = metaHeader(baselineJpeg) + byteHeader(2).bytes();
    struct Case {
        const char *what;
        Bytes pixels;
    };
    for (const Case &each : { Case{ "one each", inFragments(images) }, Case{ "table", inFragments(cutUp, table) },
             Case{ "no table", inFragments(cutUp) }, Case{ "wrong table", inFragments(cutUp, wrongTable) },
             Case{ "an empty one", inFragments({ images[0], "", images[1] }) },
             Case{ "one and two", inFragments({ images[0], cut(images[1], 2)[0], cut(images[1], 2)[1] }) },
             Case{ "zeros before", inFragments({ Bytes(4, '\0') + images[0], Bytes(4, '\0') + images[1] }) } })
        for (const int frame : { 0, 1 })
            checkStored(
                opened(header + each.pixels, each.what, frame), each.what,
                [&](int x, int y) { return sceneValue(x, y, frame); }, 3.0);
    // More frames stated than there are.
    const Bytes three = metaHeader(baselineJpeg) + byteHeader(3).bytes() + inFragments(images);
    checkStored(
        opened(three, "three", 1), "three", [](int x, int y) { return sceneValue(x, y, 1); }, 3.0);
    const auto third = openRadiograph(file("film"), 2);
    CF_CHECK(!third && third.error().message.find("frame 3 is not there") != std::string::npos);
    // Run lengths have no mark but their header.
    std::vector<Bytes> runs = cut(runLengths({ byteValues() }), 2);
    Bytes runTable;
    putNumber(runTable, 0, 4);
    putNumber(runTable, sizeInItems(runs), 4);
    Bytes inverse;
    for (const char value : byteValues())
        inverse += static_cast<char>(255 - static_cast<unsigned char>(value));
    for (const Bytes &piece : cut(runLengths({ inverse }), 2))
        runs.push_back(piece);
    for (const Bytes &offsets : { runTable, Bytes() })
        checkStored(opened(metaHeader(runLengthSyntax) + byteHeader(2).bytes() + inFragments(runs, offsets), "runs", 1),
            "runs", [](int x, int y) { return 255 - byteValue(x, y); });
}

/// The image's own first bytes decide over the transfer syntax that is stated of it.
void imagesAreDecodedAsWhatTheyAre()
{
    const Bytes jpeg = encoded(0, ".jpg");
    const Bytes jpeg2000 = encoded(0, ".jp2");
    for (const auto &[syntax, image] : { std::pair(jpeg2000Syntax, jpeg), std::pair(baselineJpeg, jpeg2000),
             std::pair(runLengthSyntax, jpeg), std::pair(std::string_view("1.2.840.10008.1.2.4.80"), jpeg) }) {
        const auto loaded = opened(metaHeader(syntax) + byteHeader().bytes() + inFragments({ image }), syntax.data());
        checkStored(
            loaded, syntax.data(), [](int x, int y) { return sceneValue(x, y, 0); }, 3.0);
        CF_CHECK(has(loaded.notes, "stream-syntax"));
    }
    // JPEG 2000 of part 2 whose code stream is one of part 1.
    checkStored(
        opened(metaHeader("1.2.840.10008.1.2.4.92") + byteHeader().bytes() + inFragments({ jpeg2000 }), "92"), "92",
        [](int x, int y) { return sceneValue(x, y, 0); }, 3.0);
    // Uncompressed pixels in a fragment, as they are said to be or not.
    for (const std::string_view syntax : { std::string_view("1.2.840.10008.1.2.1.98"), explicitLittle })
        checkStored(opened(metaHeader(syntax) + filmHeader().bytes() + inFragments({ words(filmValues()) }), "native"),
            "native", filmValue);
    save(file("film"), metaHeader("1.2.840.10008.1.2.8.1") + filmHeader().bytes() + inFragments({ Bytes(80, 'x') }));
    const auto deflated = openRadiograph(file("film"));
    CF_CHECK(!deflated && deflated.error().code == ErrorCode::Unsupported);
    CF_CHECK(deflated.error().message.find("deflated image frames") != std::string::npos);
}

/// Bits, samples and bytes lie as the pixels show where the attributes do not say it, or say it wrongly.
void pixelsTellHowTheyLie()
{
    RawDataSet film = test::film();
    film.remove(0x00280100);
    checkStored(opened(film, "Bits Allocated missing"), "Bits Allocated missing", filmValue);
    film = test::film();
    film.word(0x00280100, 12);
    checkStored(opened(film, "12 in 16"), "12 in 16", filmValue);
    Bytes packed;
    const std::vector<int> values = filmValues();
    for (std::size_t i = 0; i < values.size(); i += 2)
        putNumber(packed, static_cast<std::uint64_t>(values[i]) | static_cast<std::uint64_t>(values[i + 1]) << 12U, 3);
    film.set(pixelDataTag, "OW", packed);
    checkStored(opened(film, "12 packed"), "12 packed", filmValue);
    Bytes wide;
    for (const int value : values)
        putNumber(wide, static_cast<std::uint64_t>(value), 4);
    film.word(0x00280100, 32);
    film.set(pixelDataTag, "OW", wide);
    for (const int stored : { 12, 32 }) {
        film.word(0x00280101, stored);
        film.word(0x00280102, stored - 1);
        checkStored(opened(film, "32"), "32", filmValue);
    }
    wide[2] = 1;
    film.set(pixelDataTag, "OW", wide);
    saveFilm(file("film"), film);
    const auto refused = openRadiograph(file("film"));
    CF_CHECK(!refused && refused.error().message.find("more than 16 bits") != std::string::npos);
    // Bytes in the other order, native and as run lengths.
    Bytes swapped;
    Bytes low;
    Bytes high;
    for (const int value : values) {
        low += static_cast<char>(value & 0xFF);
        high += static_cast<char>(value >> 8);
        swapped += Bytes{ high.back(), low.back() };
    }
    film = test::film();
    film.set(pixelDataTag, "OW", swapped);
    const auto native = opened(film, "swapped");
    checkStored(native, "swapped", filmValue);
    CF_CHECK(has(native.notes, "byte-order"));
    checkStored(opened(metaHeader(runLengthSyntax) + filmHeader().bytes() + inFragments({ runLengths({ low, high }) }),
                    "low first"),
        "low first", filmValue);
    // Three samples where one is stated, or none; one where three are.
    Bytes triples;
    for (const char value : byteValues())
        triples += Bytes(3, value);
    RawDataSet rgb = colourFilm("RGB", 1, triples);
    checkStored(opened(rgb, "RGB of one"), "RGB of one", byteValue);
    rgb.remove(0x00280002);
    checkStored(opened(rgb, "RGB of unsaid"), "RGB of unsaid", byteValue);
    const auto one = opened(colourFilm("MONOCHROME2", 3, byteValues()), "grey of three");
    checkStored(one, "grey of three", byteValue);
    CF_CHECK(has(one.notes, "samples"));
}

/// YBR_PARTIAL has black at 16 and white at 235; where the values go beyond, they have the whole range.
void partialLuminancesReachBlackAndWhite()
{
    const auto partial = [](int value) { return static_cast<char>(std::lround(16.0 + value * 219.0 / 255.0)); };
    Bytes halved;
    Bytes whole;
    for (std::size_t i = 0; i < byteValues().size(); i += 2) {
        const char first = partial(static_cast<unsigned char>(byteValues()[i]));
        const char second = partial(static_cast<unsigned char>(byteValues()[i + 1]));
        halved += Bytes{ first, second, '\x80', '\x80' };
        whole += Bytes{ first, '\x80', '\x80', second, '\x80', '\x80' };
    }
    for (const Bytes &pixels : { halved, whole })
        checkStored(opened(colourFilm("YBR_PARTIAL_422", 3, pixels), "partial"), "partial", byteValue, 1.0);
    Bytes beyond;
    for (const char value : byteValues())
        beyond += Bytes{ value, '\x80', '\x80' };
    checkStored(opened(colourFilm("YBR_PARTIAL_422", 3, beyond), "beyond"), "beyond", byteValue);
    // Colours of 12 bits where 16 are stated.
    Bytes deep;
    for (const int value : filmValues())
        for (int sample = 0; sample < 3; ++sample)
            putNumber(deep, static_cast<std::uint64_t>(value), 2);
    RawDataSet film = colourFilm("RGB", 3, deep);
    film.word(0x00280100, 16);
    film.word(0x00280101, 16);
    film.word(0x00280102, 15);
    const auto loaded = opened(film, "12 in 16");
    checkStored(loaded, "12 in 16",
        [](int x, int y) { return static_cast<int>(std::lround(filmValue(x, y) * 255.0 / 4095.0)); });
    CF_CHECK(has(loaded.notes, "colour-bits"));
}

RawDataSet paletteFilm(const std::vector<int> &descriptor)
{
    RawDataSet film = byteHeader();
    film.text(0x00280004, "CS", "PALETTE COLOR");
    film.set(pixelDataTag, "OB", byteValues());
    for (std::uint32_t channel = 0; channel < 3; ++channel)
        film.set(0x00281101 + channel, "US", words(descriptor));
    return film;
}

/// Palettes and look-up tables in any value representation, in segments, and from below 0.
void tablesAreReadInAnyWriting()
{
    Bytes bytes;
    std::vector<int> entries;
    for (int entry = 0; entry < 256; ++entry) {
        bytes += static_cast<char>(entry);
        entries.push_back(entry * 257);
    }
    for (const char *vr : { "OB", "UN", "OW" })
        for (const int bits : { 8, 16 }) {
            RawDataSet film = paletteFilm({ 256, 0, bits });
            for (std::uint32_t channel = 0; channel < 3; ++channel)
                film.set(0x00281201 + channel, vr, bits == 8 ? bytes : words(entries));
            checkStored(opened(film, vr), vr, byteValue);
        }
    RawDataSet below = paletteFilm({ 256, -128, 16 });
    below.word(0x00280103, 1);
    Bytes pixels;
    for (const char value : byteValues())
        pixels += static_cast<char>(static_cast<unsigned char>(value) - 128);
    below.set(pixelDataTag, "OB", pixels);
    for (std::uint32_t channel = 0; channel < 3; ++channel)
        below.set(0x00281201 + channel, "OW", words(entries));
    checkStored(opened(below, "below 0"), "below 0", byteValue);
    // One entry, a line to the middle, an entry again by reference, and a line to the end (PS3.3 C.7.9.2).
    RawDataSet segmented = paletteFilm({ 257, 0, 16 });
    for (std::uint32_t channel = 0; channel < 3; ++channel)
        segmented.set(0x00281221 + channel, "OW", words({ 0, 1, 0, 1, 128, 128 * 257, 1, 127, 255 * 257, 2, 1, 0, 0 }));
    checkStored(opened(segmented, "segments"), "segments", byteValue);
    for (const char *vr : { "OW", "UN" }) {
        std::vector<int> inverse;
        for (int value = 0; value < 4096; ++value)
            inverse.push_back(4095 - value);
        RawDataSet table;
        table.set(0x00283002, vr, words({ 4096, 0, 12 }));
        table.set(0x00283006, "OW", words(inverse));
        RawDataSet film = test::film();
        film.set(0x00283010, "SQ", table.asItem());
        CF_NEAR(DisplayMap(opened(film, vr).radiograph).grey(1000), 3095.0 / 4095.0, 1e-6);
    }
    RawDataSet unknown = test::film();
    unknown.set(0x00281050, "UN", "2048");
    unknown.set(0x00281051, "UN", "4096");
    const Radiograph windowed = opened(unknown, "window of unknown representation").radiograph;
    CF_CHECK(windowed.windowCenter == 2048.0 && windowed.windowWidth == 4096.0);
}

/// Beginnings of files that are not written as PS3.10 says.
void headersAreReadAsTheyAre()
{
    const Bytes meta = metaHeader(explicitLittle);
    Bytes tooLong = meta;
    tooLong[140] = '\xFF';
    tooLong[141] = '\x03';
    for (const Bytes &begin : { meta.substr(128), tooLong }) {
        const auto loaded = opened(begin + test::film().bytes(), "header");
        checkStored(loaded, "header", filmValue);
        CF_CHECK(has(loaded.notes, "file-header"));
    }
    RawDataSet twice = test::film();
    twice.text(0x00280004, "CS", "MONOCHROME1\\MONOCHROME1");
    CF_CHECK(opened(twice, "twice").radiograph.photometric == Photometric::Monochrome1);
    for (const auto &[name, begin] :
        { std::pair("gzip", Bytes("\x1F\x8B\x08\0", 4)), std::pair("ZIP", Bytes("PK\3\4", 4)),
            std::pair("PDF", Bytes("%PDF-1.4")), std::pair("NumPy", Bytes("\x93NUMPY\1\0", 8)) }) {
        save(file("foreign"), begin + Bytes(400, '\0'));
        const auto refused = openRadiograph(file("foreign"));
        CF_CHECK(!refused && refused.error().message.find(name) != std::string::npos);
    }
}

/// Names under character sets that are misspelt, missing, or not those of the text.
void namesAreReadInTheirScript()
{
    struct Case {
        const char *sets; ///< Null: none stated.
        Bytes name;
        std::string read;
    };
    const Bytes latin = "M\xFCller^J\xF6rg";
    const std::string utf8 = "Müller^Jörg";
    std::vector<Case> cases{ { nullptr, latin, utf8 }, { nullptr, utf8, utf8 }, { "ISO_IR 100", utf8, utf8 },
        { "ISO_IR 192", latin, utf8 }, { "UTF-8", utf8, utf8 }, { "ISO_IR 999", "M\xFCller", "Müller" },
        { "ISO_IR 203", "\xBCuvre", "Œuvre" }, { "ISO_IR 192\\ISO 2022 IR 87", "山田^太郎", "山田^太郎" },
        { "GB18030\\ISO 2022 IR 58", "\xCD\xF5^\xD0\xA1", "王^小" }, { "ISO_IR 58", "\xCD\xF5^\xD0\xA1", "王^小" },
        { "ISO 2022 IR 149", "\xC8\xAB^\xB1\xE6", "홍^길" }, { nullptr, "\xCD\xF5^\xD0\xA1", "??^??" } };
    for (const char *misspelt : { "ISO_IR_100", "ISO-IR 100", "ISO IR 100", "ISO_IR100", "iso_ir 100", "ISO8859-1",
             "ISO 2022 IR 100", "\\ISO 2022 IR 100", "ISO 2022 IR 6\\ISO_IR 100" })
        cases.push_back({ misspelt, latin, utf8 });
    for (const Case &each : cases) {
        RawDataSet film = test::film();
        if (each.sets)
            film.text(0x00080005, "CS", each.sets);
        film.text(0x00100010, "PN", each.name);
        const std::string read = opened(film, "name").attributes.patientName;
        if (read != each.read)
            std::fprintf(stderr, "%s: %s\n", each.sets ? each.sets : "-", read.c_str());
        CF_EQUAL(read, each.read);
    }
}

LoadedRadiograph filmWith(std::uint32_t tag, const char *vr, const char *value)
{
    RawDataSet film = test::film();
    film.text(tag, vr, value);
    return opened(film, value);
}

/// What a header says of view, kind and lie is heard wherever it stands.
void whatTheHeaderSaysIsHeard()
{
    CF_CHECK(has(filmWith(0x00080068, "CS", "FOR PROCESSING").notes, "for-processing", NoteSeverity::Warning));
    CF_CHECK(filmWith(0x00080068, "CS", "FOR PRESENTATION").notes.empty());
    CF_CHECK(has(filmWith(0x0008103E, "LO", "Thorax lateral").notes, "view-contradicted", NoteSeverity::Warning));
    CF_CHECK(filmWith(0x0008103E, "LO", "Chest PA/LAT").notes.empty());
    CF_CHECK(
        has(filmWith(0x00080016, "UI", "1.2.840.10008.5.1.4.1.1.2").notes, "not-a-radiograph", NoteSeverity::Warning));
    for (const char *part : { "BRUSTKORB", "POITRINE" })
        CF_CHECK(filmWith(0x00180015, "CS", part).notes.empty());
    RawDataSet unsaid = test::film();
    unsaid.remove(0x00200020);
    RawDataSet shown = unsaid;
    shown.text(0x00700041, "CS", "Y");
    CF_CHECK(has(opened(shown, "flip").notes, "display-turned", NoteSeverity::Question));
    RawDataSet plane;
    plane.text(0x00200037, "DS", "-1\\0\\0\\0\\0\\-1");
    RawDataSet groups;
    groups.set(0x00209116, "SQ", plane.asItem());
    unsaid.set(0x52009229, "SQ", groups.asItem());
    CF_CHECK(has(opened(unsaid, "plane").notes, "image-orientation", NoteSeverity::Question));
}

/// A mask in DICOM that lies otherwise than the film is turned along: its object stays on its side of the patient.
void masksLieAsTheyAreSaidTo()
{
    const auto film = opened(test::film(), "film");
    const auto isObject = [](int x, int y) { return x >= 8 && x < 20 && y >= 5 && y < 15; };
    RawDataSet mask = byteHeader();
    mask.text(0x00200020, "CS", "R\\F");
    Bytes pixels;
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            pixels += isObject(filmWidth - 1 - x, y) ? '\xFF' : '\0';
    mask.set(pixelDataTag, "OB", pixels);
    saveFilm(file("mask.dcm"), mask);
    const auto loaded = readMask(file("mask.dcm"), film);
    CF_CHECK(loaded && has(loaded->notes, "mask-turned", NoteSeverity::Warning));
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            CF_EQUAL(loaded->mask.at(x, y), (isObject(x, y) ? 1.0F : 0.0F));
    mask.text(0x00200020, "CS", "L\\F");
    saveFilm(file("mask.dcm"), mask);
    const auto same = readMask(file("mask.dcm"), film);
    CF_CHECK(same && same->mask.at(filmWidth - 1 - 10, 10) == 1.0F && same->mask.at(10, 10) == 0.0F);
    // Numbers of 32 bits, as programs for computing write them.
    for (const double white : { 1.0, 255.0 }) {
        cv::Mat numbers(filmHeight, filmWidth, CV_32F);
        for (int y = 0; y < filmHeight; ++y)
            for (int x = 0; x < filmWidth; ++x)
                numbers.at<float>(y, x) = isObject(x, y) ? static_cast<float>(white) : 0.0F;
        CF_CHECK(cv::imwrite(file("mask.tif").string(), numbers));
        const auto ofNumbers = readMask(file("mask.tif"), film);
        CF_CHECK(ofNumbers && ofNumbers->mask.at(10, 10) == 1.0F && ofNumbers->mask.at(30, 10) == 0.0F);
    }
    cv::Mat shares(filmHeight, filmWidth, CV_32F, cv::Scalar(0.25));
    shares.at<float>(0, 0) = 1.0F;
    CF_CHECK(cv::imwrite(file("shares.tif").string(), shares));
    const auto picture = openRadiograph(file("shares.tif"));
    CF_CHECK(picture && picture->radiograph.stored.at(5, 5) == 16384 && has(picture->notes, "shares-as-greys"));
    shares.setTo(cv::Scalar(-3.5));
    CF_CHECK(cv::imwrite(file("shares.tif").string(), shares));
    CF_CHECK(!openRadiograph(file("shares.tif")));
}

} // namespace

int main()
{
    framesAreFoundAmongFragments();
    imagesAreDecodedAsWhatTheyAre();
    pixelsTellHowTheyLie();
    partialLuminancesReachBlackAndWhite();
    tablesAreReadInAnyWriting();
    headersAreReadAsTheyAre();
    namesAreReadInTheirScript();
    whatTheHeaderSaysIsHeard();
    masksLieAsTheyAreSaidTo();
}

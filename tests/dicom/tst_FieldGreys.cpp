// Films whose headers and values are written in ways of their own: shown as they are meant, or asked about, and said.

#include "core/imaging/PatientAxes.h"
#include "core/imaging/Windowing.h"
#include "dicom/ImageImport.h"
#include "dicom/StudyScanner.h"
#include "tests/dicom/RawDicom.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

std::filesystem::path file(const std::string &name)
{
    static const TemporaryFolder folder;
    return folder.path() / name;
}

LoadedRadiograph read(const RawDataSet &film)
{
    saveFilm(file("film.dcm"), film);
    auto loaded = openRadiograph(file("film.dcm"));
    CF_CHECK(loaded.has_value());
    return *std::move(loaded);
}

RawDataSet filmWith(std::uint32_t tag, const char *vr, const char *value)
{
    RawDataSet with = film();
    with.text(tag, vr, value);
    return with;
}

std::string severityOf(const ReadingNotes &notes, const std::string &code)
{
    for (const ReadingNote &note : notes)
        if (note.code == code)
            return std::string(keyOf(note.severity));
    return {};
}

void checkSeverity(const LoadedRadiograph &loaded, const std::string &code, const std::string &wanted, const char *what)
{
    const std::string found = severityOf(loaded.notes, code);
    if (found != wanted)
        std::fprintf(stderr, "%s: %s is \"%s\", not \"%s\"\n", what, code.c_str(), found.c_str(), wanted.c_str());
    CF_CHECK(found == wanted);
}

void photometricIsReadInAnySpelling()
{
    for (const char *spelling : { "MONOCHROME1", "monochrome1", "MONOCHROME 1", "Monochrome_1", "MONOCHROME2",
             "monochrome2", "MONOCHROME 2" }) {
        const bool isInverted = std::string(spelling).back() == '1';
        const auto loaded = read(filmWith(0x00280004, "CS", spelling));
        CF_CHECK(loaded.radiograph.photometric == (isInverted ? Photometric::Monochrome1 : Photometric::Monochrome2));
        checkSeverity(loaded, "photometric-unknown", "", spelling);
        const auto tree = scanStudies(file("film.dcm"));
        CF_CHECK(tree && tree->instances == 1 && tree->problems.empty());
    }
    checkSeverity(read(filmWith(0x00280004, "CS", "GREY")), "photometric-unknown", "warning", "GREY");
    for (const char *shape : { "INVERSE", "inverse", "Inverse" }) {
        const auto loaded = read(filmWith(0x20500020, "CS", shape));
        CF_CHECK(loaded.radiograph.photometric == Photometric::Monochrome1);
        checkSeverity(loaded, "shape-inverse", "warning", shape);
    }
    CF_CHECK(read(filmWith(0x20500020, "CS", "identity")).radiograph.photometric == Photometric::Monochrome2);
    RawDataSet sigmoid = filmWith(0x00281056, "CS", "sigmoid");
    sigmoid.text(0x00281050, "DS", "2048");
    sigmoid.text(0x00281051, "DS", "4096");
    CF_CHECK(read(sigmoid).radiograph.voiFunction == VoiFunction::Sigmoid);
}

/// Of 16 bits whose film has fewer, with marks at the whitest.
void burnedInMarksDoNotDarkenTheFilm()
{
    for (const int bits : { 8, 10, 12, 14 })
        for (const int marks : { 0, 1, 64, 64 * 20 })
            for (const char *extension : { ".png", ".tif" }) {
                cv::Mat picture(filmHeight, filmWidth, CV_16U);
                for (int y = 0; y < filmHeight; ++y)
                    for (int x = 0; x < filmWidth; ++x)
                        picture.at<std::uint16_t>(y, x) =
                            static_cast<std::uint16_t>(filmValue(x, y) * ((1 << bits) - 1) / 4095);
                const double high = picture.at<std::uint16_t>(filmHeight - 1, filmWidth - 1);
                const double low = picture.at<std::uint16_t>(8, 0); // Beyond the step in the corner.
                for (int mark = 0; mark < marks; ++mark)
                    picture.at<std::uint16_t>(16 + mark / filmWidth, mark % filmWidth) = 65535;
                CF_CHECK(cv::imwrite(file(std::string("marks") + extension).string(), picture));
                const auto loaded = openRadiograph(file(std::string("marks") + extension));
                CF_CHECK(loaded.has_value());
                checkSeverity(*loaded, "marks-burned-in", marks > 0 ? "note" : "", extension);
                CF_CHECK(loaded->radiograph.bitsStored == bits);
                const auto shown = toDisplay(loaded->radiograph);
                for (int y = 0; y < filmHeight; ++y)
                    for (int x = 0; x < filmWidth; ++x) {
                        const double value = picture.at<std::uint16_t>(y, x);
                        const double wanted = value == 65535 ? 1.0 : std::clamp((value - low) / (high - low), 0.0, 1.0);
                        CF_CHECK(std::abs(shown.at(x, y) - wanted) < 0.003);
                    }
            }
    // A whole 16-bit range is no mark.
    cv::Mat whole(filmHeight, filmWidth, CV_16U);
    for (int y = 0; y < filmHeight; ++y)
        for (int x = 0; x < filmWidth; ++x)
            whole.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(x * 65535 / (filmWidth - 1));
    CF_CHECK(cv::imwrite(file("whole.png").string(), whole));
    const auto loaded = openRadiograph(file("whole.png"));
    CF_CHECK(loaded && loaded->radiograph.bitsStored == 16 && severityOf(loaded->notes, "marks-burned-in").empty());
    CF_CHECK(loaded->radiograph.stored.at(32, 0) == 32 * 65535 / 63);
}

void tablesReachTheirWhite()
{
    struct Case {
        int stated;
        int highest;
        double lightest; ///< Grey of the highest entry.
    };
    const std::vector<Case> cases{ { 16, 65535, 1.0 }, { 16, 32767, 1.0 }, { 16, 32760, 1.0 },
        { 16, 32500, 1.0 * 32500 / 32767 }, { 16, 60000, 60000.0 / 65535 }, { 12, 4095, 1.0 }, { 12, 2047, 1.0 },
        { 12, 2040, 2040.0 / 2047 }, { 12, 3000, 3000.0 / 4095 }, { 12, 1800, 1800.0 / 4095 },
        { 16, 4080, 4080.0 / 4095 } };
    for (const Case &each : cases) {
        RawDataSet lut;
        std::vector<int> entries;
        for (int value = 0; value < 4096; ++value)
            entries.push_back(value * each.highest / 4095);
        lut.set(0x00283002, "US", words({ 4096, 0, each.stated }));
        lut.set(0x00283006, "OW", words(entries));
        RawDataSet with = film();
        with.set(0x00283010, "SQ", lut.asItem());
        const auto loaded = read(with);
        const DisplayMap map(loaded.radiograph);
        if (std::abs(map.grey(4095) - each.lightest) > 0.003)
            std::fprintf(stderr, "%d bits up to %d: %.3f\n", each.stated, each.highest, map.grey(4095));
        CF_CHECK(std::abs(map.grey(4095) - each.lightest) <= 0.003);
    }
    RawDataSet lut;
    lut.set(0x00283002, "US", words({ 4096, 0, 12 }));
    lut.set(0x00283006, "OW", words(std::vector<int>(4096, 4095)));
    RawDataSet both = film();
    both.set(0x00283010, "SQ", lut.asItem());
    both.text(0x00281050, "DS", "2048");
    both.text(0x00281051, "DS", "4096");
    checkSeverity(read(both), "window-over-lut", "note", "window and table");
}

void numbersWithCommasAreRead()
{
    struct Case {
        const char *text;
        double intercept;
        const char *code;
        const char *severity;
    };
    const std::vector<Case> cases{ { "-1024", -1024.0, "decimal-comma", "" },
        { "-1024,5", -1024.5, "decimal-comma", "note" }, { "-1.024,0", -1024.0, "decimal-comma", "note" },
        { "-1,024.0", -1024.0, "decimal-comma", "note" }, { "1.234.567,5", 1234567.5, "decimal-comma", "note" },
        { "-0.024,0", -0.024, "decimal-comma", "note" }, { "-1.02.4,0", 0.0, "number-unreadable", "warning" },
        { "minus", 0.0, "number-unreadable", "warning" } };
    for (const Case &each : cases) {
        RawDataSet with = filmWith(0x00281052, "DS", each.text);
        with.text(0x00281053, "DS", "1");
        const auto loaded = read(with);
        if (loaded.radiograph.rescaleIntercept != each.intercept)
            std::fprintf(stderr, "%s: %g\n", each.text, loaded.radiograph.rescaleIntercept);
        CF_CHECK(loaded.radiograph.rescaleIntercept == each.intercept);
        checkSeverity(loaded, each.code, each.severity, each.text);
    }
}

void spacingsAreReadOrLeftOut()
{
    struct Case {
        const char *text;
        double row;
        double column;
        const char *code;
        const char *severity;
    };
    const std::vector<Case> cases{ { "0.5\\0.8", 0.5, 0.8, "spacing-odd", "" },
        { "0.8", 0.8, 0.8, "spacing-odd", "note" }, { "0,5\\0,8", 0.5, 0.8, "decimal-comma", "note" },
        { "0,5/0,8", 0.5, 0.8, "decimal-comma", "note" }, { "0.5/0.8", 0.5, 0.8, "spacing-odd", "note" },
        { "0,5;0,8", 0.5, 0.8, "decimal-comma", "note" }, { "0.5 0.8", 0.5, 0.8, "spacing-odd", "note" },
        { "-0.5\\-0.8", 0.5, 0.8, "spacing-odd", "note" }, { "0.5mm\\0.8mm", 0.5, 0.8, "spacing-odd", "note" },
        { "0\\0", 0.0, 0.0, "spacing-unreadable", "note" }, { "800\\800", 0.0, 0.0, "spacing-unreadable", "note" },
        { "0.0008\\0.0008", 0.0, 0.0, "spacing-unreadable", "note" },
        { "large", 0.0, 0.0, "spacing-unreadable", "note" }, { "\\", 0.0, 0.0, "spacing-unreadable", "" } };
    for (const Case &each : cases) {
        const auto loaded = read(filmWith(0x00181164, "DS", each.text));
        if (loaded.radiograph.rowSpacing != each.row || loaded.radiograph.columnSpacing != each.column)
            std::fprintf(
                stderr, "%s: %g, %g\n", each.text, loaded.radiograph.rowSpacing, loaded.radiograph.columnSpacing);
        CF_CHECK(loaded.radiograph.rowSpacing == each.row && loaded.radiograph.columnSpacing == each.column);
        checkSeverity(loaded, each.code, each.severity, each.text);
    }
    // What cannot be meant at the detector leaves the place to what can.
    RawDataSet other = filmWith(0x00181164, "DS", "800\\800");
    other.text(0x00280030, "DS", "0.5\\0.8");
    CF_CHECK(read(other).radiograph.rowSpacing == 0.5);
}

void bodyPartsViewsAndAgesAreSaid()
{
    struct Case {
        std::vector<std::pair<std::uint32_t, const char *>> values; ///< Null: taken away.
        const char *code;
        bool isWarned;
    };
    constexpr std::uint32_t part = 0x00180015;
    constexpr std::uint32_t study = 0x00081030;
    constexpr std::uint32_t series = 0x0008103E;
    constexpr std::uint32_t view = 0x00185101;
    constexpr std::uint32_t age = 0x00101010;
    const std::vector<Case> cases{
        { { { part, "THORACIC SPINE" } }, "not-the-chest", true },
        { { { part, "TSPINE" } }, "not-the-chest", true },
        { { { part, "THORACOLUMBAR" } }, "not-the-chest", true },
        { { { part, "CHEST" } }, "not-the-chest", false },
        { { { part, "Thorax" } }, "not-the-chest", false },
        { { { part, "CHESTABDOMEN" } }, "not-the-chest", false },
        { { { part, nullptr }, { study, "ABDOMEN AP" } }, "not-the-chest", true },
        { { { part, nullptr }, { series, "Abdomen supine" } }, "not-the-chest", true },
        { { { part, nullptr }, { series, "W Chest pa" }, { study, "Abdomen and chest" } }, "not-the-chest", false },
        { { { part, nullptr }, { study, "Chest and abdomen" } }, "not-the-chest", false },
        { { { part, nullptr }, { study, "Routine" } }, "not-the-chest", false },
        { { { part, "CHEST" }, { study, "ABDOMEN AP" } }, "not-the-chest", false },
        { { { view, nullptr }, { study, "Thorax lateral" } }, "lateral-view", true },
        { { { view, nullptr }, { study, "Thorax pa/lateral" } }, "lateral-view", false },
        { { { view, nullptr }, { study, "Chest 2 views lat" } }, "lateral-view", false },
        { { { view, nullptr }, { study, "Bilateral" } }, "lateral-view", false },
        { { { view, "PA" }, { study, "Thorax lateral" } }, "lateral-view", false },
        { { { age, "002Y" } }, "not-an-adult", true },
        { { { age, "018M" } }, "not-an-adult", true },
        { { { age, "003W" } }, "not-an-adult", true },
        { { { age, "010D" } }, "not-an-adult", true },
        { { { age, "015Y" } }, "not-an-adult", true },
        { { { age, "016Y" } }, "not-an-adult", false },
        { { { age, "240M" } }, "not-an-adult", false },
        { { { age, "064Y" } }, "not-an-adult", false },
        { { { age, "7" } }, "not-an-adult", true },
        { { { age, "unknown" } }, "not-an-adult", false },
        { { { 0x00100030, "20100601" }, { 0x00080020, "20200102" } }, "not-an-adult", true },
        { { { 0x00100030, "19600601" }, { 0x00080020, "20200102" } }, "not-an-adult", false },
        { { { 0x00100030, "20200601" }, { 0x00080020, "19900102" } }, "not-an-adult", false },
    };
    for (const Case &each : cases) {
        RawDataSet with = film();
        std::string what;
        for (const auto &[tag, value] : each.values) {
            what += std::string(value == nullptr ? "-" : value) + " ";
            const char *vr = tag == part || tag == view ? "CS"
                : tag == age                            ? "AS"
                : tag == study || tag == series         ? "LO"
                                                        : "DA";
            if (value == nullptr)
                with.remove(tag);
            else
                with.text(tag, vr, value);
        }
        checkSeverity(read(with), each.code, each.isWarned ? "warning" : "", what.c_str());
    }
    RawDataSet region;
    region.text(0x00080104, "LO", "Thoracic spine");
    RawDataSet coded = film();
    coded.remove(part);
    coded.set(0x00082218, "SQ", region.asItem());
    checkSeverity(read(coded), "not-the-chest", "warning", "coded region");
}

void filmsThatDoNotSayHowTheyLieAreAskedAbout()
{
    for (const char *text : { "R", "LEFT\\FOOT", "L\\F\\H", "X\\Y", "L\\L" }) {
        const auto loaded = read(filmWith(0x00200020, "CS", text));
        checkSeverity(loaded, "orientation-unreadable", "question", text);
        CF_CHECK(loaded.radiograph.axes == PatientAxes{});
        ReadingOptions said;
        said.axes = PatientAxes{ BodyDirection::Right, BodyDirection::Foot };
        const auto answered = openRadiograph(file("film.dcm"), said);
        CF_CHECK(answered && openQuestion(answered->notes) == nullptr && answered->radiograph.axes == *said.axes);
    }
    struct Case {
        const char *cosines;
        const char *severity; ///< Of the question.
        const char *axes;
        const char *first; ///< Choice.
    };
    for (const Case &each : { Case{ "1\\0\\0\\0\\0\\-1", "", "L\\F", "" },
             Case{ "-1\\0\\0\\0\\0\\-1", "question", "", "R\\F" }, Case{ "1\\0\\0\\0\\0\\1", "question", "", "L\\H" },
             Case{ "0\\0\\-1\\1\\0\\0", "question", "", "F\\L" }, Case{ "1\\0\\0\\0\\1\\0", "", "", "" },
             Case{ "0\\1\\0\\0\\0\\-1", "", "", "" }, Case{ "1\\0\\0", "", "", "" } }) {
        RawDataSet with = filmWith(0x00200037, "DS", each.cosines);
        with.remove(0x00200020);
        const auto loaded = read(with);
        checkSeverity(loaded, "image-orientation", each.severity, each.cosines);
        CF_CHECK(textOf(loaded.radiograph.axes) == each.axes);
        const ReadingNote *question = openQuestion(loaded.notes);
        CF_CHECK((question != nullptr) == (*each.first != '\0'));
        CF_CHECK(question == nullptr || textOf(question->choices.front()) == each.first);
        with.text(0x00200020, "CS", "L\\F"); // Which has the word.
        CF_CHECK(openQuestion(read(with).notes) == nullptr);
    }
}

} // namespace

int main()
{
    photometricIsReadInAnySpelling();
    burnedInMarksDoNotDarkenTheFilm();
    tablesReachTheirWhite();
    numbersWithCommasAreRead();
    spacingsAreReadOrLeftOut();
    bodyPartsViewsAndAgesAreSaid();
    filmsThatDoNotSayHowTheyLieAreAskedAbout();
    return 0;
}

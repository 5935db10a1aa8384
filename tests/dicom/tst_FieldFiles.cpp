// Files that people reported, each odd in one way, with the grey that they must show (README.md beside them). They lie
// outside the repository; tst_ReadingKinds and tst_MaskImport make a file of every kind among them, for every clone.

#include "core/imaging/Geometry.h"
#include "core/imaging/Windowing.h"
#include "dicom/ImageImport.h"
#include "dicom/MaskImport.h"
#include "dicom/StudyScanner.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

std::filesystem::path fieldFile(const std::string &name)
{
    return sharedFolder() / "field" / name;
}

/// Display grey 0…255 of a film of 512 × 512, after polarity.
struct Grey {
    std::string file;
    double mean;
    int at256x100;
    int at128x256;
    int at400x450;
    int tolerance = 1;
};

const std::vector<Grey> greys{ { "control.dcm", 160.4, 166, 108, 192 }, { "voi_12in16.dcm", 189.5, 197, 153, 215 },
    { "voi_8in16.dcm", 189.5, 197, 153, 215 }, { "voi_short1.dcm", 189.5, 197, 153, 215 },
    { "voi_rescaled_us.dcm", 189.5, 197, 153, 215 }, { "voi_signed_ssdata.dcm", 189.5, 197, 153, 215 },
    { "mono2_inverse.dcm", 94.6, 89, 147, 63 }, { "slope_comma.dcm", 164.3, 170, 111, 197 },
    { "win_slope_small.dcm", 186.2, 213, 94, 255 }, { "jls_8in16.dcm", 160.4, 166, 108, 192 },
    { "nodelim.dcm", 160.4, 166, 108, 192 }, { "nodelim_nulls.dcm", 160.4, 166, 108, 192 },
    { "ts_wrong.dcm", 160.4, 166, 108, 192 }, { "trailing_garbage.dcm", 160.4, 166, 108, 192 },
    { "nophoto.dcm", 160.4, 166, 108, 192 }, { "col_422_full.dcm", 160.4, 166, 108, 192 },
    { "col_422_rgb.dcm", 160.4, 166, 108, 192 }, { "col_jpg_rgbsays.dcm", 160.4, 166, 108, 192, 2 },
    { "t16w.tif", 160.4, 166, 108, 192 }, { "png16_12.png", 161.1, 167, 108, 194 },
    { "png16_10.png", 161.1, 167, 108, 194 }, { "exif6.jpg", 160.4, 166, 108, 192, 3 },
    { "film_without_extension", 160.4, 166, 108, 192 } };

LoadedRadiograph opened(const std::string &name)
{
    const auto loaded = openRadiograph(fieldFile(name));
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", name.c_str(), loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    return *loaded;
}

void greysAreRight()
{
    for (const Grey &wanted : greys) {
        const auto loaded = opened(wanted.file);
        const auto shown = toDisplay8(loaded.radiograph);
        double sum = 0.0;
        for (const std::uint8_t grey : shown.pixels)
            sum += grey;
        const double mean = sum / static_cast<double>(shown.pixels.size());
        const auto isNear = [&](int x, int y, int grey) { return std::abs(shown.at(x, y) - grey) <= wanted.tolerance; };
        const bool right = std::abs(mean - wanted.mean) < 0.1 + 0.2 * (wanted.tolerance - 1)
            && isNear(256, 100, wanted.at256x100) && isNear(128, 256, wanted.at128x256)
            && isNear(400, 450, wanted.at400x450);
        if (!right)
            std::fprintf(stderr, "%s: mean %.2f, %d %d %d\n", wanted.file.c_str(), mean, shown.at(256, 100),
                shown.at(128, 256), shown.at(400, 450));
        CF_CHECK(right);
    }
}

void geometryIsRight()
{
    CF_EQUAL(pixelAspect(opened("sp_aspect.dcm").radiograph), pixelAspect(opened("sp_nonsq.dcm").radiograph));
    CF_EQUAL(opened("sp_comma1.dcm").radiograph.rowSpacing, 1.6);
    const auto turned = opened("rot_RH.dcm");
    CF_EQUAL(textOf(turned.radiograph.axes), "R\\H");
    CF_CHECK(std::any_of(turned.notes.begin(), turned.notes.end(),
        [](const ReadingNote &note) { return note.code == "not-upright" && note.severity == NoteSeverity::Warning; }));
    // Upright it is the control.
    CF_EQUAL(cf::turned(turned.radiograph.stored, uprightTurn(turned.radiograph.axes)),
        opened("control.dcm").radiograph.stored);
}

void refusalsNameTheReason()
{
    const auto jpegXl = openRadiograph(fieldFile("will-jxl.dcm"));
    CF_CHECK(!jpegXl && jpegXl.error().message.find("JPEG XL") != std::string::npos);
    CF_CHECK(jpegXl.error().message.find("1.2.840.10008.1.2.4.11") != std::string::npos);
    CF_CHECK(!openRadiograph(fieldFile("pdf.dcm")).has_value());
}

void masksAreWhatTheyEvidentlyAre()
{
    const auto film = opened("control.dcm");
    for (const char *name : { "m_255.png", "m_la_white.png", "m_01.png", "m_02.png", "m_palette.png" }) {
        const auto loaded = readMask(fieldFile(name), film);
        CF_CHECK(loaded.has_value());
        const auto &weights = loaded->mask.pixels;
        CF_EQUAL(std::count(weights.begin(), weights.end(), 1.0F), 11277);
        CF_EQUAL(std::count(weights.begin(), weights.end(), 0.0F), 512 * 512 - 11277);
        CF_CHECK(loaded->mask.at(301, 330) == 1.0F && loaded->mask.at(300, 330) == 0.0F);
    }
}

void treesFindTheirFiles()
{
    const auto tree = scanStudies(fieldFile("dicomdir_with_extensions/DICOMDIR"));
    CF_CHECK(tree && tree->instances == 2 && tree->problems.empty());
    const auto bare = scanStudies(fieldFile("film_without_extension"));
    CF_CHECK(bare && bare->pictures.size() == 1);
    const auto unsaid = scanStudies(fieldFile("nophoto.dcm"));
    CF_CHECK(unsaid && unsaid->instances == 1);
    CF_CHECK(unsaid->patients[0].studies[0].series[0].instances[0].problem.empty());
}

} // namespace

int main()
{
    if (!std::filesystem::exists(fieldFile("control.dcm"))) {
        skipped("all", "no field files beside the sources; tst_ReadingKinds makes their like");
        return 0;
    }
    greysAreRight();
    geometryIsRight();
    refusalsNameTheReason();
    masksAreWhatTheyEvidentlyAre();
    treesFindTheirFiles();
}

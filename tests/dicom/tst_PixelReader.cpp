// Reading of real DICOM files: the same pixels out of every transfer syntax, and every file opens or says why not.

#include "dicom/PixelReader.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

Radiograph pixelsOf(const std::filesystem::path &name, int frame = 0)
{
    const auto loaded = readRadiograph(dataFile(name), frame);
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", name.c_str(), loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    return loaded->radiograph;
}

bool samePixels(const std::filesystem::path &a, const std::filesystem::path &b)
{
    const bool same = pixelsOf(a).stored == pixelsOf(b).stored;
    if (!same)
        std::fprintf(stderr, "%s and %s differ\n", a.c_str(), b.c_str());
    return same;
}

int largestDifference(const std::filesystem::path &a, const std::filesystem::path &b)
{
    const StoredImage one = pixelsOf(a).stored;
    const StoredImage other = pixelsOf(b).stored;
    CF_CHECK(one.sameSizeAs(other));
    int largest = 0;
    for (std::size_t i = 0; i < one.pixels.size(); ++i)
        largest = std::max(largest, std::abs(one.pixels[i] - other.pixels[i]));
    return largest;
}

/// Each lossless form of an image gives exactly the pixels of its uncompressed form.
void losslessFormsAreExact()
{
    if (!hasData("dicom_wg04/REF", "lossless forms"))
        return;
    const std::vector<std::pair<std::string, std::vector<std::string>>> forms{
        { "CT1", { "J2KR", "JLSL", "JPLL", "RLE" } },
        { "CT2", { "J2KR", "JLSL", "JPLL", "RLE" } },
        { "MR1", { "J2KR", "JLSL", "JPLL", "RLE" } },
        { "MR3", { "J2KR", "JLSL", "JPLL", "RLE" } },
        { "NM1", { "J2KR", "JLSL", "RLE" } },
        { "VL1", { "RLE" } },
        { "US1", { "RLE" } },
    };
    const std::filesystem::path folder("dicom_wg04");
    for (const auto &[image, syntaxes] : forms)
        for (const std::string &syntax : syntaxes)
            CF_CHECK(samePixels(folder / "REF" / (image + "_UNC"), folder / syntax / (image + "_" + syntax)));
}

void lossyFormsAreNear()
{
    if (!hasData("dicom_wg04/REF", "lossy forms"))
        return;
    const std::filesystem::path folder("dicom_wg04");
    CF_CHECK(largestDifference(folder / "REF/CT1_UNC", folder / "JLSN/CT1_JLSN") <= 4);
    CF_CHECK(largestDifference(folder / "REF/MR1_UNC", folder / "JLSN/MR1_JLSN") <= 4);
    CF_LESS(largestDifference(folder / "REF/MR1_UNC", folder / "JPLY/MR1_JPLY"), 200);
    CF_LESS(largestDifference(folder / "REF/MR1_UNC", folder / "J2KI/MR1_J2KI"), 400);
}

/// Byte order, implicit value representations, padding and compression do not change the image.
void encodingsAreExact()
{
    if (!hasData("dicom_pydicom/test_files", "encodings"))
        return;
    const std::filesystem::path folder("dicom_pydicom/test_files");
    for (const char *other :
        { "MR_small_RLE.dcm", "MR_small_bigendian.dcm", "MR_small_expb.dcm", "MR_small_implicit.dcm",
            "MR_small_jp2klossless.dcm", "MR_small_jpeg_ls_lossless.dcm", "MR_small_padded.dcm" })
        CF_CHECK(samePixels(folder / "MR_small.dcm", folder / other));
    CF_CHECK(samePixels(folder / "SC_rgb_small_odd.dcm", folder / "SC_rgb_small_odd_big_endian.dcm"));
    if (hasData("dicom_dicomparser", "byte orders of a CT"))
        CF_CHECK(samePixels("dicom_dicomparser/CT1_UNC.explicit_big_endian.dcm",
            "dicom_dicomparser/CT1_UNC.implicit_little_endian.dcm"));
    if (!hasData("dicom_pydicom_data/693_UNCR.dcm", "JPEG 2000 of signed values"))
        return;
    CF_CHECK(samePixels("dicom_pydicom_data/693_UNCR.dcm", "dicom_pydicom_data/693_J2KR.dcm"));
    CF_CHECK(samePixels("dicom_pydicom_data/693_UNCI.dcm", "dicom_pydicom/test_files/693_J2KI.dcm"));
}

/// Chest radiographs of five makers and as many ways to write them.
void chestRadiographsOpen()
{
    if (!hasData("dicom_cxr", "chest radiographs"))
        return;
    const auto fuji = readRadiograph(dataFile("dicom_cxr/CR-MONO1-10-chest_nopreamble_implicitLE.dcm"));
    CF_CHECK(fuji && fuji->radiograph.stored.width == 440 && fuji->radiograph.stored.height == 440);
    CF_CHECK(fuji->radiograph.bitsStored == 10 && !fuji->radiograph.isSigned);
    CF_EQUAL(fuji->radiograph.photometric, Photometric::Monochrome1);
    CF_CHECK(fuji->attributes.modality == "CR" && !fuji->attributes.synthetic);
    const auto digital = readRadiograph(dataFile("dicom_cxr/966_fixed_DX_chestPA_mono1_12bit_j2k.dcm"));
    CF_CHECK(digital && digital->radiograph.stored.width == 2000 && digital->radiograph.stored.height == 2128);
    CF_CHECK(digital->radiograph.bitsStored == 12 && digital->attributes.modality == "DX");
    const auto one = readRadiograph(dataFile("dicom_cxr/siim_nih_CR_chestPA_mono1_jpeg_fake.dcm"));
    const auto two = readRadiograph(dataFile("dicom_cxr/siim_nih_CR_chestPA_mono2_jpeg.dcm"));
    CF_CHECK(one && two && one->radiograph.stored == two->radiograph.stored);
    CF_CHECK(one->radiograph.photometric != two->radiograph.photometric);
    CF_EQUAL(two->radiograph.viewPosition, "PA");
    const auto nearLossless = readRadiograph(dataFile("dicom_cxr/RG1_JLSN_wg04_CR_chestPA_mono1.dcm"));
    CF_CHECK(
        nearLossless && nearLossless->radiograph.bitsStored == 15 && nearLossless->radiograph.stored.width == 1841);
}

/// Texts arrive as UTF-8, whatever the file's character set.
void namesAreReadInTheirScript()
{
    if (!hasData("dicom_pydicom/charset_files", "character sets"))
        return;
    const auto nameIn = [](const char *file) {
        const auto loaded = readRadiograph(dataFile(std::filesystem::path("dicom_pydicom/charset_files") / file));
        return loaded ? loaded->attributes.patientName : loaded.error().message;
    };
    CF_EQUAL(nameIn("chrFren.dcm"), "Buc^Jérôme");
    CF_EQUAL(nameIn("chrRuss.dcm"), "Люкceмбypг");
    CF_EQUAL(nameIn("chrH31.dcm"), "Yamada^Tarou=山田^太郎=やまだ^たろう");
    CF_EQUAL(nameIn("chrX1.dcm"), "Wang^XiaoDong=王^小東=");
}

/// Values as another toolkit reads them from the same bytes.
void pixelsAgreeWithPydicom()
{
    if (!hasData("dicom_wg04/REF", "comparison with pydicom"))
        return;
    if (run("/usr/bin/python3 -c 'import pydicom'").status != 0) {
        std::printf("SKIPPED: comparison with pydicom (not installed)\n");
        return;
    }
    const std::filesystem::path name("dicom_wg04/REF/CT1_UNC");
    const StoredImage stored = pixelsOf(name).stored;
    long long sum = 0;
    long long weighted = 0;
    for (std::size_t i = 0; i < stored.pixels.size(); ++i) {
        sum += stored.pixels[i];
        weighted += stored.pixels[i] * static_cast<long long>(i % 1009);
    }
    const TemporaryFolder folder;
    std::ofstream(folder / "sums.py")
        << "import pydicom,array,sys\n"
           "d = pydicom.dcmread(sys.argv[1])\n"
           "a = array.array('h', d.PixelData)\n"
           "print(d.Columns, d.Rows, sum(a), sum(v * (i % 1009) for i, v in enumerate(a)))\n";
    const ProgramOutput printed = run("/usr/bin/python3", { folder / "sums.py", dataFile(name) });
    const std::string expected = std::to_string(stored.width) + " " + std::to_string(stored.height) + " "
        + std::to_string(sum) + " " + std::to_string(weighted) + "\n";
    CF_EQUAL(printed.text, expected);
}

/// Colour, palettes and several frames.
void otherImagesAreReadAsGrey()
{
    if (!hasData("dicom_pydicom/test_files", "colour images"))
        return;
    const auto colour = readRadiograph(dataFile("dicom_pydicom/test_files/examples_rgb_color.dcm"));
    CF_CHECK(colour && colour->radiograph.bitsStored == 8 && !colour->notes.empty());
    const auto palette = readRadiograph(dataFile("dicom_pydicom/test_files/examples_palette.dcm"));
    CF_CHECK(palette && palette->radiograph.stored.width == 800);
    const auto cine = readRadiograph(dataFile("dicom_pydicom/test_files/examples_ybr_color.dcm"), 29);
    CF_CHECK(cine && cine->frame == 29 && cine->attributes.frames == 30);
    const auto beyond = readRadiograph(dataFile("dicom_pydicom/test_files/examples_ybr_color.dcm"), 30);
    CF_CHECK(!beyond && beyond.error().code == ErrorCode::InvalidInput);
}

void badFilesSayWhatIsWrong()
{
    const TemporaryFolder folder;
    CF_EQUAL(readRadiograph(folder / "absent.dcm").error().code, ErrorCode::Io);
    CF_EQUAL(readRadiograph(folder.path()).error().code, ErrorCode::Io);
    std::ofstream(folder / "empty.dcm").close();
    CF_EQUAL(readRadiograph(folder / "empty.dcm").error().code, ErrorCode::InvalidInput);
    std::ofstream(folder / "text.dcm") << "This is a letter and not a DICOM file, however it is named.";
    CF_EQUAL(readRadiograph(folder / "text.dcm").error().code, ErrorCode::InvalidInput);
    if (!hasData("dicom_orthanc", "sizes out of bounds"))
        return;
    const auto huge = readRadiograph(dataFile("dicom_orthanc/2026-05-26-oob-monochrome-65535.dcm"));
    CF_CHECK(!huge && huge.error().code == ErrorCode::Unsupported);
    const auto empty = readRadiograph(dataFile("dicom_orthanc/Issue56-NoPixelData.dcm"));
    CF_CHECK(!empty && empty.error().code == ErrorCode::Unsupported);
}

/// Every file of the collections: an image of its stated size, or an error with a sentence.
void everyFileOpensOrSaysWhyNot()
{
    int opened = 0;
    int refused = 0;
    for (const char *folder : { "dicom_cxr", "dicom_pydicom", "dicom_pydicom_data", "dicom_pylibjpeg", "dicom_wg04",
             "dicom_orthanc", "dicom_dicomparser" }) {
        if (!hasData(folder, folder))
            continue;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(dataFile(folder))) {
            if (!entry.is_regular_file())
                continue;
            const auto loaded = readRadiograph(entry.path());
            if (!loaded) {
                CF_LESS(20, loaded.error().message.size());
                ++refused;
                continue;
            }
            const StoredImage &stored = loaded->radiograph.stored;
            CF_CHECK(stored.width == loaded->attributes.columns && stored.height == loaded->attributes.rows);
            const auto [low, high] = std::minmax_element(stored.pixels.begin(), stored.pixels.end());
            CF_CHECK(*low >= loaded->radiograph.minimumStored() && *high <= loaded->radiograph.maximumStored());
            ++opened;
        }
    }
    std::printf("%d files opened, %d refused with a reason\n", opened, refused);
    CF_CHECK(opened == 0 || opened >= 240);
}

} // namespace

int main()
{
    badFilesSayWhatIsWrong();
    losslessFormsAreExact();
    lossyFormsAreNear();
    encodingsAreExact();
    chestRadiographsOpen();
    namesAreReadInTheirScript();
    pixelsAgreeWithPydicom();
    otherImagesAreReadAsGrey();
    everyFileOpensOrSaysWhyNot();
    return 0;
}

// Reading of pixels: the same out of every transfer syntax, of images that are made here with known values and of real
// ones where they are there; and every file opens or says why not.

#include "dicom/PixelReader.h"
#include "tests/dicom/KnownImage.h"
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

const TemporaryFolder &folder()
{
    static const TemporaryFolder made;
    return made;
}

std::filesystem::path file(const std::string &name)
{
    return folder() / name;
}

LoadedRadiograph opened(const std::filesystem::path &path, int frame = 0)
{
    const auto loaded = readRadiograph(path, frame);
    if (!loaded)
        std::fprintf(stderr, "%s: %s\n", path.c_str(), loaded.error().message.c_str());
    CF_CHECK(loaded.has_value());
    return *loaded;
}

/// Stored values, and the bits and the sign that they have.
void checkValues(const KnownImage &image, const std::filesystem::path &path)
{
    const LoadedRadiograph loaded = opened(path);
    std::printf("%s\n", path.filename().c_str());
    CF_EQUAL(loaded.radiograph.stored.width, image.width);
    CF_EQUAL(loaded.radiograph.stored.height, image.height);
    CF_EQUAL(loaded.radiograph.bitsStored, image.bits);
    CF_EQUAL(loaded.radiograph.isSigned, image.isSigned);
    for (std::size_t i = 0; i < image.values.size(); ++i)
        CF_EQUAL(loaded.radiograph.stored.pixels[i], image.values[i]);
}

const std::vector<std::pair<std::string, KnownImage>> &greyImages()
{
    static const std::vector<std::pair<std::string, KnownImage>> images{ { "u8", knownImage(64, 48, 8) },
        { "u8-odd", knownImage(31, 17, 8) }, { "u10", knownImage(40, 50, 10) }, { "u12", knownImage(64, 48, 12) },
        { "u16", knownImage(33, 65, 16) }, { "s12", knownImage(48, 31, 12, true) },
        { "s16", knownImage(64, 64, 16, true) } };
    return images;
}

/// Byte order, implicit value representations, padding and compression without loss do not change a value.
void everyFormHasTheSameValues()
{
    for (const auto &[name, image] : greyImages())
        for (const auto &form : exactForms(image, folder().path(), name))
            checkValues(image, form);
}

/// The colours are read as the same grey out of every form; a single one of them as its luminance.
void coloursAreTheSameInEveryForm()
{
    const KnownImage image = knownImage(45, 30, 8, false, 3);
    const auto forms = exactForms(image, folder().path(), "rgb");
    const LoadedRadiograph plain = opened(forms.front());
    CF_EQUAL(plain.radiograph.bitsStored, 8);
    CF_CHECK(!plain.notes.empty());
    for (std::size_t i = 0; i < plain.radiograph.stored.pixels.size(); ++i) {
        const int *rgb = &image.values[3 * i];
        CF_NEAR(plain.radiograph.stored.pixels[i], 0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2], 0.51);
    }
    for (const auto &form : forms) {
        std::printf("%s\n", form.filename().c_str());
        CF_EQUAL(opened(form).radiograph.stored.pixels, plain.radiograph.stored.pixels);
    }
}

int largestError(const KnownImage &image, const std::filesystem::path &path)
{
    const StoredImage stored = opened(path).radiograph.stored;
    CF_EQUAL(stored.pixels.size(), image.values.size());
    int largest = 0;
    for (std::size_t i = 0; i < image.values.size(); ++i)
        largest = std::max(largest, std::abs(stored.pixels[i] - image.values[i]));
    return largest;
}

/// Codecs with loss stay as near as they promise, or as a smooth image lets them.
void lossyFormsOfKnownValuesAreNear()
{
    const KnownImage twelve = knownImage(64, 48, 12);
    const KnownImage eight = knownImage(64, 48, 8);
    saveFilm(file("twelve.dcm"), twelve.native());
    saveFilm(file("eight.dcm"), eight.native());
    for (const int deviation : { 1, 4, 20 })
        if (recode("dcmcjpls +en +md " + std::to_string(deviation), file("twelve.dcm"), file("near.dcm")))
            CF_CHECK(largestError(twelve, file("near.dcm")) <= deviation);
    saveJpeg2000(file("lossy.dcm"), twelve, 4.0F);
    CF_LESS(largestError(twelve, file("lossy.dcm")), 40); // 1 % of the range.
    if (recode("dcmcjpeg +eb +q 95", file("eight.dcm"), file("baseline.dcm")))
        CF_LESS(largestError(eight, file("baseline.dcm")), 4);
    if (recode("dcmcjpeg +ee +bt +q 95", file("twelve.dcm"), file("extended.dcm")))
        CF_LESS(largestError(twelve, file("extended.dcm")), 40);
}

/// As an old reader of cassettes writes: no preamble, no meta header, implicit, 10 bits, low values white.
void bareFilmsOpen()
{
    const KnownImage image = knownImage(44, 44, 10);
    RawDataSet film = image.native();
    film.text(0x00280004, "CS", "MONOCHROME1");
    save(file("bare-film.dcm"), film.bytes(false));
    checkValues(image, file("bare-film.dcm"));
    const LoadedRadiograph bare = opened(file("bare-film.dcm"));
    CF_EQUAL(bare.radiograph.photometric, Photometric::Monochrome1);
    CF_EQUAL(bare.attributes.modality, "CR");
    CF_EQUAL(bare.radiograph.viewPosition, "PA");
    CF_CHECK(!bare.attributes.synthetic);
}

/// The examples of PS3.5 Annexes H and J, and of Latin and Cyrillic.
void namesOfEveryScriptAreRead()
{
    struct Name {
        const char *characterSet;
        Bytes bytes;
        const char *expected;
    };
    const std::vector<Name> names{ { "ISO_IR 100", "Buc^J\xE9r\xF4me", "Buc^Jérôme" },
        { "ISO_IR 144", "\xBB\xEE\xDA\x63\x65\xDC\xD1\x79\x70\xD3", "Люкceмбypг" },
        { "\\ISO 2022 IR 87", "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B=\x1B$B$d$^$@\x1B(B^\x1B$B$?$m$&\x1B(B",
            "Yamada^Tarou=山田^太郎=やまだ^たろう" },
        { "ISO_IR 192", "Wang^XiaoDong=王^小東=", "Wang^XiaoDong=王^小東=" },
        { "GB18030", "Wang^XiaoDong=\xCD\xF5^\xD0\xA1\xB6\xAB=", "Wang^XiaoDong=王^小东=" } };
    for (const Name &name : names) {
        RawDataSet film = test::film();
        film.text(0x00080005, "CS", name.characterSet);
        film.text(0x00100010, "PN", name.bytes);
        saveFilm(file("name.dcm"), film);
        CF_EQUAL(opened(file("name.dcm")).attributes.patientName, name.expected);
    }
}

/// Palettes, and the frames of several.
void palettesAndFramesAreReadAsGrey()
{
    RawDataSet palette = knownImage(64, 48, 8).native();
    palette.text(0x00280004, "CS", "PALETTE COLOR");
    std::vector<int> entries;
    for (int entry = 0; entry < 256; ++entry)
        entries.push_back((255 - entry) * 257);
    for (const std::uint32_t channel : { 1U, 2U, 3U }) {
        palette.set(0x00281100 + channel, "US", words({ 256, 0, 16 }));
        palette.set(0x00281200 + channel, "OW", words(entries));
    }
    saveFilm(file("palette.dcm"), palette);
    const KnownImage indices = knownImage(64, 48, 8);
    const auto pixels = opened(file("palette.dcm")).radiograph.stored.pixels;
    for (std::size_t i = 0; i < pixels.size(); ++i)
        CF_EQUAL(pixels[i], 255 - indices.values[i]);

    const KnownImage cine = knownImage(32, 24, 8, false, 1, 3);
    for (const auto &form : exactForms(cine, folder().path(), "cine"))
        for (int frame = 0; frame < cine.frames; ++frame) {
            const LoadedRadiograph loaded = opened(form, frame);
            CF_EQUAL(loaded.frame, frame);
            CF_EQUAL(loaded.attributes.frames, cine.frames);
            const std::size_t first = static_cast<std::size_t>(frame) * loaded.radiograph.stored.pixels.size();
            for (std::size_t i = 0; i < loaded.radiograph.stored.pixels.size(); ++i)
                CF_EQUAL(loaded.radiograph.stored.pixels[i], cine.values[first + i]);
        }
    const auto beyond = readRadiograph(file("cine-explicit.dcm"), cine.frames);
    CF_CHECK(!beyond && beyond.error().code == ErrorCode::InvalidInput);
}

Radiograph pixelsOf(const std::filesystem::path &name)
{
    return opened(dataFile(name)).radiograph;
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

/// Real images: each lossless form of one gives exactly the pixels of its uncompressed form.
void realLosslessFormsAreExact()
{
    if (!hasData("dicom_wg04/REF", "lossless forms of real images"))
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

void realLossyFormsAreNear()
{
    if (!hasData("dicom_wg04/REF", "lossy forms of real images"))
        return;
    const std::filesystem::path folder("dicom_wg04");
    CF_CHECK(largestDifference(folder / "REF/CT1_UNC", folder / "JLSN/CT1_JLSN") <= 4);
    CF_CHECK(largestDifference(folder / "REF/MR1_UNC", folder / "JLSN/MR1_JLSN") <= 4);
    CF_LESS(largestDifference(folder / "REF/MR1_UNC", folder / "JPLY/MR1_JPLY"), 200);
    CF_LESS(largestDifference(folder / "REF/MR1_UNC", folder / "J2KI/MR1_J2KI"), 400);
}

/// Byte order, implicit value representations, padding and compression do not change the image.
void realEncodingsAreExact()
{
    if (!hasData("dicom_pydicom/test_files", "encodings of real images"))
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
void realChestRadiographsOpen()
{
    if (!hasData("dicom_cxr", "real chest radiographs"))
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
void realNamesAreReadInTheirScript()
{
    if (!hasData("dicom_pydicom/charset_files", "character sets of real files"))
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
void checkAgainstPydicom(const std::filesystem::path &path)
{
    const StoredImage stored = opened(path).radiograph.stored;
    long long sum = 0;
    long long weighted = 0;
    for (std::size_t i = 0; i < stored.pixels.size(); ++i) {
        sum += stored.pixels[i];
        weighted += stored.pixels[i] * static_cast<long long>(i % 1009);
    }
    std::ofstream(file("sums.py"))
        << "import pydicom,array,sys\n"
           "d = pydicom.dcmread(sys.argv[1])\n"
           "a = array.array('h', d.PixelData)\n"
           "print(d.Columns, d.Rows, sum(a), sum(v * (i % 1009) for i, v in enumerate(a)))\n";
    const ProgramOutput printed = run("/usr/bin/python3", { file("sums.py"), path });
    const std::string expected = std::to_string(stored.width) + " " + std::to_string(stored.height) + " "
        + std::to_string(sum) + " " + std::to_string(weighted) + "\n";
    CF_EQUAL(printed.text, expected);
}

void pixelsAgreeWithPydicom()
{
    if (run("/usr/bin/python3 -c 'import pydicom'").status != 0)
        return skipped("comparison with pydicom", "it is not installed");
    for (const KnownImage &image : { knownImage(64, 48, 12), knownImage(48, 31, 16, true) }) {
        saveFilm(file("compared.dcm"), image.native());
        checkAgainstPydicom(file("compared.dcm"));
    }
    if (hasData("dicom_wg04/REF", "a CT compared with pydicom"))
        checkAgainstPydicom(dataFile("dicom_wg04/REF/CT1_UNC"));
}

/// Colour, palettes and several frames.
void realColoursAreReadAsGrey()
{
    if (!hasData("dicom_pydicom/test_files", "real colour images"))
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
    CF_EQUAL(readRadiograph(file("absent.dcm")).error().code, ErrorCode::InvalidInput);
    CF_EQUAL(readRadiograph(folder().path()).error().code, ErrorCode::InvalidInput);
    std::ofstream(file("empty.dcm")).close();
    CF_EQUAL(readRadiograph(file("empty.dcm")).error().code, ErrorCode::InvalidInput);
    std::ofstream(file("text.dcm")) << "This is a letter and not a DICOM file, however it is named.";
    CF_EQUAL(readRadiograph(file("text.dcm")).error().code, ErrorCode::InvalidInput);
    RawDataSet huge = test::film();
    huge.word(0x00280010, 65535);
    huge.word(0x00280011, 65535);
    saveFilm(file("huge.dcm"), huge);
    CF_EQUAL(readRadiograph(file("huge.dcm")).error().code, ErrorCode::Unsupported);
    saveFilm(file("no-pixels.dcm"), filmHeader());
    CF_EQUAL(readRadiograph(file("no-pixels.dcm")).error().code, ErrorCode::Unsupported);
    if (!hasData("dicom_orthanc", "sizes out of bounds in real files"))
        return;
    const auto outOfBounds = readRadiograph(dataFile("dicom_orthanc/2026-05-26-oob-monochrome-65535.dcm"));
    CF_CHECK(!outOfBounds && outOfBounds.error().code == ErrorCode::Unsupported);
    const auto empty = readRadiograph(dataFile("dicom_orthanc/Issue56-NoPixelData.dcm"));
    CF_CHECK(!empty && empty.error().code == ErrorCode::Unsupported);
}

/// An image of its stated size, or an error with a sentence; whether it opened.
bool opensOrSaysWhyNot(const std::filesystem::path &path)
{
    const auto loaded = readRadiograph(path);
    if (!loaded) {
        CF_LESS(20, loaded.error().message.size());
        return false;
    }
    const StoredImage &stored = loaded->radiograph.stored;
    CF_EQUAL(stored.width, loaded->attributes.columns);
    CF_EQUAL(stored.height, loaded->attributes.rows);
    const auto [low, high] = std::minmax_element(stored.pixels.begin(), stored.pixels.end());
    CF_CHECK(*low >= loaded->radiograph.minimumStored() && *high <= loaded->radiograph.maximumStored());
    return true;
}

/// Every file that was made here, and every one of the collections.
void everyFileOpensOrSaysWhyNot()
{
    int made = 0;
    for (const auto &entry : std::filesystem::directory_iterator(folder().path()))
        made += opensOrSaysWhyNot(entry.path()) ? 1 : 0;
    CF_LESS(50, made);
    int read = 0;
    int refused = 0;
    for (const char *collection : { "dicom_cxr", "dicom_pydicom", "dicom_pydicom_data", "dicom_pylibjpeg", "dicom_wg04",
             "dicom_orthanc", "dicom_dicomparser" }) {
        if (!hasData(collection, "the files of a collection"))
            continue;
        for (const auto &entry : std::filesystem::recursive_directory_iterator(dataFile(collection)))
            if (entry.is_regular_file())
                ++(opensOrSaysWhyNot(entry.path()) ? read : refused);
    }
    std::printf(
        "%d made files opened; of the collections' %d opened, %d were refused with a reason\n", made, read, refused);
    CF_CHECK(read == 0 || read >= 240);
}

} // namespace

int main()
{
    everyFormHasTheSameValues();
    coloursAreTheSameInEveryForm();
    lossyFormsOfKnownValuesAreNear();
    bareFilmsOpen();
    namesOfEveryScriptAreRead();
    palettesAndFramesAreReadAsGrey();
    badFilesSayWhatIsWrong();
    pixelsAgreeWithPydicom();
    realLosslessFormsAreExact();
    realLossyFormsAreNear();
    realEncodingsAreExact();
    realChestRadiographsOpen();
    realNamesAreReadInTheirScript();
    realColoursAreReadAsGrey();
    everyFileOpensOrSaysWhyNot();
    return 0;
}

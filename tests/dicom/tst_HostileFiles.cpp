// Damaged and hostile files: an error with a reason, never a crash, a hang or the machine's whole memory.
// With a number as argument, that many damaged files are made of each sample instead of a few.

#include "core/base/RandomStream.h"
#include "dicom/ImageImport.h"
#include "dicom/PixelReader.h"
#include "dicom/StudyScanner.h"
#include "dicom/reading/file/NestingCheck.h"
#include "tests/dicom/KnownImage.h"
#include "tests/dicom/RawPng.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <sys/resource.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

/// Whatever it holds, a file gives an image within its bits or an error with a sentence.
void checkFile(const std::filesystem::path &path)
{
    const auto loaded = openRadiograph(path);
    if (!loaded) {
        CF_LESS(20, loaded.error().message.size());
        return;
    }
    for (const std::int32_t stored : loaded->radiograph.stored.pixels)
        CF_CHECK(stored >= loaded->radiograph.minimumStored() && stored <= loaded->radiograph.maximumStored());
}

const TemporaryFolder &made()
{
    static const TemporaryFolder folder;
    return folder;
}

/// One small file of every way to write pixels, of texts, tables, sequences and directories.
std::vector<std::filesystem::path> madeSamples()
{
    std::vector<std::filesystem::path> samples = exactForms(knownImage(24, 20, 12), made().path(), "film");
    for (const auto &form : exactForms(knownImage(20, 15, 8, false, 3), made().path(), "rgb"))
        samples.push_back(form);
    for (const auto &form : exactForms(knownImage(12, 10, 16, true, 1, 2), made().path(), "frames"))
        samples.push_back(form);
    const auto codedAs = [&](const std::string &command, const char *source, const char *name) {
        if (recode(command, made() / source, made() / name))
            samples.push_back(made() / name);
    };
    codedAs("dcmcjpls +en", "film-explicit.dcm", "near.dcm");
    codedAs("dcmcjpeg +ee +bt", "film-explicit.dcm", "extended.dcm");
    codedAs("dcmcjpeg +eb", "rgb-explicit.dcm", "baseline.dcm");
    codedAs("dcmcjpeg +eb +cr", "rgb-explicit.dcm", "baseline-rgb.dcm");
    codedAs("dcmcjpeg +eb +s4", "rgb-explicit.dcm", "subsampled.dcm");
    saveJpeg2000(made() / "lossy.dcm", knownImage(24, 20, 12), 4.0F);
    RawDataSet tables = film();
    tables.text(0x00080005, "CS", "\\ISO 2022 IR 87");
    tables.text(0x00100010, "PN", "Yamada^Tarou=\x1B$B;3ED\x1B(B^\x1B$BB@O:\x1B(B");
    RawDataSet voi;
    voi.set(0x00283002, "US", words({ 64, 0, 16 }));
    voi.set(0x00283006, "US", words(std::vector<int>(64, 700)));
    tables.set(0x00283010, "SQ", voi.asItem());
    saveFilm(made() / "tables.dcm", tables);
    RawDataSet subsampled = knownImage(20, 15, 8, false, 2).native(); // Two samples a pixel: Y Y Cb Cr of two pixels.
    subsampled.word(0x00280002, 3);
    subsampled.text(0x00280004, "CS", "YBR_FULL_422");
    subsampled.word(0x00280006, 0);
    saveFilm(made() / "uncompressed-422.dcm", subsampled);
    RawDataSet palette = knownImage(20, 15, 8).native();
    palette.text(0x00280004, "CS", "PALETTE COLOR");
    for (const std::uint32_t channel : { 1U, 2U, 3U }) {
        palette.set(0x00281100 + channel, "US", words({ 256, 0, 16 }));
        palette.set(0x00281200 + channel, "OW", words(std::vector<int>(256, 30'000)));
    }
    saveFilm(made() / "palette.dcm", palette);
    RawDataSet record;
    record.text(0x00041430, "CS", "IMAGE");
    record.text(0x00041500, "CS", "TABLES.DCM");
    RawDataSet directory;
    directory.set(0x00041220, "SQ", record.asItem() + record.asItem());
    saveFilm(made() / "DICOMDIR", directory);
    for (const char *name : { "lossy.dcm", "tables.dcm", "uncompressed-422.dcm", "palette.dcm", "DICOMDIR" })
        samples.push_back(made() / name);
    return samples;
}

/// The made ones, whole ones of which open, and some real ones where they are there.
const std::vector<std::filesystem::path> &samples()
{
    static const std::vector<std::filesystem::path> all = [] {
        std::vector<std::filesystem::path> found = madeSamples();
        for (const std::filesystem::path &sample : found)
            if (sample.filename() != "DICOMDIR") {
                const auto whole = openRadiograph(sample);
                if (!whole)
                    std::fprintf(stderr, "%s: %s\n", sample.c_str(), whole.error().message.c_str());
                CF_CHECK(whole.has_value());
            }
        std::size_t real = 0;
        for (const char *name : { "dicom_pydicom/test_files/MR_small.dcm", "dicom_pydicom/test_files/MR_small_RLE.dcm",
                 "dicom_pydicom/test_files/MR_small_bigendian.dcm", "dicom_pydicom/test_files/MR_small_implicit.dcm",
                 "dicom_pydicom/test_files/MR_small_jp2klossless.dcm",
                 "dicom_pydicom/test_files/MR_small_jpeg_ls_lossless.dcm",
                 "dicom_pydicom/test_files/SC_rgb_jpeg_gdcm.dcm", "dicom_pydicom/test_files/SC_rgb_small_odd_jpeg.dcm",
                 "dicom_pydicom/test_files/JPEGLSNearLossless_16.dcm", "dicom_pydicom/test_files/SC_rgb_rle_2frame.dcm",
                 "dicom_pydicom/test_files/SC_ybr_full_422_uncompressed.dcm", "dicom_pydicom/charset_files/chrH32.dcm",
                 "dicom_pylibjpeg/ds/JPEGBaseline/JPEGBaseline_1s_1f_u_08_08.dcm", "dicom_orthanc/Issue140.dcm",
                 "dicom_pydicom/test_files/dicomdirtests/DICOMDIR", "dicom_pydicom/test_files/image_dfl.dcm" })
            if (std::filesystem::exists(dataFile(name))) {
                found.push_back(dataFile(name));
                ++real;
            }
        if (real == 0)
            skipped("real files, damaged", "none are there");
        return found;
    }();
    return all;
}

void truncatedFilesAreRefused(int each)
{
    const TemporaryFolder folder;
    for (const std::filesystem::path &sample : samples()) {
        const Bytes whole = contentsOf(sample);
        for (int i = 0; i < each; ++i) {
            save(folder / "cut.dcm",
                whole.substr(0, whole.size() * static_cast<std::size_t>(i) / static_cast<std::size_t>(each)));
            checkFile(folder / "cut.dcm");
            CF_CHECK(scanStudies(folder / "cut.dcm").has_value());
        }
    }
}

/// Flipped bits, overwritten bytes and extreme numbers, mostly in the header and at the start of the pixels.
Bytes damaged(Bytes bytes, RandomStream &random)
{
    const int changes = 1 + random.below(8);
    for (int i = 0; i < changes; ++i) {
        const double share = random.chance(0.7) ? std::min(1.0, 2048.0 / static_cast<double>(bytes.size())) : 1.0;
        const std::size_t at = static_cast<std::size_t>(random.uniform() * share * static_cast<double>(bytes.size()));
        switch (random.below(4)) {
        case 0:
            bytes[at] = static_cast<char>(bytes[at] ^ (1 << random.below(8)));
            break;
        case 1:
            bytes[at] = static_cast<char>(random.below(256));
            break;
        case 2:
            for (std::size_t j = at; j < std::min(at + 2, bytes.size()); ++j)
                bytes[j] = random.chance(0.5) ? '\xFF' : '\0';
            break;
        default:
            bytes.erase(at, static_cast<std::size_t>(1 + random.below(4)));
            bytes += '\0';
        }
    }
    return bytes;
}

void damagedFilesNeverCrash(int each)
{
    const TemporaryFolder folder;
    for (const std::filesystem::path &sample : samples()) {
        const Bytes whole = contentsOf(sample);
        RandomStream random(1, sample.filename().string());
        for (int i = 0; i < each; ++i) {
            const Bytes bytes = damaged(whole, random);
            save(folder / "damaged.dcm", bytes);
            checkFile(folder / "damaged.dcm");
            if (i % 4 == 0)
                CF_CHECK(scanStudies(folder / "damaged.dcm").has_value());
        }
    }
}

/// A sequence in a sequence in a sequence …: 2 MB that would need hundreds of megabytes of stack.
Bytes nestedObject(int levels, bool undefinedLength)
{
    Bytes bytes(128, '\0');
    bytes += "DICM";
    bytes += Bytes("\x02\x00\x10\x00UI\x14\x00"
                   "1.2.840.10008.1.2.1\0",
        28);
    for (int i = levels; i > 0; --i) {
        const unsigned inside = static_cast<unsigned>(i - 1) * 20U + 8U;
        const auto length = [&](unsigned value) {
            Bytes text;
            for (unsigned shift = 0; shift < 32; shift += 8)
                text += static_cast<char>((undefinedLength ? 0xFFFFFFFFU : value) >> shift);
            return text;
        };
        bytes += Bytes("\x08\x00\x40\x11SQ\0\0", 8) + length(inside);
        bytes += Bytes("\xFE\xFF\x00\xE0", 4) + length(inside - 8U);
    }
    return bytes;
}

void deepNestingIsRefused()
{
    const TemporaryFolder folder;
    for (const bool undefinedLength : { false, true }) {
        save(folder / "nested.dcm", nestedObject(100'000, undefinedLength));
        const auto loaded = readRadiograph(folder / "nested.dcm");
        CF_CHECK(!loaded && loaded.error().code == ErrorCode::Unsupported);
        const auto tree = scanStudies(folder / "nested.dcm");
        CF_CHECK(tree && tree->problems.size() == 1);
    }
    const Bytes shallow = nestedObject(10, true);
    CF_EQUAL(sequenceNesting({ reinterpret_cast<const unsigned char *>(shallow.data()), shallow.size() }), 10);
}

/// A kilobyte whose pixels claim 4 GB: an end too early, told without a try to get so much memory. Found by FuzzFilm,
/// where the stated syntax (RLE) does not fit what follows and the file is read from memory.
void aLengthThatLiesTakesNoMemory()
{
    const TemporaryFolder folder;
    for (const std::string_view syntax : { "1.2.840.10008.1.2.5", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2" }) {
        Bytes pixels("\xE0\x7F\x10\x00OB\0\0", 8);
        putNumber(pixels, 0xFFFFFF00U, 4);
        save(folder / "claims.dcm", metaHeader(syntax) + filmHeader().bytes() + pixels + Bytes(600, '\x11'));
        const auto ended = forkedCall(folder / "errors.txt", [&]() -> int {
            const rlimit limit{ std::uint64_t{ 2 } << 30U, std::uint64_t{ 2 } << 30U };
            ::setrlimit(RLIMIT_AS, &limit);
            const auto loaded = readRadiograph(folder / "claims.dcm");
            if (loaded || loaded.error().code != ErrorCode::InvalidInput)
                return 1;
            return loaded.error().message.find("emory") == std::string::npos ? 0 : 2;
        });
        CF_EQUAL(ended.value_or(-1), 0);
    }
}

/// Pictures are no safer than DICOM files.
void damagedPicturesNeverCrash(int each)
{
    const TemporaryFolder folder;
    const Bytes whole = png(60, 50, PngColour::GreyAndOpacity, [](int x, int y) {
        return Bytes{ static_cast<char>(x * 4), static_cast<char>(y * 5) };
    });
    save(folder / "whole.png", whole);
    CF_CHECK(readPicture(folder / "whole.png").has_value());
    RandomStream random(1, "png");
    for (int i = 0; i < each; ++i) {
        save(folder / "damaged.png", damaged(whole, random));
        checkFile(folder / "damaged.png");
    }
    // 65535 × 65535 pixels in 60 bytes.
    Bytes huge = whole.substr(0, 60);
    huge.replace(16, 8, Bytes("\0\0\xFF\xFF\0\0\xFF\xFF", 8));
    save(folder / "huge.png", huge);
    CF_EQUAL(readPicture(folder / "huge.png").error().code, ErrorCode::Unsupported);
}

Bytes encoded(const cv::Mat &pixels, const char *kind)
{
    std::vector<unsigned char> bytes;
    CF_CHECK(cv::imencode(kind, pixels, bytes));
    return { bytes.begin(), bytes.end() };
}

/// A damaged picture is one error of ours, an odd one is read as it is, and of neither do the libraries print a line.
void librariesPrintNothing()
{
    cv::Mat film(96, 80, CV_8UC1);
    for (int y = 0; y < film.rows; ++y)
        for (int x = 0; x < film.cols; ++x)
            film.at<unsigned char>(y, x) = static_cast<unsigned char>((x * x + 7 * y * x + y) % 251);
    const Bytes png = encoded(film, ".png");
    const Bytes jpeg = encoded(film, ".jpg");
    const Bytes tiff = encoded(film, ".tif");
    const Bytes endOfJpeg("\xFF\xD9", 2);
    Bytes flipped = png;
    flipped[png.find("IDAT") + 40] ^= 1;
    const std::vector<std::pair<const char *, Bytes>> damagedFiles{ { "flipped.png", flipped },
        { "cut.png", png.substr(0, png.size() / 2) }, { "no-end.png", png.substr(0, png.size() - 12) },
        { "head.png", png.substr(0, 30) }, { "cut.jpg", jpeg.substr(0, jpeg.size() / 2) },
        // It ends as it should, and half of its data is missing: grey is no radiograph.
        { "hole.jpg", jpeg.substr(0, jpeg.size() / 2) + endOfJpeg }, { "cut.tif", tiff.substr(0, tiff.size() / 2) },
        { "head.tif", tiff.substr(0, 8) } };
    constexpr std::size_t behindHeader = 33;
    const Bytes oddGamma("\0\0\0\4gAMA\0\0\0\0\x8B\x25\x60\x4D", 16); // Of gamma 0 libpng would warn.
    const std::vector<std::pair<const char *, Bytes>> oddFiles{
        { "odd.png", Bytes(png).insert(behindHeader, oddGamma) },
        { "odd.jpg", jpeg.substr(0, jpeg.size() - 2) + "abc" + endOfJpeg },
    };
    const std::vector<unsigned char> jpegBytes(jpeg.begin(), jpeg.end());
    const cv::Mat ofJpeg = cv::imdecode(jpegBytes, cv::IMREAD_UNCHANGED);
    const TemporaryFolder folder;
    const auto code = forkedCall(folder / "said.txt", [&] {
        for (const auto &[name, bytes] : damagedFiles) {
            save(folder / name, bytes);
            const auto read = readPicture(folder / name);
            CF_CHECK(!read && read.error().code == ErrorCode::InvalidInput);
            CF_CHECK(read.error().message.find("Get the file again") != std::string::npos);
        }
        for (const auto &[name, bytes] : oddFiles) {
            save(folder / name, bytes);
            const auto read = readPicture(folder / name);
            const cv::Mat &expected = Bytes(name).ends_with("png") ? film : ofJpeg;
            CF_CHECK(read);
            const auto &pixels = read->radiograph.stored.pixels;
            CF_CHECK(std::equal(
                expected.begin<unsigned char>(), expected.end<unsigned char>(), pixels.begin(), pixels.end()));
        }
        return 0;
    });
    std::fputs(contentsOf(folder / "said.txt").c_str(), stderr);
    CF_CHECK(code == 0 && contentsOf(folder / "said.txt").empty());
}

} // namespace

int main(int count, char **arguments)
{
    const int each = count > 1 ? std::atoi(arguments[1]) : 25;
    librariesPrintNothing(); // First: it forks.
    aLengthThatLiesTakesNoMemory(); // It forks, too.
    deepNestingIsRefused();
    truncatedFilesAreRefused(std::min(each, 100));
    damagedFilesNeverCrash(each);
    damagedPicturesNeverCrash(each);
    return 0;
}

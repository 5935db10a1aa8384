// Damaged and hostile files: an error with a reason, never a crash, a hang or the machine's whole memory.
// With a number as argument, that many damaged files are made of each sample instead of a few.

#include "core/base/RandomStream.h"
#include "dicom/ImageImport.h"
#include "dicom/PixelReader.h"
#include "dicom/StudyScanner.h"
#include "dicom/reading/NestingCheck.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/ForkedCall.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace cf;
using namespace cf::test;

namespace {

using Bytes = std::string;

Bytes contentsOf(const std::filesystem::path &path)
{
    std::ifstream file(path, std::ios::binary);
    return { std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>() };
}

void save(const std::filesystem::path &path, const Bytes &bytes)
{
    std::ofstream(path, std::ios::binary) << bytes;
}

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

/// One small file of every way to write pixels, and two of texts and directories.
std::vector<std::filesystem::path> samples()
{
    std::vector<std::filesystem::path> found;
    for (const char *name : { "dicom_pydicom/test_files/MR_small.dcm", "dicom_pydicom/test_files/MR_small_RLE.dcm",
             "dicom_pydicom/test_files/MR_small_bigendian.dcm", "dicom_pydicom/test_files/MR_small_implicit.dcm",
             "dicom_pydicom/test_files/MR_small_jp2klossless.dcm",
             "dicom_pydicom/test_files/MR_small_jpeg_ls_lossless.dcm", "dicom_pydicom/test_files/SC_rgb_jpeg_gdcm.dcm",
             "dicom_pydicom/test_files/SC_rgb_small_odd_jpeg.dcm", "dicom_pydicom/test_files/JPEGLSNearLossless_16.dcm",
             "dicom_pydicom/test_files/SC_rgb_rle_2frame.dcm",
             "dicom_pydicom/test_files/SC_ybr_full_422_uncompressed.dcm", "dicom_pydicom/charset_files/chrH32.dcm",
             "dicom_pylibjpeg/ds/JPEGBaseline/JPEGBaseline_1s_1f_u_08_08.dcm", "dicom_orthanc/Issue140.dcm",
             "dicom_pydicom/test_files/dicomdirtests/DICOMDIR", "dicom_pydicom/test_files/image_dfl.dcm" })
        if (std::filesystem::exists(dataFile(name)))
            found.push_back(dataFile(name));
    return found;
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
        double longest = 0.0;
        for (int i = 0; i < each; ++i) {
            const Bytes bytes = damaged(whole, random);
            save(folder / "damaged.dcm", bytes);
            const auto begin = std::chrono::steady_clock::now();
            checkFile(folder / "damaged.dcm");
            longest =
                std::max(longest, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
            if (i % 4 == 0)
                CF_CHECK(scanStudies(folder / "damaged.dcm").has_value());
        }
        CF_LESS(longest, 20.0);
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

/// Pictures are no safer than DICOM files.
void damagedPicturesNeverCrash(int each)
{
    if (!hasData("nih_cxr14_512", "damaged pictures"))
        return;
    const TemporaryFolder folder;
    Bytes whole;
    for (const auto &entry : std::filesystem::recursive_directory_iterator(dataFile("nih_cxr14_512")))
        if (entry.path().extension() == ".png") {
            whole = contentsOf(entry.path());
            break;
        }
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
    deepNestingIsRefused();
    if (samples().empty())
        std::printf("SKIPPED: damaged files (no samples)\n");
    truncatedFilesAreRefused(std::min(each, 100));
    damagedFilesNeverCrash(each);
    damagedPicturesNeverCrash(each);
    return 0;
}

#include "dicom/reading/pictures/PictureFile.h"

#include "core/base/files/RegularFile.h"
#include "core/imaging/PatientAxes.h"
#include "core/imaging/pictures/ForeignFiles.h"
#include "core/imaging/pictures/PictureDecoders.h"
#include "dicom/reading/pictures/TiffTags.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <system_error>
#include <vector>

namespace cf {
namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::uintmax_t largestFile = std::uintmax_t{ 1 } << 30;

Result<Bytes> readWhole(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::InvalidInput, "There is no such file, or it is not a regular one. Check the path.");
    CF_TRY(checkRegularFile(path)); // It says why a file cannot be read.
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (size > largestFile)
        return fail(ErrorCode::Unsupported, "Pictures over 1 GB are not supported.");
    std::ifstream file(path, std::ios::binary);
    Bytes bytes(static_cast<std::size_t>(size));
    if (!file.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::Io, "The file cannot be read. Check its permissions and the disk.");
    if (bytes.empty())
        return fail(ErrorCode::InvalidInput, "The file is empty. Get it again from its source.");
    return bytes;
}

/// A JPEG ends with its own mark.
bool isCut(const Bytes &bytes, PictureKind kind)
{
    constexpr std::array<unsigned char, 2> endOfImage{ 0xFF, 0xD9 };
    return kind == PictureKind::Jpeg
        && std::find_end(bytes.begin(), bytes.end(), endOfImage.begin(), endOfImage.end()) == bytes.end();
}

cv::Mat turnedPixels(const cv::Mat &pixels, Turn turn)
{
    cv::Mat result = pixels;
    if (turn.mirrored)
        cv::flip(pixels, result, 1);
    constexpr std::array codes{ cv::ROTATE_90_CLOCKWISE, cv::ROTATE_180, cv::ROTATE_90_COUNTERCLOCKWISE };
    if (turn.quarters > 0) {
        cv::Mat rotated;
        cv::rotate(result, rotated, codes[static_cast<std::size_t>(turn.quarters - 1)]);
        return rotated;
    }
    return result;
}

/// Signed values are taken as they are where none is below 0; of the others nobody says which is black.
Result<> takeSign(const Bytes &bytes, PictureFile &picture)
{
    if (picture.kind != PictureKind::Tiff)
        return {};
    const auto tags = readTiffTags(bytes);
    const auto format = tags.find(TiffTag::SampleFormat);
    constexpr double twosComplement = 2.0; // TIFF 6.0, section 19.
    const int depth = picture.pixels.depth();
    const bool isWide = depth == CV_16U || depth == CV_16S;
    if (format == tags.end() || format->second != twosComplement || (!isWide && depth != CV_8U && depth != CV_8S))
        return {};
    // Whichever OpenCV took them for.
    const cv::Mat values(picture.pixels.rows, picture.pixels.cols,
        CV_MAKETYPE(isWide ? CV_16S : CV_8S, picture.pixels.channels()), picture.pixels.data, picture.pixels.step);
    double lowest = 0.0;
    cv::minMaxLoc(values.reshape(1), &lowest);
    if (lowest < 0.0)
        return fail(ErrorCode::Unsupported,
            "The picture holds values below 0 and does not say which is black. Save it with unsigned values.");
    cv::Mat plain;
    values.convertTo(plain, isWide ? CV_16U : CV_8U);
    picture.pixels = plain;
    return {};
}

/// Pictures of 32 or 64 bits a pixel that hold whole numbers of 16 bits, or shares from 0 to 1, as programs for
/// computing write films and masks: as 16 bits. Of other numbers nobody says what is black and white.
Result<> takeWideNumbers(PictureFile &picture)
{
    const int depth = picture.pixels.depth();
    if (depth != CV_32F && depth != CV_64F && depth != CV_32S)
        return {};
    cv::Mat numbers;
    picture.pixels.convertTo(numbers, CV_64F);
    double lowest = 0.0;
    double highest = 0.0;
    cv::minMaxLoc(numbers.reshape(1), &lowest, &highest);
    cv::Mat words;
    numbers.convertTo(words, CV_16U); // Rounds, and what is no number becomes one.
    cv::Mat whole;
    words.convertTo(whole, CV_64F);
    constexpr double white = 65535.0;
    const bool isWhole = cv::norm(numbers, whole, cv::NORM_INF) == 0.0;
    if (!isWhole && lowest >= 0.0 && highest <= 1.0 && cv::checkRange(numbers)) {
        numbers.convertTo(words, CV_16U, white);
        addNote(picture.notes, "shares-as-greys",
            "The picture holds numbers from 0 to 1; 0 was taken as black and 1 as white.");
    } else if (!isWhole) {
        return fail(ErrorCode::Unsupported,
            "The picture holds numbers that are neither whole ones up to 65535 nor shares from 0 to 1, and does not "
            "say "
            "which is black. Save it with 8 or 16 bits.");
    }
    picture.pixels = words;
    return {};
}

/// What the picture's tags say of showing it.
void applyTags(const Bytes &bytes, PictureFile &picture)
{
    const bool isTiff = picture.kind == PictureKind::Tiff;
    const auto tags = readTiffTags(isTiff ? std::span<const unsigned char>(bytes) : exifOf(bytes));
    const auto number = [&](TiffTag tag, double absent) {
        const auto found = tags.find(tag);
        return found == tags.end() ? absent : found->second;
    };
    if (const int pictures = isTiff ? tiffPictures(bytes) : 1; pictures > 1)
        addNote(picture.notes, "one-of-several",
            "The file holds " + std::to_string(pictures) + " pictures; only the first one is read.",
            NoteSeverity::Warning);
    constexpr unsigned smallerCopy = 1;
    if (isTiff && (static_cast<unsigned>(number(TiffTag::NewSubfileType, 0.0)) & smallerCopy) != 0)
        addNote(picture.notes, "smaller-copy",
            "The file's first picture is a smaller copy of another one in it; the smaller one is read.",
            NoteSeverity::Warning);
    // OpenCV turns the values of 8-bit pictures itself, and not those of more bits.
    picture.whiteIsZero = isTiff && number(TiffTag::Photometric, 1.0) == 0.0 && picture.pixels.depth() == CV_16U;
    const double across = number(TiffTag::XResolution, 0.0);
    const double down = number(TiffTag::YResolution, 0.0);
    picture.aspect = isTiff && across > 0.0 && down > 0.0 ? across / down : statedAspectOf(bytes).value_or(1.0);
    if (std::abs(picture.aspect - 1.0) < 0.01 || picture.aspect < 0.1 || picture.aspect > 10.0)
        picture.aspect = 1.0;
    else
        addNote(picture.notes, "pixel-aspect", "The pixels are not square; the picture is shown in proportion.");
    const int orientation = static_cast<int>(number(TiffTag::Orientation, 1.0));
    const Turn turn = turnOfExif(orientation);
    if (turn.isNone())
        return;
    picture.pixels = turnedPixels(picture.pixels, turn);
    if (turn.swapsSides())
        picture.aspect = 1.0 / picture.aspect;
    addNote(picture.notes, "exif-orientation",
        "The picture was turned upright as its orientation tag (" + std::to_string(orientation) + ") says.");
}

} // namespace

Result<PictureFile> readPictureFile(const std::filesystem::path &path)
{
    CF_ASSIGN(const auto bytes, readWhole(path));
    PictureFile picture;
    picture.kind = pictureKindOf(bytes);
    if (const char *name = picture.kind == PictureKind::None ? nameOfForeignFile(bytes) : nullptr)
        return fail(ErrorCode::Unsupported,
            "This is a " + std::string(name) + " file, which is not read. Convert it to PNG or TIFF without loss.");
    if (picture.kind == PictureKind::None)
        return fail(ErrorCode::InvalidInput, "This is neither a DICOM file nor a PNG, JPEG or TIFF picture.");
    if (isCut(bytes, picture.kind))
        return fail(ErrorCode::InvalidInput, "The picture ends too early. Get the file again from its source.");
    CF_ASSIGN(picture.pixels, decodePicture(bytes, picture.kind));
    CF_TRY(takeSign(bytes, picture));
    CF_TRY(takeWideNumbers(picture));
    const int depth = picture.pixels.depth();
    const int channels = picture.pixels.channels();
    if ((depth != CV_8U && depth != CV_16U) || channels == 2 || channels > 4)
        return fail(ErrorCode::Unsupported, "Only pictures of 8 or 16 bits, grey or colour, are supported.");
    applyTags(bytes, picture);
    return picture;
}

} // namespace cf

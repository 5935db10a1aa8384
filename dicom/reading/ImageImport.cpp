#include "dicom/ImageImport.h"

#include "dicom/reading/Dcmtk.h"
#include "dicom/reading/DicomFile.h"
#include "dicom/PixelReader.h"

#include <opencv2/core.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <string>
#include <system_error>
#include <vector>

namespace cf {
namespace {

constexpr std::uintmax_t largestFile = std::uintmax_t{ 1 } << 30;
constexpr std::int64_t mostPixels = 100'000'000;

enum class PictureKind { None, Png, Jpeg, Tiff };

PictureKind kindOf(const std::vector<unsigned char> &bytes)
{
    const auto starts = [&](std::initializer_list<unsigned char> magic) {
        return bytes.size() >= magic.size() && std::equal(magic.begin(), magic.end(), bytes.begin());
    };
    if (starts({ 0x89, 'P', 'N', 'G', 0x0D, 0x0A, 0x1A, 0x0A }))
        return PictureKind::Png;
    if (starts({ 0xFF, 0xD8, 0xFF }))
        return PictureKind::Jpeg;
    if (starts({ 'I', 'I', 42, 0 }) || starts({ 'M', 'M', 0, 42 }))
        return PictureKind::Tiff;
    return PictureKind::None;
}

Result<std::vector<unsigned char>> readWhole(const std::filesystem::path &path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return fail(ErrorCode::Io, "There is no such file, or it is not a regular one. Check the path.");
    const std::uintmax_t size = std::filesystem::file_size(path, error);
    if (size > largestFile)
        return fail(ErrorCode::Unsupported, "Pictures over 1 GB are not supported.");
    std::ifstream file(path, std::ios::binary);
    std::vector<unsigned char> bytes(static_cast<std::size_t>(size));
    if (!file.read(reinterpret_cast<char *>(bytes.data()), static_cast<std::streamsize>(size)))
        return fail(ErrorCode::Io, "The file cannot be read. Check its permissions and the disk.");
    if (bytes.empty())
        return fail(ErrorCode::InvalidInput, "The file is empty. Get it again from its source.");
    return bytes;
}

/// A PNG's size stands at its beginning; a file of a few bytes must not ask for gigabytes.
bool isTooLarge(const std::vector<unsigned char> &bytes, PictureKind kind)
{
    if (kind != PictureKind::Png || bytes.size() < 24)
        return false;
    const auto word = [&](std::size_t at) {
        return std::int64_t{ bytes[at] } << 24 | std::int64_t{ bytes[at + 1] } << 16
            | std::int64_t{ bytes[at + 2] } << 8 | std::int64_t{ bytes[at + 3] };
    };
    return word(16) * word(20) > mostPixels;
}

/// Luminance of colour pictures; an opacity channel is left out.
cv::Mat toGrey(const cv::Mat &decoded, std::vector<std::string> &notes)
{
    if (decoded.channels() == 1)
        return decoded;
    cv::Mat colour = decoded;
    if (decoded.channels() == 4)
        cv::cvtColor(decoded, colour, cv::COLOR_BGRA2BGR);
    std::vector<cv::Mat> planes;
    cv::split(colour, planes);
    // Most grey radiographs saved as colour have three equal channels: take one as it is.
    if (planes.size() == 3 && cv::norm(planes[0], planes[1], cv::NORM_INF) == 0.0
        && cv::norm(planes[1], planes[2], cv::NORM_INF) == 0.0)
        return planes[0];
    notes.emplace_back("This is a colour picture; it was turned into grey.");
    cv::Mat grey;
    cv::cvtColor(colour, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

/// A JPEG ends with its own mark; OpenCV fills what is missing of a cut one with grey and says nothing.
bool isCut(const std::vector<unsigned char> &bytes, PictureKind kind)
{
    constexpr std::array<unsigned char, 2> endOfImage{ 0xFF, 0xD9 };
    return kind == PictureKind::Jpeg
        && std::find_end(bytes.begin(), bytes.end(), endOfImage.begin(), endOfImage.end()) == bytes.end();
}

Result<LoadedRadiograph> decode(const std::vector<unsigned char> &bytes)
{
    // As stored: no turning by EXIF, which would part the picture from its file, and no change of depth.
    const cv::Mat decoded = cv::imdecode(bytes, cv::IMREAD_UNCHANGED);
    if (decoded.empty())
        return fail(ErrorCode::InvalidInput, "The picture is damaged or of a kind that is not supported.");
    if ((decoded.depth() != CV_8U && decoded.depth() != CV_16U) || decoded.channels() == 2 || decoded.channels() > 4)
        return fail(ErrorCode::Unsupported, "Only pictures of 8 or 16 bits, grey or colour, are supported.");
    LoadedRadiograph loaded;
    const cv::Mat grey = toGrey(decoded, loaded.notes);
    cv::Mat wide;
    grey.convertTo(wide, CV_32S);
    Radiograph &radiograph = loaded.radiograph;
    radiograph.stored.width = wide.cols;
    radiograph.stored.height = wide.rows;
    radiograph.stored.pixels.assign(wide.begin<std::int32_t>(), wide.end<std::int32_t>());
    radiograph.bitsStored = grey.depth() == CV_8U ? 8 : 16;
    radiograph.windowWidth = std::int32_t{ 1 } << radiograph.bitsStored; // The whole range (PS3.3 C.11.2.1.2.1).
    radiograph.windowCenter = *radiograph.windowWidth / 2.0;
    loaded.attributes.rows = wide.rows;
    loaded.attributes.columns = wide.cols;
    return loaded;
}

} // namespace

bool hasPictureName(const std::filesystem::path &path)
{
    std::string extension = path.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    constexpr std::array known{ ".png", ".jpg", ".jpeg", ".tif", ".tiff" };
    return std::any_of(known.begin(), known.end(), [&](const char *name) { return extension == name; });
}

Result<LoadedRadiograph> readPicture(const std::filesystem::path &path)
{
    return guarded([&]() -> Result<LoadedRadiograph> {
        CF_ASSIGN(const auto bytes, readWhole(path));
        const PictureKind kind = kindOf(bytes);
        if (kind == PictureKind::None)
            return fail(ErrorCode::InvalidInput, "This is neither a DICOM file nor a PNG, JPEG or TIFF picture.");
        if (isTooLarge(bytes, kind))
            return fail(ErrorCode::Unsupported, "Pictures over 100 megapixels are not supported.");
        if (isCut(bytes, kind))
            return fail(ErrorCode::InvalidInput, "The picture ends too early. Get the file again from its source.");
        return decode(bytes);
    });
}

Result<LoadedRadiograph> openRadiograph(const std::filesystem::path &path, int frame)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error) || looksLikeDicom(path))
        return readRadiograph(path, frame);
    return readPicture(path);
}

} // namespace cf

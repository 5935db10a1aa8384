#include "core/imaging/pictures/PictureDecoders.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio> // jpeglib.h asks for it.
#include <cstring>
#include <iostream>
#include <mutex>
#include <streambuf>
#include <string>
#include <vector>

#include <jpeglib.h>

#include <jerror.h>
#include <png.h>

namespace cf {
namespace {

using View = std::span<const unsigned char>;

tl::unexpected<Error> isDamaged(const std::string &why)
{
    return fail(ErrorCode::InvalidInput,
        "The picture is damaged (" + (why.empty() ? "no reason given" : why)
            + "). Get the file again from its source.");
}

tl::unexpected<Error> hasTooManyPixels()
{
    return fail(ErrorCode::Unsupported, "Pictures over 100 megapixels are not supported.");
}

bool isTooLarge(std::uint32_t width, std::uint32_t height)
{
    return std::int64_t{ width } * height > maxPicturePixels;
}

// Both libraries leave by longjmp(), which runs no destructor: what has one lives outside the functions that call
// setjmp(), in PngPicture and JpegPicture, and those functions hold plain values alone.

struct PngPicture {
    png_struct *png = nullptr;
    png_info *info = nullptr;
    View rest;
    cv::Mat pixels;
    std::vector<png_byte *> rows;
    std::string error;

    PngPicture() = default;
    PngPicture(const PngPicture &) = delete;
    PngPicture &operator=(const PngPicture &) = delete;
    ~PngPicture() { png_destroy_read_struct(&png, &info, nullptr); }
};

[[noreturn]] void leavePng(png_struct *png, const char *message)
{
    static_cast<PngPicture *>(png_get_error_ptr(png))->error = message;
    png_longjmp(png, 1);
}

void ignorePngWarning(png_struct *, const char *) { }

void readPngBytes(png_struct *png, png_byte *to, std::size_t count)
{
    auto &picture = *static_cast<PngPicture *>(png_get_io_ptr(png));
    if (count > picture.rest.size())
        png_error(png, "it ends too early");
    std::memcpy(to, picture.rest.data(), count);
    picture.rest = picture.rest.subspan(count);
}

/// The type of the pixels, and what libpng is to do to get there.
int choosePngForm(png_struct *png, png_info *info)
{
    const int bits = png_get_bit_depth(png, info);
    const int colour = png_get_color_type(png, info);
    const bool isColour = (colour & PNG_COLOR_MASK_COLOR) != 0;
    const bool hasOpacity =
        (colour & PNG_COLOR_MASK_ALPHA) != 0 || (isColour && png_get_valid(png, info, PNG_INFO_tRNS) != 0);
    const int channels = hasOpacity ? 4 : isColour ? 3 : 1;
    constexpr std::array<unsigned char, 2> one{ 1, 0 };
    if (bits == 16 && *reinterpret_cast<const std::uint16_t *>(one.data()) == 1)
        png_set_swap(png); // PNG's highest byte comes first.
    if (hasOpacity)
        png_set_tRNS_to_alpha(png);
    else
        png_set_strip_alpha(png);
    if (colour == PNG_COLOR_TYPE_PALETTE)
        png_set_palette_to_rgb(png);
    if (!isColour && bits < 8)
        png_set_expand_gray_1_2_4_to_8(png);
    if (isColour)
        png_set_bgr(png);
    else if (channels > 1)
        png_set_gray_to_rgb(png);
    return CV_MAKETYPE(bits == 16 ? CV_16U : CV_8U, channels);
}

void makePngRows(PngPicture &picture, int type)
{
    picture.pixels.create(static_cast<int>(png_get_image_height(picture.png, picture.info)),
        static_cast<int>(png_get_image_width(picture.png, picture.info)), type);
    for (int y = 0; y < picture.pixels.rows; ++y)
        picture.rows.push_back(picture.pixels.ptr(y));
}

/// Whether the picture was read to its end.
bool readPng(PngPicture &picture)
{
    if (setjmp(png_jmpbuf(picture.png)) != 0) // NOLINT(cert-err52-cpp): the library knows no other way.
        return false;
    png_set_read_fn(picture.png, &picture, readPngBytes);
    png_read_info(picture.png, picture.info);
    const int type = choosePngForm(picture.png, picture.info);
    png_set_interlace_handling(picture.png);
    png_read_update_info(picture.png, picture.info);
    makePngRows(picture, type);
    if (png_get_rowbytes(picture.png, picture.info) > picture.pixels.step)
        png_error(picture.png, "its rows are longer than it says");
    png_read_image(picture.png, picture.rows.data());
    png_read_end(picture.png, nullptr);
    return true;
}

struct JpegPicture {
    jpeg_decompress_struct jpeg{};
    jpeg_error_mgr errors{};
    std::jmp_buf leave{};
    View bytes;
    cv::Mat pixels;
    std::string error;
    bool isTooLarge = false;
    bool isOfOtherKind = false;

    JpegPicture() = default;
    JpegPicture(const JpegPicture &) = delete;
    JpegPicture &operator=(const JpegPicture &) = delete;
    ~JpegPicture() { jpeg_destroy_decompress(&jpeg); }
};

void sayJpeg(jpeg_common_struct *jpeg)
{
    std::array<char, JMSG_LENGTH_MAX> message{};
    jpeg->err->format_message(jpeg, message.data());
    static_cast<JpegPicture *>(jpeg->client_data)->error = message.data();
}

[[noreturn]] void leaveJpeg(jpeg_common_struct *jpeg)
{
    sayJpeg(jpeg);
    std::longjmp(static_cast<JpegPicture *>(jpeg->client_data)->leave, 1); // NOLINT(cert-err52-cpp)
}

/// Of libjpeg's warnings those are an error after which it makes up coefficients.
void hearJpeg(jpeg_common_struct *jpeg, int level)
{
    constexpr std::array madeUp{ JWRN_HIT_MARKER, JWRN_HUFF_BAD_CODE, JWRN_ARITH_BAD_CODE, JWRN_JPEG_EOF,
        JWRN_MUST_RESYNC, JWRN_BOGUS_PROGRESSION };
    if (level < 0 && std::find(madeUp.begin(), madeUp.end(), jpeg->err->msg_code) != madeUp.end())
        leaveJpeg(jpeg);
}

bool readJpeg(JpegPicture &picture)
{
    if (setjmp(picture.leave) != 0) // NOLINT(cert-err52-cpp): the library knows no other way.
        return false;
    jpeg_decompress_struct &jpeg = picture.jpeg;
    jpeg_create_decompress(&jpeg);
    jpeg_mem_src(&jpeg, picture.bytes.data(), static_cast<unsigned long>(picture.bytes.size()));
    jpeg_read_header(&jpeg, TRUE);
    picture.isOfOtherKind = jpeg.num_components != 1 && jpeg.num_components != 3;
    picture.isTooLarge = isTooLarge(jpeg.image_width, jpeg.image_height);
    if (picture.isOfOtherKind || picture.isTooLarge)
        return false;
    jpeg.out_color_space = jpeg.num_components == 1 ? JCS_GRAYSCALE : JCS_RGB;
    jpeg_start_decompress(&jpeg);
    picture.pixels.create(static_cast<int>(jpeg.output_height), static_cast<int>(jpeg.output_width),
        CV_MAKETYPE(CV_8U, jpeg.output_components));
    while (jpeg.output_scanline < jpeg.output_height) {
        JSAMPLE *row = picture.pixels.ptr(static_cast<int>(jpeg.output_scanline));
        jpeg_read_scanlines(&jpeg, &row, 1);
    }
    jpeg_finish_decompress(&jpeg);
    return true;
}

} // namespace

Result<cv::Mat> decodePng(View bytes)
{
    // Its size stands at its beginning, and is asked before anything else.
    constexpr std::size_t sizeEnds = 24;
    if (bytes.size() >= sizeEnds && isTooLarge(png_get_uint_32(&bytes[16]), png_get_uint_32(&bytes[20])))
        return hasTooManyPixels();
    PngPicture picture;
    picture.rest = bytes;
    picture.png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &picture, leavePng, ignorePngWarning);
    picture.info = picture.png != nullptr ? png_create_info_struct(picture.png) : nullptr;
    if (picture.info == nullptr)
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for the picture. Close other programs.");
    if (!readPng(picture))
        return isDamaged(picture.error);
    return picture.pixels;
}

Result<cv::Mat> decodeJpeg(View bytes)
{
    JpegPicture picture;
    picture.bytes = bytes;
    picture.jpeg.err = jpeg_std_error(&picture.errors);
    picture.errors.error_exit = leaveJpeg;
    picture.errors.emit_message = hearJpeg;
    picture.jpeg.client_data = &picture;
    if (!readJpeg(picture)) {
        if (picture.isOfOtherKind)
            return cv::Mat();
        return picture.isTooLarge ? Result<cv::Mat>(hasTooManyPixels()) : Result<cv::Mat>(isDamaged(picture.error));
    }
    if (picture.pixels.channels() == 3)
        cv::cvtColor(picture.pixels, picture.pixels, cv::COLOR_RGB2BGR);
    return picture.pixels;
}

PictureKind pictureKindOf(std::span<const unsigned char> bytes)
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

namespace {

/// A TIFF whose first picture says that it lies as it is stored. OpenCV turns TIFFs of some depths by their
/// Orientation, whatever it is asked; who reads the tag would turn them a second time.
std::vector<unsigned char> withoutOrientation(View tiff)
{
    std::vector<unsigned char> bytes(tiff.begin(), tiff.end());
    constexpr std::uint32_t orientation = 274;
    constexpr std::size_t entrySize = 12;
    constexpr unsigned char shortType = 3;
    constexpr std::size_t smallest = 14; // A header and an empty directory.
    if (bytes.size() < smallest)
        return bytes;
    const bool isBigEndian = bytes[0] == 'M';
    const auto number = [&](std::size_t at, std::size_t count) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t from = at + (isBigEndian ? i : count - 1 - i);
            value = value << 8U | (from < bytes.size() ? bytes[from] : 0U);
        }
        return value;
    };
    const std::size_t directory = number(4, 4);
    const std::size_t entries = number(directory, 2);
    for (std::size_t i = 0; i < entries && directory + 2 + entrySize * (i + 1) <= bytes.size(); ++i) {
        const std::size_t entry = directory + 2 + entrySize * i;
        if (number(entry, 2) != orientation)
            continue;
        // One SHORT, 1, whatever stood there.
        const std::array<unsigned char, 10> upright = isBigEndian
            ? std::array<unsigned char, 10>{ 0, shortType, 0, 0, 0, 1, 0, 1, 0, 0 }
            : std::array<unsigned char, 10>{ shortType, 0, 1, 0, 0, 0, 1, 0, 0, 0 };
        std::copy(upright.begin(), upright.end(), bytes.begin() + static_cast<std::ptrdiff_t>(entry) + 2);
    }
    return bytes;
}

/// OpenCV tells of files that it cannot read on std::cerr, beside its answer; the reason reaches the user from us. The
/// program itself does not write there.
class QuietStandardError
{
public:
    QuietStandardError()
        : m_lock(mutex())
        , m_buffer(std::cerr.rdbuf(nullptr))
    {
    }
    QuietStandardError(const QuietStandardError &) = delete;
    QuietStandardError &operator=(const QuietStandardError &) = delete;
    ~QuietStandardError()
    {
        std::cerr.rdbuf(m_buffer);
        std::cerr.clear(); // Without a buffer every output was an error.
    }

private:
    static std::mutex &mutex()
    {
        static std::mutex one;
        return one;
    }

    std::lock_guard<std::mutex> m_lock;
    std::streambuf *m_buffer;
};

cv::Mat decodedByOpenCv(View bytes)
{
    const QuietStandardError quiet;
    return cv::imdecode(cv::Mat(1, static_cast<int>(bytes.size()), CV_8U, const_cast<unsigned char *>(bytes.data())),
        cv::IMREAD_UNCHANGED);
}

} // namespace

/// OpenCV decodes TIFF, of which its library prints nothing, and CMYK.
Result<cv::Mat> decodePicture(View bytes, PictureKind kind)
{
    if (kind == PictureKind::Png)
        return decodePng(bytes);
    cv::Mat pixels;
    if (kind == PictureKind::Jpeg) {
        CF_ASSIGN(pixels, decodeJpeg(bytes));
    }
    if (kind == PictureKind::Tiff)
        pixels = decodedByOpenCv(withoutOrientation(bytes));
    else if (pixels.empty() && kind != PictureKind::None)
        pixels = decodedByOpenCv(bytes);
    if (pixels.empty())
        return fail(ErrorCode::InvalidInput,
            "The picture is damaged or of a kind that is not supported. Get the file again from its source, or save it "
            "as PNG.");
    return pixels;
}

} // namespace cf

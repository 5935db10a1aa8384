#include "dicom/reading/codecs/Jpeg2000.h"

#include <openjpeg.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>

namespace cf {
namespace {

struct Cursor {
    std::span<const unsigned char> bytes;
    std::size_t position = 0;
};

OPJ_SIZE_T readBytes(void *buffer, OPJ_SIZE_T count, void *user)
{
    auto &cursor = *static_cast<Cursor *>(user);
    const std::size_t available = std::min(count, cursor.bytes.size() - cursor.position);
    if (available == 0)
        return static_cast<OPJ_SIZE_T>(-1);
    std::memcpy(buffer, cursor.bytes.data() + cursor.position, available);
    cursor.position += available;
    return available;
}

OPJ_OFF_T skipBytes(OPJ_OFF_T count, void *user)
{
    auto &cursor = *static_cast<Cursor *>(user);
    if (count < 0)
        return -1;
    const std::size_t skipped = std::min(static_cast<std::size_t>(count), cursor.bytes.size() - cursor.position);
    cursor.position += skipped;
    return static_cast<OPJ_OFF_T>(skipped);
}

OPJ_BOOL seekBytes(OPJ_OFF_T position, void *user)
{
    auto &cursor = *static_cast<Cursor *>(user);
    if (position < 0 || static_cast<std::size_t>(position) > cursor.bytes.size())
        return OPJ_FALSE;
    cursor.position = static_cast<std::size_t>(position);
    return OPJ_TRUE;
}

void ignoreMessage(const char *, void *) { }

struct StreamDeleter {
    void operator()(opj_stream_t *stream) const { opj_stream_destroy(stream); }
};
struct CodecDeleter {
    void operator()(opj_codec_t *codec) const { opj_destroy_codec(codec); }
};
struct ImageDeleter {
    void operator()(opj_image_t *image) const { opj_image_destroy(image); }
};
using Stream = std::unique_ptr<opj_stream_t, StreamDeleter>;
using Codec = std::unique_ptr<opj_codec_t, CodecDeleter>;
using DecodedImage = std::unique_ptr<opj_image_t, ImageDeleter>;

Codec makeCodec(std::span<const unsigned char> bytes)
{
    const bool boxed = bytes.size() > 8 && std::memcmp(bytes.data() + 4, "jP  ", 4) == 0;
    Codec codec(opj_create_decompress(boxed ? OPJ_CODEC_JP2 : OPJ_CODEC_J2K));
    opj_dparameters_t parameters;
    opj_set_default_decoder_parameters(&parameters);
    // DICOM states the colours itself; the boxes' palettes and colour definitions are not to be applied.
    parameters.flags |= OPJ_DPARAMETERS_IGNORE_PCLR_CMAP_CDEF_FLAG;
    opj_set_info_handler(codec.get(), ignoreMessage, nullptr);
    opj_set_warning_handler(codec.get(), ignoreMessage, nullptr);
    opj_set_error_handler(codec.get(), ignoreMessage, nullptr);
    return opj_setup_decoder(codec.get(), &parameters) ? std::move(codec) : Codec();
}

Stream makeStream(Cursor &cursor)
{
    Stream stream(opj_stream_create(std::min<std::size_t>(cursor.bytes.size(), 1U << 16), OPJ_TRUE));
    if (!stream)
        return stream;
    opj_stream_set_user_data(stream.get(), &cursor, nullptr);
    opj_stream_set_user_data_length(stream.get(), cursor.bytes.size());
    opj_stream_set_read_function(stream.get(), readBytes);
    opj_stream_set_skip_function(stream.get(), skipBytes);
    opj_stream_set_seek_function(stream.get(), seekBytes);
    return stream;
}

/// Looked at before decoding, so that a header of a few bytes cannot ask for gigabytes.
Result<> checkHeader(const opj_image_t &image, int width, int height)
{
    const auto samples = image.numcomps;
    if (samples != 1 && samples != 3)
        return fail(ErrorCode::Unsupported,
            "JPEG 2000 images with " + std::to_string(samples) + " components are not supported.");
    for (OPJ_UINT32 i = 0; i < samples; ++i) {
        const opj_image_comp_t &component = image.comps[i];
        if (component.dx != 1 || component.dy != 1 || component.prec < 1 || component.prec > 16)
            return fail(ErrorCode::Unsupported,
                "JPEG 2000 images with reduced colours or more than 16 bits are not supported.");
        if (component.w != static_cast<OPJ_UINT32>(width) || component.h != static_cast<OPJ_UINT32>(height))
            return fail(ErrorCode::InvalidInput,
                "The compressed image is " + std::to_string(component.w) + " x " + std::to_string(component.h)
                    + " pixels, but the attributes say " + std::to_string(width) + " x " + std::to_string(height)
                    + ". Get the file again from its source.");
    }
    return {};
}

Jpeg2000Image interleaved(const opj_image_t &image)
{
    Jpeg2000Image result;
    result.width = static_cast<int>(image.comps[0].w);
    result.height = static_cast<int>(image.comps[0].h);
    result.samples = static_cast<int>(image.numcomps);
    result.precision = static_cast<int>(image.comps[0].prec);
    result.isSigned = image.comps[0].sgnd != 0;
    const std::size_t count = std::size_t{ image.comps[0].w } * image.comps[0].h;
    result.values.resize(count * image.numcomps);
    for (OPJ_UINT32 sample = 0; sample < image.numcomps; ++sample)
        for (std::size_t i = 0; i < count; ++i)
            result.values[i * image.numcomps + sample] = image.comps[sample].data[i];
    return result;
}

} // namespace

Result<Jpeg2000Image> decodeJpeg2000(std::span<const unsigned char> bytes, int width, int height)
{
    const auto damaged = [] {
        return fail(ErrorCode::InvalidInput, "The JPEG 2000 image is damaged. Get the file again from its source.");
    };
    if (bytes.size() < 12)
        return damaged();
    Cursor cursor{ bytes };
    const Stream stream = makeStream(cursor);
    const Codec codec = makeCodec(bytes);
    if (!stream || !codec)
        return fail(
            ErrorCode::OutOfMemory, "There is not enough memory for this image. Close other images and try again.");
    opj_image_t *read = nullptr;
    const bool hasHeader = opj_read_header(stream.get(), codec.get(), &read) != 0;
    const DecodedImage image(read);
    if (!hasHeader || !image)
        return damaged();
    CF_TRY(checkHeader(*image, width, height));
    if (!opj_decode(codec.get(), stream.get(), image.get()))
        return damaged();
    CF_TRY(checkHeader(*image, width, height));
    for (OPJ_UINT32 i = 0; i < image->numcomps; ++i)
        if (!image->comps[i].data)
            return damaged();
    return interleaved(*image);
}

} // namespace cf

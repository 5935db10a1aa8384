#pragma once

// Images whose every value is known, and DICOM files of them in all the ways to write pixels. The values are computed,
// so a clone without any other data tests the readers just as well; the codecs are those of DCMTK's programs, of
// OpenJPEG and of OpenCV.

#include "tests/dicom/RawDicom.h"
#include "tests/dicom/SharedData.h"
#include "tests/support/Check.h"
#include "tests/support/Skip.h"

#include <openjpeg.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cf::test {

/// Stored values and what the attributes of the Image Pixel Module say of them.
struct KnownImage {
    int width = 0;
    int height = 0;
    int bits = 12; ///< Stored; up to 8 are allocated 8, more 16.
    bool isSigned = false;
    int samples = 1; ///< 3: red, green and blue, interleaved.
    int frames = 1;
    std::vector<int> values; ///< Frame after frame, row after row.

    int minimum() const { return isSigned ? -(1 << (bits - 1)) : 0; }
    int maximum() const { return minimum() + (1 << bits) - 1; }

    RawDataSet header() const
    {
        RawDataSet film = filmHeader();
        film.word(0x00280002, samples);
        if (samples == 3) {
            film.text(0x00280004, "CS", "RGB");
            film.word(0x00280006, 0);
        }
        if (frames > 1)
            film.text(0x00280008, "IS", std::to_string(frames));
        film.word(0x00280010, height);
        film.word(0x00280011, width);
        film.word(0x00280100, bits > 8 ? 16 : 8);
        film.word(0x00280101, bits);
        film.word(0x00280102, bits - 1);
        film.word(0x00280103, isSigned ? 1 : 0);
        return film;
    }
    /// With uncompressed pixels.
    RawDataSet native() const
    {
        RawDataSet film = header();
        Bytes pixels;
        if (bits > 8)
            pixels = words(values);
        else
            for (const int value : values)
                pixels += static_cast<char>(value);
        film.set(0x7FE00010, bits > 8 ? "OW" : "OB", evenText(pixels, '\0'));
        return film;
    }
};

/// Smooth, so that lossy codecs are near it, from the least value to the greatest, and another in every corner.
inline KnownImage knownImage(int width, int height, int bits, bool isSigned = false, int samples = 1, int frames = 1)
{
    KnownImage image{ width, height, bits, isSigned, samples, frames, {} };
    const long long range = (1LL << bits) - 1;
    for (int frame = 0; frame < frames; ++frame)
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                for (int sample = 0; sample < samples; ++sample) {
                    const long long place = 3LL * x * (height - 1) + static_cast<long long>(y) * (width - 1);
                    const long long whole = 4LL * (width - 1) * (height - 1);
                    // The frames and the colours go their own ways through the range.
                    const long long share = (sample + frame) % 2 == 0 ? place : whole - place;
                    image.values.push_back(image.minimum() + static_cast<int>(range * share / whole));
                }
    return image;
}

/// Pixel Data of undefined length: an empty offset table and a fragment for each frame (PS3.5 A.4).
inline Bytes encapsulated(const std::vector<Bytes> &frames)
{
    const Bytes item("\xFE\xFF\x00\xE0", 4);
    Bytes pixels("\xE0\x7F\x10\x00OB\0\0\xFF\xFF\xFF\xFF", 12);
    pixels += item + Bytes(4, '\0');
    for (const Bytes &frame : frames) {
        const Bytes fragment = evenText(frame, '\0');
        pixels += item;
        putNumber(pixels, fragment.size(), 4);
        pixels += fragment;
    }
    return pixels + Bytes("\xFE\xFF\xDD\xE0\0\0\0\0", 8);
}

namespace openJpeg {

struct Output {
    Bytes bytes;
    std::size_t position = 0;
};

inline OPJ_SIZE_T writeBytes(void *buffer, OPJ_SIZE_T count, void *user)
{
    auto &output = *static_cast<Output *>(user);
    output.bytes.resize(std::max(output.bytes.size(), output.position + count));
    std::copy_n(static_cast<const char *>(buffer), count, output.bytes.begin() + static_cast<long>(output.position));
    output.position += count;
    return count;
}

inline OPJ_BOOL seekTo(OPJ_OFF_T position, void *user)
{
    auto &output = *static_cast<Output *>(user);
    output.position = static_cast<std::size_t>(position);
    output.bytes.resize(std::max(output.bytes.size(), output.position));
    return OPJ_TRUE;
}

inline OPJ_OFF_T skipBy(OPJ_OFF_T count, void *user)
{
    seekTo(static_cast<OPJ_OFF_T>(static_cast<Output *>(user)->position) + count, user);
    return count;
}

} // namespace openJpeg

/// The code stream of one frame: without loss, or about `compression` times smaller than its samples.
inline Bytes jpeg2000(const KnownImage &image, int frame = 0, float compression = 0.0F)
{
    opj_cparameters_t parameters;
    opj_set_default_encoder_parameters(&parameters);
    parameters.tcp_numlayers = 1;
    parameters.tcp_rates[0] = compression;
    parameters.cp_disto_alloc = 1;
    parameters.irreversible = compression > 0.0F ? 1 : 0;
    parameters.tcp_mct = image.samples == 3 ? 1 : 0;
    parameters.numresolution = 3; // Of images as small as ours.
    std::vector<opj_image_cmptparm_t> components(static_cast<std::size_t>(image.samples));
    for (opj_image_cmptparm_t &component : components) {
        component = {};
        component.dx = component.dy = 1;
        component.w = static_cast<OPJ_UINT32>(image.width);
        component.h = static_cast<OPJ_UINT32>(image.height);
        component.prec = static_cast<OPJ_UINT32>(image.bits);
        component.sgnd = image.isSigned ? 1 : 0;
    }
    opj_image_t *const picture = opj_image_create(static_cast<OPJ_UINT32>(image.samples), components.data(),
        image.samples == 3 ? OPJ_CLRSPC_SRGB : OPJ_CLRSPC_GRAY);
    CF_CHECK(picture != nullptr);
    picture->x1 = static_cast<OPJ_UINT32>(image.width);
    picture->y1 = static_cast<OPJ_UINT32>(image.height);
    const std::size_t pixels = static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height);
    const auto samples = static_cast<std::size_t>(image.samples);
    for (std::size_t i = 0; i < pixels * samples; ++i)
        picture->comps[i % samples].data[i / samples] =
            image.values[static_cast<std::size_t>(frame) * pixels * samples + i];
    opj_codec_t *const codec = opj_create_compress(OPJ_CODEC_J2K);
    opj_stream_t *const stream = opj_stream_default_create(OPJ_FALSE);
    openJpeg::Output output;
    opj_stream_set_user_data(stream, &output, nullptr);
    opj_stream_set_write_function(stream, openJpeg::writeBytes);
    opj_stream_set_seek_function(stream, openJpeg::seekTo);
    opj_stream_set_skip_function(stream, openJpeg::skipBy);
    const bool isDone = opj_setup_encoder(codec, &parameters, picture) && opj_start_compress(codec, picture, stream)
        && opj_encode(codec, stream) && opj_end_compress(codec, stream);
    opj_stream_destroy(stream);
    opj_destroy_codec(codec);
    opj_image_destroy(picture);
    CF_CHECK(isDone);
    return output.bytes;
}

/// A file in the transfer syntax of JPEG 2000.
inline void saveJpeg2000(const std::filesystem::path &path, const KnownImage &image, float compression = 0.0F)
{
    std::vector<Bytes> frames;
    for (int frame = 0; frame < image.frames; ++frame)
        frames.push_back(jpeg2000(image, frame, compression));
    RawDataSet header = image.header();
    if (image.samples == 3)
        header.text(0x00280004, "CS", compression > 0.0F ? "YBR_ICT" : "YBR_RCT");
    const std::string_view syntax = compression > 0.0F ? "1.2.840.10008.1.2.4.91" : "1.2.840.10008.1.2.4.90";
    save(path, metaHeader(syntax) + header.bytes() + encapsulated(frames));
}

/// Writes `from` anew as `to` by a program of DCMTK with its options. False, and said, where it is not installed; one
/// that refuses fails the test.
inline bool recode(const std::string &command, const std::filesystem::path &from, const std::filesystem::path &to)
{
    const std::string program = command.substr(0, command.find(' '));
    if (!hasProgram(program)) {
        skipped(command, program + " is not installed");
        return false;
    }
    const ProgramOutput output = run(command, { from, to });
    if (output.status != 0)
        std::fprintf(stderr, "%s: %s\n", command.c_str(), output.text.c_str());
    CF_EQUAL(output.status, 0);
    return true;
}

/// Files in `folder` that all hold exactly the values of `image`: uncompressed in every order of bytes, and packed by
/// every codec without loss that takes them. Their names begin with `name`.
inline std::vector<std::filesystem::path> exactForms(
    const KnownImage &image, const std::filesystem::path &folder, const std::string &name)
{
    const auto file = [&](const std::string &form) { return folder / (name + "-" + form + ".dcm"); };
    const RawDataSet film = image.native();
    saveFilm(file("explicit"), film);
    save(file("implicit"), metaHeader(implicitLittle) + film.bytes(false));
    save(file("bare"), film.bytes(false)); // Without preamble and meta header.
    RawDataSet padded = film;
    padded.set(0xFFFCFFFC, "OB", Bytes(126, '\0'));
    saveFilm(file("padded"), padded);
    saveJpeg2000(file("jpeg2000"), image);
    std::vector<std::filesystem::path> forms{ file("explicit"), file("implicit"), file("bare"), file("padded"),
        file("jpeg2000") };
    for (const auto &[form, command] : { std::pair("big-endian", "dcmconv +tb"), std::pair("deflated", "dcmconv +td"),
             std::pair("run-length", "dcmcrle"), std::pair("jpeg-lossless", "dcmcjpeg +el"),
             std::pair("jpeg-lossless-sv1", "dcmcjpeg +e1"), std::pair("jpeg-ls", "dcmcjpls +el") })
        if (recode(command, file("explicit"), file(form)))
            forms.push_back(file(form));
    return forms;
}

} // namespace cf::test

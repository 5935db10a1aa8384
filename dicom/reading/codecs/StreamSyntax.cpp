#include "dicom/reading/codecs/StreamSyntax.h"

#include "dicom/reading/codecs/JpegHeader.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace cf {
namespace {

constexpr std::string_view runLengthUid = "1.2.840.10008.1.2.5";

bool beginsCodeStream(std::span<const unsigned char> stream)
{
    constexpr std::array<unsigned char, 4> codeStream{ 0xFF, 0x4F, 0xFF, 0x51 };
    constexpr std::string_view box = "jP  "; // Of a JP2 file, behind the box's length.
    return stream.size() >= 8
        && (std::equal(codeStream.begin(), codeStream.end(), stream.begin())
            || std::memcmp(stream.data() + 4, box.data(), box.size()) == 0);
}

/// 64 bytes of little-endian words: the number of segments, and where each begins (PS3.5 G.5).
bool beginsRunLength(std::span<const unsigned char> stream)
{
    constexpr std::size_t headerSize = 64;
    constexpr unsigned maxSegments = 15;
    const auto isNumber = [&](std::size_t at) {
        return stream[at + 1] == 0 && stream[at + 2] == 0 && stream[at + 3] == 0;
    };
    return stream.size() > headerSize && isNumber(0) && isNumber(4) && stream[0] >= 1 && stream[0] <= maxSegments
        && stream[4] == headerSize;
}

enum class Decoder { None, Jpeg, JpegLs, Jpeg2000, RunLength };

Decoder decoderOf(std::string_view uid)
{
    constexpr std::string_view jpegs = "1.2.840.10008.1.2.4.";
    if (uid == runLengthUid)
        return Decoder::RunLength;
    if (!uid.starts_with(jpegs))
        return Decoder::None;
    const std::string_view number = uid.substr(jpegs.size());
    if (number == "80" || number == "81")
        return Decoder::JpegLs;
    if (number == "90" || number == "91" || number == "92" || number == "93" || number == "201" || number == "202"
        || number == "203")
        return Decoder::Jpeg2000;
    return number.size() == 2 && number < "80" ? Decoder::Jpeg : Decoder::None;
}

} // namespace

std::string_view syntaxOfStream(std::span<const unsigned char> stream)
{
    if (const auto header = readJpegHeader(stream)) {
        switch (header->startOfFrame) {
        case 0xC0:
            return "1.2.840.10008.1.2.4.50";
        case 0xC1:
            return "1.2.840.10008.1.2.4.51";
        case 0xC3:
            return header->predictor == 1 ? "1.2.840.10008.1.2.4.70" : "1.2.840.10008.1.2.4.57";
        case 0xF7:
            return "1.2.840.10008.1.2.4.81";
        default:
            return {};
        }
    }
    if (beginsCodeStream(stream))
        return "1.2.840.10008.1.2.4.91";
    return beginsRunLength(stream) ? runLengthUid : std::string_view();
}

bool haveOneDecoder(std::string_view uid, std::string_view other)
{
    return decoderOf(uid) != Decoder::None && decoderOf(uid) == decoderOf(other);
}

} // namespace cf

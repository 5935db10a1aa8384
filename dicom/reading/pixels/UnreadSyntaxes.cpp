#include "dicom/reading/pixels/UnreadSyntaxes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace cf {
namespace {

/// Compressions that no reader here knows, by the beginnings of their UIDs; DCMTK takes some of them for uncompressed.
struct SyntaxName {
    std::string_view uid;
    std::string_view name;
};
constexpr std::array unreadSyntaxes{ SyntaxName{ "1.2.840.10008.1.2.4.110", "JPEG XL, lossless" },
    SyntaxName{ "1.2.840.10008.1.2.4.111", "JPEG XL, recompressed JPEG" },
    SyntaxName{ "1.2.840.10008.1.2.4.112", "JPEG XL" }, SyntaxName{ "1.2.840.10008.1.2.4.94", "JPIP, referenced" },
    SyntaxName{ "1.2.840.10008.1.2.4.95", "JPIP, referenced and deflated" },
    SyntaxName{ "1.2.840.10008.1.2.4.204", "JPIP, High-Throughput JPEG 2000" },
    SyntaxName{ "1.2.840.10008.1.2.4.205", "JPIP, High-Throughput JPEG 2000" },
    SyntaxName{ "1.2.840.10008.1.2.4.100", "MPEG-2 video" }, SyntaxName{ "1.2.840.10008.1.2.4.101", "MPEG-2 video" },
    SyntaxName{ "1.2.840.10008.1.2.4.102", "MPEG-4 video" }, SyntaxName{ "1.2.840.10008.1.2.4.103", "MPEG-4 video" },
    SyntaxName{ "1.2.840.10008.1.2.4.104", "MPEG-4 video" }, SyntaxName{ "1.2.840.10008.1.2.4.105", "MPEG-4 video" },
    SyntaxName{ "1.2.840.10008.1.2.4.106", "MPEG-4 video" }, SyntaxName{ "1.2.840.10008.1.2.4.107", "HEVC video" },
    SyntaxName{ "1.2.840.10008.1.2.4.108", "HEVC video" },
    SyntaxName{ "1.2.840.10008.1.2.4.201", "High-Throughput JPEG 2000, lossless" },
    SyntaxName{ "1.2.840.10008.1.2.4.202", "High-Throughput JPEG 2000, lossless" },
    SyntaxName{ "1.2.840.10008.1.2.4.203", "High-Throughput JPEG 2000" },
    SyntaxName{ "1.2.840.10008.1.2.8.1", "deflated image frames" } };

std::string_view nameOfUnread(std::string_view uid)
{
    const auto known = std::find_if(
        unreadSyntaxes.begin(), unreadSyntaxes.end(), [&](const SyntaxName &syntax) { return syntax.uid == uid; });
    return known == unreadSyntaxes.end() ? std::string_view() : known->name;
}

} // namespace

bool isUnreadSyntax(const std::string &uid)
{
    const bool isCompressed = uid.starts_with("1.2.840.10008.1.2.4.");
    return !nameOfUnread(uid).empty() || (isCompressed && DcmXfer(uid.c_str()).getXfer() == EXS_Unknown);
}

Error unsupportedSyntax(const std::string &uid)
{
    const std::string_view name = nameOfUnread(uid);
    return { ErrorCode::Unsupported,
        "This image is compressed as "
            + (name.empty() ? "transfer syntax " + uid : std::string(name) + " (" + uid + ")")
            + ", which Contrafact does not read. Convert it, e.g. with its own viewer, to an uncompressed or JPEG 2000 "
              "one." };
}

} // namespace cf

#include "dicom/reading/pixels/Fragments.h"

#include "dicom/reading/codecs/StreamSyntax.h"

#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dcpixseq.h>
#include <dcmtk/dcmdata/dcpxitem.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cstdint>
#include <span>
#include <string>

namespace cf {
namespace {

/// The items of pixel data behind the offset table, and what that table says.
struct FragmentList {
    struct Fragment {
        std::span<const unsigned char> bytes;
        std::uint64_t offset = 0; ///< Of its item, from the first one.
    };
    std::vector<Fragment> fragments; ///< Those that hold something.
    std::vector<std::uint64_t> offsetTable;
};

std::span<const unsigned char> bytesOf(DcmPixelSequence &sequence, unsigned long index)
{
    DcmPixelItem *item = nullptr;
    Uint8 *data = nullptr;
    const bool isRead =
        sequence.getItem(item, index).good() && item && item->getUint8Array(data).good() && data != nullptr;
    return { data, isRead ? item->getLength() : 0U };
}

FragmentList fragmentListOf(DcmPixelSequence &sequence)
{
    FragmentList list;
    const auto table = bytesOf(sequence, 0);
    for (std::size_t i = 0; i + 4 <= table.size(); i += 4)
        list.offsetTable.push_back(table[i] | std::uint64_t{ table[i + 1] } << 8U | std::uint64_t{ table[i + 2] } << 16U
            | std::uint64_t{ table[i + 3] } << 24U);
    constexpr std::uint64_t itemHeader = 8;
    std::uint64_t offset = 0;
    for (unsigned long i = 1; i < sequence.card(); ++i) {
        const auto bytes = bytesOf(sequence, i);
        if (!bytes.empty())
            list.fragments.push_back({ bytes, offset });
        offset += itemHeader + bytes.size();
    }
    return list;
}

/// Whether a compressed image begins here; its header may go on in the next fragment.
bool beginsImage(std::span<const unsigned char> bytes)
{
    const bool isJpeg = bytes.size() > 2 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF;
    return isJpeg || !syntaxOfStream(bytes).empty();
}

/// Where frames begin by the offset table; empty when it cannot be meant.
std::vector<std::size_t> startsByTable(const FragmentList &list, std::size_t frames)
{
    if (list.offsetTable.size() != frames)
        return {};
    std::vector<std::size_t> starts;
    for (const std::uint64_t offset : list.offsetTable) {
        const auto found = std::find_if(list.fragments.begin(), list.fragments.end(),
            [&](const FragmentList::Fragment &fragment) { return fragment.offset == offset; });
        const auto index = static_cast<std::size_t>(found - list.fragments.begin());
        if (found == list.fragments.end() || (starts.empty() ? index != 0 : index <= starts.back()))
            return {};
        starts.push_back(index);
    }
    return starts;
}

/// The fragment at which each frame begins.
std::vector<std::size_t> startsOf(const FragmentList &list, std::size_t frames)
{
    if (frames <= 1)
        return { 0 };
    std::vector<std::size_t> starts;
    if (list.fragments.size() == frames) {
        for (std::size_t i = 0; i < frames; ++i)
            starts.push_back(i);
        return starts;
    }
    if (auto byTable = startsByTable(list, frames); !byTable.empty())
        return byTable;
    for (std::size_t i = 0; i < list.fragments.size(); ++i)
        if (i == 0 || beginsImage(list.fragments[i].bytes))
            starts.push_back(i);
    return starts;
}

/// Some writers put zeros before the first mark of the image.
void dropLeadingZeros(std::vector<unsigned char> &bytes)
{
    constexpr std::size_t maxZeros = 16;
    const auto limit = bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), maxZeros));
    const auto begin = std::find_if(bytes.begin(), limit, [](unsigned char byte) { return byte != 0; });
    const std::span<const unsigned char> rest(begin, bytes.end());
    if (begin != bytes.begin() && !beginsImage(bytes) && beginsImage(rest))
        bytes.erase(bytes.begin(), begin);
}

} // namespace

bool hasFragments(DcmPixelData &pixelData, E_TransferSyntax syntax)
{
    DcmPixelSequence *sequence = nullptr;
    return pixelData.getEncapsulatedRepresentation(syntax, nullptr, sequence).good() && sequence != nullptr;
}

Result<std::vector<unsigned char>> fragmentsOf(DcmPixelData &pixelData, E_TransferSyntax syntax, int frame, int frames)
{
    DcmPixelSequence *sequence = nullptr;
    const OFCondition found = pixelData.getEncapsulatedRepresentation(syntax, nullptr, sequence);
    if (found.bad() || !sequence || sequence->card() < 2)
        return fail(ErrorCode::InvalidInput, "The file holds no compressed image. Get it again from its source.");
    const FragmentList list = fragmentListOf(*sequence);
    const auto starts = startsOf(list, static_cast<std::size_t>(std::max(frames, 1)));
    const auto index = static_cast<std::size_t>(frame);
    if (list.fragments.empty() || index >= starts.size())
        return fail(ErrorCode::InvalidInput,
            "The file holds " + std::to_string(list.fragments.empty() ? 0 : starts.size())
                + " compressed images, although " + std::to_string(frames) + " frames are stated; frame "
                + std::to_string(frame + 1) + " is not there.");
    const std::size_t end = index + 1 < starts.size() ? starts[index + 1] : list.fragments.size();
    std::vector<unsigned char> bytes;
    for (std::size_t i = starts[index]; i < end; ++i)
        bytes.insert(bytes.end(), list.fragments[i].bytes.begin(), list.fragments[i].bytes.end());
    dropLeadingZeros(bytes);
    return bytes;
}

} // namespace cf

#include "dicom/reading/masks/SegmentationReader.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/Fragments.h"
#include "dicom/reading/pixels/FrameDecoder.h"
#include "dicom/reading/pixels/UnreadSyntaxes.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dcpixel.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace cf {
namespace {

constexpr std::int64_t maxPixels = 100'000'000;
constexpr const char *labelMapStorage = "1.2.840.10008.5.1.4.1.1.66.7"; // Newer than DCMTK's list.

tl::unexpected<Error> damaged()
{
    return fail(ErrorCode::InvalidInput, "The segmentation is damaged or not whole. Get it again from its source.");
}

/// Frames of one bit a pixel lie one behind the other without gaps, the first pixel in the lowest bit (PS3.5 8.1.1).
Result<std::vector<std::uint8_t>> unpackedBits(const DicomFile &file, std::size_t values)
{
    DcmDataset &dataset = file.dataset();
    DcmElement *element = nullptr;
    if (dataset.findAndGetElement(DCM_PixelData, element).bad() || !element)
        return damaged();
    auto *pixelData = dynamic_cast<DcmPixelData *>(element);
    if (pixelData && hasFragments(*pixelData, dataset.getOriginalXfer()))
        return tl::make_unexpected(unsupportedSyntax(transferSyntaxOf(file)));
    const std::size_t bytes = (values + 7) / 8;
    if (element->getLength() < bytes)
        return damaged();
    std::vector<std::uint8_t> packed(bytes);
    if (element->getPartialValue(packed.data(), 0, static_cast<Uint32>(bytes)).bad())
        return damaged();
    std::vector<std::uint8_t> unpacked(values);
    for (std::size_t i = 0; i < values; ++i)
        unpacked[i] = static_cast<std::uint8_t>(packed[i / 8] >> (i % 8) & 1U);
    return unpacked;
}

int segmentOfFrame(DcmDataset &dataset, int frame)
{
    for (const auto &[groups, index] : { std::pair(DCM_PerFrameFunctionalGroupsSequence, static_cast<long>(frame)),
             std::pair(DCM_SharedFunctionalGroupsSequence, 0L) }) {
        DcmItem *item = nullptr;
        DcmItem *identification = nullptr;
        if (dataset.findAndGetSequenceItem(groups, item, index).good() && item
            && item->findAndGetSequenceItem(DCM_SegmentIdentificationSequence, identification, 0).good()
            && identification)
            if (const auto number = wordOf(*identification, DCM_ReferencedSegmentNumber))
                return *number;
    }
    return 1;
}

std::map<int, std::string> segmentNames(DcmDataset &dataset)
{
    std::map<int, std::string> names;
    DcmItem *segment = nullptr;
    for (long i = 0; dataset.findAndGetSequenceItem(DCM_SegmentSequence, segment, i).good() && segment; ++i)
        names[wordOf(*segment, DCM_SegmentNumber).value_or(static_cast<int>(i) + 1)] =
            textOf(*segment, DCM_SegmentLabel);
    return names;
}

/// SOP Instance UIDs of the images that the segmentation was made of; empty where it names none.
std::set<std::string> referencedImages(DcmDataset &dataset)
{
    std::set<std::string> uids;
    DcmItem *series = nullptr;
    for (long i = 0; dataset.findAndGetSequenceItem(DCM_ReferencedSeriesSequence, series, i).good() && series; ++i) {
        DcmItem *instance = nullptr;
        for (long j = 0; series->findAndGetSequenceItem(DCM_ReferencedInstanceSequence, instance, j).good() && instance;
             ++j)
            uids.insert(textOf(*instance, DCM_ReferencedSOPInstanceUID));
    }
    return uids;
}

/// Shares of each segment at every pixel: the largest of its frames.
using Segments = std::map<int, MaskImage>;

/// Values that are numbers of segments (PS3.3 C.8.20.2), in an object of its own or of the older kind.
bool isLabelMapOf(DcmDataset &dataset)
{
    return textOf(dataset, DCM_SOPClassUID) == labelMapStorage || codeOf(dataset, DCM_SegmentationType) == "LABELMAP";
}

Result<> addLabels(const std::vector<std::int32_t> &values, int columns, int rows, Segments &segments)
{
    const std::set<std::int32_t> labels(values.begin(), values.end());
    if (static_cast<std::int64_t>(labels.size()) * static_cast<std::int64_t>(values.size()) > maxPixels)
        return fail(ErrorCode::InvalidInput,
            "The segmentation has " + std::to_string(labels.size()) + " segments, too many for a mask.");
    for (const std::int32_t label : labels) {
        if (label == 0) // The background.
            continue;
        MaskImage &mask = segments.try_emplace(label, columns, rows).first->second;
        for (std::size_t i = 0; i < values.size(); ++i)
            if (values[i] == label)
                mask.pixels[i] = 1.0F;
    }
    return {};
}

Result<Segments> readSegments(const DicomFile &file, ReadingNotes &notes)
{
    DcmDataset &dataset = file.dataset();
    const int rows = wordOf(dataset, DCM_Rows).value_or(0);
    const int columns = wordOf(dataset, DCM_Columns).value_or(0);
    const int frames = framesOf(dataset);
    if (rows < 1 || columns < 1 || std::int64_t{ rows } * columns * frames > maxPixels)
        return damaged();
    const std::size_t pixels = static_cast<std::size_t>(rows) * static_cast<std::size_t>(columns);
    const bool isBinary = wordOf(dataset, DCM_BitsAllocated).value_or(0) == 1;
    std::vector<std::uint8_t> bits;
    if (isBinary) {
        CF_ASSIGN(bits, unpackedBits(file, pixels * static_cast<std::size_t>(frames)));
    }
    const bool isLabelMap = isLabelMapOf(dataset);
    const bool isFractional = textOf(dataset, DCM_SegmentationType) == "FRACTIONAL";
    const double whole = isFractional ? numberOf(dataset, DCM_MaximumFractionalValue).value_or(255.0) : 1.0;
    Segments segments;
    for (int frame = 0; frame < frames; ++frame) {
        std::vector<std::int32_t> values;
        if (!isBinary) {
            CF_ASSIGN(PixelLayout layout, readLayout(file, notes));
            CF_ASSIGN(values, decodeFrame(file, layout, frame, notes));
            if (values.size() != pixels)
                return damaged();
        }
        if (isLabelMap && !isBinary) {
            CF_TRY(addLabels(values, columns, rows, segments));
            continue;
        }
        MaskImage &mask = segments.try_emplace(segmentOfFrame(dataset, frame), columns, rows).first->second;
        for (std::size_t i = 0; i < pixels; ++i) {
            const double value = isBinary ? bits[static_cast<std::size_t>(frame) * pixels + i] : values[i];
            mask.pixels[i] = std::max(mask.pixels[i], static_cast<float>(std::clamp(value / whole, 0.0, 1.0)));
        }
    }
    std::erase_if(segments, [](const auto &segment) {
        return std::all_of(
            segment.second.pixels.begin(), segment.second.pixels.end(), [](float share) { return share == 0.0F; });
    });
    return segments;
}

} // namespace

bool isSegmentation(const DicomFile &file)
{
    const std::string kind = textOf(file.dataset(), DCM_SOPClassUID);
    return kind == UID_SegmentationStorage || kind == labelMapStorage;
}

Result<LoadedMask> readSegmentation(const DicomFile &file, const std::string &filmUid, const MaskChoice &choice)
{
    DcmDataset &dataset = file.dataset();
    LoadedMask loaded;
    CF_ASSIGN(const Segments segments, readSegments(file, loaded.notes));
    const auto names = segmentNames(dataset);
    const auto nameOf = [&](int number) {
        const auto found = names.find(number);
        const std::string name = found == names.end() ? std::string() : found->second;
        return std::to_string(number) + (name.empty() ? "" : " (" + name + ")");
    };
    if (segments.empty())
        return fail(ErrorCode::InvalidInput, "The segmentation is empty: nothing may change.");
    std::string list;
    for (const auto &segment : segments)
        list += (list.empty() ? "" : ", ") + nameOf(segment.first);
    const bool isNamed = choice.part == MaskChoice::Part::Label;
    if (isNamed && !segments.contains(choice.label))
        return fail(ErrorCode::InvalidInput,
            "The segmentation has no segment " + std::to_string(choice.label) + " with pixels; it has " + list + ".");
    if (!isNamed && segments.size() > 1)
        return fail(ErrorCode::InvalidInput,
            "The segmentation has several segments: " + list
                + ". Say which may change, e.g. --mask-as label:" + std::to_string(segments.begin()->first) + ".");
    const auto &[number, mask] = isNamed ? *segments.find(choice.label) : *segments.begin();
    loaded.mask = mask;
    addNote(loaded.notes, "mask-segment", "The mask is segment " + nameOf(number) + " of a DICOM segmentation.");
    const auto images = referencedImages(dataset);
    if (!images.empty() && !filmUid.empty() && !images.contains(filmUid))
        addNote(loaded.notes, "mask-of-other-image", "The segmentation was made of another image than this film.",
            NoteSeverity::Warning);
    return loaded;
}

} // namespace cf

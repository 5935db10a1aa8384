#include "dicom/reading/DisplayAttributes.h"

#include "dicom/reading/Attributes.h"
#include "dicom/reading/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace cf {
namespace {

/// Places where an attribute of the frame may stand, in order of preference: the macro `group` in the frame's and in
/// the shared functional groups (PS3.3 C.7.6.16), then the object itself.
std::vector<DcmItem *> placesOf(DcmDataset &dataset, int frame, const DcmTagKey &group)
{
    std::vector<DcmItem *> places;
    const auto add = [&](const DcmTagKey &groups, long index) {
        DcmItem *item = nullptr;
        DcmItem *macro = nullptr;
        if (dataset.findAndGetSequenceItem(groups, item, index).good() && item
            && item->findAndGetSequenceItem(group, macro, 0).good() && macro)
            places.push_back(macro);
    };
    add(DCM_PerFrameFunctionalGroupsSequence, frame);
    add(DCM_SharedFunctionalGroupsSequence, 0);
    places.push_back(&dataset);
    return places;
}

/// A 16-bit number that may be written as US or SS, whatever the sign of the pixels.
std::optional<std::int32_t> pixelValueOf(DcmItem &item, const DcmTagKey &tag, bool isSigned, unsigned long index = 0)
{
    const std::optional<double> number = numberOf(item, tag, index);
    if (!number || *number < -32768.0 || *number > 65535.0)
        return std::nullopt;
    const auto word = static_cast<std::uint16_t>(static_cast<std::int32_t>(*number));
    return isSigned ? std::int32_t{ static_cast<std::int16_t>(word) } : std::int32_t{ word };
}

/// Entries of LUT Data: 16-bit words, or bytes packed two to a word (PS3.3 C.11.1.1.1).
std::vector<std::uint16_t> entriesOf(DcmItem &item, std::size_t count)
{
    const Uint16 *words = nullptr;
    unsigned long length = 0;
    if (item.findAndGetUint16Array(DCM_LUTData, words, &length).good() && words && length > 0) {
        if (length >= count)
            return { words, words + count };
        if (length >= (count + 1) / 2) {
            std::vector<std::uint16_t> entries(count);
            for (std::size_t i = 0; i < count; ++i)
                entries[i] = static_cast<std::uint16_t>(i % 2 == 0 ? words[i / 2] & 0xFFU : words[i / 2] >> 8U);
            return entries;
        }
    }
    const Uint8 *bytes = nullptr;
    if (item.findAndGetUint8Array(DCM_LUTData, bytes, &length).good() && bytes && length >= count)
        return { bytes, bytes + count };
    return {};
}

std::optional<LookupTable> tableOf(
    DcmItem &item, const DcmTagKey &sequence, bool isSigned, std::vector<std::string> &notes)
{
    DcmItem *lut = nullptr;
    if (item.findAndGetSequenceItem(sequence, lut, 0).bad() || !lut)
        return std::nullopt;
    const auto stated = pixelValueOf(*lut, DCM_LUTDescriptor, false, 0);
    const auto first = pixelValueOf(*lut, DCM_LUTDescriptor, isSigned, 1);
    const auto bits = pixelValueOf(*lut, DCM_LUTDescriptor, false, 2);
    if (stated && first && bits && *bits >= 1 && *bits <= 16) {
        const std::size_t count = *stated == 0 ? 65536U : static_cast<std::size_t>(*stated);
        LookupTable table{ *first, *bits, entriesOf(*lut, count) };
        if (!table.values.empty())
            return table;
    }
    notes.emplace_back("A look-up table is damaged and was left out.");
    return std::nullopt;
}

void readModality(DcmDataset &dataset, int frame, Radiograph &radiograph, std::vector<std::string> &notes)
{
    for (DcmItem *place : placesOf(dataset, frame, DCM_PixelValueTransformationSequence)) {
        const auto slope = numberOf(*place, DCM_RescaleSlope);
        const auto intercept = numberOf(*place, DCM_RescaleIntercept);
        if (!slope && !intercept)
            continue;
        if (slope && *slope == 0.0)
            notes.emplace_back("Rescale Slope is 0; 1 was taken.");
        radiograph.rescaleSlope = slope && *slope != 0.0 ? *slope : 1.0;
        radiograph.rescaleIntercept = intercept.value_or(0.0);
        break;
    }
    radiograph.modalityLut = tableOf(dataset, DCM_ModalityLUTSequence, radiograph.isSigned, notes);
}

VoiFunction voiFunctionOf(DcmItem &item)
{
    const std::string function = textOf(item, DCM_VOILUTFunction);
    return function == "LINEAR_EXACT" ? VoiFunction::LinearExact
        : function == "SIGMOID"       ? VoiFunction::Sigmoid
                                      : VoiFunction::Linear;
}

void readVoi(DcmDataset &dataset, int frame, Radiograph &radiograph, std::vector<std::string> &notes)
{
    constexpr unsigned long mostWindows = 16;
    for (DcmItem *place : placesOf(dataset, frame, DCM_FrameVOILUTSequence)) {
        for (unsigned long i = 0; i < mostWindows && !radiograph.windowCenter; ++i) {
            const auto center = numberOf(*place, DCM_WindowCenter, i);
            const auto width = numberOf(*place, DCM_WindowWidth, i);
            const VoiFunction function = voiFunctionOf(*place);
            const double narrowest = function == VoiFunction::Linear ? 1.0 : 1e-9;
            if (center && width && *width < narrowest)
                notes.emplace_back("A window of no width was left out.");
            if (!center || !width || *width < narrowest)
                continue;
            radiograph.windowCenter = center;
            radiograph.windowWidth = width;
            radiograph.voiFunction = function;
        }
        if (!radiograph.voiLut)
            radiograph.voiLut =
                tableOf(*place, DCM_VOILUTSequence, radiograph.isSigned && !radiograph.modalityLut, notes);
    }
}

void readPadding(DcmDataset &dataset, Radiograph &radiograph)
{
    const auto within = [&](std::optional<std::int32_t> value) {
        return value && *value >= radiograph.minimumStored() && *value <= radiograph.maximumStored() ? value
                                                                                                     : std::nullopt;
    };
    radiograph.paddingValue = within(pixelValueOf(dataset, DCM_PixelPaddingValue, radiograph.isSigned));
    if (radiograph.paddingValue)
        radiograph.paddingRangeLimit = within(pixelValueOf(dataset, DCM_PixelPaddingRangeLimit, radiograph.isSigned));
}

/// Row spacing first, then column spacing (PS3.3 10.7.1.3); at the detector where the object knows it.
void readSpacing(DcmDataset &dataset, int frame, Radiograph &radiograph)
{
    const auto take = [&](DcmItem &item, const DcmTagKey &tag) {
        const auto row = numberOf(item, tag, 0);
        const auto column = numberOf(item, tag, 1);
        if (!row || !column || *row <= 0.0 || *column <= 0.0)
            return false;
        radiograph.rowSpacing = *row;
        radiograph.columnSpacing = *column;
        return true;
    };
    if (take(dataset, DCM_ImagerPixelSpacing))
        return;
    for (DcmItem *place : placesOf(dataset, frame, DCM_PixelMeasuresSequence))
        if (take(*place, DCM_PixelSpacing))
            return;
    take(dataset, DCM_NominalScannedPixelSpacing);
}

} // namespace

void readDisplayAttributes(const DicomFile &file, int frame, Radiograph &radiograph, std::vector<std::string> &notes)
{
    DcmDataset &dataset = file.dataset();
    readModality(dataset, frame, radiograph, notes);
    readVoi(dataset, frame, radiograph, notes);
    readPadding(dataset, radiograph);
    readSpacing(dataset, frame, radiograph);
    radiograph.viewPosition = textOf(dataset, DCM_ViewPosition);
}

} // namespace cf

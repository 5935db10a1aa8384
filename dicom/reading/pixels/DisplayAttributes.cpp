#include "dicom/reading/pixels/DisplayAttributes.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/LookupTables.h"

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

/// Decimal commas are no numbers of DICOM (PS3.5 section 6.2, DS), and yet they are written.
void noteCommas(DcmItem &item, const std::vector<DcmTagKey> &tags, ReadingNotes &notes)
{
    for (const DcmTagKey &tag : tags)
        if (hasDecimalComma(item, tag))
            addNote(notes, "decimal-comma", "Some numbers are written with decimal commas; they were read as points.");
}

InputRange storedRange(const Radiograph &radiograph)
{
    const auto &pixels = radiograph.stored.pixels;
    const auto [low, high] = std::minmax_element(pixels.begin(), pixels.end());
    return low == pixels.end() ? InputRange{} : InputRange{ static_cast<double>(*low), static_cast<double>(*high) };
}

/// What goes into the VOI LUT: the image's values after its modality transformation.
InputRange modalityRange(const Radiograph &radiograph)
{
    if (radiograph.modalityLut) {
        const auto &values = radiograph.modalityLut->values;
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        return { static_cast<double>(*low), static_cast<double>(*high) };
    }
    const InputRange stored = storedRange(radiograph);
    const double low = stored.lowest * radiograph.rescaleSlope + radiograph.rescaleIntercept;
    const double high = stored.highest * radiograph.rescaleSlope + radiograph.rescaleIntercept;
    return { std::min(low, high), std::max(low, high) };
}

void readModality(
    DcmDataset &dataset, int frame, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes)
{
    for (DcmItem *place : placesOf(dataset, frame, DCM_PixelValueTransformationSequence)) {
        const auto slope = numberOf(*place, DCM_RescaleSlope);
        const auto intercept = numberOf(*place, DCM_RescaleIntercept);
        noteCommas(*place, { DCM_RescaleSlope, DCM_RescaleIntercept }, notes);
        if (!slope && !intercept)
            continue;
        if (slope && *slope == 0.0)
            addNote(notes, "slope-zero", "Rescale Slope is 0; 1 was taken.");
        radiograph.rescaleSlope = slope && *slope != 0.0 ? *slope : 1.0;
        radiograph.rescaleIntercept = intercept.value_or(0.0);
        break;
    }
    radiograph.modalityLut =
        readLookupTable(dataset, DCM_ModalityLUTSequence, storedRange(radiograph), options.white, notes);
}

VoiFunction voiFunctionOf(DcmItem &item)
{
    const std::string function = textOf(item, DCM_VOILUTFunction);
    return function == "LINEAR_EXACT" ? VoiFunction::LinearExact
        : function == "SIGMOID"       ? VoiFunction::Sigmoid
                                      : VoiFunction::Linear;
}

/// The first usable window of a place. A linear one narrower than 1 has no meaning by its formula (PS3.3 C.11.2.1.2.1);
/// after a small rescale slope it is meant as exact.
void readWindow(DcmItem &place, Radiograph &radiograph, ReadingNotes &notes)
{
    constexpr unsigned long maxWindows = 16;
    noteCommas(place, { DCM_WindowCenter, DCM_WindowWidth }, notes);
    for (unsigned long i = 0; i < maxWindows && !radiograph.windowCenter; ++i) {
        const auto center = numberOf(place, DCM_WindowCenter, i);
        const auto width = numberOf(place, DCM_WindowWidth, i);
        if (!center || !width)
            continue;
        if (*width <= 0.0) {
            addNote(notes, "window-empty", "A window of no width was left out.");
            continue;
        }
        radiograph.windowCenter = center;
        radiograph.windowWidth = width;
        radiograph.voiFunction = voiFunctionOf(place);
        if (radiograph.voiFunction != VoiFunction::Linear || *width >= 1.0)
            continue;
        radiograph.voiFunction = VoiFunction::LinearExact;
        addNote(notes, "window-narrow",
            "The window is narrower than 1, which its function LINEAR does not allow; it was read as LINEAR_EXACT.");
    }
}

void readVoi(DcmDataset &dataset, int frame, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes)
{
    for (DcmItem *place : placesOf(dataset, frame, DCM_FrameVOILUTSequence)) {
        if (!radiograph.windowCenter)
            readWindow(*place, radiograph, notes);
        if (!radiograph.voiLut)
            radiograph.voiLut =
                readLookupTable(*place, DCM_VOILUTSequence, modalityRange(radiograph), options.white, notes);
    }
}

/// Low values are dark in MONOCHROME2 and light in MONOCHROME1. Presentation LUT Shape INVERSE (PS3.3 C.11.6.1.2) says
/// the same as MONOCHROME1, and inverts MONOCHROME2, with which it should not stand. IDENTITY beside MONOCHROME1 is
/// written by several makers and means nothing.
void readPolarity(DcmDataset &dataset, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes)
{
    const auto invert = [&] {
        const bool wasInverted = radiograph.photometric == Photometric::Monochrome1;
        radiograph.photometric = wasInverted ? Photometric::Monochrome2 : Photometric::Monochrome1;
    };
    const bool shapeInverts =
        textOf(dataset, DCM_PresentationLUTShape) == "INVERSE" && radiograph.photometric == Photometric::Monochrome2;
    if (shapeInverts && options.polarity != ReadingOptions::Polarity::Photometric) {
        invert();
        addNote(notes, "shape-inverse",
            "The photometric interpretation is MONOCHROME2, but Presentation LUT Shape is INVERSE: low values are "
            "shown light. Some programs show this film the other way round.",
            NoteSeverity::Warning);
    }
    if (options.polarity == ReadingOptions::Polarity::Inverted) {
        invert();
        addNote(notes, "polarity-by-user", "Light and dark are the other way round than the file states, as asked.");
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
bool readSpacing(DcmItem &item, const DcmTagKey &tag, Radiograph &radiograph, ReadingNotes &notes)
{
    const auto row = numberOf(item, tag, 0);
    const auto column = numberOf(item, tag, 1);
    if (!row || !column || *row <= 0.0 || *column <= 0.0)
        return false;
    noteCommas(item, { tag }, notes);
    radiograph.rowSpacing = *row;
    radiograph.columnSpacing = *column;
    return true;
}

void readGeometry(DcmDataset &dataset, int frame, Radiograph &radiograph, ReadingNotes &notes)
{
    if (readSpacing(dataset, DCM_ImagerPixelSpacing, radiograph, notes))
        return;
    for (DcmItem *place : placesOf(dataset, frame, DCM_PixelMeasuresSequence))
        if (readSpacing(*place, DCM_PixelSpacing, radiograph, notes))
            return;
    if (readSpacing(dataset, DCM_NominalScannedPixelSpacing, radiograph, notes))
        return;
    // Vertical, then horizontal size (PS3.3 C.7.6.3.1.7).
    const auto vertical = numberOf(dataset, DCM_PixelAspectRatio, 0);
    const auto horizontal = numberOf(dataset, DCM_PixelAspectRatio, 1);
    if (!vertical || !horizontal || *vertical <= 0.0 || *horizontal <= 0.0 || *vertical == *horizontal)
        return;
    radiograph.statedAspect = *vertical / *horizontal;
    addNote(notes, "pixel-aspect", "The pixels are not square (Pixel Aspect Ratio); the film is shown in proportion.");
}

} // namespace

void readDisplayAttributes(
    const DicomFile &file, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes)
{
    DcmDataset &dataset = file.dataset();
    readModality(dataset, options.frame, options, radiograph, notes);
    readVoi(dataset, options.frame, options, radiograph, notes);
    readPolarity(dataset, options, radiograph, notes);
    readPadding(dataset, radiograph);
    readGeometry(dataset, options.frame, radiograph, notes);
    radiograph.viewPosition = textOf(dataset, DCM_ViewPosition);
}

} // namespace cf

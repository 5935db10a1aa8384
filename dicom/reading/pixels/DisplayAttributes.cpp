#include "dicom/reading/pixels/DisplayAttributes.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/LookupTables.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>
#include <string_view>

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
        if (hasDecimalComma(item, tag) && numberOf(item, tag))
            addNote(notes, "decimal-comma", "Some numbers are written with decimal commas; they were read as points.");
        else if (!numberOf(item, tag) && !textOf(item, tag).empty())
            addNote(notes, "number-unreadable",
                "A number that decides about the greys cannot be understood (" + textOf(item, tag)
                    + ") and was left out.",
                NoteSeverity::Warning);
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

VoiFunction voiFunctionOf(DcmItem &item, ReadingNotes &notes)
{
    const std::string function = codeOf(item, DCM_VOILUTFunction);
    if (!function.empty() && function != "LINEAR" && function != "LINEAR_EXACT" && function != "SIGMOID")
        addNote(notes, "window-function",
            "The window's function (" + function + ") is not known; it was read as LINEAR.", NoteSeverity::Warning);
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
        radiograph.voiFunction = voiFunctionOf(place, notes);
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
    if (radiograph.voiLut && radiograph.windowCenter)
        addNote(
            notes, "window-over-lut", "The file has a window and a VOI look-up table; it is shown through the window.");
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
        codeOf(dataset, DCM_PresentationLUTShape) == "INVERSE" && radiograph.photometric == Photometric::Monochrome2;
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

std::string millimetres(double length)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4g mm", length);
    return text.data();
}

/// Millimetres between the pixels of a detector, a scanner or a reduced copy of its film that can be meant.
constexpr double smallestSpacing = 0.01;
constexpr double largestSpacing = 10.0;

/// Numbers of a text of two that stand between anything but what numbers are written with: "0.8/0.8", "0,8;0,8".
std::vector<double> spacingsIn(DcmItem &item, const DcmTagKey &tag)
{
    std::vector<double> spacings;
    std::string text = textOf(item, tag);
    std::replace(text.begin(), text.end(), ',', text.find('.') == std::string::npos ? '.' : '\\');
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find_first_of("/;\\ xX*", begin), text.size());
        const char *last = text.data() + end;
        double number = 0.0;
        const auto parsed = std::from_chars(text.data() + begin, last, number);
        const std::string_view unit(parsed.ptr, static_cast<std::size_t>(last - parsed.ptr));
        if (parsed.ec == std::errc() && std::isfinite(number) && (unit.empty() || unit == "mm" || unit == "MM"))
            spacings.push_back(number);
        else if (end > begin)
            return {};
        begin = end + 1;
    }
    return spacings;
}

/// Row spacing first, then column spacing (PS3.3 10.7.1.3); at the detector where the object knows it. One number is
/// both, and a sign is nobody's: what cannot be meant is left out, and said.
bool readSpacing(DcmItem &item, const DcmTagKey &tag, Radiograph &radiograph, ReadingNotes &notes)
{
    const std::string text = textOf(item, tag);
    if (text.empty() || text == "\\")
        return false;
    const std::vector<double> spacings = spacingsIn(item, tag);
    const double row = spacings.empty() ? 0.0 : std::abs(spacings.front());
    const double column = spacings.empty() ? 0.0 : std::abs(spacings.back());
    if (std::min(row, column) < smallestSpacing || std::max(row, column) > largestSpacing || spacings.size() > 2) {
        addNote(notes, "spacing-unreadable",
            "The spacing of the pixels (" + text
                + ") cannot be meant and was left out: lengths in millimetres are not known.");
        return false;
    }
    const bool isPlain =
        text.find_first_not_of("+-.0123456789eE\\ ") == std::string::npos && text.find('\\') != std::string::npos;
    if (hasDecimalComma(item, tag))
        addNote(notes, "decimal-comma", "Some numbers are written with decimal commas; they were read as points.");
    else if (!isPlain || spacings.size() != 2 || spacings.front() < 0.0 || spacings.back() < 0.0)
        addNote(notes, "spacing-odd",
            "The spacing of the pixels is written oddly (" + text + "); " + millimetres(row) + " between rows and "
                + millimetres(column) + " between columns were taken.");
    radiograph.rowSpacing = row;
    radiograph.columnSpacing = column;
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

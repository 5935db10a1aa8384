#include "dicom/PixelReader.h"

#include "core/imaging/Windowing.h"
#include "dicom/reading/PatientOrientation.h"
#include "dicom/reading/Suitability.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/pixels/Colour.h"
#include "dicom/reading/pixels/DisplayAttributes.h"
#include "dicom/reading/pixels/FrameDecoder.h"

#include <optional>
#include <utility>

namespace cf {
namespace {

void takeGrey(LoadedRadiograph &loaded, const PixelLayout &layout, std::vector<std::int32_t> values)
{
    Radiograph &radiograph = loaded.radiograph;
    radiograph.stored.width = layout.columns;
    radiograph.stored.height = layout.rows;
    radiograph.stored.pixels = std::move(values);
    radiograph.bitsStored = layout.bitsStored;
    radiograph.isSigned = layout.isSigned;
    radiograph.photometric = layout.photometric == "MONOCHROME1" ? Photometric::Monochrome1 : Photometric::Monochrome2;
    if (layout.photometric != "MONOCHROME1" && layout.photometric != "MONOCHROME2")
        addNote(loaded.notes, "photometric-unknown",
            "The photometric interpretation is missing or unknown; low values are shown dark.", NoteSeverity::Warning);
}

Result<> takeColour(
    const DicomFile &file, const PixelLayout &layout, const std::vector<std::int32_t> &values, LoadedRadiograph &loaded)
{
    CF_ASSIGN(loaded.radiograph.stored, greyFromColour(file, layout, values, loaded.notes));
    loaded.radiograph.bitsStored = 8;
    loaded.radiograph.windowCenter = 128.0; // The whole range of 8 bits (PS3.3 C.11.2.1.2.1).
    loaded.radiograph.windowWidth = 256.0;
    addNote(loaded.notes, "colour", "This is a colour image; it was turned into grey.", NoteSeverity::Warning);
    return {};
}

/// Without a window the film's whole range is shown. It is settled here, so that an edit that makes something lighter
/// or darker than the film was does not change how all the rest of it is shown.
void fixWindow(Radiograph &radiograph)
{
    if (radiograph.windowCenter && radiograph.windowWidth)
        return;
    if (const auto window = defaultWindow(radiograph)) {
        radiograph.windowCenter = window->center;
        radiograph.windowWidth = window->width;
        radiograph.voiFunction = window->function;
    }
}

/// Whether all of a film that has more than one value is shown in one grey.
bool isShownInOneGrey(const Radiograph &radiograph)
{
    const GreyImage shown = toDisplay(radiograph);
    const auto &stored = radiograph.stored.pixels;
    std::optional<std::size_t> first;
    bool hasValues = false;
    for (std::size_t i = 0; i < stored.size(); ++i) {
        if (isPadding(radiograph, stored[i]))
            continue;
        if (!first)
            first = i;
        if (shown.pixels[i] != shown.pixels[*first])
            return false;
        hasValues = hasValues || stored[i] != stored[*first];
    }
    return hasValues;
}

/// Through a window beside all of the values, or a table of one grey, neither user nor model would see anything.
void openBlindWindow(LoadedRadiograph &loaded)
{
    Radiograph &radiograph = loaded.radiograph;
    if (!isShownInOneGrey(radiograph))
        return;
    radiograph.windowCenter.reset();
    radiograph.windowWidth.reset();
    radiograph.voiLut.reset();
    radiograph.voiFunction = VoiFunction::Linear;
    fixWindow(radiograph);
    addNote(loaded.notes, "window-blind",
        "Through its own window all of the film is one grey; its whole range is shown instead.", NoteSeverity::Warning);
}

Result<LoadedRadiograph> read(const std::filesystem::path &path, const ReadingOptions &options)
{
    const int frame = options.frame;
    CF_ASSIGN(const DicomFile file, DicomFile::open(path));
    LoadedRadiograph loaded;
    loaded.attributes = readAttributes(file);
    loaded.frame = frame;
    loaded.notes = file.notes();
    CF_ASSIGN(PixelLayout layout, readLayout(file, loaded.notes));
    if (frame < 0 || frame >= layout.frames)
        return fail(ErrorCode::InvalidInput,
            "There is no frame " + std::to_string(frame + 1) + " in this object of " + std::to_string(layout.frames)
                + ".");
    CF_ASSIGN(auto values, decodeFrame(file, layout, frame, loaded.notes));
    const bool isColour = layout.samples == 3 || layout.photometric == "PALETTE COLOR" || layout.photometric == "RGB"
        || layout.photometric.starts_with("YBR");
    if (isColour)
        CF_TRY(takeColour(file, layout, values, loaded));
    else
        takeGrey(loaded, layout, std::move(values));
    if (!isColour)
        readDisplayAttributes(file, options, loaded.radiograph, loaded.notes);
    fixWindow(loaded.radiograph);
    openBlindWindow(loaded);
    readPatientOrientation(file, options, loaded.radiograph, loaded.notes);
    noteSuitability(file, loaded);
    return loaded;
}

} // namespace

Result<LoadedRadiograph> readRadiograph(const std::filesystem::path &path, const ReadingOptions &options)
{
    return guarded([&] { return read(path, options); });
}

Result<LoadedRadiograph> readRadiograph(const std::filesystem::path &path, int frame)
{
    ReadingOptions options;
    options.frame = frame;
    return readRadiograph(path, options);
}

} // namespace cf

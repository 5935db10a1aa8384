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

#include "dicom/PixelReader.h"

#include "dicom/reading/Attributes.h"
#include "dicom/reading/Colour.h"
#include "dicom/reading/Dcmtk.h"
#include "dicom/reading/DicomFile.h"
#include "dicom/reading/DisplayAttributes.h"
#include "dicom/reading/FrameDecoder.h"

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
        loaded.notes.emplace_back("The photometric interpretation is missing or unknown; low values are shown dark.");
}

Result<LoadedRadiograph> read(const std::filesystem::path &path, int frame)
{
    CF_ASSIGN(const DicomFile file, DicomFile::open(path));
    LoadedRadiograph loaded;
    loaded.attributes = readAttributes(file);
    loaded.frame = frame;
    CF_ASSIGN(PixelLayout layout, readLayout(file, loaded.notes));
    if (frame < 0 || frame >= layout.frames)
        return fail(ErrorCode::InvalidInput,
            "There is no frame " + std::to_string(frame + 1) + " in this object of " + std::to_string(layout.frames)
                + ".");
    CF_ASSIGN(auto values, decodeFrame(file, layout, frame));
    const bool isColour = layout.samples == 3 || layout.photometric == "PALETTE COLOR" || layout.photometric == "RGB"
        || layout.photometric.starts_with("YBR");
    if (!isColour) {
        takeGrey(loaded, layout, std::move(values));
        readDisplayAttributes(file, frame, loaded.radiograph, loaded.notes);
        return loaded;
    }
    CF_ASSIGN(loaded.radiograph.stored, greyFromColour(file, layout, values));
    loaded.radiograph.bitsStored = 8;
    loaded.radiograph.windowCenter = 128.0; // The whole range of 8 bits (PS3.3 C.11.2.1.2.1).
    loaded.radiograph.windowWidth = 256.0;
    loaded.notes.emplace_back("This is a colour image; it was turned into grey.");
    return loaded;
}

} // namespace

Result<LoadedRadiograph> readRadiograph(const std::filesystem::path &path, int frame)
{
    return guarded([&] { return read(path, frame); });
}

} // namespace cf

#include "dicom/MaskImport.h"

#include "core/imaging/Geometry.h"
#include "core/imaging/PatientAxes.h"
#include "core/imaging/Resample.h"
#include "dicom/PixelReader.h"
#include "dicom/reading/PatientOrientation.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/reading/masks/MaskEvidence.h"
#include "dicom/reading/masks/MaskPicture.h"
#include "dicom/reading/masks/SegmentationReader.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace cf {
namespace {

using Part = MaskChoice::Part;

/// Of a mask whose low values are shown light: as it is shown, where that is plain. Labels are named as stored, so that
/// the numbers of a label map are nobody's but the file's.
Result<LoadedMask> maskOfMonochrome1(const MaskPlane &stored, const MaskChoice &choice)
{
    if (choice.part == Part::Label)
        return chosenMask(stored, choice, {});
    MaskPlane shown = stored;
    for (std::int32_t &value : shown.values.pixels)
        value = shown.white - std::clamp(value, 0, shown.white);
    ReadingNotes notes;
    addNote(
        notes, "mask-inverted", "Low values of the mask are shown light (MONOCHROME1); it was read as it is shown.");
    if (choice.part != Part::Evident)
        return chosenMask(shown, choice, std::move(notes));
    auto mask = evidentMask(shown, std::move(notes));
    if (!mask && mask.error().code == ErrorCode::InvalidInput && evidentMask(stored, {}))
        return ambiguousMask("its low values are shown light (MONOCHROME1), but it does not reach black and white.",
            "which of its stored values may change, e.g. --mask-as label:1");
    return mask;
}

/// A mask that says of itself that it lies otherwise than the film would change the wrong side: it is turned along.
void turnToFilm(const DicomFile &file, const Radiograph &film, LoadedMask &loaded)
{
    const PatientAxes axes = statedAxesOf(file);
    if (!axes.sidesKnown() || !film.axes.sidesKnown() || axes == film.axes)
        return;
    loaded.mask = turned(turned(loaded.mask, uprightTurn(axes)), uprightTurn(film.axes).inverse());
    addNote(loaded.notes, "mask-turned",
        "The mask lies as " + textOf(axes) + " and the film as " + textOf(film.axes) + "; it was turned to the film.",
        NoteSeverity::Warning);
}

Result<LoadedMask> maskOfDicomFile(
    const DicomFile &file, const std::filesystem::path &path, const LoadedRadiograph &film, const MaskChoice &choice)
{
    if (isSegmentation(file))
        return readSegmentation(file, film.attributes.sopInstanceUid, choice);
    const auto image = readRadiograph(path);
    if (!image)
        return fail(image.error().code, "The mask is a DICOM object that holds no mask: " + image.error().message);
    const Radiograph &radiograph = image->radiograph;
    MaskPlane plane{ radiograph.stored, radiograph.maximumStored() - std::max(radiograph.minimumStored(), 0), false };
    const auto mask = radiograph.photometric == Photometric::Monochrome1 ? maskOfMonochrome1(plane, choice)
        : choice.part == Part::Evident                                   ? evidentMask(plane, {})
                                                                         : chosenMask(plane, choice, {});
    if (!mask)
        return fail(ErrorCode::InvalidInput, "The mask is a DICOM image. " + mask.error().message);
    return mask;
}

Result<LoadedMask> maskOfDicom(
    const std::filesystem::path &path, const LoadedRadiograph &film, const MaskChoice &choice)
{
    CF_ASSIGN(const DicomFile file, DicomFile::open(path));
    CF_ASSIGN(LoadedMask loaded, maskOfDicomFile(file, path, film, choice));
    turnToFilm(file, film.radiograph, loaded);
    return loaded;
}

std::string sizeText(int width, int height)
{
    return std::to_string(width) + " × " + std::to_string(height);
}

/// Lengths in the ratio of `from` to `to`, up to the rounding of a pixel.
bool sameProportion(double width, double height, double filmWidth, double filmHeight)
{
    const double across = width / filmWidth;
    const double down = height / filmHeight;
    return std::abs(across * filmHeight - height) <= 1.0 || std::abs(down * filmWidth - width) <= 1.0;
}

/// A mask of another size is taken along to the film's where it can only be meant so.
Result<> fitToFilm(const Radiograph &radiograph, LoadedMask &loaded)
{
    const StoredImage &film = radiograph.stored;
    MaskImage &mask = loaded.mask;
    if (mask.sameSizeAs(film))
        return {};
    const bool asStored = sameProportion(mask.width, mask.height, film.width, film.height);
    const bool asShown = sameProportion(mask.width, mask.height, film.width, film.height * pixelAspect(radiograph));
    if (!asStored && !asShown)
        return fail(ErrorCode::InvalidInput,
            "The mask is " + sizeText(mask.width, mask.height) + " pixels, the image "
                + sizeText(film.width, film.height)
                + ", another proportion. Draw or export the mask at the image's size.");
    const bool isBinary = std::all_of(
        mask.pixels.begin(), mask.pixels.end(), [](float weight) { return weight == 0.0F || weight == 1.0F; });
    addNote(loaded.notes, "mask-resized",
        "The mask of " + sizeText(mask.width, mask.height) + " pixels was brought to the image's "
            + sizeText(film.width, film.height) + ".");
    mask = resized(mask, film.width, film.height);
    for (float &weight : mask.pixels)
        weight = isBinary ? (weight >= 0.5F ? 1.0F : 0.0F) : std::clamp(weight, 0.0F, 1.0F);
    return {};
}

/// A mask that reaches no pixel with half its weight would make an edit that no one sees.
Result<> checkWeights(const MaskImage &mask, const MaskChoice &choice)
{
    const float top = mask.empty() ? 0.0F : *std::max_element(mask.pixels.begin(), mask.pixels.end());
    if (top <= 0.0F)
        return fail(ErrorCode::InvalidInput, "The mask is empty: nothing may change. Paint what may change in white.");
    if (top < 0.5F && choice.part == Part::Evident)
        return ambiguousMask(
            "it acts with at most " + std::to_string(static_cast<int>(std::lround(100.0F * top))) + " % of its weight.",
            "--mask-as not-black, or --mask-as grey if that is meant");
    return {};
}

tl::unexpected<Error> noSuchChoice()
{
    return fail(ErrorCode::InvalidInput,
        "A mask is read as evident, grey, not-black, opaque, transparent, label:NUMBER or colour:#RRGGBB.");
}

} // namespace

Result<MaskChoice> parseMaskChoice(const std::string &text)
{
    const std::map<std::string, Part> names{ { "evident", Part::Evident }, { "grey", Part::Grey },
        { "not-black", Part::NotBlack }, { "opaque", Part::Opaque }, { "transparent", Part::Transparent } };
    if (const auto named = names.find(text); named != names.end())
        return MaskChoice{ named->second, 0, 0 };
    const std::size_t colon = text.find(':');
    if (colon == std::string::npos)
        return noSuchChoice();
    const std::string kind = text.substr(0, colon);
    const bool isColour = kind == "colour" || kind == "color";
    if (kind != "label" && !isColour)
        return noSuchChoice();
    const char *begin = text.data() + colon + 1;
    const char *end = text.data() + text.size();
    unsigned number = 0;
    if (isColour && begin < end && *begin == '#')
        ++begin;
    const auto parsed = std::from_chars(begin, end, number, isColour ? 16 : 10);
    if (parsed.ec != std::errc() || parsed.ptr != end || number > 0xFFFFFFU)
        return noSuchChoice();
    return isColour ? MaskChoice{ Part::Colour, 0, number } : MaskChoice{ Part::Label, static_cast<int>(number), 0 };
}

Result<LoadedMask> readMask(const std::filesystem::path &path, const LoadedRadiograph &film, const MaskChoice &choice)
{
    return guarded([&]() -> Result<LoadedMask> {
        LoadedMask loaded;
        if (looksLikeDicom(path)) {
            CF_ASSIGN(loaded, maskOfDicom(path, film, choice));
        } else {
            CF_ASSIGN(PictureFile picture, readPictureFile(path));
            CF_ASSIGN(loaded, maskOfPicture(takenApart(std::move(picture)), choice));
        }
        CF_TRY(checkWeights(loaded.mask, choice));
        CF_TRY(fitToFilm(film.radiograph, loaded));
        CF_TRY(checkWeights(loaded.mask, choice));
        return loaded;
    });
}

} // namespace cf

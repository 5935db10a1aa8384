#include "app/report/StudyImages.h"

#include "core/imaging/MaskMorphology.h"
#include "core/imaging/UprightRadiograph.h"
#include "dicom/ImageImport.h"
#include "dicom/SyntheticMark.h"

namespace cf {

namespace {

/// The plate of a film that was turned upright: a film that is white there alone, turned likewise.
std::optional<PixelBox> turned(const Radiograph &film, const MarkRegion &mark)
{
    Radiograph white = film;
    white.stored = StoredImage(film.stored.width, film.stored.height);
    for (int y = mark.y; y < mark.y + mark.height; ++y)
        for (int x = mark.x; x < mark.x + mark.width; ++x)
            white.stored.at(x, y) = 1;
    const StoredImage stored = uprightRadiograph(white).stored;
    MaskImage mask(stored.width, stored.height);
    for (std::size_t i = 0; i < mask.pixels.size(); ++i)
        mask.pixels[i] = stored.pixels[i] == 1 ? 1.0F : 0.0F;
    return boundingBox(mask);
}

} // namespace

sessions::ReadImage asStudyImage(const Radiograph &film)
{
    sessions::ReadImage image;
    auto mark = findMark(film);
    if (!mark) {
        if (const auto place = placeMark(film))
            mark = *place;
    }
    if (mark)
        image.plate = turned(film, *mark);
    image.radiograph = uprightRadiograph(film);
    return image;
}

Result<sessions::ReadImage> readStudyImage(const std::filesystem::path &file)
{
    CF_ASSIGN(const auto loaded, openRadiograph(file));
    sessions::ReadImage image = asStudyImage(loaded.radiograph);
    image.patient = loaded.attributes.patientId;
    return image;
}

} // namespace cf

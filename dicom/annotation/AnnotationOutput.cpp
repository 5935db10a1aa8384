#include "dicom/annotation/AnnotationOutput.h"

#include "core/base/files/OutputPlan.h"
#include "dicom/reading/file/Dcmtk.h"

namespace cf {

namespace {

Result<> checkAnnotationOutput(
    const AnnotatedFilms &films, const std::filesystem::path &output, const WritePolicy &policy)
{
    for (const std::filesystem::path &film : { films.image, films.source })
        if (!film.empty() && isSameFile(film, output))
            return fail(ErrorCode::InvalidInput, "An annotation is never saved over a film. Choose another name.");
    if (isStream(output))
        return fail(ErrorCode::InvalidInput, "The name given is that of a device or pipe. Choose another name.");
    return checkWritable(output, policy);
}

} // namespace

Result<WrittenAnnotation> writeBound(const annotation::Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy, BoundWriter &write)
{
    prepareDcmtk();
    return guarded([&]() -> Result<WrittenAnnotation> {
        CF_TRY(checkAnnotationOutput(films, output, policy));
        CF_ASSIGN(const annotation::Annotation bound, boundToFilms(annotation, films));
        CF_ASSIGN(const FilmPair pair, readFilmPair(films));
        return write(bound, pair, output, policy);
    });
}

} // namespace cf

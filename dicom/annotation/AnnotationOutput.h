#pragma once

#include "dicom/AnnotationObjects.h"
#include "dicom/annotation/FilmFacts.h"

namespace cf {

/// Writes one kind of object of an annotation that is bound to its films.
using BoundWriter = Result<WrittenAnnotation>(const annotation::Annotation &bound, const FilmPair &films,
    const std::filesystem::path &output, const WritePolicy &policy);

/// What all kinds of objects have in common: checks the output's name (none of the films, no stream), binds the
/// annotation to its films, and calls `write`. What DCMTK throws becomes an Error.
Result<WrittenAnnotation> writeBound(const annotation::Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy, BoundWriter &write);

} // namespace cf

#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/Result.h"
#include "core/base/files/AtomicFile.h"

#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// The objects that an annotation is about.
struct AnnotatedFilms {
    std::filesystem::path image; ///< The annotated object, synthetic or an original.
    std::filesystem::path source; ///< What a synthetic one was made from; empty where it names none.
};

/// The annotation with size, spacing and the names of its objects as the files state them. Errors: those of reading;
/// InvalidInput where the files are not those that the annotation was made of, or the source is missing or another.
Result<annotation::Annotation> boundToFilms(annotation::Annotation annotation, const AnnotatedFilms &films);

/// What was written, and what this kind of object does not hold, in words for the user.
struct WrittenAnnotation {
    std::filesystem::path path;
    std::string sopInstanceUid;
    std::vector<std::string> leftOut;
};

// Each writes a new object of the image's study that refers to image and source, its UIDs derived from the annotation:
// the same annotation gives the same bytes. The file appears whole or not at all. Errors: as boundToFilms(), Io, and
// InvalidInput where there is nothing that this kind of object holds.

/// DICOM Segmentation (PS3.3 A.51): each mask a segment of one bit a pixel.
Result<WrittenAnnotation> writeAnnotationSegmentation(const annotation::Annotation &annotation,
    const AnnotatedFilms &films, const std::filesystem::path &output, const WritePolicy &policy = refuseExisting());
/// Structured report by template TID 1500 (PS3.16) as Comprehensive SR: answers, findings, marks with their measures;
/// masks by reference to the segments of the object that writeAnnotationSegmentation() makes of the same annotation.
Result<WrittenAnnotation> writeAnnotationReport(const annotation::Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy = refuseExisting());
/// Grayscale Softcopy Presentation State (PS3.3 A.33.1): points, boxes and outlines with their labels.
Result<WrittenAnnotation> writeAnnotationMarks(const annotation::Annotation &annotation, const AnnotatedFilms &films,
    const std::filesystem::path &output, const WritePolicy &policy = refuseExisting());

/// What one object says. A segmentation or presentation state holds marks alone.
struct AnnotationPart {
    enum class Kind { Segmentation, Report, PresentationState };
    Kind kind = Kind::Report;
    std::string sopInstanceUid;
    annotation::Annotation annotation;
    /// Of a report: numbers of the marks whose masks lie in segmentations, with their UIDs.
    std::vector<std::pair<int, std::string>> masksElsewhere;
};

/// Reads a segmentation, a TID 1500 report or a presentation state; of those that others wrote, what they have in
/// common with ours. Errors: those of reading; Unsupported for other kinds of objects.
Result<AnnotationPart> readAnnotationPart(const std::filesystem::path &path);

/// One annotation from the objects that hold it: a report with its segmentations, or marks alone, which are then
/// `annotator`'s where the objects do not say whose they are. Errors: InvalidInput where parts are missing or belong to
/// different images.
Result<annotation::Annotation> joinedParts(const std::vector<AnnotationPart> &parts, const std::string &annotator);

} // namespace cf

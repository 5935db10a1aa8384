#pragma once

#include "core/annotation/Annotation.h"
#include "core/imaging/Radiograph.h"
#include "dicom/AnnotationObjects.h"

#include <memory>
#include <string>

class DcmDataset;
class DcmItem;

namespace cf {

/// What objects about a film repeat of it. Texts in UTF-8.
struct FilmFacts {
    annotation::ObjectName name;
    std::string modality;
    Radiograph radiograph;
    std::vector<std::pair<unsigned, std::string>> patientAndStudy; ///< Tag → text.
    annotation::ObjectName namedSource; ///< As its Source Image Sequence says; without series.
};

Result<FilmFacts> readFilmFacts(const std::filesystem::path &path);

/// Both films of an annotation; the source's name is empty where there is none.
struct FilmPair {
    FilmFacts image;
    annotation::ObjectName source;
    std::string sourceModality;
};
Result<FilmPair> readFilmPair(const AnnotatedFilms &films);

/// Fills an empty data set with patient, study, our equipment, and the UIDs, times and texts of a new object about the
/// annotated image. `purpose`: tells the objects of one annotation apart.
void putObjectAbout(
    DcmDataset &dataset, const FilmPair &films, const annotation::Annotation &annotation, const std::string &purpose);

/// UIDs of the object that the same annotation makes for a purpose.
std::string objectUid(const annotation::Annotation &annotation, const std::string &purpose);
inline constexpr const char *segmentationPurpose = "segmentation";
inline constexpr const char *reportPurpose = "report";
inline constexpr const char *marksPurpose = "marks";

/// Of a mark or finding, the same for all versions of an annotator's annotation of an image.
std::string trackingUid(const annotation::Annotation &annotation, const std::string &what);

/// Appends a reference to an object, optionally with a purpose.
Result<> appendReference(DcmItem &item, unsigned sequence, const annotation::ObjectName &object);
/// Referenced Series Sequence with image and, where there is one, source (PS3.3 C.12.2).
Result<> putReferencedSeries(DcmDataset &dataset, const FilmPair &films);

} // namespace cf

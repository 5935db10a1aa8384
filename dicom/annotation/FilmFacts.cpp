#include "dicom/annotation/FilmFacts.h"

#include "core/annotation/AnnotationCheck.h"
#include "core/annotation/AnnotationJson.h"
#include "dicom/PixelReader.h"
#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/reading/file/DicomFile.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/Identifiers.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <cmath>

namespace cf {
namespace {

using annotation::Annotation;
using annotation::ObjectName;

const DcmTagKey copiedTags[] = { DCM_PatientName, DCM_PatientID, DCM_PatientBirthDate, DCM_PatientSex, DCM_StudyDate,
    DCM_StudyTime, DCM_StudyDescription, DCM_ReferringPhysicianName, DCM_StudyID, DCM_AccessionNumber };

unsigned numberOf(const DcmTagKey &tag)
{
    return static_cast<unsigned>(tag.getGroup()) << 16U | tag.getElement();
}

DcmTagKey tagOf(unsigned number)
{
    return { static_cast<Uint16>(number >> 16U), static_cast<Uint16>(number & 0xFFFFU) };
}

ObjectName nameOf(const InstanceAttributes &attributes)
{
    return { attributes.sopClassUid, attributes.sopInstanceUid, attributes.seriesInstanceUid,
        attributes.studyInstanceUid };
}

ObjectName sourceNamedBy(DcmDataset &dataset)
{
    DcmItem *item = nullptr;
    if (dataset.findAndGetSequenceItem(DCM_SourceImageSequence, item, 0).bad() || !item)
        return {};
    return { textOf(*item, DCM_ReferencedSOPClassUID), textOf(*item, DCM_ReferencedSOPInstanceUID), {}, {} };
}

/// "2026-11-29T01:30:12Z" → "20261129013012"; else empty.
std::string dicomTime(const std::string &text)
{
    std::string digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    constexpr std::size_t seconds = 14;
    return digits.size() >= seconds ? digits.substr(0, seconds) : "";
}

} // namespace

Result<FilmFacts> readFilmFacts(const std::filesystem::path &path)
{
    prepareDcmtk();
    if (!looksLikeDicom(path))
        return fail(ErrorCode::InvalidInput,
            "Objects of DICOM refer to DICOM objects, and " + path.filename().string()
                + " is none. Save the counterfactual as DICOM first.");
    CF_ASSIGN(LoadedRadiograph loaded, readRadiograph(path));
    CF_ASSIGN(const DicomFile file, DicomFile::open(path, DicomFile::Extent::Header));
    FilmFacts facts;
    facts.name = nameOf(loaded.attributes);
    facts.modality = loaded.attributes.modality;
    facts.radiograph = std::move(loaded.radiograph);
    for (const DcmTagKey &tag : copiedTags)
        facts.patientAndStudy.emplace_back(numberOf(tag), textOf(file.dataset(), tag));
    facts.namedSource = sourceNamedBy(file.dataset());
    return facts;
}

Result<FilmPair> readFilmPair(const AnnotatedFilms &films)
{
    FilmPair pair;
    CF_ASSIGN(pair.image, readFilmFacts(films.image));
    const ObjectName &named = pair.image.namedSource;
    if (named.empty())
        return pair;
    if (films.source.empty())
        return fail(ErrorCode::InvalidInput,
            "The image was made from another object, which is to be referred to. Name its file as the source.");
    CF_ASSIGN(const FilmFacts source, readFilmFacts(films.source));
    if (source.name.sopInstanceUid != named.sopInstanceUid)
        return fail(ErrorCode::InvalidInput,
            films.source.filename().string() + " is not the object that the image was made from.");
    pair.source = source.name;
    pair.sourceModality = source.modality;
    return pair;
}

Result<Annotation> boundToFilms(Annotation bound, const AnnotatedFilms &films)
{
    return guarded([&]() -> Result<Annotation> {
        CF_ASSIGN(const FilmPair pair, readFilmPair(films));
        const Radiograph &radiograph = pair.image.radiograph;
        annotation::Subject &subject = bound.subject;
        if (!subject.image.empty() && subject.image.sopInstanceUid != pair.image.name.sopInstanceUid)
            return fail(ErrorCode::InvalidInput,
                films.image.filename().string() + " is not the image that the annotation was made of.");
        if (subject.width != radiograph.stored.width || subject.height != radiograph.stored.height)
            return fail(ErrorCode::InvalidInput,
                films.image.filename().string() + " has another size than the image that the annotation was made of.");
        subject.image = pair.image.name;
        subject.source = pair.source;
        subject.columnSpacing = radiograph.columnSpacing;
        subject.rowSpacing = radiograph.rowSpacing;
        annotation::makeCanonical(bound);
        CF_TRY(annotation::checkAnnotation(bound));
        return bound;
    });
}

std::string objectUid(const Annotation &annotation, const std::string &purpose)
{
    return newUid(annotation::hashOf(annotation), purpose);
}

std::string trackingUid(const Annotation &annotation, const std::string &what)
{
    return newUid(annotation.subject.image.sopInstanceUid + "\n" + annotation.annotator, what);
}

void putObjectAbout(
    DcmDataset &dataset, const FilmPair &films, const Annotation &annotation, const std::string &purpose)
{
    putText(dataset, DCM_SpecificCharacterSet, "ISO_IR 192");
    for (const auto &[tag, text] : films.image.patientAndStudy)
        putText(dataset, tagOf(tag), text);
    putText(dataset, DCM_StudyInstanceUID, films.image.name.studyInstanceUid);
    const std::string seed = annotation::hashOf(annotation);
    putText(dataset, DCM_SOPInstanceUID, newUid(seed, purpose));
    putText(dataset, DCM_SeriesInstanceUID, newUid(seed, purpose + " series"));
    putText(dataset, DCM_SeriesNumber,
        purpose == segmentationPurpose ? "9501"
            : purpose == reportPurpose ? "9502"
                                       : "9503");
    putText(dataset, DCM_InstanceNumber, "1");
    putText(dataset, DCM_SeriesDescription,
        std::string("Annotation of ") + (annotation.isOfOriginal() ? "an original image" : "a SYNTHETIC image"));
    const TimeStamp stamp = timeStamp(dicomTime(annotation.saved));
    for (const DcmTagKey &tag : { DCM_ContentDate, DCM_InstanceCreationDate, DCM_SeriesDate })
        putText(dataset, tag, stamp.date);
    for (const DcmTagKey &tag : { DCM_ContentTime, DCM_InstanceCreationTime, DCM_SeriesTime })
        putText(dataset, tag, stamp.time);
    putText(dataset, DCM_Manufacturer, "Contrafact");
    putText(dataset, DCM_ManufacturerModelName, "Contrafact");
    putText(dataset, DCM_DeviceSerialNumber, "1");
    putText(dataset, DCM_SoftwareVersions, CONTRAFACT_VERSION);
}

Result<> appendReference(DcmItem &item, unsigned sequence, const ObjectName &object)
{
    CF_ASSIGN(DcmItem * reference, appendItem(item, tagOf(sequence)));
    putText(*reference, DCM_ReferencedSOPClassUID, object.sopClassUid);
    putText(*reference, DCM_ReferencedSOPInstanceUID, object.sopInstanceUid);
    return {};
}

Result<> putReferencedSeries(DcmDataset &dataset, const FilmPair &films)
{
    DcmItem *first = nullptr;
    for (const ObjectName *object : { &films.image.name, &films.source }) {
        if (object->empty())
            continue;
        DcmItem *series = first;
        const bool isSameSeries = first && films.source.seriesInstanceUid == films.image.name.seriesInstanceUid;
        if (!isSameSeries) {
            CF_ASSIGN(series, appendItem(dataset, DCM_ReferencedSeriesSequence));
            putText(*series, DCM_SeriesInstanceUID, object->seriesInstanceUid);
        }
        first = series;
        const bool isMarks = textOf(dataset, DCM_Modality) == "PR";
        CF_TRY(appendReference(
            *series, numberOf(isMarks ? DCM_ReferencedImageSequence : DCM_ReferencedInstanceSequence), *object));
    }
    return {};
}

} // namespace cf

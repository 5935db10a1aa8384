#include "dicom/writing/SyntheticAttributes.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/Dcmtk.h"
#include "dicom/writing/DatasetWriting.h"
#include "dicom/writing/Identifiers.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>

namespace cf {
namespace {

// Lengths in characters of PS3.5 section 6.2.
constexpr std::size_t longString = 64;
constexpr std::size_t shortText = 1024;

bool isAscii(std::string_view text)
{
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// The record's text as the data set can hold it: as it is in UTF-8, else with "?" for what is no ASCII.
std::string encoded(DcmDataset &dataset, std::string text)
{
    if (isAscii(text) || textOf(dataset, DCM_SpecificCharacterSet) == "ISO_IR 192")
        return text;
    for (char &character : text)
        if (static_cast<unsigned char>(character) >= 0x80)
            character = '?';
    return text;
}

/// Texts of an item and of those below it, from its own or the outer character set into UTF-8. Ours, because DCMTK
/// cannot convert Japanese with Debian's C library.
void convertTexts(DcmItem &item, const std::string &outerSets)
{
    const std::string own = characterSetsOf(item);
    const std::string sets = own.empty() ? outerSets : own;
    if (!own.empty())
        putText(item, DCM_SpecificCharacterSet, "ISO_IR 192");
    for (unsigned long i = 0; i < item.card(); ++i) {
        DcmElement *element = item.getElement(i);
        if (auto *sequence = dynamic_cast<DcmSequenceOfItems *>(element)) {
            for (unsigned long j = 0; j < sequence->card(); ++j)
                if (DcmItem *nested = sequence->getItem(j))
                    convertTexts(*nested, sets);
            continue;
        }
        OFString bytes;
        // Only these representations depend on the character set (PS3.5 section 6.1.2.3).
        const auto *text = dynamic_cast<DcmCharString *>(element);
        if (!text || element->getOFStringArray(bytes, OFFalse).bad())
            continue;
        const std::string converted = toUtf8({ bytes.c_str(), bytes.size() }, sets);
        if (converted != std::string_view(bytes.c_str(), bytes.size()))
            element->putOFStringArray(OFString(converted.c_str(), converted.size()));
    }
}

std::string derivationText(const SyntheticRecord &record)
{
    std::string text = "SYNTHETIC image, not acquired from a patient as shown; not for diagnosis.";
    if (!record.edit.empty())
        text += " Edit: " + record.edit + ".";
    if (!record.method.empty())
        text += " Method: " + record.method + ".";
    if (!record.modelName.empty())
        text += " Model: " + record.modelName + ", SHA-256 " + record.modelSha256.substr(0, 16) + ".";
    return text + " Made by " + record.program + " " + record.programVersion + ".";
}

void putImageType(DcmDataset &dataset)
{
    const std::string source = textOf(dataset, DCM_ImageType);
    std::string type = "DERIVED\\SECONDARY";
    // What follows the first two values tells the kind of image and stays true.
    const std::size_t first = source.find('\\');
    const std::size_t second = first == std::string::npos ? first : source.find('\\', first + 1);
    if (second != std::string::npos)
        type += source.substr(second);
    putText(dataset, DCM_ImageType, type);
}

void putTimes(DcmDataset &dataset, const TimeStamp &stamp)
{
    putText(dataset, DCM_ContentDate, stamp.date);
    putText(dataset, DCM_ContentTime, stamp.time);
    putText(dataset, DCM_InstanceCreationDate, stamp.date);
    putText(dataset, DCM_InstanceCreationTime, stamp.time);
}

Result<> putSourceImage(DcmDataset &dataset, const SourceReference &source)
{
    dataset.findAndDeleteElement(DCM_SourceImageSequence);
    if (source.sopClassUid.empty() || source.sopInstanceUid.empty())
        return {};
    CF_ASSIGN(DcmItem * item, appendItem(dataset, DCM_SourceImageSequence));
    putText(*item, DCM_ReferencedSOPClassUID, source.sopClassUid);
    putText(*item, DCM_ReferencedSOPInstanceUID, source.sopInstanceUid);
    if (source.frames > 1)
        putText(*item, DCM_ReferencedFrameNumber, std::to_string(source.frame + 1));
    putText(*item, DCM_SpatialLocationsPreserved, "YES");
    return appendCode(
        *item, DCM_PurposeOfReferenceCodeSequence, "121322", "DCM", "Source image for image processing operation");
}

Result<> putEquipment(DcmDataset &dataset, const SyntheticRecord &record, const TimeStamp &stamp)
{
    CF_ASSIGN(DcmItem * item, appendItem(dataset, DCM_ContributingEquipmentSequence));
    CF_TRY(appendCode(*item, DCM_PurposeOfReferenceCodeSequence, "109100", "DCM", "Synthesizing Equipment"));
    const std::string program = encoded(dataset, fitted(record.program, longString, true));
    putText(*item, DCM_Manufacturer, program);
    putText(*item, DCM_ManufacturerModelName, program);
    putText(*item, DCM_SoftwareVersions, encoded(dataset, fitted(record.programVersion, longString, true)));
    putText(*item, DCM_ContributionDateTime, stamp.date + stamp.time);
    std::string description = "Method: " + record.method;
    if (!record.modelName.empty())
        description += "; model: " + record.modelName + "; SHA-256 of its weights: " + record.modelSha256;
    putText(*item, DCM_ContributionDescription, encoded(dataset, fitted(description, shortText, false)));
    return {};
}

Result<> putPrivateBlock(DcmDataset &dataset, const SyntheticRecord &record, const std::optional<MarkRegion> &mark)
{
    OFCondition put = dataset.putAndInsertString(DcmTag(privateGroup, 0x0010, EVR_LO), privateCreator);
    const auto add = [&](unsigned short element, DcmEVR representation, const std::string &text) {
        DcmTag tag(privateGroup, element, representation);
        tag.setPrivateCreator(privateCreator);
        if (put.good())
            put = dataset.putAndInsertString(tag, text.c_str());
    };
    add(provenanceElement, EVR_UT, asciiJson(record.provenanceJson));
    if (mark)
        add(markElement, EVR_LO,
            std::to_string(mark->x) + "\\" + std::to_string(mark->y) + "\\" + std::to_string(mark->width) + "\\"
                + std::to_string(mark->height));
    else
        add(noMarkReasonElement, EVR_LO, encoded(dataset, fitted(record.reasonForNoMark, longString, true)));
    if (put.bad())
        return tl::make_unexpected(
            dicomError(ErrorCode::Internal, "The provenance could not be stored in the new object", put));
    return {};
}

} // namespace

void prepareCharacterSet(DcmDataset &dataset, const SyntheticRecord &record)
{
    const bool ascii = isAscii(record.edit) && isAscii(record.seriesDescription) && isAscii(record.modelName)
        && isAscii(record.reasonForNoMark) && isAscii(record.program) && isAscii(record.method);
    if (ascii)
        return;
    const std::string stated = characterSetsOf(dataset);
    if (stated == "ISO_IR 192")
        return;
    convertTexts(dataset, stated);
    putText(dataset, DCM_SpecificCharacterSet, "ISO_IR 192");
}

Result<> putSyntheticAttributes(DcmDataset &dataset, const SyntheticRecord &record, const SourceReference &source,
    const std::optional<MarkRegion> &mark)
{
    const TimeStamp stamp = timeStamp(record.contentDateTime);
    dataset.putAndInsertString(DcmTag(syntheticDataGroup, syntheticDataElement, EVR_CS), "YES");
    putImageType(dataset);
    putTimes(dataset, stamp);
    putText(dataset, DCM_SeriesDescription,
        encoded(dataset, fitted("SYNTHETIC " + record.seriesDescription, longString, true)));
    putText(dataset, DCM_DerivationDescription, encoded(dataset, fitted(derivationText(record), shortText, false)));
    dataset.findAndDeleteElement(DCM_DerivationCodeSequence);
    // DICOM has no code for a generated edit; ours says so in our own scheme.
    CF_TRY(appendCode(
        dataset, DCM_DerivationCodeSequence, "COUNTERFACTUAL", "99CONTRAFACT", "Generated counterfactual image"));
    CF_TRY(putSourceImage(dataset, source));
    CF_TRY(putEquipment(dataset, record, stamp));
    if (mark)
        putText(dataset, DCM_BurnedInAnnotation, "YES");
    else if (!dataset.tagExists(DCM_BurnedInAnnotation))
        putText(dataset, DCM_BurnedInAnnotation, "NO");
    return putPrivateBlock(dataset, record, mark);
}

} // namespace cf

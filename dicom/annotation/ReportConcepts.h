#pragma once

#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/exchange/Concepts.h"

#include <array>
#include <optional>
#include <string>

namespace cf::concepts {

// Names of content items: of TID 1500 and those below it (PS3.16), and our own where the standard has none.

using annotation::Concept;

inline Concept dcm(const char *value, const char *meaning)
{
    return { value, "DCM", meaning };
}
inline Concept sct(const char *value, const char *meaning)
{
    return { value, "SCT", meaning };
}
inline Concept own(const char *value, const char *meaning)
{
    return { value, "99CONTRAFACT", meaning };
}

inline const Concept report = dcm("126000", "Imaging Measurement Report");
inline const Concept language = dcm("121049", "Language of Content Item and Descendants");
inline const Concept english = { "en", "RFC5646", "English" };
inline const Concept observerType = dcm("121005", "Observer Type");
inline const Concept person = dcm("121006", "Person");
inline const Concept personName = dcm("121008", "Person Observer Name");
inline const Concept procedure = dcm("121058", "Procedure reported");
inline const Concept chestFilm = sct("399208008", "Plain chest X-ray");
inline const Concept library = dcm("111028", "Image Library");
inline const Concept libraryGroup = dcm("126200", "Image Library Group");
inline const Concept modality = dcm("121139", "Modality");
inline const Concept rows = dcm("110910", "Pixel Data Rows");
inline const Concept columns = dcm("110911", "Pixel Data Columns");
inline const Concept columnSpacing = dcm("111026", "Horizontal Pixel Spacing");
inline const Concept rowSpacing = dcm("111066", "Vertical Pixel Spacing");
inline const Concept imageRole = own("image-role", "Role of the image");
inline const Concept annotatedImage = own("annotated", "The annotated image");
inline const Concept sourceImage = own("source", "The image it was made from");
inline const Concept measurements = dcm("126010", "Imaging Measurements");
inline const Concept group = dcm("125007", "Measurement Group");
inline const Concept trackingId = dcm("112039", "Tracking Identifier");
inline const Concept trackingUid = dcm("112040", "Tracking Unique Identifier");
inline const Concept finding = dcm("121071", "Finding");
inline const Concept findingSite = sct("363698007", "Finding Site");
inline const Concept laterality = sct("272741003", "Laterality");
inline const Concept zone = sct("106233006", "Topographical modifier");
inline const Concept severity = sct("246112005", "Severity");
inline const Concept region = dcm("111030", "Image Region");
inline const Concept segment = dcm("121191", "Referenced Segment");
inline const Concept segmentSource = dcm("121233", "Source image for segmentation");
inline const Concept comment = dcm("121106", "Comment");
inline const Concept area = sct("42798000", "Area");
inline const Concept width = sct("103355008", "Width");
inline const Concept height = dcm("121207", "Height");
inline const Concept evaluations = { "C0034375", "UMLS", "Qualitative Evaluations" };
inline const Concept chest = sct("51185008", "Chest");

inline const Concept asked = own("asked", "Named by the instruction");
inline const Concept present = own("present", "Present in the image");
inline const Concept change = own("change", "Change from the original");
inline const Concept sideRight = own("side-right", "On the asked side");
inline const Concept degreeRight = own("degree-right", "Of the asked degree");
inline const Concept followed = own("followed", "Was the instruction followed?");
inline const Concept somethingElse = own("something-else", "Did anything else change?");
inline const Concept plausibility = own("plausibility", "Plausible as a radiograph, 1 to 5");
inline const Concept confirmation = own("confirmation", "Confirmation by the annotator");
inline const Concept confirmed = own("confirmed", "Confirmed");
inline const Concept proposed = own("proposed", "Proposed, not confirmed");
inline const Concept instruction = own("instruction", "Instruction");
inline const Concept edit = own("edit", "SHA-256 of the edit's provenance");
inline const Concept state = own("state", "State of the annotation");
inline const Concept skipReason = own("skip-reason", "Reason for skipping");
inline const Concept role = own("role", "Role of the observer");
inline const Concept begun = own("begun", "Begun at");
inline const Concept saved = own("saved", "Saved at");
inline const Concept adjudicates = own("adjudicates", "SHA-256 of an annotation decided upon");

inline const Concept millimetre = { "mm", "UCUM", "millimeter" };
inline const Concept squareMillimetre = { "mm2", "UCUM", "square millimeter" };
inline const Concept spacingUnit = { "mm/{pixel}", "UCUM", "mm/pixel" };
inline const Concept pixels = { "{pixels}", "UCUM", "pixels" };

/// Yes and no are SNOMED's; the other answers our own.
inline Concept codeOf(annotation::Judgement judgement)
{
    switch (judgement) {
    case annotation::Judgement::Yes:
        return sct("373066001", "Yes");
    case annotation::Judgement::No:
        return sct("373067005", "No");
    case annotation::Judgement::CannotTell:
        return sct("373068000", "Undetermined");
    case annotation::Judgement::Partly:
        break;
    }
    return own("partly", "Partly");
}

inline Concept codeOf(annotation::Change value)
{
    const std::string key = keyOf(annotation::changeKeys(), value);
    return { std::string("ch-") + key, "99CONTRAFACT", key };
}

inline Concept codeOf(Side side)
{
    switch (side) {
    case Side::Left:
        return sct("7771000", "Left");
    case Side::Right:
        return sct("24028007", "Right");
    case Side::Both:
        return sct("51440002", "Bilateral");
    case Side::None:
        break;
    }
    return own("side-none", "No side");
}

inline Concept codeOf(Severity value)
{
    switch (value) {
    case Severity::Small:
        return sct("255507004", "Small");
    case Severity::Moderate:
        return sct("6736007", "Moderate");
    case Severity::Large:
        return sct("255509001", "Large");
    case Severity::None:
        break;
    }
    return own("severity-none", "No degree");
}

inline Concept codeOf(Zone value)
{
    switch (value) {
    case Zone::Upper:
        return sct("281392002", "Upper zone of lung");
    case Zone::Middle:
        return sct("281393007", "Middle zone of lung");
    case Zone::Lower:
        return sct("281394001", "Lower zone of lung");
    case Zone::None:
        break;
    }
    return own("zone-none", "No zone");
}

/// As reports named zones before they had SNOMED's codes; still read.
inline Concept formerCodeOf(Zone value)
{
    return { std::string("zone-").append(keyOf(value)), "99CONTRAFACT", std::string(keyOf(value)) };
}

/// Where a finding is, as far as its name says; of devices and bones: the chest.
inline Concept siteOf(Target target)
{
    switch (target) {
    case Target::Cardiomegaly:
        return sct("80891009", "Heart");
    case Target::EnlargedCardiomediastinum:
        return sct("72410000", "Mediastinum");
    case Target::LungOpacity:
    case Target::LungLesion:
    case Target::Edema:
    case Target::Consolidation:
    case Target::Pneumonia:
    case Target::Atelectasis:
        return sct("39607008", "Lung");
    case Target::Pneumothorax:
    case Target::PleuralEffusion:
    case Target::PleuralOther:
        return sct("3120008", "Pleural structure");
    default:
        return chest;
    }
}

inline Concept codeOf(annotation::State value)
{
    const std::string key = keyOf(annotation::stateKeys(), value);
    return { std::string("state-") + key, "99CONTRAFACT", key };
}

inline Concept codeOf(annotation::Role value)
{
    const std::string key = keyOf(annotation::roleKeys(), value);
    return { std::string("role-") + key, "99CONTRAFACT", key };
}

/// The value whose code it is.
template <typename Value, std::size_t count>
std::optional<Value> valueOf(const std::array<Value, count> &values, const Concept &code)
{
    for (const Value value : values)
        if (codeOf(value) == code)
            return value;
    return std::nullopt;
}

} // namespace cf::concepts

#include "dicom/reading/Suitability.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

namespace cf {
namespace {

constexpr std::string_view knownAlone =
    " The model knows frontal chest radiographs only. Results will not be reliable.";

std::string upper(std::string text)
{
    std::transform(
        text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
    return text;
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

/// `word` with no letter before or behind it.
bool hasWord(std::string_view text, std::string_view word)
{
    const auto isLetter = [&](std::size_t at) {
        return at < text.size() && std::isalpha(static_cast<unsigned char>(text[at])) != 0;
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1))
        if ((at == 0 || !isLetter(at - 1)) && !isLetter(at + word.size()))
            return true;
    return false;
}

/// Modalities (PS3.3 C.7.3.1.1.1) that are no radiographs, by the words that a user knows.
struct Modality {
    std::string_view code;
    std::string_view words;
};
constexpr std::array otherModalities{ Modality{ "US", "an ultrasound image" },
    Modality{ "IVUS", "an ultrasound image" }, Modality{ "CT", "a CT image" }, Modality{ "MR", "an MR image" },
    Modality{ "NM", "a nuclear medicine image" }, Modality{ "PT", "a PET image" }, Modality{ "MG", "a mammogram" },
    Modality{ "XA", "an angiogram" }, Modality{ "RF", "a fluoroscopy image" }, Modality{ "IO", "a dental radiograph" },
    Modality{ "PX", "a dental radiograph" }, Modality{ "XC", "a photograph" }, Modality{ "ES", "an endoscopy image" },
    Modality{ "GM", "a microscopy image" }, Modality{ "SM", "a microscopy image" },
    Modality{ "OP", "an ophthalmic photograph" }, Modality{ "OCT", "an optical coherence image" },
    Modality{ "RTIMAGE", "a radiotherapy image" }, Modality{ "SEG", "a segmentation" },
    Modality{ "BMD", "a bone density image" }, Modality{ "DG", "a diaphanography image" } };

/// The modality that a storage class is of alone; empty for those of radiographs and for others.
std::string_view modalityOfClass(const std::string &uid)
{
    struct OfClass {
        std::string_view uid;
        std::string_view modality;
    };
    constexpr std::array classes{ OfClass{ UID_UltrasoundImageStorage, "US" },
        OfClass{ UID_UltrasoundMultiframeImageStorage, "US" }, OfClass{ UID_CTImageStorage, "CT" },
        OfClass{ UID_EnhancedCTImageStorage, "CT" }, OfClass{ UID_MRImageStorage, "MR" },
        OfClass{ UID_EnhancedMRImageStorage, "MR" }, OfClass{ UID_NuclearMedicineImageStorage, "NM" },
        OfClass{ UID_PositronEmissionTomographyImageStorage, "PT" },
        OfClass{ UID_DigitalMammographyXRayImageStorageForPresentation, "MG" },
        OfClass{ UID_DigitalMammographyXRayImageStorageForProcessing, "MG" },
        OfClass{ UID_XRayAngiographicImageStorage, "XA" }, OfClass{ UID_XRayRadiofluoroscopicImageStorage, "RF" },
        OfClass{ UID_RTImageStorage, "RTIMAGE" } };
    const auto found =
        std::find_if(classes.begin(), classes.end(), [&](const OfClass &each) { return each.uid == uid; });
    return found == classes.end() ? std::string_view() : found->modality;
}

void noteModality(const InstanceAttributes &attributes, ReadingNotes &notes)
{
    const std::string modality = upper(attributes.modality);
    // What the object is says more than a word that programs fill in or take away.
    const std::string_view kind = modalityOfClass(attributes.sopClassUid);
    const auto known = std::find_if(otherModalities.begin(), otherModalities.end(),
        [&](const Modality &each) { return each.code == (kind.empty() ? std::string_view(modality) : kind); });
    if (known != otherModalities.end())
        addNote(notes, "not-a-radiograph", "This is " + std::string(known->words) + "." + std::string(knownAlone),
            NoteSeverity::Warning);
    else if (modality.empty())
        addNote(notes, "modality-unknown", "The file does not say that it is a radiograph.");
    else if (modality != "CR" && modality != "DX" && modality != "RG")
        addNote(
            notes, "modality-unknown", "The file does not say that it is a radiograph (modality " + modality + ").");
}

/// Body Part Examined, else the meaning of the anatomic region's code.
std::string bodyPartOf(DcmDataset &dataset, const InstanceAttributes &attributes)
{
    if (!attributes.bodyPart.empty())
        return attributes.bodyPart;
    DcmItem *region = nullptr;
    if (dataset.findAndGetSequenceItem(DCM_AnatomicRegionSequence, region, 0).good() && region)
        return textOf(*region, DCM_CodeMeaning);
    return {};
}

template <typename Words> bool containsAny(std::string_view text, const Words &words)
{
    return std::any_of(words.begin(), words.end(), [&](const char *each) { return contains(text, each); });
}

/// By its name in capitals. The thoracic spine lies in the chest, and its film is none of the chest.
bool isChestName(std::string_view name)
{
    constexpr std::array chest{ "CHEST", "THORA", "TORAX", "TÓRAX", "TORACE", "LUNG", "BRUSTKORB", "POITRINE",
        "KLATKA PIERSIOWA", "HRUDN", "ГРУД", "BREAST BONE", "胸", "흉부" };
    constexpr std::array spine{ "SPINE", "SPINAL", "LUMB", "VERTEB", "COLUMN", "WIRBEL", "RACHIS", "胸椎" };
    return containsAny(name, chest) && !containsAny(name, spine);
}

/// What a description names where no body part is stated; empty where it names the chest or nothing that is known.
std::string otherPartIn(std::string_view words)
{
    constexpr std::array others{ "ABDOMEN", "ABDOMINAL", "ABDO", "KUB", "PELVIS", "BECKEN", "BASSIN", "SKULL",
        "SCHADEL", "SPINE", "CSPINE", "TSPINE", "LSPINE", "LUMBAR", "HIP", "KNEE", "ANKLE", "FOOT", "HAND", "WRIST",
        "ELBOW", "SHOULDER", "FEMUR", "TIBIA", "HUMERUS", "FOREARM", "MAMMOGRAPHY" };
    if (isChestName(words))
        return {};
    for (const char *each : others)
        if (hasWord(words, each))
            return each;
    return {};
}

void noteBodyPart(DcmDataset &dataset, const InstanceAttributes &attributes, ReadingNotes &notes)
{
    const std::string part = bodyPartOf(dataset, attributes);
    const std::string name = upper(part);
    constexpr std::array unsaid{ "", "UNKNOWN", "OTHER", "UNSPECIFIED", "WHOLEBODY", "WHOLE BODY", "TRUNK" };
    const bool isUnsaid = std::find(unsaid.begin(), unsaid.end(), name) != unsaid.end();
    if (!isUnsaid && !isChestName(name))
        return addNote(notes, "not-the-chest",
            "The body part examined is stated as " + part + "." + std::string(knownAlone), NoteSeverity::Warning);
    if (!isUnsaid)
        return;
    // What is nearest to the picture has the word first.
    for (const DcmTagKey &tag : { DCM_SeriesDescription, DCM_ProtocolName, DCM_StudyDescription }) {
        const std::string described = textOf(dataset, tag);
        if (isChestName(upper(described)))
            return;
        if (!otherPartIn(upper(described)).empty())
            return addNote(notes, "not-the-chest",
                "The film is described as " + described + "." + std::string(knownAlone), NoteSeverity::Warning);
    }
}

/// Years of age that Patient's Age states (PS3.5 section 6.2, AS: 018M, 002Y), else those between birth and study;
/// nothing where neither can be read.
std::optional<double> ageOf(DcmDataset &dataset, const InstanceAttributes &attributes)
{
    constexpr double daysInYear = 365.25;
    const std::string stated = codeOf(dataset, DCM_PatientAge);
    int number = 0;
    const char *end = stated.data() + stated.size();
    const auto parsed = std::from_chars(stated.data(), end, number);
    if (parsed.ec == std::errc() && parsed.ptr + 1 >= end && number >= 0) {
        switch (parsed.ptr == end ? 'Y' : *parsed.ptr) {
        case 'Y':
            return number;
        case 'M':
            return number / 12.0;
        case 'W':
            return number * 7.0 / daysInYear;
        case 'D':
            return number / daysInYear;
        default:
            break;
        }
    }
    const auto dayOf = [](const std::string &date) -> std::optional<double> {
        int day = 0;
        if (date.size() != 8 || std::from_chars(date.data(), date.data() + 8, day).ptr != date.data() + 8)
            return std::nullopt;
        constexpr double daysInMonth = daysInYear / 12.0; // To a day or two, which is enough for an age.
        return day / 10000 * daysInYear + day / 100 % 100 * daysInMonth + day % 100;
    };
    const auto born = dayOf(attributes.patientBirthDate);
    const auto taken = dayOf(attributes.studyDate);
    if (!born || !taken || *taken < *born)
        return std::nullopt;
    return (*taken - *born) / daysInYear;
}

void noteAge(DcmDataset &dataset, const InstanceAttributes &attributes, ReadingNotes &notes)
{
    constexpr double youngestAdult = 16.0; // Years; from there on a chest is as the models learnt it.
    const auto age = ageOf(dataset, attributes);
    if (!age || *age >= youngestAdult)
        return;
    const int years = static_cast<int>(*age);
    addNote(notes, "not-an-adult",
        "The patient is a child ("
            + (years < 1 ? std::string("under 1 year") : std::to_string(years) + (years == 1 ? " year" : " years"))
            + "). The model knows films of adults only. Results will not be reliable.",
        NoteSeverity::Warning);
}

enum class View { Unknown, Frontal, Lateral, Other };

View viewOfCode(const std::string &position)
{
    if (position == "PA" || position == "AP" || position == "LLD" || position == "RLD") // Decubitus: from the front.
        return View::Frontal;
    if (position.empty())
        return View::Unknown;
    if (position == "LL" || position == "RL" || contains(position, "LAT"))
        return View::Lateral;
    return View::Other;
}

View viewOfWords(const std::string &words)
{
    if (contains(words, "LATERAL DECUBITUS"))
        return View::Unknown;
    for (const char *word :
        { "LATERAL", "LAT", "LL", "LATERALE", "LATEROLATERALE", "SEITLICH", "SEITL", "PROFIL", "ZIJDELINGS" })
        if (hasWord(words, word))
            return View::Lateral;
    return contains(words, "側面") ? View::Lateral : View::Unknown;
}

bool namesFrontalView(const std::string &words)
{
    constexpr std::array frontal{ "PA", "AP", "FRONTAL", "DV", "VIEWS", "2", "POSTEROANTERIOR", "ANTEROPOSTERIOR" };
    return std::any_of(frontal.begin(), frontal.end(), [&](const char *word) { return hasWord(words, word); });
}

/// Raw detector data is not made to be looked at (PS3.3 C.8.11.1.1.1): its greys are not those of a film.
void noteIntent(DcmDataset &dataset, ReadingNotes &notes)
{
    if (codeOf(dataset, DCM_PresentationIntentType) == "FOR PROCESSING")
        addNote(notes, "for-processing",
            "The file holds the detector's data for processing (Presentation Intent Type), and not the film as it is "
            "read. Results will not be reliable.",
            NoteSeverity::Warning);
}

/// A frontal view by View Position whose own description names a lateral one alone: films of a study are often given
/// the attributes of one of them.
void noteContradiction(DcmDataset &dataset, const InstanceAttributes &attributes, ReadingNotes &notes)
{
    if (viewOfCode(upper(attributes.viewPosition)) != View::Frontal)
        return;
    for (const DcmTagKey &tag : { DCM_SeriesDescription, DCM_ProtocolName }) {
        const std::string described = textOf(dataset, tag);
        const std::string words = upper(described);
        if (viewOfWords(words) == View::Lateral && !namesFrontalView(words))
            return addNote(notes, "view-contradicted",
                "View Position says " + attributes.viewPosition + ", but the film is described as " + described
                    + ". The model knows frontal views only.",
                NoteSeverity::Warning);
    }
}

View viewOf(DcmDataset &dataset, const LoadedRadiograph &loaded)
{
    const auto isDepth = [](BodyDirection direction) {
        return direction == BodyDirection::Anterior || direction == BodyDirection::Posterior;
    };
    if (isDepth(loaded.radiograph.axes.row) || isDepth(loaded.radiograph.axes.column))
        return View::Lateral;
    if (const View stated = viewOfCode(upper(loaded.attributes.viewPosition)); stated != View::Unknown)
        return stated;
    DcmItem *code = nullptr;
    if (dataset.findAndGetSequenceItem(DCM_ViewCodeSequence, code, 0).good() && code)
        if (const View coded = viewOfWords(upper(textOf(*code, DCM_CodeMeaning))); coded != View::Unknown)
            return coded;
    for (const DcmTagKey &tag : { DCM_SeriesDescription, DCM_ProtocolName, DCM_AcquisitionDeviceProcessingDescription })
        if (const View described = viewOfWords(upper(textOf(dataset, tag))); described != View::Unknown)
            return described;
    // A study of two views is described by both, whichever of them this is.
    const std::string study = upper(loaded.attributes.studyDescription);
    return namesFrontalView(study) ? View::Unknown : viewOfWords(study);
}

} // namespace

void noteSuitability(const DicomFile &file, LoadedRadiograph &loaded)
{
    DcmDataset &dataset = file.dataset();
    noteModality(loaded.attributes, loaded.notes);
    noteBodyPart(dataset, loaded.attributes, loaded.notes);
    noteAge(dataset, loaded.attributes, loaded.notes);
    noteIntent(dataset, loaded.notes);
    noteContradiction(dataset, loaded.attributes, loaded.notes);
    const std::string &position = loaded.attributes.viewPosition;
    const std::string stated = position.empty() ? std::string() : " (" + position + ")";
    switch (viewOf(dataset, loaded)) {
    case View::Lateral:
        addNote(loaded.notes, "lateral-view",
            "This is a lateral view" + stated + ". The model knows frontal views only. Results will not be reliable.",
            NoteSeverity::Warning);
        break;
    case View::Other:
        addNote(loaded.notes, "not-frontal",
            "This is not a frontal view" + stated
                + ". The model knows frontal views only. Results will not be reliable.",
            NoteSeverity::Warning);
        break;
    default:
        break;
    }
    if (loaded.attributes.frames > 1)
        addNote(loaded.notes, "one-of-several",
            "This is frame " + std::to_string(loaded.frame + 1) + " of " + std::to_string(loaded.attributes.frames)
                + "; only this one is edited.");
}

} // namespace cf

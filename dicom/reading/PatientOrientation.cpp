#include "dicom/reading/PatientOrientation.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

#include <array>
#include <cmath>
#include <string>

namespace cf {
namespace {

/// "mirrored", "upside down", "on its side" …
std::string lieOf(Turn turn)
{
    const std::string turned = turn.quarters == 2 ? "upside down" : turn.quarters == 0 ? "" : "on its side";
    if (!turn.mirrored)
        return turned;
    return turned.empty() ? "mirrored" : "mirrored and " + turned;
}

void noteLie(const PatientAxes &axes, const std::string &source, ReadingNotes &notes)
{
    const Turn turn = uprightTurn(axes);
    if (turn.isNone())
        return;
    addNote(notes, "not-upright",
        "The film lies " + lieOf(turn) + " (" + source + " " + textOf(axes)
            + "). It is turned upright for the model, and the result lies as the film does.",
        NoteSeverity::Warning);
}

void takeUsersWord(const PatientAxes &axes, Radiograph &radiograph, ReadingNotes &notes)
{
    radiograph.axes = axes;
    addNote(notes, "orientation-by-user", "The film was taken to lie as " + textOf(axes) + ", as asked.");
    noteLie(axes, "as asked,", notes);
}

/// How a film may lie whose file does not say it in a way that can be understood.
std::vector<PatientAxes> usualLies()
{
    return { frontalAxes, turned(frontalAxes, Turn{ true, 0 }), turned(frontalAxes, Turn{ false, 2 }) };
}

constexpr const char *sayHowItLies =
    "Say --orientation stored if the film is upright as it is shown, or where its rows and columns run, e.g. "
    "--orientation R/F.";

/// The direction in the patient that a direction cosine points to (PS3.3 C.7.6.2.1.1: x to the left, y to the back, z
/// to the head); unknown off the axes.
BodyDirection directionOf(double x, double y, double z)
{
    constexpr double alongAxis = 0.9;
    if (std::abs(x) > alongAxis)
        return x > 0.0 ? BodyDirection::Left : BodyDirection::Right;
    if (std::abs(y) > alongAxis)
        return y > 0.0 ? BodyDirection::Posterior : BodyDirection::Anterior;
    if (std::abs(z) > alongAxis)
        return z > 0.0 ? BodyDirection::Head : BodyDirection::Foot;
    return BodyDirection::Unknown;
}

/// Where Image Orientation (Patient) stands: in the object, or in what all of its frames share (PS3.3 C.7.6.16.2.4).
DcmItem &placeOfImageOrientation(DcmDataset &dataset)
{
    DcmItem *shared = nullptr;
    DcmItem *plane = nullptr;
    const bool isShared = !dataset.tagExists(DCM_ImageOrientationPatient)
        && dataset.findAndGetSequenceItem(DCM_SharedFunctionalGroupsSequence, shared, 0).good() && shared
        && shared->findAndGetSequenceItem(DCM_PlaneOrientationSequence, plane, 0).good() && plane;
    return isShared ? *plane : static_cast<DcmItem &>(dataset);
}

/// Image Orientation (Patient) of a picture seen from the front; unknown for others, such as the axial 1\0\0\0\1\0 that
/// converters write into every object.
PatientAxes axesOfImageOrientation(DcmDataset &dataset)
{
    DcmItem &place = placeOfImageOrientation(dataset);
    std::array<double, 6> cosines{};
    for (unsigned long i = 0; i < cosines.size(); ++i) {
        const auto number = numberOf(place, DCM_ImageOrientationPatient, i);
        if (!number)
            return {};
        cosines.at(i) = *number;
    }
    const PatientAxes axes{ directionOf(cosines[0], cosines[1], cosines[2]),
        directionOf(cosines[3], cosines[4], cosines[5]) };
    const auto isFrontal = [](BodyDirection direction) {
        return direction == BodyDirection::Left || direction == BodyDirection::Right || direction == BodyDirection::Head
            || direction == BodyDirection::Foot;
    };
    return isFrontal(axes.row) && isFrontal(axes.column) && axes.sidesKnown() ? axes : PatientAxes{};
}

/// It is no attribute of radiographs, and yet it is written: alone it decides nothing that would turn the film.
bool askAboutImageOrientation(DcmDataset &dataset, Radiograph &radiograph, ReadingNotes &notes)
{
    const PatientAxes axes = axesOfImageOrientation(dataset);
    if (!axes.known())
        return false;
    if (axes == frontalAxes) {
        radiograph.axes = axes;
        return true;
    }
    addNote(notes,
        { "image-orientation",
            "Patient Orientation is missing, and Image Orientation (Patient) says that the film lies "
                + lieOf(uprightTurn(axes)) + " (" + textOf(axes) + ").",
            NoteSeverity::Question, sayHowItLies, { axes, frontalAxes } });
    return true;
}

/// Field of View Rotation and Horizontal Flip tell how the pixels lie on the detector (PS3.3 C.8.11.3), and not how the
/// patient stood before it; only Patient Orientation tells that.
void askAboutFieldOfView(DcmDataset &dataset, ReadingNotes &notes)
{
    const double stated = numberOf(dataset, DCM_FieldOfViewRotation).value_or(0.0);
    const double rotation = std::fmod(stated, 360.0);
    const bool isFlipped = codeOf(dataset, DCM_FieldOfViewHorizontalFlip) == "YES";
    if (rotation == 0.0 && !isFlipped)
        return;
    addNote(notes,
        { "field-of-view-turned",
            "The pixels were turned on the detector (Field of View Rotation "
                + std::to_string(static_cast<int>(rotation)) + ", Horizontal Flip " + (isFlipped ? "YES" : "NO")
                + "), and the file does not say how they lie now.",
            NoteSeverity::Question, sayHowItLies, usualLies() });
}

/// Display attributes of a presentation state (PS3.3 C.10.6) that some makers write into the film itself: by them other
/// programs may show it turned or mirrored.
void askAboutDisplay(DcmDataset &dataset, ReadingNotes &notes)
{
    const double rotation = std::fmod(numberOf(dataset, DCM_ImageRotation).value_or(0.0), 360.0);
    const std::string flip = codeOf(dataset, DCM_ImageHorizontalFlip);
    const bool isFlipped = flip == "Y" || flip == "YES";
    if (rotation == 0.0 && !isFlipped)
        return;
    addNote(notes,
        { "display-turned",
            "The file asks for being shown turned (Image Rotation " + std::to_string(static_cast<int>(rotation))
                + ", Image Horizontal Flip " + (isFlipped ? "Y" : "N") + "), and does not say how its pixels lie.",
            NoteSeverity::Question, sayHowItLies, usualLies() });
}

} // namespace

PatientAxes statedAxesOf(const DicomFile &file)
{
    if (const auto stated = parsePatientAxes(textOf(file.dataset(), DCM_PatientOrientation)))
        return stated->axes;
    return axesOfImageOrientation(file.dataset());
}

void readPatientOrientation(
    const DicomFile &file, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes)
{
    if (options.axes)
        return takeUsersWord(*options.axes, radiograph, notes);
    DcmDataset &dataset = file.dataset();
    const std::string text = textOf(dataset, DCM_PatientOrientation);
    const auto stated = parsePatientAxes(text);
    if (stated) {
        radiograph.axes = stated->axes;
        if (stated->oblique)
            addNote(notes, "oblique-view",
                "Patient Orientation is oblique (" + text
                    + "). The model knows frontal views only. Results may not be reliable.",
                NoteSeverity::Warning);
        return noteLie(stated->axes, "Patient Orientation", notes);
    }
    if (!text.empty() && text != "\\")
        return addNote(notes,
            { "orientation-unreadable",
                "Patient Orientation (" + text + ") cannot be understood: the file does not say how the film lies.",
                NoteSeverity::Question, sayHowItLies, usualLies() });
    if (!askAboutImageOrientation(dataset, radiograph, notes))
        addNote(notes, "sides-unknown",
            "The file does not say which side is which. Right and left in an instruction are taken as usual: the "
            "patient's right at the left edge.");
    askAboutFieldOfView(dataset, notes);
    askAboutDisplay(dataset, notes);
}

void readPictureOrientation(const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes)
{
    if (options.axes)
        return takeUsersWord(*options.axes, radiograph, notes);
    addNote(notes, "sides-unknown",
        "A picture does not say which side is which. Right and left in an instruction are taken as usual: the "
        "patient's right at the left edge.");
}

} // namespace cf

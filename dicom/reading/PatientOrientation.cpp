#include "dicom/reading/PatientOrientation.h"

#include "dicom/reading/file/Attributes.h"
#include "dicom/reading/file/DicomFile.h"

#include <dcmtk/config/osconfig.h>
#include <dcmtk/dcmdata/dctk.h>

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

/// Field of View Rotation and Horizontal Flip tell how the pixels lie on the detector (PS3.3 C.8.11.3), and not how the
/// patient stood before it; only Patient Orientation tells that.
void askAboutFieldOfView(DcmDataset &dataset, ReadingNotes &notes)
{
    const double rotation = numberOf(dataset, DCM_FieldOfViewRotation).value_or(0.0);
    const bool isFlipped = textOf(dataset, DCM_FieldOfViewHorizontalFlip) == "YES";
    if (rotation == 0.0 && !isFlipped)
        return;
    std::vector<PatientAxes> choices{ frontalAxes, turned(frontalAxes, Turn{ true, 0 }),
        turned(frontalAxes, Turn{ false, 2 }) };
    addNote(notes,
        { "field-of-view-turned",
            "The pixels were turned on the detector (Field of View Rotation "
                + std::to_string(static_cast<int>(rotation)) + ", Horizontal Flip " + (isFlipped ? "YES" : "NO")
                + "), and the file does not say how they lie now.",
            NoteSeverity::Question,
            "Say --orientation stored if the film is upright as it is shown, or where its rows and columns run, e.g. "
            "--orientation R/F.",
            std::move(choices) });
}

} // namespace

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
        addNote(notes, "orientation-unreadable",
            "Patient Orientation (" + text + ") cannot be understood; the film was taken to be upright.",
            NoteSeverity::Warning);
    else
        addNote(notes, "sides-unknown",
            "The file does not say which side is which. Right and left in an instruction are taken as usual: the "
            "patient's right at the left edge.");
    askAboutFieldOfView(dataset, notes);
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

#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"
#include "dicom/ReadingOptions.h"

namespace cf {

class DicomFile;

/// Fills in how the pixels lie in the patient: as the user says, else as Patient Orientation (0020,0020) says. A film
/// that is mirrored, upside down or on its side gets a warning; one that was turned on the detector (Field of View
/// Rotation, Horizontal Flip) and does not say how it lies now gets a question.
void readPatientOrientation(
    const DicomFile &file, const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes);

/// What a picture lacks: nobody says which side is which. Takes the user's word, if there is one.
void readPictureOrientation(const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes);

} // namespace cf

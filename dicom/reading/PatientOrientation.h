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

/// How the pixels of an object lie by its own word: Patient Orientation, else Image Orientation (Patient), its own or
/// that of all of its frames. Unknown where it says nothing of a frontal picture.
PatientAxes statedAxesOf(const DicomFile &file);

/// What a picture lacks: nobody says which side is which. Takes the user's word, if there is one.
void readPictureOrientation(const ReadingOptions &options, Radiograph &radiograph, ReadingNotes &notes);

} // namespace cf

#pragma once

#include "core/imaging/PatientAxes.h"

class QWidget;

namespace cf {
class JobQueue;
}

namespace cf::ui {

class EditSession;
class StudyController;

/// Asks how the shown film is to be read and reads it so.
void askHowToRead(QWidget &parent, EditSession &session, StudyController &files);

/// The user's word on how the shown film lies; the rest of how it is read stays.
void readAs(EditSession &session, StudyController &files, const PatientAxes &axes);

/// Asks for a mask's file and lays it on the shown film. One that may be meant in more than one way is refused in the
/// sheet, with the choice.
void askForMask(QWidget &parent, EditSession &session, JobQueue &queue);

} // namespace cf::ui

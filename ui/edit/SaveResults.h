#pragma once

#include "ui/export/EditFigure.h"

class QWidget;

namespace cf {
class JobQueue;
}

namespace cf::ui {

class EditSession;

/// Asks where to and says what leaves this computer, then saves the shown edit as a synthetic DICOM object.
void askToSaveDicom(QWidget &parent, EditSession &session, JobQueue &queue);

/// The same for a figure of the shown edit at the film's own resolution, as the films are shown at the moment.
void askToSaveFigure(QWidget &parent, EditSession &session, JobQueue &queue, const FigureView &view);

} // namespace cf::ui

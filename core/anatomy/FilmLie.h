#pragma once

#include "core/base/Image.h"
#include "core/imaging/PatientAxes.h"
#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"

#include <optional>

namespace cf {

/// The turn that brings a frontal chest film upright, by its looks alone: how well the thorax atlas fits in each of the
/// eight. Nothing where no way to lie fits a chest plainly better than the others. Some tenths of a second.
std::optional<Turn> seenTurn(const GreyImage &film);

/// Compares what a film says of its lie with how it looks. One that says nothing and plainly lies on its side or upside
/// down is turned (`axesAreSeen`), with a warning; a contradiction, and a film that looks mirrored, becomes a question
/// for the user. Lateral films, and what fits no chest, are left alone.
void checkFilmLie(Radiograph &radiograph, ReadingNotes &notes);

} // namespace cf

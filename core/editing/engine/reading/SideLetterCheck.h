#pragma once

#include "core/imaging/Radiograph.h"
#include "core/imaging/ReadingNote.h"

#include <filesystem>
#include <functional>

namespace cf {

/// Reads the side letters that are printed on a film and compares them with the sides that it is taken to have (see
/// checkSideLetters()). The networks of `modelFolder` are read at the first film; a folder without a reader of side
/// letters says nothing. A film whose lie is in question already is left alone. From any thread; some 0.2 s.
std::function<void(Radiograph &, ReadingNotes &)> sideLetterCheck(const std::filesystem::path &modelFolder);

} // namespace cf

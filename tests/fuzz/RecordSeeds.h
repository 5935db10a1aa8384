#pragma once

#include <filesystem>

namespace cf::fuzz {

/// Seeds of what the program keeps as text: the history's records, the work on an image, batches, studies, annotations.
/// One folder a target below `seeds`, each file as the program itself writes it.
void writeRecordSeeds(const std::filesystem::path &seeds);

} // namespace cf::fuzz

#pragma once

#include "core/imaging/Radiograph.h"

#include <optional>
#include <string>

namespace cf::cli {

/// Whether tesseract is installed.
bool canReadWords();

/// How many printed words of at least three letters or digits tesseract reads on a film with some confidence; nothing
/// where it is not installed. The words themselves go nowhere: they may be a name.
std::optional<int> countPrintedWords(const Radiograph &film);

/// The number in tesseract's table (TSV).
int wordsInTable(const std::string &table);

} // namespace cf::cli

#pragma once

#include "core/language/lexicon/PromptText.h"

#include <cstddef>
#include <string>

namespace cf {

/// A number with its unit, as it stands in a prompt.
struct PromptMeasure {
    std::size_t length = 0; ///< Characters of the folded text; 0: no number that an edit could mean.
    std::string kind; ///< "length", "ratio" or "count"
    double value = 0.0; ///< mm, a share of 1, or a count.
};

/// The measure that begins at `at` of the folded characters: "2 cm", "1,5cm", "15 mm", "2センチ", "0.6", "60 %", "3つ",
/// "2", "two cm", "half a centimetre". Of "1.5 × 2 cm" it is the longer diameter, of "2-3 cm" the middle, of "from 1 to
/// 3 cm" the last. Numbers inside words, and numbers that are none of these, are left alone.
PromptMeasure measureAt(const FoldedText &typed, std::size_t at);

} // namespace cf

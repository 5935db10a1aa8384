#pragma once

#include <string>
#include <vector>

namespace cf {

/// An English sentence and what stands in it. Whoever shows it in another language knows it by its pattern and puts the
/// same arguments into words of their own.
struct Sentence {
    std::string pattern; ///< With %1 … %9 for the arguments: "%1 words; the model reads %2 tokens at most."
    std::vector<std::string> arguments;
    bool operator==(const Sentence &) const = default;
};

/// The pattern with its arguments; a number behind "%" that has none stays as it is.
std::string inEnglish(const Sentence &sentence);

} // namespace cf

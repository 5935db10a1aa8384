#pragma once

#include "core/base/Error.h"
#include "core/base/Sentence.h"

#include <QString>

#include <string>

namespace cf {
struct PromptWarning;
}

namespace cf::ui {

/// What core says, in the window's language: a sentence by its pattern and arguments …
QString coreWords(const Sentence &sentence);
/// … a warning of the prompt by its sentence, or by its text where nothing stands in it …
QString coreWords(const PromptWarning &warning);
/// … and a text that holds English alone, as records and errors do: sentence by sentence, by the pattern that fits.
/// What no pattern fits stays English.
QString coreWords(const QString &english);
QString coreWords(const std::string &english);
QString coreWords(const Error &error);

/// A word of core's own: a finding ("Pleural Effusion"), a side, a degree, a unit. What is none stays as it is.
QString coreTerm(const QString &word);

} // namespace cf::ui

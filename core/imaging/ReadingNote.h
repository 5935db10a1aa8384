#pragma once

#include "core/imaging/PatientAxes.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// How much a note of reading matters.
enum class NoteSeverity {
    Note, ///< How something odd was read; the picture is as it should be.
    Warning, ///< The result may not be what is expected, e.g. of a view that the model does not know.
    Question, ///< The file contradicts itself: no edit before the user has said which is right.
};

constexpr std::string_view keyOf(NoteSeverity severity)
{
    return severity == NoteSeverity::Question ? "question" : severity == NoteSeverity::Warning ? "warning" : "note";
}

/// What was odd in a file and how it was read. The window's banner, the terminal and the report show the same.
struct ReadingNote {
    std::string code; ///< Stable, e.g. "lateral-view"; equal codes are one note.
    std::string sentence; ///< For the user.
    NoteSeverity severity = NoteSeverity::Note;
    std::string remedy{}; ///< What decides it on the command line; empty: nothing is to be decided.
    std::vector<PatientAxes> choices{}; ///< Of a question: how the film may lie, the file's own word first.
    bool operator==(const ReadingNote &) const = default;
};

using ReadingNotes = std::vector<ReadingNote>;

/// For those who answer with options: the sentence and what to say.
inline std::string withRemedy(const ReadingNote &note)
{
    return note.remedy.empty() ? note.sentence : note.sentence + " " + note.remedy;
}

/// The first question that is open; null where there is none.
inline const ReadingNote *openQuestion(const ReadingNotes &notes)
{
    const auto found = std::find_if(
        notes.begin(), notes.end(), [](const ReadingNote &note) { return note.severity == NoteSeverity::Question; });
    return found == notes.end() ? nullptr : &*found;
}

/// Adds a note, unless one with its code is there.
inline void addNote(ReadingNotes &notes, ReadingNote added)
{
    if (std::none_of(notes.begin(), notes.end(), [&](const ReadingNote &note) { return note.code == added.code; }))
        notes.push_back(std::move(added));
}

inline void addNote(
    ReadingNotes &notes, std::string code, std::string sentence, NoteSeverity severity = NoteSeverity::Note)
{
    addNote(notes, { std::move(code), std::move(sentence), severity });
}

} // namespace cf

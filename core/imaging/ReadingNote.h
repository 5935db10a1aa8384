#pragma once

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
    bool operator==(const ReadingNote &) const = default;
};

using ReadingNotes = std::vector<ReadingNote>;

/// Adds a note, unless one with its code is there.
inline void addNote(
    ReadingNotes &notes, std::string code, std::string sentence, NoteSeverity severity = NoteSeverity::Note)
{
    if (std::none_of(notes.begin(), notes.end(), [&](const ReadingNote &note) { return note.code == code; }))
        notes.push_back({ std::move(code), std::move(sentence), severity });
}

} // namespace cf

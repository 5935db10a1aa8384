#pragma once

#include "core/sessions/sealing/ProtocolCheck.h"

#include <string>
#include <vector>

class QLabel;
class QWidget;

namespace cf::ui {

/// What is wrong with a form, each sentence in a label of its own beside its field.
class FieldNotes
{
public:
    /// A label for the sentence, hidden while nothing is wrong. `edit` is marked as wrong with it; it may be null.
    QLabel *add(const std::string &field, QWidget *edit);
    void clear();
    /// Those problems whose field is `prefix` and a field that was added.
    void show(const std::vector<sessions::ProtocolProblem> &problems, const std::string &prefix = {});

private:
    struct Note {
        std::string field;
        QWidget *edit = nullptr;
        QLabel *label = nullptr;
    };
    std::vector<Note> m_notes;
};

/// How many of the problems are of fields that begin so.
int problemsUnder(const std::vector<sessions::ProtocolProblem> &problems, const std::string &prefix);

} // namespace cf::ui

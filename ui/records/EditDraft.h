#pragma once

#include "core/language/PromptLanguage.h"

#include <QString>

#include <optional>
#include <string>

namespace cf::ui {

/// What the user asks for as it stands in the prompt panel. Kept with each image, on disk too.
struct EditDraft {
    QString instruction;
    std::optional<CaptionPair> captions; ///< Written by hand; nothing: they follow the instruction.
    std::string method; ///< Empty: the model's default.
    quint64 seed = 1;
    int seeds = 1; ///< In one batch.
    int steps = 0; ///< 0: the method's own number.
    bool operator==(const EditDraft &) const = default;
};

} // namespace cf::ui

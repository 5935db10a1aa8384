#include "core/language/edits/PromptDoubts.h"

#include "core/language/values/Quoted.h"

namespace cf {

namespace {

PromptWarning warningOf(PromptDoubt::Kind kind, const std::string &typed)
{
    const std::string word = typed.substr(0, 80);
    switch (kind) {
    case PromptDoubt::Kind::Place:
        return promptWarning("place-unclear",
            { "What is \"%1\" was not understood. Name the finding with its side, such as \"left pleural effusion\".",
                { word } },
            true);
    case PromptDoubt::Kind::Verb:
        return promptWarning("verb-unknown",
            { "\"%1\" is no edit. Write each edit alone, with \"add\", \"remove\", \"increase\", \"decrease\" or "
              "\"replace\".",
                { word } },
            true);
    case PromptDoubt::Kind::Reason:
        return promptWarning("reason-or-edit",
            { "Is what stands with \"%1\" a reason or a second edit? Leave the reason out, or join two edits by "
              "\"and\".",
                { word } },
            true);
    case PromptDoubt::Kind::Negation:
        break;
    }
    return promptWarning("negation-unclear",
        { "What \"%1\" denies was not understood. Write \"remove\" or \"keep\" with the name of the finding.",
            { word } },
        true);
}

} // namespace

std::vector<PromptWarning> doubtWarnings(const ParsedPrompt &parsed, const std::vector<PromptToken> &tokens)
{
    // One sentence of each kind is enough to act on.
    std::vector<PromptWarning> warnings;
    for (const auto kind :
        { PromptDoubt::Kind::Negation, PromptDoubt::Kind::Place, PromptDoubt::Kind::Verb, PromptDoubt::Kind::Reason })
        for (const PromptDoubt &doubt : parsed.doubts)
            // A place without any finding is no riddle: no finding was named.
            if (doubt.kind == kind && !(kind == PromptDoubt::Kind::Place && parsed.mentions.empty())) {
                warnings.push_back(warningOf(kind, tokens[doubt.token].typed));
                break;
            }
    return warnings;
}

} // namespace cf

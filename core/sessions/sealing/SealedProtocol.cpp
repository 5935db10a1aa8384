#include "core/sessions/sealing/SealedProtocol.h"

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>

namespace cf::sessions {

Result<Protocol> sealedProtocol(const Seal &seal)
{
    CF_ASSIGN(const nlohmann::json document, parseJson(seal.document.empty() ? "null" : seal.document, "The seal"));
    const auto found = document.is_object() ? document.find("protocol") : document.end();
    if (found == document.end())
        return fail(ErrorCode::InvalidInput, "The seal " + seal.hash.substr(0, 12) + " holds no protocol.");
    return protocolFromJson(*found);
}

Protocol protocolOfSeal(const std::vector<Seal> &seals, const std::string &hash, const Protocol &newest)
{
    const auto seal = std::ranges::find(seals, hash, &Seal::hash);
    if (seal == seals.end() || std::next(seal) == seals.end())
        return newest;
    return sealedProtocol(*seal).value_or(newest);
}

Result<> checkKeepsQuestions(const Protocol &earlier, const Protocol &amended)
{
    const auto keysOf = [](const Question &question) {
        std::vector<std::string> keys;
        for (const Choice &choice : question.choices)
            keys.push_back(choice.key);
        return keys;
    };
    for (const Question &question : amended.questions) {
        const Question *before = earlier.question(question.id);
        if (before == nullptr)
            continue;
        const bool isSame = before->kind == question.kind && keysOf(*before) == keysOf(question)
            && before->minimum == question.minimum && before->maximum == question.maximum
            && before->marksHaveConfidence == question.marksHaveConfidence;
        if (!isSame)
            return fail(ErrorCode::InvalidInput,
                "There are answers already: question \"" + question.id
                    + "\" keeps its kind, scale and choices, or old and new answers could not be counted together. "
                      "Take "
                      "it out and ask the changed one under another name.");
    }
    return {};
}

} // namespace cf::sessions

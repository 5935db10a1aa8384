#include "core/diffusion/attention/PrismControl.h"

#include "core/diffusion/runtime/Torch.h"

#include <sstream>
#include <utility>

namespace cf {

namespace {

/// The original's look-up finds nothing where a comma follows the word, as it does in PRISM's own captions.
std::vector<std::int64_t> editedTokens(
    const ClipTokenizer &tokenizer, const std::string &caption, const std::string &word)
{
    auto places = wordTokens(tokenizer, caption, word);
    return places.empty() ? phraseTokens(tokenizer, caption, word).value_or(std::move(places)) : places;
}

/// One row of weights a target, [targets, tokens].
Result<torch::Tensor> weightsOfEdits(
    const ClipTokenizer &tokenizer, const std::vector<std::string> &targets, const PrismControlSettings &settings)
{
    std::vector<torch::Tensor> rows;
    for (std::size_t edit = 0; edit < targets.size(); ++edit) {
        torch::Tensor weights = torch::ones({ 1, tokenizer.modelMaxLength() });
        bool isFound = false;
        const std::string phrase = edit < settings.editedWords.size() ? settings.editedWords[edit] : std::string();
        std::istringstream stream(phrase);
        for (std::string word; stream >> word;) {
            for (const std::int64_t place : editedTokens(tokenizer, targets[edit], word)) {
                isFound = true;
                weights[0][place] = settings.weight;
            }
        }
        if (phrase.find_first_not_of(' ') != std::string::npos && !isFound)
            return fail(ErrorCode::InvalidInput,
                "None of the words \"" + phrase + "\" is in the caption \"" + targets[edit]
                    + "\", so that weighting them would change nothing. Name words of the caption.");
        rows.push_back(weights);
    }
    return torch::cat(rows);
}

} // namespace

Result<std::unique_ptr<PromptToPrompt>> prismControl(const ClipTokenizer &tokenizer, const std::string &source,
    const std::vector<std::string> &targets, int steps, const PrismControlSettings &settings)
{
    if (targets.empty())
        return fail(ErrorCode::InvalidInput, "Attention control needs at least one edited caption.");
    PromptToPromptSettings control;
    for (const std::string &target : targets)
        control.alignments.push_back(alignTokens(tokenizer, source, target, PaddingAlignment::Original));
    CF_ASSIGN(control.weights, weightsOfEdits(tokenizer, targets, settings));
    control.crossReplace = crossReplaceTable(tokenizer, targets, steps, { 0.0, settings.crossReplace });
    control.selfReplaceEnd = static_cast<int>(settings.selfReplace * steps);
    control.selfReplaceMaximumPositions = settings.selfReplaceMaximumPositions;
    control.blend = settings.blend;
    return PromptToPrompt::make(std::move(control));
}

} // namespace cf

#include "core/diffusion/attention/PrismControl.h"

#include <torch/torch.h>

#include <sstream>

namespace cf {

namespace {

/// One row of weights a target, [targets, tokens].
Result<torch::Tensor> weightsOfEdits(
    const ClipTokenizer &tokenizer, const std::vector<std::string> &targets, const PrismControlSettings &settings)
{
    std::vector<torch::Tensor> rows;
    for (std::size_t edit = 0; edit < targets.size(); ++edit) {
        std::vector<std::pair<std::string, double>> words;
        bool isFound = false;
        const std::string phrase = edit < settings.editedWords.size() ? settings.editedWords[edit] : std::string();
        std::istringstream stream(phrase);
        for (std::string word; stream >> word;) {
            isFound = isFound || !wordTokens(tokenizer, targets[edit], word).empty();
            words.emplace_back(word, settings.weight);
        }
        if (!words.empty() && !isFound)
            return fail(ErrorCode::InvalidInput,
                "None of the words \"" + phrase + "\" is in the caption \"" + targets[edit]
                    + "\", so that weighting them would change nothing. Name words of the caption.");
        rows.push_back(equalizer(tokenizer, targets[edit], words));
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
    return PromptToPrompt::make(std::move(control));
}

} // namespace cf

#include "core/editing/engine/methods/CaptionWords.h"

#include "core/diffusion/attention/TokenAlignment.h"
#include "core/language/Captions.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>
#include <cstdlib>

namespace cf {

namespace {

/// 1 at the tokens of the words, [tokens].
torch::Tensor selection(const MethodInput &input, const std::string &caption, const std::vector<std::string> &words)
{
    const ClipTokenizer &tokenizer = input.networks.tokenizer;
    torch::Tensor selected = torch::zeros({ tokenizer.modelMaxLength() });
    for (const std::string &word : words)
        if (const auto places = phraseTokens(tokenizer, caption, word))
            for (const std::int64_t place : *places)
                selected[place] = 1.0;
    return selected;
}

/// The side of the UNet's cross-attention maps whose positions are nearest to 32 image pixels wide; 0 where it has
/// none.
std::int64_t blendSide(const EditorNetworks &networks)
{
    constexpr int pixelsPerPosition = 32;
    const std::int64_t latentSide = networks.description.imageSize / networks.downscale();
    const std::int64_t wanted = networks.description.imageSize / pixelsPerPosition;
    const auto &attends = networks.unet->config.downAttention;
    std::int64_t best = 0;
    for (std::size_t level = 0; level < attends.size(); ++level) {
        const std::int64_t side = latentSide >> level;
        if (attends[level] && (best == 0 || std::abs(side - wanted) < std::abs(best - wanted)))
            best = side;
    }
    return best;
}

} // namespace

std::string sourceCaption(const MethodInput &input)
{
    const std::string &caption = input.request.captions.source;
    return caption.empty() ? doNothingCaption(input.networks.description.grammar) : caption;
}

std::vector<std::string> changedWordsIn(const MethodInput &input, const std::string &caption)
{
    std::vector<std::string> found;
    for (const std::string &word : input.request.captions.changedWords)
        if (phraseTokens(input.networks.tokenizer, caption, word))
            found.push_back(word);
    return found;
}

Result<> checkChangedWords(const MethodInput &input)
{
    const CaptionPair &captions = input.request.captions;
    const bool isFound = captions.changedWords.empty() || !changedWordsIn(input, captions.target).empty()
        || !changedWordsIn(input, sourceCaption(input)).empty();
    if (isFound)
        return {};
    std::string words;
    for (const std::string &word : captions.changedWords)
        words += (words.empty() ? "" : ", ") + word;
    return fail(ErrorCode::InvalidInput,
        "None of the changed words (" + words + ") is in the captions \"" + sourceCaption(input) + "\" and \""
            + captions.target + "\". Name words of the captions, or set word_weight to 1 and local_blend to 0.");
}

Result<torch::Tensor> changedWordWeights(const MethodInput &input, double weight)
{
    if (weight != 1.0)
        CF_TRY(checkChangedWords(input));
    const std::string &target = input.request.captions.target;
    return 1.0 + (weight - 1.0) * selection(input, target, changedWordsIn(input, target)).unsqueeze(0);
}

Result<std::optional<LocalBlendSettings>> wordBlend(const MethodInput &input)
{
    const double threshold = input.parameter("local_blend");
    if (threshold <= 0.0)
        return std::optional<LocalBlendSettings>();
    CF_TRY(checkChangedWords(input));
    if (input.request.captions.changedWords.empty())
        return fail(ErrorCode::InvalidInput,
            "local_blend needs to know which words of the caption change; this request names none. Set it to 0.");
    LocalBlendSettings settings;
    settings.height = settings.width = blendSide(input.networks);
    if (settings.height == 0)
        return fail(ErrorCode::InvalidInput,
            "The model " + input.networks.description.name
                + " attends to no words on its way down, so that there is nothing to blend by. Set local_blend to 0.");
    const std::string source = sourceCaption(input);
    const std::string &target = input.request.captions.target;
    settings.words = torch::stack({ selection(input, source, changedWordsIn(input, source)),
        selection(input, target, changedWordsIn(input, target)) });
    settings.threshold = threshold;
    settings.firstStep = static_cast<int>(0.2 * input.steps);
    return settings;
}

std::int64_t selfReplaceLimit(const MethodInput &input)
{
    const torch::Tensor &latent = input.source.latent;
    return latent.size(-2) / 2 * (latent.size(-1) / 2);
}

} // namespace cf

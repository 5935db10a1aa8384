// DDIM inversion and the deviation from it (METHODS 1.4, 4.1).

#include "core/diffusion/attention/PromptToPrompt.h"
#include "core/diffusion/inversion/DdimInversion.h"
#include "core/editing/MethodTable.h"

namespace cf {

namespace {

Result<std::unique_ptr<PromptToPrompt>> makeControl(const MethodInput &input)
{
    const double cross = input.parameter("cross_replace");
    const double self = input.parameter("self_replace");
    if (cross <= 0.0 && self <= 0.0)
        return std::unique_ptr<PromptToPrompt>();
    const CaptionPair &captions = input.request.captions;
    const ClipTokenizer &tokenizer = input.networks.tokenizer;
    PromptToPromptSettings settings;
    settings.alignments = { alignTokens(tokenizer, captions.source, captions.target, PaddingAlignment::ToPadding) };
    settings.crossReplace = crossReplaceTable(tokenizer, { captions.target }, input.steps, { 0.0, cross });
    std::vector<std::pair<std::string, double>> words;
    for (const std::string &word : captions.changedWords)
        words.emplace_back(word, input.parameter("word_weight"));
    settings.weights = equalizer(tokenizer, captions.target, words);
    settings.selfReplaceEnd = static_cast<int>(self * input.steps);
    return PromptToPrompt::make(std::move(settings));
}

class DirectMethod final : public EditMethod
{
public:
    explicit DirectMethod(bool isPaired)
        : m_isPaired(isPaired)
    {
    }

    MethodDescription description() const override
    {
        // Attention of "do nothing" says nothing about an instruction's words: paired networks run without control.
        return { "direct", "Inverts the source and lets it deviate only as far as the captions differ.",
            m_isPaired ? 10 : 20,
            { { "guidance_scale", m_isPaired ? 1.0 : 4.0 }, { "start", 1.0 },
                { "cross_replace", m_isPaired ? 0.0 : 0.8 }, { "self_replace", m_isPaired ? 0.0 : 0.5 },
                { "word_weight", m_isPaired ? 1.0 : 2.0 } } };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = trailingGrid(input.networks.levels, input.steps, input.parameter("start"));
        const EditCaptions captions = encodeCaptions(input);
        CF_ASSIGN(
            const auto inversion, invertDdim(network, grid, input.source.latent, captions.source, {}, input.watch));
        CF_ASSIGN(const auto control, makeControl(input));
        DirectSettings settings;
        settings.guidance = input.parameter("guidance_scale");
        settings.mask = input.mask;
        CF_ASSIGN(auto latent, editDirect(network, grid, inversion, captions, settings, control.get(), input.watch));
        return MethodOutput{ latent, network.rowsEvaluated(), {} };
    }

private:
    bool m_isPaired;
};

} // namespace

std::unique_ptr<EditMethod> makeDirectMethod(const EditorNetworks &networks)
{
    return std::make_unique<DirectMethod>(networks.isPaired);
}

} // namespace cf

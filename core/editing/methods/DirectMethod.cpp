// DDIM inversion and the deviation from it (METHODS 1.4, 4.1).

#include "core/diffusion/attention/PromptToPrompt.h"
#include "core/diffusion/inversion/DdimInversion.h"
#include "core/editing/CaptionWords.h"
#include "core/editing/MethodTable.h"

namespace cf {

namespace {

Result<std::unique_ptr<PromptToPrompt>> makeControl(const MethodInput &input)
{
    const double cross = input.parameter("cross_replace");
    const double self = input.parameter("self_replace");
    CF_ASSIGN(auto blend, wordBlend(input));
    if (cross <= 0.0 && self <= 0.0 && !blend)
        return std::unique_ptr<PromptToPrompt>();
    const std::string &target = input.request.captions.target;
    const ClipTokenizer &tokenizer = input.networks.tokenizer;
    PromptToPromptSettings settings;
    settings.alignments = { alignTokens(tokenizer, sourceCaption(input), target, PaddingAlignment::ToPadding) };
    settings.crossReplace = crossReplaceTable(tokenizer, { target }, input.steps, { 0.0, cross });
    CF_ASSIGN(settings.weights, changedWordWeights(input, input.parameter("word_weight")));
    settings.selfReplaceEnd = static_cast<int>(self * input.steps);
    settings.selfReplaceMaximumPositions = selfReplaceLimit(input);
    settings.blend = std::move(blend);
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
            { { "guidance_scale", m_isPaired ? 1.0 : 4.0 }, { "guidance_first", 0.0 }, { "guidance_last", 1.0 },
                { "start", 1.0 }, { "cross_replace", m_isPaired ? 0.0 : 0.8 },
                { "self_replace", m_isPaired ? 0.0 : 0.5 }, { "word_weight", m_isPaired ? 1.0 : 2.0 },
                { "local_blend", 0.0 }, { "mask_from", 0.5 } } };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = trailingGrid(input.networks.schedule.levels(), input.steps, input.parameter("start"));
        const EditCaptions captions = encodeCaptions(input);
        CF_ASSIGN(
            const auto control, makeControl(input)); // First: a wrong word is said before the inversion's minutes.
        CF_ASSIGN(const auto inversion, invertedSource(input, network, grid, captions.source));
        DirectSettings settings;
        settings.guidance = input.parameter("guidance_scale");
        settings.guidanceFirst = input.parameter("guidance_first");
        settings.guidanceLast = input.parameter("guidance_last");
        settings.mask = input.mask;
        settings.maskFrom = input.parameter("mask_from");
        CF_ASSIGN(auto latent, editDirect(network, grid, inversion, captions, settings, control.get(), input.watch));
        return MethodOutput{ latent, {} };
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

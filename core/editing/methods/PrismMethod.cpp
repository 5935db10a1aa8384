// PRISM's method (arXiv 2503.00196): DDIM inversion, null-text optimisation, prompt-to-prompt refine and reweight, a
// sweep of self-attention replacement; the best candidate that passes, and never silently the last.

#include "core/diffusion/attention/PromptToPrompt.h"
#include "core/diffusion/inversion/NullTextInversion.h"
#include "core/diffusion/sampling/GuidedSampler.h"
#include "core/editing/MethodTable.h"
#include "core/language/Captions.h"

#include <torch/torch.h>

#include <array>
#include <cmath>
#include <string>
#include <utility>

namespace cf {

namespace {

constexpr std::array sweep{ 0.4, 0.5, 0.6, 0.7, 0.8 };

struct Candidate {
    torch::Tensor latent;
    double selfReplace = 0.0;
    double score = -1.0; ///< Change where it is wanted against change elsewhere; negative: nothing changed.
};

std::string sourceCaption(const MethodInput &input)
{
    const std::string &caption = input.request.captions.source;
    return caption.empty() ? doNothingCaption(input.networks.description.grammar) : caption;
}

Result<std::unique_ptr<PromptToPrompt>> makeControl(const MethodInput &input, double selfReplace)
{
    const ClipTokenizer &tokenizer = input.networks.tokenizer;
    const std::string &target = input.request.captions.target;
    PromptToPromptSettings settings;
    settings.alignments = { alignTokens(tokenizer, sourceCaption(input), target, PaddingAlignment::Original) };
    settings.crossReplace =
        crossReplaceTable(tokenizer, { target }, input.steps, { 0.0, input.parameter("cross_replace") });
    std::vector<std::pair<std::string, double>> words;
    for (const std::string &word : input.request.captions.changedWords)
        words.emplace_back(word, input.parameter("word_weight"));
    settings.weights = equalizer(tokenizer, target, words);
    settings.selfReplaceEnd = static_cast<int>(selfReplace * input.steps);
    return PromptToPrompt::make(std::move(settings));
}

/// How much stands out: the strongest tenth of the change against the rest, or inside against outside of a drawn mask.
double scoreOf(const torch::Tensor &latent, const MethodInput &input)
{
    const torch::Tensor change = (latent - input.source.latent).abs().mean(1, true);
    const double total = change.mean().item<double>();
    if (!(total > 1e-6))
        return -1.0;
    const torch::Tensor wanted = input.mask.defined() ? input.mask > 0 : change >= torch::quantile(change, 0.9);
    const double inside = change.masked_select(wanted).mean().item<double>();
    const torch::Tensor rest = change.masked_select(wanted.logical_not());
    const double outside = rest.numel() > 0 ? rest.mean().item<double>() : 0.0;
    return inside / (outside + 0.1 * total);
}

class PrismMethod final : public EditMethod
{
public:
    explicit PrismMethod(bool isPaired)
        : m_isPaired(isPaired)
    {
    }

    MethodDescription description() const override
    {
        return { "prism",
            "The published method: inversion, null-text optimisation, a sweep of attention control; slow.",
            m_isPaired ? 10 : 50,
            { { "guidance_scale", m_isPaired ? 2.0 : 7.5 }, { "inner_steps", 10.0 },
                { "cross_replace", m_isPaired ? 0.0 : 0.8 }, { "word_weight", 2.0 } } };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = leadingGrid(input.networks.levels, input.steps);
        const EditCaptions captions = encodeCaptions(input);
        CF_ASSIGN(
            const auto inversion, invertDdim(network, grid, input.source.latent, captions.source, {}, input.watch));
        NullTextSettings nullText;
        nullText.guidance = input.parameter("guidance_scale");
        nullText.innerSteps = static_cast<int>(input.parameter("inner_steps"));
        CF_ASSIGN(const auto empty,
            invertNullText(network, grid, inversion, captions.source, captions.empty, nullText, input.watch));
        Candidate best;
        for (const double selfReplace : sweep) {
            CF_ASSIGN(
                Candidate candidate, sample(input, network, grid, inversion, captions, empty.embeddings, selfReplace));
            if (!best.latent.defined() || candidate.score > best.score)
                best = std::move(candidate);
        }
        return MethodOutput{ best.latent, network.rowsEvaluated(),
            { { "chosen_self_replace", best.selfReplace }, { "chosen_score", best.score } } };
    }

private:
    static Result<Candidate> sample(const MethodInput &input, NoisePredictor &network, const TimeGrid &grid,
        const std::vector<torch::Tensor> &inversion, const EditCaptions &captions,
        const std::vector<torch::Tensor> &empty, double selfReplace)
    {
        CF_ASSIGN(const auto control, makeControl(input, selfReplace));
        GuidedSettings settings;
        settings.guidance = input.parameter("guidance_scale");
        if (input.mask.defined())
            settings.correct = [&](int step, torch::Tensor latents) {
                // After the move, what lies outside is the inversion at the level moved to (METHODS 3.3).
                const auto level = static_cast<std::size_t>(grid.steps() - step - 1);
                return torch::where(input.mask > 0, latents, inversion[level]);
            };
        CF_ASSIGN(const auto latents,
            sampleGuided(network, grid, inversion.back(), torch::cat({ captions.source, captions.target }), empty,
                settings, control.get(), input.watch));
        Candidate candidate{ latents.narrow(0, 1, 1).clone(), selfReplace, -1.0 };
        candidate.score = scoreOf(candidate.latent, input);
        return candidate;
    }

    bool m_isPaired;
};

} // namespace

std::unique_ptr<EditMethod> makePrismMethod(const EditorNetworks &networks)
{
    return std::make_unique<PrismMethod>(networks.isPaired);
}

} // namespace cf

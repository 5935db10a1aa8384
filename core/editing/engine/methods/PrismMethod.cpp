// PRISM's method (arXiv 2503.00196): DDIM inversion, null-text optimisation, prompt-to-prompt refine and reweight, a
// sweep of self-attention replacement. Every candidate is decoded and judged; the best that passes is the answer.

#include "core/diffusion/attention/PrismControl.h"
#include "core/diffusion/inversion/NullTextInversion.h"
#include "core/diffusion/sampling/GuidedSampler.h"
#include "core/editing/engine/methods/CaptionWords.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/methods/SharedParameters.h"

#include "core/diffusion/runtime/Torch.h"

#include <array>
#include <cstdio>
#include <string>
#include <utility>

namespace cf {

namespace {

constexpr std::array sweep{ 0.4, 0.5, 0.6, 0.7, 0.8 };

/// What all candidates of an edit start from.
struct PrismStart {
    TimeGrid grid;
    EditCaptions captions;
    std::vector<torch::Tensor> inversion;
    std::vector<torch::Tensor> empty; ///< The unconditional embedding of each step, noisiest first.
    PrismControlSettings control; ///< But for `selfReplace`, which is swept.
};

Result<PrismControlSettings> controlSettings(const MethodInput &input)
{
    PrismControlSettings settings;
    settings.crossReplace = input.parameter("cross_replace");
    settings.weight = input.parameter("word_weight");
    if (settings.weight != 1.0)
        CF_TRY(checkChangedWords(input));
    // A removal has its words in the source caption alone: there is nothing to weight.
    std::string words;
    for (const std::string &word : changedWordsIn(input, input.request.captions.target))
        words += (words.empty() ? "" : " ") + word;
    settings.editedWords = { words };
    settings.selfReplaceMaximumPositions = selfReplaceLimit(input);
    CF_ASSIGN(settings.blend, wordBlend(input));
    return settings;
}

/// The null-text embeddings, from the cache where they are there: they cost most of the method's time.
Result<std::vector<torch::Tensor>> emptyEmbeddings(
    const MethodInput &input, NoisePredictor &network, const PrismStart &start)
{
    NullTextSettings settings;
    settings.guidance = input.parameter("guidance_scale");
    settings.innerSteps = static_cast<int>(input.parameter("inner_steps"));
    std::array<char, 96> spelling{};
    std::snprintf(spelling.data(), spelling.size(), "null-text, guidance %.17g, %d inner steps, ", settings.guidance,
        settings.innerSteps);
    return input.inversions.obtain(
        sourceCaption(input), spelling.data() + spellingOf(start.grid), [&]() -> Result<std::vector<torch::Tensor>> {
            CF_ASSIGN(auto found,
                invertNullText(network, start.grid, start.inversion, start.captions.source, start.captions.empty,
                    settings, input.watch));
            return std::move(found.embeddings);
        });
}

/// How much stands out: the strongest tenth of the change against the rest, or inside against outside of a drawn mask;
/// negative where nothing changed.
double contrastOf(const torch::Tensor &latent, const MethodInput &input)
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
            { parameters::guidanceScale(m_isPaired ? 2.0 : 7.5),
                { "inner_steps", 10.0, 0.0, 100.0, "Steps of the null-text optimisation at each level.", true },
                parameters::crossReplace(m_isPaired ? 0.0 : 0.8), parameters::wordWeight(2.0),
                parameters::localBlend() } };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        PrismStart start;
        start.grid = leadingGrid(input.networks.schedule.levels(), input.steps);
        start.captions = encodeCaptions(input);
        CF_ASSIGN(start.control, controlSettings(input)); // First: a wrong word is said before the inversion's hours.
        CF_ASSIGN(start.inversion, invertedSource(input, network, start.grid, start.captions.source));
        CF_ASSIGN(start.empty, emptyEmbeddings(input, network, start));
        MethodOutput output;
        for (const double selfReplace : sweep) {
            CF_ASSIGN(auto latent, sample(input, network, start, selfReplace));
            const double contrast = contrastOf(latent, input);
            output.candidates.push_back({ std::move(latent), { { "self_replace", selfReplace } }, contrast });
        }
        return output;
    }

private:
    static Result<torch::Tensor> sample(
        const MethodInput &input, NoisePredictor &network, const PrismStart &start, double selfReplace)
    {
        PrismControlSettings controlled = start.control;
        controlled.selfReplace = selfReplace;
        CF_ASSIGN(const auto control,
            prismControl(input.networks.tokenizer, sourceCaption(input), { input.request.captions.target }, input.steps,
                controlled));
        GuidedSettings settings;
        settings.guidance = input.parameter("guidance_scale");
        if (input.mask.defined())
            settings.correct = [&](int step, torch::Tensor latents) {
                // After the move, what lies outside is the inversion at the level moved to (as RadEdit, arXiv
                // 2312.12865).
                const auto level = static_cast<std::size_t>(start.grid.steps() - step - 1);
                return torch::where(input.mask > 0, latents, start.inversion[level]);
            };
        CF_ASSIGN(const auto latents,
            sampleGuided(network, start.grid, start.inversion.back(),
                torch::cat({ start.captions.source, start.captions.target }), start.empty, settings, control.get(),
                input.watch));
        return latents.narrow(0, 1, 1).clone();
    }

    bool m_isPaired;
};

} // namespace

std::unique_ptr<EditMethod> makePrismMethod(const EditorNetworks &networks)
{
    return std::make_unique<PrismMethod>(networks.isPaired);
}

} // namespace cf

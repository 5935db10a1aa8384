// DDIM inversion and the deviation from it (arXiv 2310.01506); for several seeds edit-friendly noise in its place
// (1.5).

#include "core/diffusion/attention/PromptToPrompt.h"
#include "core/diffusion/inversion/DdimInversion.h"
#include "core/editing/engine/methods/CaptionWords.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/methods/SharedParameters.h"

#include "core/diffusion/runtime/Torch.h"

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

DirectSettings settingsOf(const MethodInput &input)
{
    DirectSettings settings;
    settings.guidance = input.parameter("guidance_scale");
    settings.guidanceFirst = input.parameter("guidance_first");
    settings.guidanceLast = input.parameter("guidance_last");
    settings.eta = input.parameter("eta");
    settings.mask = input.mask;
    settings.maskFrom = input.parameter("mask_from");
    return settings;
}

/// The source at every level of the grid, once for each seed: its inversion, which knows no chance, or with `eta`
/// copies of it in each seed's own noise.
Result<std::vector<std::vector<torch::Tensor>>> sourcesOf(
    const MethodInput &input, NoisePredictor &network, const TimeGrid &grid, const torch::Tensor &caption)
{
    std::vector<std::vector<torch::Tensor>> sources;
    if (input.parameter("eta") <= 0.0) {
        CF_ASSIGN(auto inversion, invertedSource(input, network, grid, caption));
        sources.assign(static_cast<std::size_t>(input.request.seeds), inversion);
        return sources;
    }
    std::vector<torch::Tensor> noise; // Of all seeds.
    for (int step = 0; step < grid.steps(); ++step)
        noise.push_back(input.noise(input.source.latent.expand({ input.request.seeds, -1, -1, -1 })));
    for (int index = 0; index < input.request.seeds; ++index) {
        std::vector<torch::Tensor> own;
        for (const torch::Tensor &each : noise)
            own.push_back(each.narrow(0, index, 1).contiguous());
        sources.push_back(noisedCopies(grid, input.source.latent, own));
    }
    return sources;
}

/// One seed after the other is one work for those who look on.
SamplingWatch watchOf(const MethodInput &input, int index)
{
    SamplingWatch watch = input.watch;
    if (index > 0)
        watch.preview = {}; // The result is that of the first.
    if (input.request.seeds > 1)
        watch.job = JobContext(input.watch.job.stopToken(), [&input, index](Progress progress) {
            progress.step += index * input.steps;
            progress.steps = input.request.seeds * input.steps;
            input.watch.job.report(progress);
        });
    return watch;
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
            { parameters::guidanceScale(m_isPaired ? 1.0 : 4.0),
                { "guidance_first", 0.0, 0.0, 1.0, "Share of the steps after which the words begin to lead." },
                { "guidance_last", 1.0, 0.0, 1.0, "Share of the steps after which they no longer do." },
                parameters::start(1.0), parameters::crossReplace(m_isPaired ? 0.0 : 0.8),
                { "self_replace", m_isPaired ? 0.0 : 0.5, 0.0, 1.0,
                    "Share of the steps in which the picture's layout stays the film's." },
                parameters::wordWeight(m_isPaired ? 1.0 : 2.0), parameters::localBlend(), parameters::maskFrom(0.5),
                { "eta", 0.0, 0.0, 1.0,
                    "Share of chance in each step: 0 follows the film's inversion, 1 gives each seed its own answer.",
                    false, 1.0 } },
            true };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        EditorNoisePredictor network(input.networks, input.networks.condition(input.source));
        const TimeGrid grid = trailingGrid(input.networks.schedule.levels(), input.steps, input.parameter("start"));
        const EditCaptions captions = encodeCaptions(input);
        // First: a wrong word is said before the inversion's minutes. A control serves one run.
        std::vector<std::unique_ptr<PromptToPrompt>> controls;
        for (int index = 0; index < input.request.seeds; ++index) {
            CF_ASSIGN(auto control, makeControl(input));
            controls.push_back(std::move(control));
        }
        CF_ASSIGN(const auto sources, sourcesOf(input, network, grid, captions.source));
        const DirectSettings settings = settingsOf(input);
        std::vector<torch::Tensor> answers;
        for (std::size_t index = 0; index < sources.size(); ++index) {
            const SamplingWatch watch = watchOf(input, static_cast<int>(index));
            CF_ASSIGN(auto latent,
                editDirect(network, grid, sources[index], captions, settings, controls[index].get(), watch));
            answers.push_back(std::move(latent));
        }
        return MethodOutput{ torch::cat(answers), {} };
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

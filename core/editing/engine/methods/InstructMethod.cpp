// Models that are given the source (as InstructPix2Pix, arXiv 2211.09800): from noise to the edited latent in a few
// DDIM steps, no inversion.

#include "core/diffusion/sampling/MaskTurn.h"
#include "core/editing/engine/methods/EditPlan.h"
#include "core/editing/engine/methods/MethodTable.h"
#include "core/editing/engine/methods/SharedParameters.h"
#include "core/language/Captions.h"

#include "core/diffusion/runtime/Torch.h"

#include <cmath>
#include <vector>

namespace cf {

namespace {

/// The captions to follow one after the other: a model of single instructions is told one edit at a time, unless the
/// user wrote the caption by hand.
std::vector<std::string> instructionsOf(const EditRequest &request, const CaptionGrammar &grammar)
{
    const bool isCompiled = request.edits.size() > 1 && grammar.form == CaptionGrammar::Form::Instruction
        && request.captions.target == captionPair(request.edits, grammar).target;
    if (!isCompiled)
        return { request.captions.target };
    std::vector<std::string> instructions;
    for (const EditInstruction &edit : request.edits)
        instructions.push_back(captionOf(edit, grammar));
    return instructions;
}

/// The rows of one network call: what each is given, and its weight in the sum of the answers. Each stands once for
/// every seed, seeds next to each other.
struct GuidanceRows {
    torch::Tensor context; ///< [rows × seeds, tokens, width]
    torch::Tensor condition; ///< [rows × seeds, channels, height, width]
    std::vector<double> weights; ///< [rows]
};

/// Two-scale guidance (arXiv 2211.09800): e(∅,∅) + s_I (e(z,∅) − e(∅,∅)) + s_T (e(z,T) − e(z,∅)). Rows whose weight is
/// 0 are not computed. `source`: [seeds, channels, height, width].
GuidanceRows guidanceRows(
    const torch::Tensor &caption, const torch::Tensor &empty, const torch::Tensor &source, double text, double image)
{
    std::vector<torch::Tensor> context;
    std::vector<torch::Tensor> condition;
    std::vector<double> weights;
    const auto add = [&](const torch::Tensor &words, const torch::Tensor &picture, double weight) {
        if (weight == 0.0)
            return;
        context.push_back(words.expand({ picture.size(0), -1, -1 }));
        condition.push_back(picture);
        weights.push_back(weight);
    };
    add(caption, source, text);
    add(empty, source, image - text);
    add(empty, torch::zeros_like(source), 1.0 - image);
    return { torch::cat(context), torch::cat(condition), weights };
}

class InstructMethod final : public EditMethod
{
public:
    InstructMethod(bool saysResidual, bool hasDetail)
        : m_saysResidual(saysResidual)
        , m_hasDetail(hasDetail)
    {
    }

    MethodDescription description() const override
    {
        MethodDescription description{ "instruct",
            "Follows the instruction with the source image in view; no inversion.", m_saysResidual ? 2 : 20,
            { parameters::guidanceScale(m_saysResidual ? 1.0 : 7.5),
                { "image_guidance_scale", m_saysResidual ? 1.0 : 1.5, -100.0, 100.0,
                    "How strongly the film leads; 1 takes the network's answer as it is." },
                { "draws", 0.0, 0.0, 64.0, "Answers that are averaged into one; 0: as the edit wants it.", true },
                parameters::maskFrom(m_saysResidual ? 1.0 : 0.0) },
            true };
        if (m_hasDetail)
            description.parameters.push_back(
                { "detail", 1.0, 0.0, 1.0, "Above 0 a second network says the finest detail of what is taken away." });
        return description;
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        const std::int64_t seeds = input.request.seeds;
        const std::int64_t draws = drawsOf(input);
        MethodOutput output{ input.source.latent.expand({ seeds, -1, -1, -1 }), {} };
        const auto instructions = instructionsOf(input.request, input.networks.description.grammar);
        torch::Tensor condition = input.networks.condition(input.source).expand({ seeds, -1, -1, -1 });
        int done = 0;
        for (const std::string &instruction : instructions) {
            const int total = input.steps * static_cast<int>(instructions.size());
            CF_ASSIGN(output.latent, follow(input, instruction, condition, draws, done, total));
            condition = m_saysResidual ? output.latent : output.latent / input.networks.latentScaling;
            done += input.steps;
        }
        return output;
    }

private:
    static constexpr std::int64_t drawsOfRemoval = 4;

    Result<torch::Tensor> follow(const MethodInput &input, const std::string &instruction, const torch::Tensor &source,
        std::int64_t draws, int done, int total) const
    {
        EditorNetworks &networks = input.networks;
        // Every draw of every seed is a row of its own, first the first draw of each seed.
        const torch::Tensor condition = source.repeat({ draws, 1, 1, 1 });
        const auto meanOfDraws = [&](const torch::Tensor &rows) {
            return draws == 1 ? rows : rows.reshape({ draws, -1, rows.size(1), rows.size(2), rows.size(3) }).mean(0);
        };
        const TimeGrid grid = trailingGrid(networks.schedule.levels(), input.steps);
        const GuidanceRows rows = guidanceRows(networks.encode(instruction), networks.encode(""), condition,
            input.parameter("guidance_scale"), input.parameter("image_guidance_scale"));
        std::vector<torch::Tensor> noises;
        for (std::int64_t draw = 0; draw < draws; ++draw)
            noises.push_back(input.noise(source));
        torch::Tensor sample = torch::cat(noises);
        torch::Tensor clean;
        for (int k = input.steps; k >= 1; --k) {
            CF_TRY(input.watch.next("Editing", done + input.steps - k, total));
            const auto index = static_cast<std::size_t>(k);
            const double level = grid.levels[index];
            clean = predictClean(networks, rows, sample, grid.timesteps[index - 1], level);
            const torch::Tensor masked =
                input.mask.defined() ? torch::where(input.mask > 0, clean, input.source.latent) : clean;
            if (input.watch.preview && k > 1)
                input.watch.preview(meanOfDraws(masked).narrow(0, 0, 1));
            if (maskActs(input.steps - k, input.steps, input.parameter("mask_from")))
                clean = masked;
            const torch::Tensor noise = (sample - std::sqrt(level) * clean) / std::sqrt(1.0 - level);
            sample = noised(clean, noise, grid.levels[index - 1]);
        }
        return meanOfDraws(clean);
    }

    std::int64_t drawsOf(const MethodInput &input) const
    {
        const auto asked = static_cast<std::int64_t>(std::lround(input.parameter("draws")));
        if (asked > 0)
            return asked;
        // The mean of several draws of one answer is nearer to it than each; that of several answers would be none.
        return m_saysResidual && onlyRemoves(input.request) ? drawsOfRemoval : 1;
    }

    static torch::Tensor predictClean(EditorNetworks &networks, const GuidanceRows &rows, const torch::Tensor &sample,
        std::int64_t timestep, double level)
    {
        const auto count = static_cast<std::int64_t>(rows.weights.size());
        const std::int64_t seeds = sample.size(0);
        const torch::Tensor repeated = count == 1 ? sample : sample.repeat({ count, 1, 1, 1 });
        const torch::Tensor output =
            networks.answer(torch::cat({ repeated, rows.condition }, 1), timestep, rows.context);
        const torch::Tensor clean = networks.schedule.read(output, repeated, level, rows.condition).clean;
        torch::Tensor sum = torch::zeros_like(sample);
        for (std::int64_t row = 0; row < count; ++row)
            sum += rows.weights[static_cast<std::size_t>(row)] * clean.narrow(0, row * seeds, seeds);
        return sum;
    }

    bool m_saysResidual;
    bool m_hasDetail; ///< The folder has a network that learnt to sharpen this method's removals.
};

} // namespace

std::unique_ptr<EditMethod> makeInstructMethod(const EditorNetworks &networks)
{
    return std::make_unique<InstructMethod>(
        networks.schedule.config().output == NetworkOutput::SourceResidual, !networks.detail.is_empty());
}

} // namespace cf

// Models that are given the source (METHODS 6.8): from noise to the edited latent in a few DDIM steps, no inversion.

#include "core/editing/MethodTable.h"
#include "core/language/Captions.h"

#include <torch/torch.h>

#include <cmath>

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
    explicit InstructMethod(bool saysResidual)
        : m_saysResidual(saysResidual)
    {
    }

    MethodDescription description() const override
    {
        return { "instruct", "Follows the instruction with the source image in view; no inversion.",
            m_saysResidual ? 2 : 20,
            { { "guidance_scale", m_saysResidual ? 1.0 : 7.5 },
                { "image_guidance_scale", m_saysResidual ? 1.0 : 1.5 } },
            true };
    }

    Result<MethodOutput> run(const MethodInput &input) const override
    {
        const std::int64_t seeds = input.request.seeds;
        MethodOutput output{ input.source.latent.expand({ seeds, -1, -1, -1 }), 0, {} };
        const auto instructions = instructionsOf(input.request, input.networks.description.grammar);
        torch::Tensor condition = input.networks.condition(input.source).expand({ seeds, -1, -1, -1 });
        int done = 0;
        for (const std::string &instruction : instructions) {
            const int total = input.steps * static_cast<int>(instructions.size());
            CF_ASSIGN(output.latent, follow(input, instruction, condition, done, total, output.networkEvaluations));
            condition = m_saysResidual ? output.latent : output.latent / input.networks.latentScaling;
            done += input.steps;
        }
        return output;
    }

private:
    Result<torch::Tensor> follow(const MethodInput &input, const std::string &instruction,
        const torch::Tensor &condition, int done, int total, std::int64_t &evaluations) const
    {
        EditorNetworks &networks = input.networks;
        const TimeGrid grid = trailingGrid(networks.schedule.levels(), input.steps);
        const GuidanceRows rows = guidanceRows(networks.encode(instruction), networks.encode(""), condition,
            input.parameter("guidance_scale"), input.parameter("image_guidance_scale"));
        torch::Tensor sample = input.noise(condition);
        torch::Tensor clean;
        for (int k = input.steps; k >= 1; --k) {
            CF_TRY(input.watch.next("Editing", done + input.steps - k, total));
            const auto index = static_cast<std::size_t>(k);
            const double level = grid.levels[index];
            clean = predictClean(networks, rows, sample, grid.timesteps[index - 1], level);
            evaluations += rows.context.size(0);
            if (input.mask.defined())
                clean = torch::where(input.mask > 0, clean, input.source.latent);
            if (input.watch.preview && k > 1)
                input.watch.preview(clean.narrow(0, 0, 1));
            const torch::Tensor noise = (sample - std::sqrt(level) * clean) / std::sqrt(1.0 - level);
            sample = noised(clean, noise, grid.levels[index - 1]);
        }
        return clean;
    }

    static torch::Tensor predictClean(EditorNetworks &networks, const GuidanceRows &rows, const torch::Tensor &sample,
        std::int64_t timestep, double level)
    {
        const auto count = static_cast<std::int64_t>(rows.weights.size());
        const std::int64_t seeds = sample.size(0);
        const torch::Tensor repeated = count == 1 ? sample : sample.repeat({ count, 1, 1, 1 });
        const torch::Tensor timesteps = torch::full({ count * seeds }, timestep, torch::kInt64);
        const torch::Tensor output =
            networks.unet->forward(torch::cat({ repeated, rows.condition }, 1), timesteps, rows.context);
        const torch::Tensor clean = networks.schedule.read(output, repeated, level, rows.condition).clean;
        torch::Tensor sum = torch::zeros_like(sample);
        for (std::int64_t row = 0; row < count; ++row)
            sum += rows.weights[static_cast<std::size_t>(row)] * clean.narrow(0, row * seeds, seeds);
        return sum;
    }

    bool m_saysResidual;
};

} // namespace

std::unique_ptr<EditMethod> makeInstructMethod(const EditorNetworks &networks)
{
    return std::make_unique<InstructMethod>(networks.schedule.config().output == NetworkOutput::SourceResidual);
}

} // namespace cf

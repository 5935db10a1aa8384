// Inversions (g) and masked sampling (i).
#include "core/diffusion/inversion/DdimInversion.h"
#include "core/diffusion/inversion/DirectInversion.h"
#include "core/diffusion/inversion/NegativePromptInversion.h"
#include "core/diffusion/inversion/NullTextInversion.h"
#include "core/diffusion/sampling/GuidedSampler.h"
#include "tests/parity/EditModel.h"
#include "tests/parity/Kinds.h"

namespace cf::parity {

namespace {

// Of the tolerance: rounding of ten evaluations in a row.
constexpr double tenStepChain = 5.0;

/// One run of the inversion file: what all its cases share.
struct InversionRun {
    const GoldenFile &file;
    EditModel model;
    TimeGrid grid;
    torch::Tensor caption, empty;
    std::vector<torch::Tensor> latents;
    double guidance;

    std::vector<torch::Tensor> sample(const torch::Tensor &conditional, const std::vector<torch::Tensor> &unconditional,
        double scale, std::function<torch::Tensor(int, torch::Tensor)> correct = {})
    {
        std::vector<torch::Tensor> path;
        const GuidedSettings settings{ scale, std::move(correct), 0, &path };
        orGiveUp(sampleGuided(*model.network, grid, latents.back(), conditional, unconditional, settings, nullptr, {}));
        return path;
    }
};

torch::Tensor paddedLosses(const NullText &result, std::int64_t columns)
{
    torch::Tensor table = torch::full({ static_cast<std::int64_t>(result.losses.size()), columns }, -1.0);
    for (std::size_t row = 0; row < result.losses.size(); ++row)
        for (std::size_t column = 0; column < result.losses[row].size(); ++column)
            table[static_cast<std::int64_t>(row)][static_cast<std::int64_t>(column)] = result.losses[row][column];
    return table;
}

void checkNullText(InversionRun &run, const std::string &base, NullTextSettings settings, Parity &parity)
{
    if (!run.file.has(base + ".losses"))
        return;
    settings.innerSteps = static_cast<int>(run.file.at(base + ".losses").size(1));
    const NullText result =
        orGiveUp(invertNullText(*run.model.network, run.grid, run.latents, run.caption, run.empty, settings, {}));
    parity.check(run.file, base + ".losses", paddedLosses(result, settings.innerSteps), tenStepChain);
    parity.check(run.file, base + ".uncond_embeddings", torch::cat(result.embeddings), tenStepChain);
    if (run.file.has(base + ".inner_iterations")) {
        std::vector<std::int64_t> counts;
        for (const auto &row : result.losses)
            counts.push_back(static_cast<std::int64_t>(row.size()));
        parity.check(run.file, base + ".inner_iterations", torch::tensor(counts, torch::kInt64));
    }
    if (run.file.has(base + ".grad_outer0_inner0"))
        parity.check(run.file, base + ".grad_outer0_inner0", result.firstGradient);
    if (!run.file.has(base + ".final_latent"))
        return;
    const auto path = run.sample(run.caption, result.embeddings, run.guidance);
    parity.check(run.file, base + ".final_latent", path.back(), tenStepChain);
    if (run.file.has(base + ".recon_latents"))
        parity.check(run.file, base + ".recon_latents", torch::cat(path), tenStepChain);
    const torch::Tensor picture = run.model.pictureOf(path.back());
    if (run.file.has(base + ".recon_image_0_1"))
        parity.check(run.file, base + ".recon_image_0_1",
            picture.slice(1, 0, picture.size(1), 2).slice(2, 0, picture.size(2), 2), tenStepChain);
    if (run.file.has(base + ".recon_image_u8"))
        parity.check(run.file, base + ".recon_image_u8", (picture * 255).to(torch::kUInt8));
}

void checkDirect(InversionRun &run, Parity &parity)
{
    const torch::Tensor &context = run.file.at("direct.context");
    const std::int64_t rows = context.size(0) / 2;
    const torch::Tensor captions = context.slice(0, rows);
    parity.check(run.file, "direct.context",
        torch::cat({ run.empty.expand({ rows, -1, -1 }),
            run.model.encode(
                { run.file.info["prompt"].get<std::string>(), run.file.info["target_prompt"].get<std::string>() }) }));
    const auto offsets =
        orGiveUp(directOffsets(*run.model.network, run.grid, run.latents, captions, run.empty, run.guidance, {}));
    parity.check(run.file, "direct.noise_loss", torch::stack(offsets), tenStepChain);
    const auto path = run.sample(captions, { run.empty }, run.guidance, [&](int step, torch::Tensor latents) {
        latents[0] += offsets[static_cast<std::size_t>(step)][0];
        return latents;
    });
    parity.check(run.file, "direct.forward_latents", torch::stack(path), tenStepChain);
}

} // namespace

void checkInversion(const GoldenFile &file, Parity &parity)
{
    InversionRun run{ file, loadEditModel(file.model), {}, {}, {}, {}, 7.5 };
    if (!run.model.tokenizer)
        return parity.skip(file.name + ": the model has no tokenizer");
    const int steps = static_cast<int>(file.at("ddim_inversion.latents").size(0)) - 1;
    const auto settings = file.info.value("null_text", nlohmann::json::object());
    run.guidance = settings.value("guidance_scale", 7.5);
    run.grid = leadingGrid(run.model.levels, steps);
    run.caption = run.model.encode({ file.info["prompt"].get<std::string>() });
    run.empty = run.model.encode({ "" });
    if (file.has("timesteps"))
        parity.check(file, "timesteps",
            torch::tensor(
                std::vector<std::int64_t>(run.grid.timesteps.rbegin(), run.grid.timesteps.rend()), torch::kInt64));
    parity.check(file, "cond", run.caption);
    parity.check(file, "uncond", run.empty);
    const torch::Tensor source = run.model.latentOf(file.at("image_u8"));
    parity.check(file, "latent0", source);
    run.latents = orGiveUp(invertDdim(*run.model.network, run.grid, source, run.caption, {}, {}));
    parity.check(file, "ddim_inversion.latents", torch::cat(run.latents), tenStepChain);
    if (file.has("ddim_inversion.steps20.final"))
        parity.check(file, "ddim_inversion.steps20.final",
            orGiveUp(invertDdim(*run.model.network, leadingGrid(run.model.levels, 20), source, run.caption, {}, {}))
                .back(),
            tenStepChain);
    // Later cases start from the stored latents, so that one chain's rounding is not the next one's.
    const auto stored = file.at("ddim_inversion.latents").split(1);
    run.latents = { stored.begin(), stored.end() };
    for (const auto &name : file.names("recon.cfg", ".final")) {
        const double scale = std::stod(name.substr(9));
        parity.check(file, name, run.sample(run.caption, { run.empty }, scale).back(), tenStepChain);
    }
    if (file.has("npi.recon_final"))
        parity.check(file, "npi.recon_final",
            run.sample(run.caption, { negativePromptEmbedding(run.caption, run.empty) }, run.guidance).back(),
            tenStepChain);
    for (const auto &name : file.names("npi.slerp"))
        parity.check(file, name, negativePromptEmbedding(run.caption, run.empty, std::stod(name.substr(9))));
    NullTextSettings nullText;
    nullText.guidance = run.guidance;
    nullText.stopLoss = settings.value("early_stop_epsilon", 1e-5);
    checkNullText(run, "null_text", nullText, parity);
    checkNullText(run, "null_text_inner1", nullText, parity);
    nullText.stopLoss = file.info.value("null_text_earlystop.epsilon", nullText.stopLoss);
    checkNullText(run, "null_text_earlystop", nullText, parity);
    if (file.has("direct.context"))
        checkDirect(run, parity);
}

void checkMasked(const GoldenFile &file, Parity &parity)
{
    EditModel model = loadEditModel(file.model);
    if (model.tokenizer)
        parity.check(file, "context", model.encode({ "", file.info["target_prompt"].get<std::string>() }));
    const int steps = static_cast<int>(file.at("noises").size(0));
    const TimeGrid grid = leadingGrid(model.levels, steps);
    const torch::Tensor &context = file.at("context");
    const EditCaptions captions{ {}, context.slice(0, 1, 2), context.slice(0, 0, 1) };
    const auto run = [&](const std::string &name, const KnownPart &known, int firstStep, const torch::Tensor &start) {
        if (!file.has(name))
            return;
        std::vector<torch::Tensor> path;
        std::int64_t drawn = firstStep;
        InpaintSettings settings{ file.info.value("guidance_scale", 7.5), firstStep, file.at("mask"), &path };
        orGiveUp(editInpaint(*model.network, grid, start, known, captions, settings,
            [&](const torch::Tensor &) {
                ++drawn;
                return file.at("noises").slice(0, drawn - 1, drawn);
            },
            {}));
        parity.check(file, name, torch::cat(path), tenStepChain);
    };
    const int late = file.has("bld.trajectory") ? steps + 1 - static_cast<int>(file.at("bld.trajectory").size(0)) : 0;
    run("bld.trajectory", { KnownPart::Level::BeforeMove, file.at("source_latent"), {} }, late, file.at("init_latent"));
    run("repaint_prev.trajectory", { KnownPart::Level::AfterMove, file.at("source_latent"), {}, false }, 0,
        file.at("init_latent"));
    const auto stored = file.at("source_inversion_latents").split(1);
    run("inversion_source.trajectory",
        { KnownPart::Level::AfterMove, file.at("source_latent"), { stored.begin(), stored.end() } }, 0, stored.back());
}

} // namespace cf::parity

// Prompt-to-prompt (h_p2p, h_p2p_32) and PRISM's editing loop (h_prism).
#include "core/diffusion/attention/PromptToPrompt.h"
#include "core/diffusion/sampling/GuidedSampler.h"
#include "tests/parity/EditModel.h"
#include "tests/parity/Kinds.h"

namespace cf::parity {

namespace {

constexpr double editingChain = 5.0; // Of the tolerance: rounding of ten steps in a row.

/// Remembers the blend's mask after each step.
class MaskRecorder final : public EditControl
{
public:
    explicit MaskRecorder(PromptToPrompt &control)
        : m_control(control)
    {
    }
    void beginStep(int step, const ControlRows &rows) override { m_control.beginStep(step, rows); }
    torch::Tensor endStep(torch::Tensor latents) override
    {
        latents = m_control.endStep(std::move(latents));
        if (m_control.mask().defined())
            masks.push_back(m_control.mask().to(torch::kUInt8));
        return latents;
    }
    bool wants(const AttentionPlace &place) const override { return m_control.wants(place); }
    torch::Tensor apply(const AttentionPlace &place, torch::Tensor probabilities) override
    {
        return m_control.apply(place, std::move(probabilities));
    }
    std::vector<torch::Tensor> masks;

private:
    PromptToPrompt &m_control;
};

StepWindow windowOf(const nlohmann::json &value)
{
    return value.is_array() ? StepWindow{ value[0].get<double>(), value[1].get<double>() }
                            : StepWindow{ 0.0, value.get<double>() };
}

/// A case of the manifest, in one form for all three kinds.
struct EditCase {
    std::string name;
    nlohmann::json about;
    std::vector<std::string> prompts;
    int steps;

    std::vector<std::string> targets() const { return { prompts.begin() + 1, prompts.end() }; }
    bool controls() const { return about.value("controller", "") != "none" && prompts.size() > 1; }
    bool hasEqualizer() const
    {
        return about.contains("edit_words") || (about.contains("equalizer") && about["equalizer"].is_object());
    }
};

torch::Tensor crossReplaceOf(const EditCase &edit, const ClipTokenizer &tokenizer)
{
    std::map<std::string, StepWindow> words;
    StepWindow all{ 0.0, 1.0 };
    for (const auto &[word, window] : edit.about["cross_replace_steps"].items()) {
        if (word == "default_")
            all = windowOf(window);
        else
            words[word] = windowOf(window);
    }
    return crossReplaceTable(tokenizer, edit.targets(), edit.steps, all, words);
}

/// The original's notebook builds one row from the first edit; LANCE builds one for each edit, from all words of its
/// own phrase.
torch::Tensor weightsOf(const EditCase &edit, const ClipTokenizer &tokenizer)
{
    const bool isPrism = edit.about.contains("edit_words");
    const auto &settings = isPrism ? edit.about : edit.about["equalizer"];
    const auto words = settings[isPrism ? "edit_words" : "words"].get<std::vector<std::string>>();
    const auto values = settings[isPrism ? "edit_values" : "values"].get<std::vector<double>>();
    if (!isPrism && !settings.value("per_prompt", false)) {
        std::vector<std::pair<std::string, double>> weights;
        for (std::size_t i = 0; i < words.size(); ++i)
            weights.emplace_back(words[i], values[i]);
        return equalizer(tokenizer, edit.prompts[1], weights);
    }
    if (words.empty())
        return equalizer(tokenizer, edit.prompts[1], {});
    std::vector<torch::Tensor> rows;
    for (std::size_t i = 0; i < words.size(); ++i) {
        std::vector<std::pair<std::string, double>> weights;
        std::stringstream phrase(words[i]);
        for (std::string word; phrase >> word;)
            weights.emplace_back(word, values[i]);
        rows.push_back(equalizer(tokenizer, edit.prompts[i + 1], weights));
    }
    return torch::cat(rows);
}

PromptToPromptSettings settingsOf(const EditCase &edit, const ClipTokenizer &tokenizer)
{
    PromptToPromptSettings settings;
    const bool replaces = edit.about.value("kind", "refine") == "replace";
    settings.kind = replaces ? PromptToPromptSettings::Kind::Replace : PromptToPromptSettings::Kind::Refine;
    for (const std::string &target : edit.targets()) {
        if (replaces)
            settings.tables.push_back(orGiveUp(replacementTable(tokenizer, edit.prompts[0], target)));
        else
            settings.alignments.push_back(alignTokens(tokenizer, edit.prompts[0], target, PaddingAlignment::Original));
    }
    settings.crossReplace = crossReplaceOf(edit, tokenizer);
    if (edit.hasEqualizer())
        settings.weights = weightsOf(edit, tokenizer);
    const StepWindow self = windowOf(edit.about["self_replace_steps"]);
    settings.selfReplaceFirst = static_cast<int>(self.first * edit.steps);
    settings.selfReplaceEnd = static_cast<int>(self.second * edit.steps);
    settings.selfReplaceMaximumPositions = edit.about.value("self_replace_max_tokens", std::int64_t{ 32 * 32 });
    if (edit.about.contains("local_blend_words") && edit.about["local_blend_words"].is_array()) {
        LocalBlendSettings blend;
        blend.words = wordSelection(
            tokenizer, edit.prompts, edit.about["local_blend_words"].get<std::vector<std::vector<std::string>>>());
        blend.height = edit.about["blend_res"][0];
        blend.width = edit.about["blend_res"][1];
        blend.threshold = edit.about["threshold"];
        blend.firstStep = edit.about["start_blend_steps"];
        settings.blend = blend;
    }
    return settings;
}

double factorFor(const GoldenFile &file, const std::string &tensor)
{
    // Where the start and the embeddings are the stored ones, the bound is tighter than that of the whole chain.
    const auto about = file.tensorInfo.value(tensor, nlohmann::json::object());
    return about.contains("tol_abs_given_stored_inputs")
        ? about["tol_abs_given_stored_inputs"].get<double>() / about["tol_abs"].get<double>()
        : editingChain;
}

std::string joined(const std::string &base, const std::string &ending)
{
    return base.empty() ? ending : base + "." + ending;
}

void checkTables(const GoldenFile &file, const EditCase &edit, const PromptToPromptSettings &settings, Parity &parity)
{
    const auto compare = [&](const std::string &ending, const torch::Tensor &value) {
        if (file.has(joined(edit.name, ending)))
            parity.check(file, joined(edit.name, ending), value);
    };
    compare("cross_replace_alpha", settings.crossReplace);
    compare("equalizer", settings.weights);
    if (settings.blend)
        compare("alpha_layers", settings.blend->words);
}

void checkStore(const GoldenFile &file, const std::string &name, const AttentionStore &store, Parity &parity)
{
    const std::pair<std::string, AttentionPlace::Part> parts[]{ { "down", AttentionPlace::Part::Down },
        { "mid", AttentionPlace::Part::Middle }, { "up", AttentionPlace::Part::Up } };
    for (const auto &[part, place] : parts) {
        const std::string base = name + ".avg_attention." + part + "_cross.";
        const auto maps = store.averages(place, true);
        if (file.has(base + "count"))
            parity.check(file, base + "count", torch::tensor(static_cast<std::int64_t>(maps.size())));
        if (file.has(base + "last") && !maps.empty())
            parity.check(file, base + "last", maps.back());
    }
}

/// What a run needs besides its case.
struct EditStart {
    torch::Tensor latent;
    std::vector<torch::Tensor> unconditional;
    std::function<torch::Tensor(int, torch::Tensor)> correct;
};

void runCase(const GoldenFile &file, EditModel &model, const EditCase &edit, const EditStart &start, Parity &parity)
{
    std::unique_ptr<PromptToPrompt> control;
    std::unique_ptr<MaskRecorder> recorder;
    AttentionStore store(edit.about.value("store_max_tokens", std::int64_t{ 32 * 32 }));
    if (edit.controls()) {
        const auto settings = settingsOf(edit, *model.tokenizer);
        checkTables(file, edit, settings, parity);
        control = orGiveUp(PromptToPrompt::make(settings));
        if (!file.names(joined(edit.name, "avg_attention")).empty())
            control->watchWith(&store);
        recorder = std::make_unique<MaskRecorder>(*control);
    }
    std::vector<torch::Tensor> path;
    const GuidedSettings settings{ edit.about.value("guidance_scale", 7.5), start.correct, 0, &path };
    orGiveUp(sampleGuided(*model.network, leadingGrid(model.levels, edit.steps), start.latent,
        model.encode(edit.prompts), start.unconditional, settings, recorder.get(), {}));
    parity.check(file, joined(edit.name, "final"), path.back(), factorFor(file, joined(edit.name, "final")));
    if (file.has(joined(edit.name, "trajectory")))
        parity.check(file, joined(edit.name, "trajectory"), torch::stack(path),
            factorFor(file, joined(edit.name, "trajectory")));
    if (file.has(joined(edit.name, "masks")))
        parity.check(file, joined(edit.name, "masks"), torch::stack(recorder->masks));
    if (file.has(joined(edit.name, "image_u8")))
        parity.check(file, joined(edit.name, "image_u8"), (model.pictureOf(path.back()) * 255).to(torch::kUInt8));
    checkStore(file, edit.name, store, parity);
}

std::vector<torch::Tensor> rowsOf(const torch::Tensor &stacked)
{
    const auto rows = stacked.split(1);
    return { rows.begin(), rows.end() };
}

EditStart startOf(const GoldenFile &file, EditModel &model, const EditCase &edit)
{
    EditStart start;
    const std::string from = edit.about.value("x_T", ""), uncond = edit.about.value("uncond", "''");
    if (from != "xT" || uncond.starts_with("per-step")) {
        const GoldenFile inversion = siblingOf(file, "g_inversion");
        start.latent = inversion.at("ddim_inversion.latents")[-1].unsqueeze(0);
        if (uncond.starts_with("per-step"))
            start.unconditional = rowsOf(inversion.at("null_text.uncond_embeddings"));
        if (edit.about.contains("note")) {
            const torch::Tensor offsets = inversion.at("direct.noise_loss");
            start.correct = [offsets](int step, torch::Tensor latents) {
                latents[0] += offsets[step][0];
                return latents;
            };
        }
    }
    if (from == "xT")
        start.latent = file.at("xT");
    if (start.unconditional.empty())
        start.unconditional = { uncond == "''" ? model.encode({ "" }) : model.encode({ edit.prompts[0] }) };
    return start;
}

} // namespace

void checkPromptToPrompt(const GoldenFile &file, Parity &parity)
{
    EditModel model = loadEditModel(file.model);
    if (!model.tokenizer)
        return parity.skip(file.name + ": the model has no tokenizer");
    auto cases = file.info.value("cases", nlohmann::json::object());
    if (file.info.contains("case"))
        cases[""] = file.info["case"];
    for (const auto &[name, about] : cases.items()) {
        const EditCase edit{ name, about, about["prompts"].get<std::vector<std::string>>(), about["num_steps"] };
        runCase(file, model, edit, startOf(file, model, edit), parity);
    }
}

void checkPrism(const GoldenFile &file, Parity &parity)
{
    EditModel model = loadEditModel(file.model);
    if (!model.tokenizer)
        return parity.skip(file.name + ": the model has no tokenizer");
    const GoldenFile inversion = siblingOf(file, "g_inversion");
    const auto latents = inversion.at("ddim_inversion.latents");
    const EditStart start{ latents[-1].unsqueeze(0), rowsOf(inversion.at("null_text.uncond_embeddings")), {} };
    for (const auto &[name, about] : file.info["cases"].items()) {
        // The original's limit of 32 × 32 positions at a latent of 64 × 64, at this latent's size.
        auto scaled = about;
        scaled["self_replace_max_tokens"] = latents.size(-2) / 2 * (latents.size(-1) / 2);
        const EditCase edit{ name, scaled, about["prompts"].get<std::vector<std::string>>(),
            static_cast<int>(latents.size(0)) - 1 };
        runCase(file, model, edit, start, parity);
    }
}

} // namespace cf::parity

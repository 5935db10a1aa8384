// A model folder with a classifier and a CLIP says with every edit what they see; one without works as before.

#include "core/diffusion/models/ClipVision.h"
#include "core/diffusion/readers/EfficientNet.h"
#include "core/diffusion/weights/SafetensorsFile.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/ProvenanceJson.h"
#include "core/editing/Scorecard.h"
#include "core/editing/readings/SourceReader.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/FakeEditor.h"
#include "tests/support/TemporaryFolder.h"

#include "core/diffusion/runtime/Torch.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

using namespace cf;

namespace {

namespace fs = std::filesystem;

void writeText(const fs::path &file, const std::string &text)
{
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
}

void writeWeights(const torch::nn::Module &module, const fs::path &file)
{
    TensorMap tensors;
    for (const auto &parameter : module.named_parameters())
        tensors[parameter.key()] = parameter.value().detach().contiguous();
    for (const auto &buffer : module.named_buffers())
        if (!buffer.key().ends_with("num_batches_tracked"))
            tensors[buffer.key()] = buffer.value().detach().contiguous();
    fs::create_directories(file.parent_path());
    CF_CHECK(writeSafetensors(file, tensors).has_value());
}

/// Random weights in torchvision's names, 14 outputs, no config.json: what a user's own checkpoint looks like.
void writeClassifier(const fs::path &folder)
{
    torch::manual_seed(5);
    writeWeights(*EfficientNet(14), folder / "model.safetensors");
}

void writeClip(const fs::path &folder)
{
    const std::string config = R"({"projection_dim": 16,
        "text_config": {"hidden_act": "quick_gelu", "hidden_size": 32, "intermediate_size": 64,
            "layer_norm_eps": 1e-05, "max_position_embeddings": 77, "num_attention_heads": 2, "num_hidden_layers": 1,
            "projection_dim": 16, "vocab_size": 1024},
        "vision_config": {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 1,
            "num_attention_heads": 2, "image_size": 32, "patch_size": 8}})";
    writeText(folder / "config.json", config);
    torch::manual_seed(6);
    writeWeights(*ClipModel(ClipConfig::fromText(config).value()), folder / "model.safetensors");
}

EditorSettings judgedBy(const fs::path &classifier)
{
    EditorSettings settings;
    settings.classifier = classifier;
    return settings;
}

EditResult run(const fs::path &folder, const fs::path &classifier = {})
{
    auto editor = loadEditor(folder, judgedBy(classifier));
    if (!editor)
        std::fprintf(stderr, "%s\n", editor.error().message.c_str());
    CF_CHECK(editor.has_value());
    EditRequest request;
    request.source = test::smoothRadiograph(100, 120);
    request.prompt = "remove the pacemaker";
    request.edits = { { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None, Severity::None } };
    request.captions = { "do nothing", "remove pacemaker", { "pacemaker" } };
    request.steps = 2;
    auto result = (*editor)->edit(request, {}, {});
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value());
    return std::move(*result);
}

bool isComputed(const EditResult &result, std::string_view name)
{
    return std::any_of(result.gates.begin(), result.gates.end(),
        [name](const Gate &gate) { return gate.name == name && judgementOf(gate) != Judgement::NotJudged; });
}

void aModelWithoutJudgesWorksAsBefore(const fs::path &folder)
{
    const EditResult result = run(folder);
    CF_CHECK(!result.classifier && !result.clip && result.provenance.probabilities.empty());
    CF_CHECK(!isComputed(result, "target") && !isComputed(result, "collateral") && !isComputed(result, "clip_image"));
    // Named all the same, and without a judged target nothing is called passed.
    const Scorecard card = scorecardOf(result.gates);
    CF_CHECK(card.rows.size() == 6 && card.rows.front().judgement != Judgement::Passed);
    CF_CHECK(!card.rows.front().reason.empty() && card.verdict != Judgement::Passed);
}

void aSourceIsReadBeforeAnythingIsChanged(const fs::path &folder, const fs::path &classifier)
{
    const Radiograph source = test::smoothRadiograph(100, 120);
    const auto without = loadEditor(folder).value();
    auto *silent = dynamic_cast<SourceReader *>(without.get());
    CF_CHECK(silent && silent->readSource(source, {}).value().empty());
    const EditResult judged = run(folder, classifier);
    const auto with = loadEditor(folder, judgedBy(classifier)).value();
    const auto readings = dynamic_cast<SourceReader &>(*with).readSource(source, {}).value();
    CF_EQUAL(readings.size(), judged.classifier->labels.size());
    for (std::size_t i = 0; i < readings.size(); ++i) {
        CF_EQUAL(readings[i].label, judged.classifier->labels[i].label);
        CF_NEAR(readings[i].probability, judged.classifier->labels[i].before, 1e-4);
    }
    std::stop_source stopped;
    stopped.request_stop();
    const auto cancelled = dynamic_cast<SourceReader &>(*with).readSource(source, { stopped.get_token(), {} });
    CF_CHECK(!cancelled && cancelled.error().code == ErrorCode::Cancelled);
}

void aUsersOwnClassifierJudges(const fs::path &folder, const fs::path &classifier)
{
    const EditResult result = run(folder, classifier);
    CF_CHECK(result.classifier && result.classifier->labels.size() == 14);
    CF_CHECK(result.classifier->gain.has_value());
    CF_CHECK(isComputed(result, "collateral"));
    const auto read = provenanceFromJson(toJson(result.provenance)).value();
    CF_CHECK(read.probabilities == result.provenance.probabilities && read.probabilities.size() == 14);
    for (const auto &[label, values] : read.probabilities)
        CF_CHECK(values[0] >= 0.0 && values[0] <= 1.0 && values[1] >= 0.0 && values[1] <= 1.0);
}

void aClipInTheFolderJudgesToo(const fs::path &folder)
{
    writeClip(folder / "clip");
    const EditResult result = run(folder);
    CF_CHECK(result.clip && std::abs(result.clip->image) <= 1.0 + 1e-6);
    CF_CHECK(
        isComputed(result, "clip_image") && isComputed(result, "clip_text") && isComputed(result, "clip_direction"));
    for (const Gate &gate : result.gates)
        CF_CHECK(
            judgementOf(gate) != Judgement::Failed || (result.status == EditStatus::Refused && !gate.reason.empty()));
}

void brokenJudgesAreNamed(const fs::path &folder, const fs::path &classifier)
{
    writeText(classifier / "config.json", R"({"labels": ["Edema"]})");
    const auto mislabelled = loadEditor(folder, judgedBy(classifier));
    CF_CHECK(!mislabelled && mislabelled.error().message.find("14 outputs") != std::string::npos);
    writeText(classifier / "config.json", R"({"image_size": 100000})");
    CF_CHECK(!loadEditor(folder, judgedBy(classifier)));
    writeText(classifier / "config.json", R"({"labels": "Edema"})");
    CF_CHECK(!loadEditor(folder, judgedBy(classifier)));
    writeText(classifier / "config.json", R"({"std": [0, 0, 0]})");
    CF_CHECK(!loadEditor(folder, judgedBy(classifier)));
    CF_CHECK(!loadEditor(folder, judgedBy(folder / "nowhere")));
    fs::resize_file(classifier / "model.safetensors", 1000);
    fs::remove(classifier / "config.json");
    const auto truncated = loadEditor(folder, judgedBy(classifier));
    CF_CHECK(!truncated && truncated.error().message.find("model.safetensors") != std::string::npos);
}

} // namespace

int main()
{
    torch::set_num_threads(1);
    const test::TemporaryFolder scratch;
    const fs::path model = scratch.path() / "model";
    const fs::path classifier = scratch.path() / "classifier";
    CF_CHECK(test::writeTinyModel(model).has_value());
    writeClassifier(classifier);
    aModelWithoutJudgesWorksAsBefore(model);
    aUsersOwnClassifierJudges(model, classifier);
    aSourceIsReadBeforeAnythingIsChanged(model, classifier);
    aClipInTheFolderJudgesToo(model);
    brokenJudgesAreNamed(model, classifier);
}

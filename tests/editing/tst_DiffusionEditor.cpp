// What the editor promises whatever the weights: same bytes for the same request, nothing outside the region, a clean
// stop, refusals kept, and a sentence for every broken folder.

#include "core/base/RandomStream.h"
#include "core/editing/CounterfactualEditor.h"
#include "core/editing/methods/MethodOptions.h"
#include "core/imaging/DifferenceMap.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>

using namespace cf;

namespace {

namespace fs = std::filesystem;

const test::TemporaryFolder scratch;

EditRequest makeRequest()
{
    EditRequest request;
    request.source = test::wavyRadiograph(100, 120);
    request.prompt = "remove the pacemaker";
    request.edits = { { EditAction::Remove, Target::Pacemaker, Side::None, Zone::None, Severity::None } };
    request.captions = { "do nothing", "remove pacemaker", { "pacemaker" } };
    request.seed = 7;
    request.steps = 3;
    return request;
}

MaskImage makeMask(const Radiograph &radiograph)
{
    MaskImage mask(radiograph.stored.width, radiograph.stored.height);
    for (int y = 40; y < 90; ++y)
        for (int x = 20; x < 60; ++x)
            mask.at(x, y) = 1.0F;
    return mask;
}

/// Every edit is computed, none remembered: what is to be the same, is made twice.
std::unique_ptr<CounterfactualEditor> open(const fs::path &folder)
{
    return test::openForgetful(folder);
}

EditResult run(CounterfactualEditor &editor, const EditRequest &request)
{
    return test::runEdit(editor, request);
}

void everyMethodKeepsItsPromises(const fs::path &folder)
{
    const auto editor = open(folder);
    for (const MethodDescription &method : editor->methods()) {
        if (method.name == "insertion") // Needs a chest; has its own test.
            continue;
        EditRequest request = makeRequest();
        request.method = method.name;
        request.mask = makeMask(request.source);
        const EditResult first = run(*editor, request);
        const EditResult again = run(*editor, request);
        std::printf("%s: %s, %lld values changed, %d evaluations\n", method.name.c_str(),
            first.status == EditStatus::Accepted ? "accepted" : "refused",
            static_cast<long long>(first.metrics.insideChangedValues), first.metrics.networkEvaluations);
        CF_EQUAL(first.counterfactual, again.counterfactual);
        CF_CHECK(first.metrics.networkEvaluations > 0 && first.metrics.insideChangedValues > 0);
        CF_EQUAL(first.metrics.outsideChangedValues, 0);
        for (std::size_t index = 0; index < request.mask.pixels.size(); ++index)
            if (request.mask.pixels[index] == 0.0F)
                CF_EQUAL(first.counterfactual.stored.pixels[index], request.source.stored.pixels[index]);
        CF_CHECK(first.provenance.method == method.name && first.provenance.seed == 7 && first.provenance.steps == 3);
        for (const MethodParameter &parameter : method.parameters)
            CF_EQUAL(first.provenance.parameters.at(parameter.name), parameter.standard);
        EditRequest nothing = request; // The same words before and after: not one value.
        nothing.edits.clear();
        nothing.captions = { "do nothing", "do nothing", {} };
        nothing.captionsByHand = true;
        if (const auto kept = editor->edit(nothing, {}, {})) {
            CF_CHECK(kept->counterfactual == request.source && kept->metrics.insideChangedValues == 0);
            CF_CHECK(kept->status == EditStatus::Refused && !kept->reason.empty());
        }
    }
}

void sameBytesAfterARestartAndOthersForAnotherSeed(const fs::path &folder)
{
    EditRequest request = makeRequest();
    const EditResult first = run(*open(folder), request);
    const EditResult later = run(*open(folder), request);
    CF_CHECK(first.counterfactual == later.counterfactual && first.region == later.region);
    CF_CHECK(first.provenance.modelSha256.size() == 64 && first.provenance.sourceSha256.size() == 64);
    CF_CHECK(first.provenance.maskSha256.empty() && !first.regionIsDrawn);
    // Weights by chance change all of the image, so that no region of their own need stand out.
    request.mask = makeMask(request.source);
    const EditResult drawn = run(*open(folder), request);
    request.seed = 8;
    CF_CHECK(!(run(*open(folder), request).counterfactual == drawn.counterfactual));
}

void theRegionFoundByItselfIsExactOutside(const fs::path &folder)
{
    const EditRequest request = makeRequest();
    const EditResult result = run(*open(folder), request);
    CF_CHECK(result.region.sameSizeAs(request.source.stored));
    for (std::size_t index = 0; index < result.region.pixels.size(); ++index)
        if (result.region.pixels[index] == 0.0F)
            CF_EQUAL(result.counterfactual.stored.pixels[index], request.source.stored.pixels[index]);
}

void aModelThatChangesNothingIsRefusedAndKept(const fs::path &folder)
{
    CF_CHECK(test::writeTinyModel(folder, { true, 0.0, "instruct" }).has_value());
    EditRequest request = makeRequest();
    request.mask = makeMask(request.source);
    const EditResult result = run(*open(folder), request);
    CF_CHECK(result.status == EditStatus::Refused && !result.reason.empty());
    CF_EQUAL(result.counterfactual, request.source); // Kept, and what it is: the source.
    bool isInsideGate = false;
    for (const Gate &gate : result.gates)
        isInsideGate = isInsideGate || (gate.name == "inside_changed" && !gate.passed && !gate.reason.empty());
    CF_CHECK(isInsideGate);
}

void theNoiseFloorIsTheFilmsAndTheModels(const fs::path &folder)
{
    const auto editor = open(folder);
    EditRequest request = makeRequest();
    const EditResult first = run(*editor, request);
    CF_LESS(0.0, first.metrics.noiseFloor);
    CF_EQUAL(first.metrics.noiseFloor, noiseFloorOf(request.source, first.reconstruction.stored));
    request.mask = makeMask(request.source);
    request.seed = 8;
    request.method = "sdedit";
    const EditResult other = run(*editor, request);
    CF_EQUAL(other.metrics.noiseFloor, first.metrics.noiseFloor);
    const auto change = std::find_if(
        other.gates.begin(), other.gates.end(), [](const Gate &gate) { return gate.name == "inside_changed"; });
    CF_CHECK(change != other.gates.end() && change->limit >= other.metrics.noiseFloor);
}

void stopsAroundEveryEvaluation(const fs::path &folder)
{
    const auto editor = open(folder);
    for (int stopAt = 0; stopAt < 5; ++stopAt) {
        std::stop_source stop;
        int reports = 0;
        const JobContext job(stop.get_token(), [&](const Progress &) {
            if (reports++ == stopAt)
                stop.request_stop();
        });
        const auto result = editor->edit(makeRequest(), job, {});
        CF_CHECK(!result && result.error().code == ErrorCode::Cancelled);
    }
    run(*editor, makeRequest()); // And it can go on afterwards.
}

void loadingCanBeStopped(const fs::path &folder)
{
    std::stop_source stop;
    stop.request_stop();
    const auto editor = loadEditor(folder, {}, JobContext(stop.get_token(), {}));
    CF_CHECK(!editor && editor.error().code == ErrorCode::Cancelled);
}

void reportsStepsAndPreviews(const fs::path &folder)
{
    const auto editor = open(folder);
    int lastStep = -1;
    const JobContext job({}, [&](const Progress &progress) {
        if (progress.stage == "Editing") {
            CF_CHECK(progress.step > lastStep && progress.steps == 40);
            lastStep = progress.step;
        }
    });
    EditRequest request = makeRequest();
    request.steps = 40;
    CF_CHECK(editor->edit(request, job, [](const GreyImage &image) { CF_EQUAL(image.width, 64); }).has_value());
    CF_EQUAL(lastStep, 39);
}

/// With a detail network the edit is another, says so in its record, and is without it what it was.
void aDetailNetworkCanBeSwitchedOff(const fs::path &plain, const fs::path &folder)
{
    test::TinyModelOptions options;
    options.detailWordsWidth = 32;
    CF_CHECK(test::writeTinyModel(folder, options).has_value());
    const auto editor = open(folder);
    EditRequest request = makeRequest();
    request.mask = makeMask(request.source);
    const EditResult sharp = run(*editor, request);
    CF_EQUAL(sharp.provenance.parameters.at("detail"), 1.0);
    CF_EQUAL(sharp.metrics.outsideChangedValues, 0);
    request.parameters["detail"] = 0.0;
    const EditResult decoded = run(*editor, request);
    CF_CHECK(!(sharp.counterfactual == decoded.counterfactual));
    request.parameters.clear();
    const auto without = open(plain);
    CF_EQUAL(run(*without, request).counterfactual, decoded.counterfactual);
    request.parameters["detail"] = 1.0;
    CF_CHECK(!without->edit(request, {}, {}).has_value()); // What the model has not, cannot be asked for.
}

void wrongRequestsAreNamed(const fs::path &folder)
{
    const auto editor = open(folder);
    const auto refused = [&](const EditRequest &request, const char *word) {
        const auto result = editor->edit(request, {}, {});
        CF_CHECK(!result && result.error().code == ErrorCode::InvalidInput);
        if (result.error().message.find(word) == std::string::npos)
            std::fprintf(stderr, "no \"%s\" in: %s\n", word, result.error().message.c_str());
        CF_CHECK(result.error().message.find(word) != std::string::npos);
    };
    EditRequest request = makeRequest();
    request.captions.target = "  ";
    refused(request, "prompt is empty");
    request = makeRequest();
    request.captions.target = std::string(10000, 'x');
    refused(request, "too long");
    request = makeRequest();
    request.mask = MaskImage(3, 3, 1.0F);
    refused(request, "100 × 120");
    request.mask = MaskImage(100, 120);
    refused(request, "mask is empty");
    request.mask = MaskImage(100, 120, std::nanf(""));
    refused(request, "mask");
    request = makeRequest();
    request.method = "magic";
    refused(request, "instruct");
    request = makeRequest();
    request.parameters["sharpness"] = 1.0;
    refused(request, "guidance_scale");
    request.parameters = { { "guidance_scale", std::nan("") } };
    refused(request, "guidance_scale");
    request = makeRequest();
    request.steps = -4;
    refused(request, "steps");
    request = makeRequest();
    request.source.stored = StoredImage(1, 1);
    refused(request, "1 × 1");
    request = makeRequest();
    request.method = "inpaint";
    refused(request, "mask");
}

/// What a card says of a method's parameters is its default, and what the provenance then holds.
void aCardGivesMethodsTheirDefaults(const fs::path &folder)
{
    test::TinyModelOptions options;
    options.methodParameters = R"({"flow": {"guidance_scale": 1.25}})";
    CF_CHECK(test::writeTinyModel(folder, options).has_value());
    const auto editor = open(folder);
    for (const MethodDescription &method : editor->methods())
        if (method.name == "flow")
            CF_EQUAL(findParameter(method, "guidance_scale")->standard, 1.25);
        else if (method.name == "direct")
            CF_EQUAL(findParameter(method, "guidance_scale")->standard, 1.0);
    EditRequest request = makeRequest();
    request.method = "flow";
    CF_EQUAL(run(*editor, request).provenance.parameters.at("guidance_scale"), 1.25);
    request.parameters["guidance_scale"] = 2.0;
    CF_EQUAL(run(*editor, request).provenance.parameters.at("guidance_scale"), 2.0);
    for (const char *wrong : { R"({"flow": {"sharpness": 1}})", R"({"flow": {"start": 3}})",
             R"({"magic": {"start": 1}})", R"({"flow": 3})" }) {
        options.methodParameters = wrong;
        CF_CHECK(test::writeTinyModel(folder, options).has_value());
        const auto refused = loadEditor(folder);
        CF_CHECK(!refused && refused.error().code == ErrorCode::InvalidInput);
        CF_CHECK(refused.error().message.find("contrafact.json") != std::string::npos);
    }
}

void breakFile(const fs::path &file, std::size_t keep)
{
    fs::resize_file(file, keep);
}

void brokenFoldersAreNamed(const fs::path &folder)
{
    const auto refused = [&](const char *word) {
        const auto editor = loadEditor(folder);
        CF_CHECK(!editor);
        if (editor.error().message.find(word) == std::string::npos)
            std::fprintf(stderr, "no \"%s\" in: %s\n", word, editor.error().message.c_str());
        CF_CHECK(editor.error().message.find(word) != std::string::npos);
        CF_CHECK(test::writeTinyModel(folder).has_value());
    };
    CF_CHECK(!loadEditor(scratch / "nowhere").has_value());
    CF_CHECK(test::writeTinyModel(folder).has_value());
    breakFile(folder / "unet" / "diffusion_pytorch_model.safetensors", 5000);
    refused("unet");
    fs::remove_all(folder / "vae");
    refused("vae");
    breakFile(folder / "contrafact.json", 40);
    refused("contrafact.json");
    std::ofstream(folder / "text_encoder" / "config.json") << "{}";
    refused("text");
    test::TinyModelOptions options;
    options.detailWordsWidth = 24;
    CF_CHECK(test::writeTinyModel(folder, options).has_value());
    refused("words_width");
    fs::create_directories(folder / "detail");
    refused("detail");
    breakFile(folder / "tokenizer" / "vocab.json", 10);
    refused("vocab.json");
}

} // namespace

int main()
{
    const fs::path paired = scratch / "paired";
    const fs::path plain = scratch / "plain";
    CF_CHECK(test::writeTinyModel(paired).has_value());
    CF_CHECK(test::writeTinyModel(plain, { false, 1.0, "flow" }).has_value());
    everyMethodKeepsItsPromises(paired);
    everyMethodKeepsItsPromises(plain);
    sameBytesAfterARestartAndOthersForAnotherSeed(paired);
    theRegionFoundByItselfIsExactOutside(paired);
    theNoiseFloorIsTheFilmsAndTheModels(paired);
    stopsAroundEveryEvaluation(paired);
    loadingCanBeStopped(paired);
    reportsStepsAndPreviews(paired);
    aDetailNetworkCanBeSwitchedOff(paired, scratch / "detailed");
    wrongRequestsAreNamed(paired);
    aCardGivesMethodsTheirDefaults(scratch / "defaults");
    aModelThatChangesNothingIsRefusedAndKept(scratch / "idle");
    brokenFoldersAreNamed(scratch / "broken");
}

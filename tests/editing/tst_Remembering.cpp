// Answers of the network are remembered: the same edit again, one with another mask and one that was stopped cost only
// what is new, and end in the bytes that they have without a memory.

#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/TemporaryFolder.h"

using namespace cf;

namespace {

namespace fs = std::filesystem;

const test::TemporaryFolder scratch;
const fs::path paired = scratch / "paired";
const fs::path plain = scratch / "plain";

/// What an edit gives where nothing is remembered.
EditResult alone(const fs::path &model, const EditRequest &request)
{
    return test::runEdit(*test::openForgetful(model), request);
}

EditRequest withAnotherMask(EditRequest request)
{
    for (int y = 60; y < 110; ++y)
        for (int x = 50; x < 80; ++x)
            request.mask.at(x, y) = 1.0F;
    return request;
}

void theSameAgainCostsNothing(const fs::path &model, const std::string &method)
{
    const auto editor = test::openEditor(model);
    const EditRequest request = test::removalRequest(method);
    const EditResult first = test::runEdit(*editor, request);
    const EditResult again = test::runEdit(*editor, request);
    CF_CHECK(first.metrics.networkEvaluations > 0 && again.metrics.networkEvaluations == 0);
    const EditResult unremembered = alone(model, request);
    CF_EQUAL(again.counterfactual, unremembered.counterfactual);
    CF_EQUAL(first.metrics.networkEvaluations, unremembered.metrics.networkEvaluations);
}

/// Until the mask acts, an edit with another is the same.
void anotherMaskGoesOnWhereItActs(const fs::path &model, const std::string &method)
{
    for (const double from : { 0.5, 1.0 }) {
        const auto editor = test::openEditor(model);
        EditRequest request = test::removalRequest(method);
        request.steps = 4;
        request.parameters = { { "mask_from", from } };
        const int whole = test::runEdit(*editor, request).metrics.networkEvaluations;
        const EditRequest other = withAnotherMask(request);
        const EditResult masked = test::runEdit(*editor, other);
        const EditResult expected = alone(model, other);
        CF_EQUAL(masked.counterfactual, expected.counterfactual);
        CF_CHECK(!(masked.counterfactual == alone(model, request).counterfactual));
        CF_CHECK(masked.metrics.networkEvaluations <= whole * (1.0 - from) && masked.metrics.outsideChangedValues == 0);
    }
}

void aStoppedEditGoesOn(const fs::path &model, const std::string &method)
{
    const auto editor = test::openEditor(model);
    EditRequest request = test::removalRequest(method);
    request.steps = 10;
    std::stop_source stop;
    const JobContext job(stop.get_token(), [&](const Progress &progress) {
        if (progress.stage == "Editing" && progress.step == 6)
            stop.request_stop();
    });
    CF_CHECK(!editor->edit(request, job, {}).has_value());
    const EditResult resumed = test::runEdit(*editor, request);
    const EditResult expected = alone(model, request);
    CF_EQUAL(resumed.counterfactual, expected.counterfactual);
    CF_CHECK(2 * resumed.metrics.networkEvaluations <= expected.metrics.networkEvaluations);
}

/// What changes an answer is never answered from memory.
void whatIsDifferentIsComputed(const fs::path &model, const std::string &method)
{
    const auto editor = test::openEditor(model);
    const EditRequest request = test::removalRequest(method);
    test::runEdit(*editor, request);
    const auto isComputedAnew = [&](const EditRequest &other) {
        const EditResult result = test::runEdit(*editor, other);
        CF_EQUAL(result.counterfactual, alone(model, other).counterfactual);
        CF_LESS(0, result.metrics.networkEvaluations);
    };
    EditRequest other = request;
    other.captions.target = "remove small left pacemaker";
    isComputedAnew(other);
    other = request;
    other.source.stored.at(30, 30) += 200;
    isComputedAnew(other);
    other = request;
    other.parameters = { { "guidance_scale", 3.0 } };
    isComputedAnew(other);
    if (method == "direct")
        for (const auto &[name, value] : { std::pair{ "word_weight", 5.0 }, { "cross_replace", 0.3 },
                 { "self_replace", 0.9 }, { "local_blend", 0.3 } }) {
            other = request;
            other.parameters = { { name, value } };
            isComputedAnew(other);
        }
    if (method == "flow") {
        other = request;
        other.seed = 8;
        isComputedAnew(other);
    }
}

/// A local blend reads the maps of every call: none may be left out.
void aControlThatReadsMapsSeesEveryCall()
{
    const auto editor = test::openEditor(plain);
    EditRequest request = test::removalRequest("direct");
    request.parameters = { { "local_blend", 0.3 } };
    const EditResult first = test::runEdit(*editor, request);
    const EditResult again = test::runEdit(*editor, request);
    CF_CHECK(again.counterfactual == first.counterfactual && again.metrics.networkEvaluations > 0);
}

/// bf16 is asked for, recorded, near fp32, and not the choice for a small network.
void precisionIsChosenAndRecorded()
{
    const EditRequest request = test::removalRequest("direct");
    const EditResult exact = test::runEdit(*test::openEditor(plain), request);
    CF_EQUAL(exact.provenance.precision, "float32");
    EditorSettings settings;
    settings.precision = Precision::BFloat16;
    const auto editor = loadEditor(plain, settings);
    if (!editor) {
        CF_EQUAL(editor.error().code, ErrorCode::Unsupported);
        CF_CHECK(editor.error().message.find("fp32") != std::string::npos);
        return;
    }
    const EditResult near = test::runEdit(**editor, request);
    CF_CHECK(near.provenance.precision == "bfloat16" && near.metrics.outsideChangedValues == 0);
    CF_CHECK(!(near.counterfactual == exact.counterfactual));
    CF_EQUAL(test::runEdit(*test::openEditor(plain, settings), request).counterfactual, near.counterfactual);
}

} // namespace

int main()
{
    CF_CHECK(test::writeTinyModel(paired).has_value());
    CF_CHECK(test::writeTinyModel(plain, { false, 1.0, "flow" }).has_value());
    theSameAgainCostsNothing(paired, "instruct");
    for (const char *method : { "flow", "direct", "inpaint", "sdedit" })
        theSameAgainCostsNothing(plain, method);
    for (const char *method : { "flow", "direct" })
        anotherMaskGoesOnWhereItActs(plain, method);
    anotherMaskGoesOnWhereItActs(paired, "instruct");
    for (const char *method : { "flow", "direct" })
        aStoppedEditGoesOn(plain, method);
    aStoppedEditGoesOn(paired, "instruct");
    for (const char *method : { "flow", "direct" })
        whatIsDifferentIsComputed(plain, method);
    whatIsDifferentIsComputed(paired, "instruct");
    aControlThatReadsMapsSeesEveryCall();
    precisionIsChosenAndRecorded();
}

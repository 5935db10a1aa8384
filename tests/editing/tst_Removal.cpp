// The methods "remove" and "auto" on a model with random weights: what is outside stays to the bit, at any size and
// depth; what cannot be removed is said; each instruction goes to the advised method, and the record says which.

#include "core/editing/CounterfactualEditor.h"
#include "core/editing/ProvenanceJson.h"
#include "core/imaging/MaskMorphology.h"
#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <algorithm>
#include <stop_token>

using namespace cf;

namespace {

constexpr const char *advice = R"([{"action": "remove", "targets": ["Pacemaker"], "method": "remove",
    "reason": "Measured."}, {"action": "add", "targets": [], "method": "instruct", "reason": "By the latent model."}])";

EditInstruction instruction(EditAction action, Target target)
{
    EditInstruction edit;
    edit.action = action;
    edit.target = target;
    return edit;
}

EditRequest removalOf(const Radiograph &source)
{
    EditRequest request;
    request.source = source;
    request.prompt = "remove the pacemaker";
    request.edits = { instruction(EditAction::Remove, Target::Pacemaker) };
    request.captions = { "do nothing", "remove pacemaker", { "pacemaker" } };
    request.method = "remove";
    request.mask = MaskImage(source.stored.width, source.stored.height);
    for (int y = source.stored.height / 3; y < source.stored.height / 2; ++y)
        for (int x = source.stored.width / 4; x < source.stored.width / 2; ++x)
            request.mask.at(x, y) = 1.0F;
    return request;
}

void outsideStaysToTheBit(CounterfactualEditor &editor)
{
    for (const auto &[width, height] : { std::pair(100, 120), std::pair(701, 530), std::pair(1500, 1210) }) {
        const EditRequest request = removalOf(test::wavyRadiograph(width, height));
        const EditResult first = test::runEdit(editor, request);
        const EditResult again = test::runEdit(editor, request);
        CF_EQUAL(first.counterfactual, again.counterfactual);
        CF_CHECK(first.metrics.insideChangedValues > 0 && first.metrics.outsideChangedValues == 0);
        for (std::size_t i = 0; i < request.mask.pixels.size(); ++i)
            if (request.mask.pixels[i] == 0.0F)
                CF_EQUAL(first.counterfactual.stored.pixels[i], request.source.stored.pixels[i]);
        CF_CHECK(first.provenance.method == "remove" && first.provenance.parameters.contains("grain"));
    }
}

void aRegionIsFoundWhereNoneIsDrawn(CounterfactualEditor &editor)
{
    EditRequest request = removalOf(test::wavyRadiograph(128, 128));
    request.mask = {};
    const EditResult result = test::runEdit(editor, request);
    CF_CHECK(!result.regionIsDrawn && result.metrics.outsideChangedValues == 0);
    CF_CHECK(areaOf(result.region) > 0 || result.status == EditStatus::Refused); // Nothing found is said.
}

void whatCannotBeRemovedIsSaid(CounterfactualEditor &editor)
{
    EditRequest request = removalOf(test::wavyRadiograph(128, 128));
    request.edits = { instruction(EditAction::Add, Target::Pacemaker) };
    CF_EQUAL(editor.edit(request, {}, {}).error().code, ErrorCode::InvalidInput);
    request = removalOf(request.source);
    request.seeds = 2;
    CF_EQUAL(editor.edit(request, {}, {}).error().code, ErrorCode::InvalidInput);
    request.seeds = 1;
    request.parameters["guidance_scale"] = 1.0;
    CF_CHECK(editor.edit(request, {}, {}).error().message.find("grain") != std::string::npos);
    request.parameters.clear();
    std::stop_source stop;
    stop.request_stop();
    CF_EQUAL(editor.edit(request, JobContext(stop.get_token(), {}), {}).error().code, ErrorCode::Cancelled);
}

void eachInstructionGoesToItsMethod(CounterfactualEditor &editor)
{
    CF_CHECK(editor.methods().front().name == "auto" && editor.model().defaultMethod == "auto");
    EditRequest request = removalOf(test::wavyRadiograph(128, 128));
    request.method.clear();
    request.parameters["sharpness"] = 1.0; // No part would be told of it.
    CF_CHECK(editor.edit(request, {}, {}).error().message.starts_with("The method auto has no parameter"));
    request.parameters.clear();
    const EditResult alone = test::runEdit(editor, request);
    CF_CHECK(alone.provenance.method == "auto" && alone.provenance.chosen.size() == 1);
    CF_CHECK(
        alone.provenance.chosen.front().method == "remove" && alone.provenance.chosen.front().reason == "Measured.");
    EditRequest plain = request;
    plain.method = "remove";
    CF_EQUAL(alone.counterfactual, test::runEdit(editor, plain).counterfactual);

    request.edits.push_back(instruction(EditAction::Add, Target::PleuralEffusion));
    const EditResult both = test::runEdit(editor, request);
    CF_CHECK(both.provenance.chosen.size() == 2 && both.provenance.chosen[1].method == "instruct");
    CF_CHECK(both.metrics.outsideChangedValues == 0 && both.counterfactual != alone.counterfactual);
    CF_EQUAL(both.counterfactual, test::runEdit(editor, request).counterfactual);
    const auto read = provenanceFromJson(toJson(both.provenance));
    CF_CHECK(read && read->chosen == both.provenance.chosen);

    request.captionsByHand = true;
    const EditResult byHand = test::runEdit(editor, request);
    CF_CHECK(std::ranges::all_of(
        byHand.provenance.chosen, [](const MethodChoice &choice) { return choice.method == "instruct"; }));
}

void modelsWithoutAdviceStayAsTheyWere()
{
    const test::TemporaryFolder folder;
    CF_CHECK(test::writeTinyModel(folder.path() / "plain").has_value());
    const auto editor = test::openForgetful(folder.path() / "plain");
    for (const MethodDescription &method : editor->methods())
        CF_CHECK(method.name != "auto" && method.name != "remove");
    test::TinyModelOptions broken;
    broken.advice = R"([{"action": "paint", "method": "remove"}])";
    CF_CHECK(test::writeTinyModel(folder.path() / "broken", broken).has_value());
    const auto refused = loadEditor(folder.path() / "broken");
    CF_CHECK(!refused && refused.error().message.find("auto") != std::string::npos);
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    test::TinyModelOptions options;
    options.hasRemover = true;
    options.advice = advice;
    options.defaultMethod = "auto";
    CF_CHECK(test::writeTinyModel(folder.path() / "model", options).has_value());
    const auto editor = test::openForgetful(folder.path() / "model");
    outsideStaysToTheBit(*editor);
    aRegionIsFoundWhereNoneIsDrawn(*editor);
    whatCannotBeRemovedIsSaid(*editor);
    eachInstructionGoesToItsMethod(*editor);
    modelsWithoutAdviceStayAsTheyWere();
}

// The method without a network: full size, full depth, exact outside, and honest about what it cannot do.

#include "core/editing/engine/InsertionEditor.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"

#include <cstdio>

using namespace cf;

namespace {

EditRequest requestFor(const Radiograph &source, EditAction action, Target target, Side side)
{
    EditRequest request;
    request.source = source;
    request.prompt = "as typed";
    request.edits = { { action, target, side, Zone::None, Severity::None } };
    request.captions = { "do nothing", "add it", {} };
    request.seed = 3;
    return request;
}

} // namespace

int main()
{
    const auto phantom = renderPhantom({ 41, 512, {} });
    CF_CHECK(phantom.has_value());
    const Radiograph source = phantom->radiograph();
    const auto editor = makeInsertionEditor();

    const EditRequest request = requestFor(source, EditAction::Add, Target::Pacemaker, Side::Left);
    const auto result = editor->edit(request, {}, {});
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value() && result->status == EditStatus::Accepted);
    CF_CHECK(result->metrics.outsideChangedValues == 0 && result->metrics.insideChangedValues > 500);
    CF_CHECK(result->metrics.networkEvaluations == 0);
    for (std::size_t index = 0; index < source.stored.pixels.size(); ++index)
        if (result->region.pixels[index] == 0.0F)
            CF_CHECK(result->counterfactual.stored.pixels[index] == source.stored.pixels[index]);
    const auto again = editor->edit(request, {}, {});
    CF_CHECK(again && again->counterfactual == result->counterfactual);

    const auto removal = editor->edit(requestFor(source, EditAction::Remove, Target::Pacemaker, Side::Left), {}, {});
    CF_CHECK(!removal && removal.error().message.find("only add") != std::string::npos);
    Radiograph blank = source;
    blank.stored = StoredImage(512, 512, 100);
    CF_CHECK(!editor->edit(requestFor(blank, EditAction::Add, Target::Pacemaker, Side::Left), {}, {}).has_value());
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = editor->edit(request, JobContext(stop.get_token(), {}), {});
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
}

// The method without a network: full size, full depth, exact outside, and honest about what it cannot do.

#include "core/anatomy/Landmarks.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/Insertion.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"

#include <cmath>
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

/// The ratio of a heart that words made larger or smaller, as the record has it.
double ratioAfter(CounterfactualEditor &editor, const Radiograph &source, EditAction action)
{
    const auto result = editor.edit(requestFor(source, action, Target::Cardiomegaly, Side::None), {}, {});
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result && result->provenance.rendered.size() == 1);
    const RenderedNumber *ratio = result->provenance.rendered[0].find("ratio");
    CF_CHECK(ratio != nullptr);
    return ratio->value;
}

/// A heart that is there is drawn a twentieth of the chest larger or smaller than it is.
void aHeartGrowsAndShrinks(CounterfactualEditor &editor, const Radiograph &source)
{
    const auto landmarks = findThoraxLandmarks(toDisplay(source), { source.columnSpacing, source.rowSpacing });
    CF_CHECK(landmarks.has_value());
    const double now = cardiothoracicRatio(landmarks->geometry);
    CF_LESS(std::abs(ratioAfter(editor, source, EditAction::Increase) - now - 0.05), 1e-9);
    CF_LESS(std::abs(ratioAfter(editor, source, EditAction::Decrease) - now + 0.05), 1e-9);
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
    CF_EQUAL(result->metrics.networkEvaluations, 0);
    for (std::size_t index = 0; index < source.stored.pixels.size(); ++index)
        if (result->region.pixels[index] == 0.0F)
            CF_EQUAL(result->counterfactual.stored.pixels[index], source.stored.pixels[index]);
    const auto again = editor->edit(request, {}, {});
    CF_CHECK(again && again->counterfactual == result->counterfactual);

    const auto removal = editor->edit(requestFor(source, EditAction::Remove, Target::Pacemaker, Side::Left), {}, {});
    CF_CHECK(!removal && removal.error().message.find("only add") != std::string::npos);
    aHeartGrowsAndShrinks(*editor, source);
    Radiograph blank = source;
    blank.stored = StoredImage(512, 512, 100);
    CF_CHECK(!editor->edit(requestFor(blank, EditAction::Add, Target::Pacemaker, Side::Left), {}, {}).has_value());
    std::stop_source stop;
    stop.request_stop();
    const auto stopped = editor->edit(request, JobContext(stop.get_token(), {}), {});
    CF_CHECK(!stopped && stopped.error().code == ErrorCode::Cancelled);
}

// An edit that was rendered keeps its numbers in its record, and is drawn again from the record.

#include "core/editing/ProvenanceJson.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/imaging/Windowing.h"
#include "core/insertion/InsertionPreview.h"
#include "core/phantom/Phantom.h"
#include "tests/support/Check.h"
#include "tests/support/SyntheticChest.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

using namespace cf;

namespace {

EditRequest requestFor(const Radiograph &source)
{
    EditRequest request;
    request.source = source;
    request.prompt = "add a pacemaker, a left effusion and two nodules";
    request.edits = { { EditAction::Add, Target::Pacemaker, Side::Left },
        { EditAction::Add, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Moderate },
        { EditAction::Add, Target::LungLesion, Side::Right, Zone::None, Severity::None,
            { { AmountKind::Size, 18.0 }, { AmountKind::Count, 2.0 } } } };
    request.captions = { "do nothing", "add them", {} };
    request.seed = 5;
    return request;
}

RenderedNumber &numberOf(RenderedAddition &addition, const char *name)
{
    const auto found = std::ranges::find(addition.numbers, name, &RenderedNumber::name);
    CF_CHECK(found != addition.numbers.end());
    return *found;
}

EditResult edited(CounterfactualEditor &editor, const EditRequest &request)
{
    auto result = editor.edit(request, {}, {});
    if (!result)
        std::fprintf(stderr, "%s\n", result.error().message.c_str());
    CF_CHECK(result.has_value());
    return *std::move(result);
}

void recordsAreReadBack(const Provenance &record)
{
    const auto read = provenanceFromJson(toJson(record));
    CF_CHECK(read && read->rendered == record.rendered);
    Provenance without = record;
    without.rendered.clear();
    const std::string older = toJson(without); // As written before there were any.
    CF_EQUAL(older.find("rendered_additions"), std::string::npos);
    CF_CHECK(provenanceFromJson(older) && provenanceFromJson(older)->rendered.empty());
    std::string spoilt = toJson(record);
    spoilt.replace(spoilt.find("Pacemaker"), 9, "Teapot");
    CF_EQUAL(provenanceFromJson(spoilt).error().code, ErrorCode::InvalidInput);
}

void previewsShowWhatTheEditWillShow(const Radiograph &source, const EditResult &result, const LungSeer &lungs = {})
{
    using Clock = std::chrono::steady_clock;
    const GreyImage film = toDisplay(source);
    auto preview =
        InsertionPreview::make(film, { source.columnSpacing, source.rowSpacing }, result.provenance.seed, 256, lungs);
    CF_CHECK(preview.has_value());
    std::vector<RenderedAddition> additions = result.provenance.rendered;
    CF_CHECK(preview->draw(additions, 0).has_value());
    numberOf(additions[0], "generator.y").value += 12.0;
    const auto began = Clock::now();
    const auto drawn = preview->draw(additions, 0);
    std::printf(
        "preview of 256 pixels: %.0f ms\n", std::chrono::duration<double, std::milli>(Clock::now() - began).count());
    CF_CHECK(drawn.has_value() && drawn->additions.size() == additions.size());
    CF_EQUAL(drawn->additions[0].find("generator.y")->value, additions[0].find("generator.y")->value);
    const RenderedHandle &grip = drawn->handles[0].front();
    CF_NEAR(grip.y, additions[0].find("generator.y")->value, 1e-6);
    // The copy's own pictures agree with the edit's, about.
    const GreyImage full = toDisplay(result.counterfactual);
    const auto still = preview->draw(result.provenance.rendered, 0);
    CF_CHECK(still.has_value());
    double sum = 0.0;
    for (int y = 0; y < 256; ++y)
        for (int x = 0; x < 256; ++x) {
            const double mean = 0.25
                * (full.at(2 * x, 2 * y) + full.at(2 * x + 1, 2 * y) + full.at(2 * x, 2 * y + 1)
                    + full.at(2 * x + 1, 2 * y + 1));
            sum += std::abs(mean - still->picture.at(x, y));
        }
    std::printf("mean difference to the edit: %.2f of 255\n", 255.0 * sum / (256.0 * 256.0));
    CF_LESS(sum / (256.0 * 256.0), 1.5 / 255.0);
    CF_CHECK(!preview->draw({}, 0).has_value());
}

/// A segmenter's lungs move what is drawn, in the edit and under the grips alike.
void seenLungsAreThePreviewsToo(const Radiograph &source, const EditRequest &request, const EditResult &byGrey)
{
    const GreyImage film = toDisplay(source);
    const auto landmarks = findThoraxLandmarks(film, { source.columnSpacing, source.rowSpacing });
    CF_CHECK(landmarks.has_value());
    const auto smaller = [&film](std::vector<Point> outline) { // As somebody sees them who is stricter.
        for (Point &point : outline)
            point = { 0.94 * point.x + 0.03 * film.width, 0.94 * point.y + 0.03 * film.height };
        GreyImage map(film.width, film.height);
        for (int y = 0; y < map.height; ++y)
            for (int x = 0; x < map.width; ++x)
                map.at(x, y) = insidePolygon(outline, x, y) ? 1.0F : 0.0F;
        return map;
    };
    const SeenLungs lungs{ smaller(landmarks->geometry.lungRight), smaller(landmarks->geometry.lungLeft) };
    const auto editor = makeInsertionEditor(
        [&lungs](const Radiograph &, const JobContext &) { return Result<std::optional<SeenLungs>>(lungs); });
    const EditResult seen = edited(*editor, request);
    CF_CHECK(seen.provenance.rendered != byGrey.provenance.rendered);
    previewsShowWhatTheEditWillShow(source, seen, [&lungs] { return Result<std::optional<SeenLungs>>(lungs); });
}

/// Words about what an edit in view drew change its numbers, on the film before it; the rest of it stays to the byte.
void wordsChangeWhatWasDrawn(CounterfactualEditor &editor, const EditRequest &request, const EditResult &first)
{
    const auto asked = [&](EditInstruction edit) {
        EditRequest words = request;
        words.edits = { std::move(edit) };
        words.renderedBefore = first.provenance.rendered;
        return words;
    };
    const auto &before = first.provenance.rendered;
    const double height = before[1].find("height")->value;
    const auto larger = asked({ EditAction::Increase, Target::PleuralEffusion });
    const EditResult more = edited(editor, larger);
    const auto &after = more.provenance.rendered;
    CF_CHECK(after.size() == before.size() && after[1].instruction == 0 && after[0].instruction == -1);
    CF_NEAR(after[1].find("height")->value, height * 4.0 / 3.0, 1e-9);
    CF_CHECK(after[0].numbers == before[0].numbers && after[2].numbers == before[2].numbers);
    // That record is drawn again as it is: not a third more once more.
    EditRequest again = larger;
    again.renderedBefore.clear();
    again.rendered = provenanceFromJson(toJson(more.provenance))->rendered;
    CF_EQUAL(edited(editor, again).counterfactual, more.counterfactual);

    const EditResult large = edited(
        editor, asked({ EditAction::Replace, Target::PleuralEffusion, Side::Left, Zone::None, Severity::Large }));
    CF_EQUAL(large.provenance.rendered[1].severity, Severity::Large);
    CF_LESS(height, large.provenance.rendered[1].find("height")->value);
    const EditResult sized = edited(editor,
        asked({ EditAction::Replace, Target::LungLesion, Side::None, Zone::None, Severity::None,
            { { AmountKind::Size, 26.0 } } }));
    CF_EQUAL(sized.provenance.rendered[2].find("diameter")->value, 26.0);
    const EditResult without = edited(editor, asked({ EditAction::Remove, Target::Pacemaker }));
    CF_CHECK(without.provenance.rendered.size() == 3 && without.provenance.rendered[0].target != Target::Pacemaker);

    const auto refused = [&](EditInstruction edit, const char *why) {
        const auto result = editor.edit(asked(std::move(edit)), {}, {});
        if (result || result.error().message.find(why) == std::string::npos)
            std::fprintf(stderr, "%s\n", result ? "not refused" : result.error().message.c_str());
        CF_CHECK(!result && result.error().message.find(why) != std::string::npos);
    };
    refused({ EditAction::Replace, Target::LungLesion, Side::None, Zone::None, Severity::None,
                { { AmountKind::Size, 200.0 } } },
        "can be 4 to 80 mm");
    refused({ EditAction::Replace, Target::Pacemaker }, "do not say what");
    // What was not drawn is not guessed at.
    refused({ EditAction::Increase, Target::Pneumothorax }, "can only add");
    refused({ EditAction::Increase, Target::Consolidation }, "on which side");
    EditRequest nothing = asked({ EditAction::Remove, Target::Pacemaker });
    nothing.renderedBefore = { before[0] };
    CF_CHECK(!editor.edit(nothing, {}, {}).has_value());
}

} // namespace

int main()
{
    const auto phantom = renderPhantom({ 41, 512, {} });
    CF_CHECK(phantom.has_value());
    const Radiograph source = phantom->radiograph();
    const auto editor = makeInsertionEditor();
    const EditRequest request = requestFor(source);
    const EditResult first = edited(*editor, request);
    const auto &rendered = first.provenance.rendered;
    CF_CHECK(rendered.size() == 4 && rendered[0].target == Target::Pacemaker && rendered[3].instruction == 2);
    CF_CHECK(rendered[2].find("diameter")->value == 18.0 && rendered[2].stream != rendered[3].stream);
    recordsAreReadBack(first.provenance);

    // From the record as it was written, whatever the words are: the same bytes.
    EditRequest again = request;
    again.rendered = provenanceFromJson(toJson(first.provenance))->rendered;
    again.edits[2].amounts.clear();
    again.edits[1].severity = Severity::Large;
    const EditResult second = edited(*editor, again);
    CF_CHECK(second.counterfactual == first.counterfactual && second.region == first.region);
    CF_EQUAL(second.provenance.rendered, rendered);

    // One number changed: the other additions keep all of theirs, and outside the region nothing changes.
    EditRequest moved = again;
    numberOf(moved.rendered[0], "generator.x").value -= 15.0;
    numberOf(moved.rendered[0], "generator.y").value += 30.0;
    const EditResult third = edited(*editor, moved);
    CF_CHECK(third.provenance.rendered[0] != rendered[0]);
    for (std::size_t i = 1; i < rendered.size(); ++i)
        CF_EQUAL(third.provenance.rendered[i], rendered[i]);
    CF_EQUAL(third.metrics.outsideChangedValues, 0);
    for (std::size_t i = 0; i < source.stored.pixels.size(); ++i)
        if (third.region.pixels[i] == 0.0F)
            CF_EQUAL(third.counterfactual.stored.pixels[i], source.stored.pixels[i]);
    CF_CHECK(third.counterfactual.stored.pixels != first.counterfactual.stored.pixels);

    const auto refused = [&](auto &&spoil) {
        EditRequest spoilt = again;
        spoil(spoilt.rendered[0]);
        const auto result = editor->edit(spoilt, {}, {});
        CF_CHECK(!result && result.error().code == ErrorCode::InvalidInput);
    };
    refused([](RenderedAddition &addition) { addition.instruction = 7; });
    refused([](RenderedAddition &addition) { numberOf(addition, "generator.x").value = 5000.0; });
    refused([](RenderedAddition &addition) { numberOf(addition, "leads").value = 0.0 / 0.0; });

    wordsChangeWhatWasDrawn(*editor, request, first);
    previewsShowWhatTheEditWillShow(source, first);
    seenLungsAreThePreviewsToo(source, request, first);
    std::puts("rendered additions: all passed");
    return 0;
}

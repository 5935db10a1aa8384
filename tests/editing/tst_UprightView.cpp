// A film may be stored in eight ways. The same edit of the same patient gives the same picture in all of them, on the
// side of the patient that was asked for, and lies as its film does.

#include "core/editing/ProvenanceJson.h"
#include "core/editing/engine/InsertionEditor.h"
#include "core/phantom/Phantom.h"
#include "tests/editing/EditorRuns.h"
#include "tests/editing/TinyModel.h"
#include "tests/support/Check.h"
#include "tests/support/TemporaryFolder.h"

#include <cstdio>
#include <string>
#include <vector>

using namespace cf;

namespace {

using Lies = std::vector<const char *>;
const Lies allLies{ "L\\F", "R\\F", "L\\H", "R\\H", "F\\L", "F\\R", "H\\L", "H\\R" };

/// The request for the film as it is stored when it lies so.
EditRequest lying(const EditRequest &upright, const char *code)
{
    EditRequest request = upright;
    request.source.axes = parsePatientAxes(code)->axes;
    const Turn back = uprightTurn(request.source.axes).inverse();
    request.source.stored = turned(upright.source.stored, back);
    request.mask = turned(upright.mask, back);
    if (back.swapsSides())
        std::swap(request.source.rowSpacing, request.source.columnSpacing);
    return request;
}

/// Runs the edit in these lies; what comes is the same patient every time.
EditResult checkLies(CounterfactualEditor &editor, EditRequest request, const Lies &lies)
{
    request.source.axes = frontalAxes;
    const EditResult upright = test::runEdit(editor, request);
    for (const char *code : lies) {
        const EditRequest stored = lying(request, code);
        const EditResult result = test::runEdit(editor, stored);
        const Turn turn = uprightTurn(stored.source.axes);
        CF_EQUAL(turned(result.counterfactual.stored, turn), upright.counterfactual.stored);
        CF_EQUAL(turned(result.region, turn), upright.region);
        CF_EQUAL(turned(result.reconstruction.stored, turn), upright.reconstruction.stored);
        CF_CHECK(result.status == upright.status && result.gates.size() == upright.gates.size());
        // All that is not its pixels is the film's own.
        Radiograph rest = result.counterfactual;
        rest.stored = stored.source.stored;
        CF_EQUAL(rest, stored.source);
        for (std::size_t i = 0; i < result.region.pixels.size(); ++i)
            if (result.region.pixels[i] == 0.0F)
                CF_EQUAL(result.counterfactual.stored.pixels[i], stored.source.stored.pixels[i]);
        CF_EQUAL(result.provenance.orientation, code);
        CF_EQUAL(result.provenance.sourceSha256, sha256Of(stored.source.stored));
        CF_EQUAL(result.provenance.maskSha256, sha256Of(stored.mask));
    }
    return upright;
}

void insertionsLieOnTheAskedSide()
{
    const auto phantom = renderPhantom({ 41, 256, {} });
    CF_CHECK(phantom.has_value());
    const auto editor = makeInsertionEditor();
    for (const Side side : { Side::Left, Side::Right }) {
        EditRequest request;
        request.source = phantom->radiograph();
        request.edits = { { EditAction::Add, Target::Pacemaker, side, Zone::None, Severity::None } };
        request.captions = { "do nothing", "add it", {} };
        request.seed = 3;
        const EditResult result = checkLies(*editor, request, side == Side::Left ? allLies : Lies{ "R\\F" });
        double sum = 0.0;
        double weight = 0.0;
        for (int y = 0; y < result.region.height; ++y)
            for (int x = 0; x < result.region.width; ++x) {
                sum += x * result.region.at(x, y);
                weight += result.region.at(x, y);
            }
        // The patient's left is at the right of an upright film.
        CF_CHECK(weight > 0.0 && (sum / weight > result.region.width / 2.0) == (side == Side::Left));
    }
}

void networksSeeUprightFilms()
{
    const test::TemporaryFolder folder;
    CF_CHECK(test::writeTinyModel(folder.path() / "model").has_value());
    const auto editor = test::openForgetful(folder.path() / "model");
    EditRequest request = test::removalRequest("instruct");
    checkLies(*editor, request, allLies);
    request.mask = {}; // A region that the program finds.
    checkLies(*editor, request, { "R\\H", "F\\R" });
    // The preview lies as the film does.
    request.source.axes = frontalAxes;
    GreyImage first;
    GreyImage other;
    CF_CHECK(editor->edit(request, {}, [&](const GreyImage &picture) { first = first.empty() ? picture : first; })
                 .has_value());
    const EditRequest mirrored = lying(request, "R\\H");
    CF_CHECK(editor->edit(mirrored, {}, [&](const GreyImage &picture) { other = other.empty() ? picture : other; })
                 .has_value());
    CF_CHECK(!first.empty() && turned(other, uprightTurn(mirrored.source.axes)) == first);
    // Films of which nothing is known are taken as they lie.
    request.source.axes = {};
    CF_CHECK(test::runEdit(*editor, request).provenance.orientation.empty());
}

} // namespace

int main()
{
    insertionsLieOnTheAskedSide();
    networksSeeUprightFilms();
}

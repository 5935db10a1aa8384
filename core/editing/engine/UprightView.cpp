#include "core/editing/engine/UprightView.h"

#include "core/editing/ProvenanceJson.h"
#include "core/imaging/UprightRadiograph.h"

#include <utility>

namespace cf {
namespace {

/// A picture of the answer in the film as it is stored: the film's attributes with the picture's turned values.
Radiograph asStored(const Radiograph &source, const Radiograph &upright, Turn back)
{
    Radiograph stored = source;
    stored.stored = turned(upright.stored, back);
    return stored;
}

EditResult asStored(EditResult result, const EditRequest &request, Turn back)
{
    result.counterfactual = asStored(request.source, result.counterfactual, back);
    result.reconstruction = asStored(request.source, result.reconstruction, back);
    result.region = turned(result.region, back);
    for (EditCandidate &candidate : result.candidates)
        candidate.stored = turned(candidate.stored, back);
    if (result.spread) {
        result.spread->meanChange = turned(result.spread->meanChange, back);
        result.spread->deviation = turned(result.spread->deviation, back);
        result.spread->agreement = turned(result.spread->agreement, back);
    }
    // The record names the film and the mask that the user has.
    result.provenance.sourceSha256 = sha256Of(request.source.stored);
    result.provenance.maskSha256 = sha256Of(request.mask);
    return result;
}

} // namespace

Result<EditResult> editUpright(const EditRequest &request, const CounterfactualEditor::PreviewSink &preview,
    const std::function<Result<EditResult>(const EditRequest &, const CounterfactualEditor::PreviewSink &)> &edit)
{
    const Turn turn = uprightTurn(request.source.axes);
    const std::string orientation = textOf(request.source.axes);
    const auto recorded = [&](Result<EditResult> result) {
        if (result)
            result->provenance.orientation = orientation;
        return result;
    };
    if (turn.isNone())
        return recorded(edit(request, preview));
    if (!request.mask.empty() && !request.mask.sameSizeAs(request.source.stored))
        return edit(request, preview); // Which says what is wrong with the mask, in the user's own sizes.
    EditRequest upright = request;
    upright.source = uprightRadiograph(request.source);
    upright.mask = turned(request.mask, turn);
    const Turn back = turn.inverse();
    CounterfactualEditor::PreviewSink previewAsStored;
    if (preview)
        previewAsStored = [&preview, back](const GreyImage &picture) { preview(turned(picture, back)); };
    CF_ASSIGN(EditResult result, edit(upright, previewAsStored));
    return recorded(asStored(std::move(result), request, back));
}

} // namespace cf

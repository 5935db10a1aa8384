#pragma once

#include "core/editing/CounterfactualEditor.h"
#include "core/imaging/MaskMorphology.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace cf {

/// Where an edit would change the image, found before anything is changed.
struct RegionProposal {
    MaskImage mask; ///< At the source's size, 0 or 1; all 0 where nothing stands out.
    bool limitedToAnatomy = false;
    std::vector<RegionWarning> warnings;
    EditResult edit; ///< The one that was made to see it: what the same request without a mask ends in.
};

/// Pixels of a film of 512 by which a rendered thing's region is widened: a mask's edge fades inwards, and a line is
/// hardly wider than that.
inline constexpr double proposalMargin = 6.0;

/// True where all of it was rendered, so that the region is the drawing itself.
inline bool isRendered(const Provenance &provenance)
{
    return provenance.method == "insertion"
        || (!provenance.chosen.empty()
            && std::ranges::all_of(
                provenance.chosen, [](const MethodChoice &choice) { return choice.method == "insertion"; }));
}

/// The region that `editor` finds by itself for this request. Takes as long as the edit, which has to be made to see
/// what it changes. The request's mask is not looked at. Errors as for the edit.
inline Result<RegionProposal> proposeRegion(CounterfactualEditor &editor, EditRequest request, const JobContext &job)
{
    request.mask = {};
    CF_ASSIGN(EditResult result, editor.edit(request, job, {}));
    MaskImage mask(result.region.width, result.region.height);
    std::transform(result.region.pixels.begin(), result.region.pixels.end(), mask.pixels.begin(),
        [](float share) { return share > 0.0F ? 1.0F : 0.0F; });
    if (isRendered(result.provenance))
        mask = dilated(mask, proposalMargin * std::max(1.0, std::max(mask.width, mask.height) / 512.0));
    return RegionProposal{ std::move(mask), result.regionIsLimited, result.regionWarnings, std::move(result) };
}

} // namespace cf

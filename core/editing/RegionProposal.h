#pragma once

#include "core/editing/CounterfactualEditor.h"

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

/// The region that `editor` finds by itself for this request. Takes as long as the edit, which has to be made to see
/// what it changes. The request's mask is not looked at. Errors as for the edit.
inline Result<RegionProposal> proposeRegion(CounterfactualEditor &editor, EditRequest request, const JobContext &job)
{
    request.mask = {};
    CF_ASSIGN(EditResult result, editor.edit(request, job, {}));
    MaskImage mask(result.region.width, result.region.height);
    std::transform(result.region.pixels.begin(), result.region.pixels.end(), mask.pixels.begin(),
        [](float share) { return share > 0.0F ? 1.0F : 0.0F; });
    return RegionProposal{ std::move(mask), result.regionIsLimited, result.regionWarnings, std::move(result) };
}

} // namespace cf

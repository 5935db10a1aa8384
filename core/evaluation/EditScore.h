#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

namespace cf {

/// How near an edit came to the exact counterfactual (METHODS 5.6). All images at one size, in one grey scale.
/// D* = truth − source is the change that was asked, D = edited − source the change that was made.
struct EditScore {
    double errorInside = 1.0; ///< |D − D*|² / |D*|² inside the true region: 0 the truth, 1 nothing done, > 1 worse.
    double errorOutside = 0.0; ///< |D|² outside the true region (16 px ring left out) / |D*|².
    double errorWhole = 1.0; ///< The same ratio over the whole image.
    double gain = 0.0; ///< ⟨D, D*⟩ / ⟨D*, D*⟩ inside: strength; 1 ideal.
    double spill = 0.0; ///< Share of |D|² outside the region and its ring.
    bool success = false; ///< errorInside < 0.5
    bool rightSide = true; ///< More of |D|² on the image half that holds most of |D*|² than on the other.
};

/// The region of a true change: where its 1.5 px-smoothed size exceeds 3 grey levels of 255, grown by 2 px.
MaskImage trueRegion(const GreyImage &source, const GreyImage &truth);

/// Errors: images of different sizes, or a truth that equals the source.
Result<EditScore> scoreEdit(const GreyImage &source, const GreyImage &truth, const GreyImage &edited);

/// A mask as a person would draw it: the region grown by about 10 px with an outline shaken by `seed`.
MaskImage drawnLikeMask(const MaskImage &region, std::uint64_t seed);

} // namespace cf

#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

namespace cf {

/// How near an edit came to the exact counterfactual (resources/help/methods.md, How edits are measured). All images at
/// one size, in one grey scale. D* = truth − source is the change that was asked, D = edited − source the change that
/// was made.
struct EditScore {
    double errorInside = 1.0; ///< |D − D*|² / |D*|² inside the true region: 0 the truth, 1 nothing done, > 1 worse.
    double errorOutside = 0.0; ///< |D|² outside the true region (16 px ring left out) / |D*|².
    double errorWhole = 1.0; ///< The same ratio over the whole image.
    double askedEnergy = 0.0; ///< |D*|² inside the true region, grey² summed over pixels: the weight of pooled ratios.
    double gain = 0.0; ///< ⟨D, D*⟩ / ⟨D*, D*⟩ inside: strength; 1 ideal.
    double spill = 0.0; ///< Share of |D|² outside the region and its ring.
    bool success = false; ///< errorInside < 0.5
    bool rightSide = true; ///< More of |D|² on the image half that holds most of |D*|² than on the other.
    // Edited against truth on the grey scale 0…1; outside leaves a ring of 16 px around the region out.
    double l1Inside = 0.0; ///< Mean absolute difference.
    double l1Outside = 0.0;
    double psnrInside = 0.0; ///< dB for a peak of 1, at most 99.
    double psnrOutside = 0.0;
    double ssimInside = 0.0; ///< Mean of the SSIM map.
    double ssimOutside = 0.0;
};

/// Read-outs of an added device, whose place in a patient is free: not whether it lies where the truth has it, but
/// whether it is such a device.
struct AddedReadout {
    double match = 0.0; ///< Peak of the normalised correlation of D and D*, D* shifted by up to an eighth of the image.
    double displacement = 0.0; ///< Length of that shift in pixels.
    double contrast = 0.0; ///< Strength of D over that of D*: ratio of the 99.5th percentiles of their smoothed sizes.
    bool rightSide = true; ///< As in EditScore.

    /// It looks like the device, is neither a ghost nor a blot, and lies on its side.
    bool found() const { return match >= 0.5 && contrast >= 0.4 && contrast <= 2.0 && rightSide; }
};

/// The region of a true change: where its 1.5 px-smoothed size exceeds 3 grey levels of 255, grown by 2 px.
MaskImage trueRegion(const GreyImage &source, const GreyImage &truth);

/// Errors: images of different sizes, or a truth that equals the source.
Result<EditScore> scoreEdit(const GreyImage &source, const GreyImage &truth, const GreyImage &edited);

/// Of the same images as scoreEdit, with its errors.
Result<AddedReadout> readAddedDevice(const GreyImage &source, const GreyImage &truth, const GreyImage &edited);

/// A mask as a person would draw it: the region grown by about 10 px with an outline shaken by `seed`.
MaskImage drawnLikeMask(const MaskImage &region, std::uint64_t seed);

} // namespace cf

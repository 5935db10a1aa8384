#pragma once

namespace cf {

/// What the gates of an edit hold its numbers against, in one place, each with its reason. Where a limit follows from
/// the film (the noise floor) or from the segmenter's maps (ReadingLimits), it is not here.
struct GateLimits {
    /// dB of the rebuilt source over the film: below it the model shows another picture, and a change of it says
    /// nothing of the source.
    double minReconstructionPsnr = 20.0;
    /// Share of the model's change, as energy, outside the region: with more than half the region is the wrong place.
    double maxLeak = 0.5;
    /// Share of the change on the asked side: with less than half the other side was edited.
    double minOnAskedSide = 0.5;
    /// Share of a region's values below the size that counts as the change's: single pixels are no change.
    double changeRank = 0.99;
    /// Where a calibrated probability says "there": as likely as not.
    double probabilityThere = 0.5;
    /// Change of a calibrated probability that was not asked for: from here on a label may have turned over.
    double maxCollateral = 0.5;
    /// CLIP's cosines are no probabilities. They sort out what is plainly wrong and were not tuned on radiographs.
    double minClipImage = 0.6; ///< Of the picture before and after: below it, it shows something else.
    double minClipText = 0.1; ///< Of picture and words: about 0 where they have nothing to do with each other.
    double minClipDirection = -0.5; ///< Plainly opposite alone is refused: small edits have noisy directions.
};

inline constexpr GateLimits gateLimits{};

} // namespace cf

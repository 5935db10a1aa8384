#pragma once

#include "core/base/terms/SeenThing.h"

#include <cstdint>

namespace cf {

/// What the gates of an edit hold its numbers against, in one place, each with its reason and, where it was measured,
/// what of sound edits it refuses and what of spoilt ones it lets pass. A limit that follows from the film (the noise
/// floor) is not here, nor one that chooses a method or a region and refuses nothing.
///
/// All together, of 100 insertions into films of held-back patients, portable films among them
/// (resources/help/models.md): 6 of 200 exact edits are refused; of the same spoilt, 20 of 22 that are mirrored, 98 of
/// 106 that are blurred, 99 of 106 that are faded, 50 of 53 that are cut in half, all 17 that are doubled.
struct GateLimits {
    /// dB of the rebuilt source over the film: below it the model shows another picture, and a change of it says
    /// nothing of the source.
    double minReconstructionPsnr = 20.0;
    /// Share of the model's change, as energy, outside the region: with more than half the region is the wrong place.
    double maxLeak = 0.5;
    /// Share on the asked side, of the change and of what the segmenter sees come: with less than half the other side
    /// was edited.
    double minOnAskedSide = 0.5;
    /// Share of a region's values below the size that counts as the change's: single pixels are no change.
    double changeRank = 0.99;
    /// Where a calibrated probability, of a film or of a cell of the segmenter's maps, says "there": as likely as not.
    double probabilityThere = 0.5;
    /// Change of a calibrated probability that was not asked for.
    double maxCollateral = clearMove;
    /// The same of a segmenter's. Of 200 exact edits three reach 0.51 to 0.59, of a catheter beside leads.
    double maxSeenCollateral = 0.6;

    /// CLIP's cosines are no probabilities. They sort out what is plainly wrong and were not tuned on radiographs.
    double minClipImage = 0.6; ///< Of the picture before and after: below it, it shows something else.
    double minClipText = 0.1; ///< Of picture and words: about 0 where they have nothing to do with each other.
    double minClipDirection = -0.5; ///< Plainly opposite alone is refused: small edits have noisy directions.

    /// Share of what the segmenter saw of a thing that it may still see after its removal. Exact removals leave
    /// nothing; a third is a wire that was left.
    double maxSeenLeft = 0.3;
    /// Cells of the segmenter's maps; fewer of a thing are grain: nothing is said of a removal that began with less,
    /// and an addition has to show more. A line's piece of about 10 mm.
    std::int64_t minSeenCells = 24;
    /// The same where lines are read: pixels of a line drawn four wide.
    std::int64_t minLinePixels = 100;

    /// Share of a line that may be left along its course: half a line is no removal. Of exact removals two catheters
    /// reach 0.54 and 0.59, where ribs or another device run along the line; removals at a third of their strength
    /// leave 0.69 or more.
    double maxLineLeft = 0.52;
    /// Display grey times pixels of a film of 512; a fainter line is not measured: 15 mm of a wire two pixels wide and
    /// ten grey levels strong.
    double minLineAmount = 40.0 * 2.0 * 10.0 / 255.0;

    /// Share of an added device's change, as energy, that is finer than two pixels of a film of 512. Of 36 inserted
    /// devices the least was 0.038 (a generator); of the same blurred by six pixels the most was 0.0024.
    double minDeviceEdges = 0.006;

    /// Strength of an added device over its film's range of grey: four fifths of the least of 160 insertions into real
    /// films (46 generators and leads, 24 ECG leads, 11 catheters, five or fewer of the others). At a third of their
    /// strength 66 of 68 lie below. On portable films an exact tube in the trachea reaches 0.04, a drain 0.09.
    double minPacemakerStrength = 0.115;
    double minChestTubeStrength = 0.08;
    double minEcgLeadsStrength = 0.08;
    double minEndotrachealTubeStrength = 0.035;
    double minSternalWiresStrength = 0.07;
    double minCentralVenousCatheterStrength = 0.045;

    /// The same of findings: looked at 39 films of held-back patients with a moderate effusion each, the three below
    /// 0.034 showed nothing, those from 0.048 on a level. The line of a pneumothorax is seen from 0.036 on.
    double minOpacityStrength = 0.04;
    double minPneumothoraxStrength = 0.033;
};

inline constexpr GateLimits gateLimits{};

} // namespace cf

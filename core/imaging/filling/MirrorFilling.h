#pragma once

#include "core/base/Image.h"

#include <stop_token>

// What a chest hides on one side its other side shows: ribs, clavicle and wall are nearly mirrored.
namespace cf {

/// The other side of a chest, laid over the place that something hides.
struct MirrorSight {
    GreyImage picture; ///< Display grey at the film's size; 0 where `known` is 0.
    MaskImage known; ///< 1 where the other side shows something that may be used, in what is hidden and, where this
                     ///< side does, too, around it.
    double agreement = -1.0; ///< Correlation with what is seen around the place, fine structures alone, −1 … 1.
};

/// Looks on the other side of an upright frontal film for what goes on best from what surrounds `hidden`: mirrored,
/// shifted by at most an eighth of the film, turned by at most 12°, scaled by at most a tenth. `unusable` is 1 where
/// the film shows what must not be copied nor compared (marks, devices, padding). All at the film's size, 0 or 1. An
/// empty `hidden`, or one that fills half of the film, has no agreement. After a stop request likewise.
MirrorSight seenInMirror(
    const GreyImage &picture, const MaskImage &hidden, const MaskImage &unusable, const std::stop_token &stop = {});

/// The change, display grey, that puts the other side's view into `hidden`, its level carried over from the place's
/// surroundings so that no seam shows (Pérez et al., "Poisson image editing", 2003); 0 outside, and where the other
/// side is not known.
GreyImage mirrorChange(const GreyImage &picture, const MaskImage &hidden, const MirrorSight &sight);

} // namespace cf

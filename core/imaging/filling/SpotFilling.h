#pragma once

#include "core/base/Image.h"

// Compact bright things, such as electrodes with their clips, and what a film looks like without them. They are too
// wide to be subtracted as lines are, and small enough that what runs past them can be continued.
namespace cf {

/// What stands out of the opening by a disc of 9 pixels: knobs, clips, wires and vessels. Of a film of 512.
GreyImage standingOut(const GreyImage &picture);

/// The bright things that seeds lie on, with their blur: what stands out of the film's opening by a disc of 9 pixels,
/// all of it where the seed may be an electrode's pad, elsewhere what is shorter than a wire. All at the film's size;
/// `scale`: pixels to one of a film of 512.
MaskImage wholeSpots(const GreyImage &picture, const MaskImage &seeds, double scale);

/// Round bright things of a knob's size under which `likely` (0 … 1) is not silent: an electrode that a map hardly sees
/// is recognised by its shape. 0 or 1; all at the film's size.
MaskImage roundSpots(const GreyImage &picture, const GreyImage &likely, double scale);

/// What is left where lines ran and is brighter and more compact than a film without them: the twists and crossings of
/// wires. `corridors`: where they ran. 0 or 1; all at the film's size.
MaskImage knotsLeft(const GreyImage &without, const MaskImage &corridors, double scale);

/// The change, display grey, that continues into the spots what surrounds them; 0 outside. Each pixel is interpolated
/// along the directions in which both sides agree, so that a rib or a border goes on. Without grain.
GreyImage spotChange(const GreyImage &picture, const MaskImage &spots);

} // namespace cf

#pragma once

#include "core/base/RandomStream.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"

namespace cf {

/// Draws what is easily taken for a device into a sample, some of it, and leaves the maps alone: the bones of arms
/// beside the chest, a forearm across it, collar bones. Films with leads mostly show arms and films without mostly do
/// not, so that a network without such samples learns that the bone goes with the wire.
void drawBones(SegmenterSample &sample, RandomStream &stream);

/// Rods with screws along the spine, plates: metal that is no line of care. Marked as foreign bodies.
void drawHardware(SegmenterSample &sample, RandomStream &stream);

} // namespace cf

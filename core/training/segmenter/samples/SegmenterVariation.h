#pragma once

#include "core/base/RandomStream.h"
#include "core/training/segmenter/samples/SegmenterSamples.h"

namespace cf {

/// A sample under one random change; see drawSamples().
void vary(SegmenterSample &sample, RandomStream &stream);

} // namespace cf

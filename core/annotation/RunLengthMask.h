#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"

#include <cstdint>
#include <vector>

namespace cf::annotation {

/// A mask of ones and zeros as lengths of runs, column after column, the first run of zeros: the uncompressed form of
/// COCO (github.com/cocodataset/cocoapi), which every tool that reads COCO knows.
struct RunLengthMask {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> runs;

    bool empty() const { return runs.empty(); }
    bool operator==(const RunLengthMask &) const = default;
};

/// What is not 0 becomes 1. Empty where nothing is set.
RunLengthMask encodeRuns(const Image<std::uint8_t> &mask);
/// Errors: InvalidInput where the runs do not add up to the size, or are not in canonical form.
Result<Image<std::uint8_t>> decodeRuns(const RunLengthMask &mask);
/// Number of ones.
std::int64_t pixelsOf(const RunLengthMask &mask);

} // namespace cf::annotation

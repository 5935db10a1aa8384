#pragma once

#include "core/base/Image.h"

#include <cstddef>
#include <vector>

namespace cf {

/// Something small and bright on a film: an electrode's knob, and much else.
struct SpotCandidate {
    int x = 0; ///< Its brightest place on the square film.
    int y = 0;
    float height = 0.0F; ///< Display grey by which it stands out of what is wider than a knob.
    /// What a reader of electrodes sees of it: its surroundings, levelled; then what stands out of them. Two images of
    /// spotWindow::side squared.
    std::vector<float> window;
};

namespace spotWindow {
inline constexpr int side = 48; ///< Pixels of a film of 512: an electrode with its clip, and what it lies on.
inline constexpr std::size_t size = std::size_t{ 2 } * side * side;
} // namespace spotWindow

inline constexpr int maxSpots = 300; ///< Films have some two hundred.

/// Where something small stands out of a letterboxed film of 512 pixels, most of all first.
std::vector<SpotCandidate> spotCandidates(const GreyImage &film);

} // namespace cf

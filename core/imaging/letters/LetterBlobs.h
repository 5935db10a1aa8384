#pragma once

#include "core/base/Image.h"
#include "core/imaging/MaskMorphology.h"

#include <cstddef>
#include <vector>

namespace cf {

/// What hangs together within a printed mark and has the size of a letter.
struct LetterBlob {
    PixelBox box; ///< On the square film.
    bool bright = true; ///< Brighter than what is around it.
    /// The blob as a reader of side letters sees it: its surroundings, levelled, bright on dark, with the blob's height
    /// at `height` pixels; then the blob alone. Two images of letterWindow::width × letterWindow::height.
    std::vector<float> window;

    double x() const { return box.x + 0.5 * box.width; } ///< Its centre.
    double y() const { return box.y + 0.5 * box.height; }
};

namespace letterWindow {
inline constexpr int width = 64; ///< Two letters fit on each side: a letter within a word is no side letter.
inline constexpr int height = 32;
inline constexpr int letter = 16; ///< What the letter's height becomes.
inline constexpr std::size_t size = std::size_t{ 2 } * width * height;
} // namespace letterWindow

/// The blobs in the marks of a letterboxed film of 512 pixels or so. `cells`: where marks are, as markCells() gives
/// them, square, of the film's size or coarser. The same letter may come more than once, cut at another brightness.
std::vector<LetterBlob> letterBlobs(const GreyImage &film, const MaskImage &cells);

} // namespace cf

#pragma once

#include "core/sessions/analysis/StudyAnalysis.h"

#include <string>

namespace cf::sessions {

/// Size of a plot's drawing in CSS pixels.
struct PlotSize {
    int width = 460;
    int height = 320;
};
PlotSize sizeOf(const Plot &plot);

/// One SVG 1.1 drawing (tiny enough for QtSvg, too): colours that differ in lightness, too, and dashes, so that lines
/// stay apart in grey print. Texts are escaped.
std::string svgOf(const Plot &plot);

/// "0.43", "71.2 %", "12.5".
std::string figureText(double value, FigureScale scale);

} // namespace cf::sessions

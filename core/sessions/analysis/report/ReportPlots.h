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

/// The number alone, with a minus sign: "0.430", "71.2" of a share, "12.50".
std::string bareFigure(double value, FigureScale scale);
/// "0.43", "71.2 %", "12.5 s", "−3.1 percentage points": a share with a unit is written in that unit's hundredths.
std::string figureText(double value, FigureScale scale, const std::string &unit = {});
/// "1.2 to 3.4 points": the unit once, but for "%".
std::string intervalText(const Bounds &bounds, FigureScale scale, const std::string &unit = {});

} // namespace cf::sessions

#pragma once

#include "core/statistics/Estimate.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::downstream {

/// One line of a plot.
struct PlotRow {
    std::string label;
    Number value;
    std::optional<Bounds> interval;
    std::vector<double> points; ///< Single classifiers, drawn faintly.
    bool isMarked = false; ///< The one that the plot is about.
};

/// Values with intervals, a line each, on an axis from `low` to `high`, as SVG to stand inside a page. Every value is
/// also in its text, for those who do not see the picture.
std::string dotPlot(const std::string &title, const std::vector<PlotRow> &rows, double low, double high);

} // namespace cf::downstream

#pragma once

#include "core/sessions/analysis/StudyAnalysis.h"

#include <functional>
#include <string>

namespace cf::sessions {

/// What stands in the page for a plot with its caption: an inline SVG drawing, or for paper an image that is drawn
/// later and bears the caption itself, so that no page end parts the two.
using PlotTag = std::function<std::string(const Plot &plot, std::size_t number)>;

/// The report as one HTML page without scripts or anything from elsewhere. It names no reader unless the study says so.
std::string reportPage(const StudyAnalysis &analysis);
/// The same with other tags for the plots.
std::string reportPage(const StudyAnalysis &analysis, const PlotTag &tag);
/// All plots in the order in which reportPage() asks for their tags.
std::vector<Plot> plotsOf(const StudyAnalysis &analysis);

} // namespace cf::sessions

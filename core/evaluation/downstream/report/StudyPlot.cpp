#include "core/evaluation/downstream/report/StudyPlot.h"

#include "core/base/text/HtmlText.h"
#include "core/evaluation/page/EvaluationPage.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace cf::downstream {

namespace {

constexpr double labelWidth = 250.0;
constexpr double plotWidth = 420.0;
constexpr double valueWidth = 150.0;
constexpr double rowHeight = 24.0;
constexpr double head = 44.0;
constexpr int ticks = 5;

std::string number(double value, int digits = 1)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    return text.data();
}

} // namespace

std::string dotPlot(const std::string &title, const std::vector<PlotRow> &rows, double low, double high)
{
    const auto place = [&](double value) {
        return labelWidth + plotWidth * (std::clamp(value, low, high) - low) / (high - low);
    };
    const double bottom = head + rowHeight * static_cast<double>(rows.size());
    std::string svg = "<svg role=\"img\" aria-label=\"" + escapedHtml(title) + "\" viewBox=\"0 0 "
        + number(labelWidth + plotWidth + valueWidth) + " " + number(bottom + 12.0) + "\" width=\""
        + number(labelWidth + plotWidth + valueWidth) + "\">\n<text x=\"0\" y=\"15\" class=\"title\">"
        + escapedHtml(title) + "</text>\n";
    for (int tick = 0; tick <= ticks; ++tick) {
        const double value = low + (high - low) * tick / ticks;
        const std::string x = number(place(value));
        svg += "<line x1=\"" + x + "\" x2=\"" + x + "\" y1=\"" + number(head - 8.0) + "\" y2=\"" + number(bottom)
            + "\" class=\"grid\"/><text x=\"" + x + "\" y=\"" + number(head - 12.0) + "\" class=\"tick\">"
            + number(value, 2) + "</text>\n";
    }
    double y = head;
    for (const PlotRow &row : rows) {
        const std::string middle = number(y + 0.5 * rowHeight);
        svg += "<text x=\"0\" y=\"" + number(y + 0.5 * rowHeight + 4.0) + "\">" + escapedHtml(row.label) + "</text>";
        for (const double point : row.points)
            svg += "<circle cx=\"" + number(place(point)) + "\" cy=\"" + middle + "\" r=\"2\" class=\"point\"/>";
        std::string said = "not run";
        if (row.value) {
            if (row.interval)
                svg += "<line x1=\"" + number(place(row.interval->low)) + "\" x2=\"" + number(place(row.interval->high))
                    + "\" y1=\"" + middle + "\" y2=\"" + middle + "\" class=\"interval\"/>";
            svg += "<circle cx=\"" + number(place(*row.value)) + "\" cy=\"" + middle + "\" r=\"4.5\" class=\""
                + (row.isMarked ? "marked" : "mean") + "\"/>";
            said = number(*row.value, 3);
            if (row.interval)
                said += " (" + number(row.interval->low, 3) + "…" + number(row.interval->high, 3) + ")";
        }
        svg += "<text x=\"" + number(labelWidth + plotWidth + 12.0) + "\" y=\"" + number(y + 0.5 * rowHeight + 4.0)
            + "\" class=\"value\">" + said + "</text>\n";
        y += rowHeight;
    }
    return svg + "</svg>\n";
}

} // namespace cf::downstream

#include "core/sessions/analysis/report/ReportPlots.h"
#include "core/base/text/HtmlText.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace cf::sessions {

namespace {

constexpr std::array<const char *, 6> colours{ "#1b4f8f", "#c4571b", "#2f7d4f", "#8a3a8f", "#7a6a00", "#444444" };
constexpr std::array<const char *, 4> dashes{ "", "7,3", "2,3", "9,3,2,3" };
constexpr const char *ink = "#222222";
constexpr const char *faint = "#bbbbbb";

std::string number(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", value);
    return text;
}

/// "0.25", "20", "−1.5": with the minus sign of the tables.
std::string tickText(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", std::abs(value));
    const bool isZero = std::abs(value) < 1e-12;
    return isZero ? "0" : std::string(value < 0.0 ? "−" : "").append(text);
}

/// In the unit of the table beside the plot.
std::string tickText(double value, FigureScale scale)
{
    return scale == FigureScale::Share ? tickText(100.0 * value).append(" %") : tickText(value);
}

/// A drawing area with its axes.
struct Canvas {
    PlotSize size;
    double left = 62.0;
    double right = 16.0;
    double top = 14.0;
    double bottom = 46.0;
    double xLow = 0.0;
    double xHigh = 1.0;
    double yLow = 0.0;
    double yHigh = 1.0;
    std::string svg;

    double x(double value) const { return left + (value - xLow) / (xHigh - xLow) * (size.width - left - right); }
    double y(double value) const
    {
        return size.height - bottom - (value - yLow) / (yHigh - yLow) * (size.height - top - bottom);
    }
    void line(double x1, double y1, double x2, double y2, const char *colour, const std::string &dash = {},
        double width = 1.0)
    {
        svg += "<line x1=\"" + number(x1) + "\" y1=\"" + number(y1) + "\" x2=\"" + number(x2) + "\" y2=\"" + number(y2)
            + "\" stroke=\"" + colour + "\" stroke-width=\"" + number(width) + "\""
            + (dash.empty() ? "" : " stroke-dasharray=\"" + dash + "\"") + "/>";
    }
    void text(double atX, double atY, const std::string &words, const char *anchor = "middle", int points = 11)
    {
        svg += "<text x=\"" + number(atX) + "\" y=\"" + number(atY) + "\" font-size=\"" + std::to_string(points)
            + "\" text-anchor=\"" + anchor + "\" fill=\"" + ink + "\">" + escapedHtml(words) + "</text>";
    }
    void circle(double atX, double atY, double radius, const char *colour)
    {
        svg += "<circle cx=\"" + number(atX) + "\" cy=\"" + number(atY) + "\" r=\"" + number(radius) + "\" fill=\""
            + colour + "\"/>";
    }
};

double niceStep(double range)
{
    const double raw = range / 4.0;
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    for (const double factor : { 1.0, 2.0, 2.5, 5.0 })
        if (raw <= factor * power)
            return factor * power;
    return 10.0 * power;
}

/// The name of the vertical axis, beside its middle.
void upright(Canvas &canvas, double middle, const std::string &words)
{
    canvas.svg += "<text x=\"14\" y=\"" + number(middle) + "\" font-size=\"11\" text-anchor=\"middle\" fill=\"" + ink
        + "\" transform=\"rotate(-90 14 " + number(middle) + ")\">" + escapedHtml(words) + "</text>";
}

void axes(Canvas &canvas, const std::string &horizontal, const std::string &vertical)
{
    const double step = niceStep(canvas.xHigh - canvas.xLow);
    for (double at = std::ceil(canvas.xLow / step) * step; at <= canvas.xHigh + 1e-9; at += step) {
        canvas.line(canvas.x(at), canvas.y(canvas.yLow), canvas.x(at), canvas.y(canvas.yLow) + 4, ink);
        canvas.text(canvas.x(at), canvas.y(canvas.yLow) + 16, tickText(at));
    }
    const double rise = niceStep(canvas.yHigh - canvas.yLow);
    for (double at = std::ceil(canvas.yLow / rise) * rise; at <= canvas.yHigh + 1e-9; at += rise) {
        canvas.line(canvas.x(canvas.xLow) - 4, canvas.y(at), canvas.x(canvas.xLow), canvas.y(at), ink);
        canvas.text(canvas.x(canvas.xLow) - 7, canvas.y(at) + 4, tickText(at), "end");
    }
    canvas.line(canvas.x(canvas.xLow), canvas.y(canvas.yLow), canvas.x(canvas.xHigh), canvas.y(canvas.yLow), ink);
    canvas.line(canvas.x(canvas.xLow), canvas.y(canvas.yLow), canvas.x(canvas.xLow), canvas.y(canvas.yHigh), ink);
    canvas.text(canvas.x(0.5 * (canvas.xLow + canvas.xHigh)), canvas.size.height - 10.0, horizontal);
    upright(canvas, canvas.y(0.5 * (canvas.yLow + canvas.yHigh)), vertical);
}

void legend(Canvas &canvas, const std::vector<PlotLine> &lines, double atX)
{
    for (std::size_t index = 0; index < lines.size(); ++index) {
        const double atY = canvas.top + 12.0 + 16.0 * static_cast<double>(index);
        canvas.line(
            atX, atY - 4, atX + 22, atY - 4, colours[index % colours.size()], dashes[index % dashes.size()], 2.0);
        canvas.text(atX + 28, atY, lines[index].label, "start");
    }
}

void drawCurves(Canvas &canvas, const Plot &plot)
{
    canvas.right = 150.0;
    for (const PlotLine &line : plot.lines)
        for (const auto &[x, y] : line.points)
            canvas.xHigh = std::max(canvas.xHigh, x);
    axes(canvas, plot.horizontal, plot.vertical);
    if (canvas.xHigh <= 1.0 && plot.horizontal == "1 − specificity")
        canvas.line(canvas.x(0), canvas.y(0), canvas.x(1), canvas.y(1), faint, "3,3");
    for (std::size_t index = 0; index < plot.lines.size(); ++index) {
        std::string points;
        for (const auto &[x, y] : plot.lines[index].points)
            points += number(canvas.x(x)) + "," + number(canvas.y(y)) + " ";
        const std::string dash = dashes[index % dashes.size()];
        canvas.svg += "<polyline points=\"" + points + "\" fill=\"none\" stroke=\"" + colours[index % colours.size()]
            + "\" stroke-width=\"1.8\"" + (dash.empty() ? "" : " stroke-dasharray=\"" + dash + "\"") + "/>";
    }
    legend(canvas, plot.lines, canvas.size.width - canvas.right + 8.0);
}

void drawBlandAltman(Canvas &canvas, const Plot &plot)
{
    canvas.right = 74.0;
    const auto &points = plot.lines.front().points;
    canvas.xLow = canvas.yLow = 1e300;
    canvas.xHigh = canvas.yHigh = -1e300;
    for (const auto &[x, y] : points) {
        canvas.xLow = std::min(canvas.xLow, x);
        canvas.xHigh = std::max(canvas.xHigh, x);
        canvas.yLow = std::min(canvas.yLow, y);
        canvas.yHigh = std::max(canvas.yHigh, y);
    }
    for (const Finding &finding : plot.findings) {
        const Bounds bounds = finding.estimate.interval.value_or(
            Bounds{ finding.estimate.value.value_or(0.0), finding.estimate.value.value_or(0.0) });
        canvas.yLow = std::min(canvas.yLow, bounds.low);
        canvas.yHigh = std::max(canvas.yHigh, bounds.high);
    }
    const double xRoom = std::max(1e-6, 0.06 * (canvas.xHigh - canvas.xLow));
    const double yRoom = std::max(1e-6, 0.06 * (canvas.yHigh - canvas.yLow));
    canvas.xLow -= xRoom;
    canvas.xHigh += xRoom;
    canvas.yLow -= yRoom;
    canvas.yHigh += yRoom;
    for (std::size_t index = 0; index < plot.findings.size(); ++index) {
        const Estimate &estimate = plot.findings[index].estimate;
        if (!estimate.value)
            continue;
        if (estimate.interval)
            canvas.svg += "<rect x=\"" + number(canvas.x(canvas.xLow)) + "\" y=\""
                + number(canvas.y(estimate.interval->high)) + "\" width=\""
                + number(canvas.x(canvas.xHigh) - canvas.x(canvas.xLow)) + "\" height=\""
                + number(canvas.y(estimate.interval->low) - canvas.y(estimate.interval->high))
                + "\" fill=\"#dfe6ef\" stroke=\"none\"/>";
        canvas.line(canvas.x(canvas.xLow), canvas.y(*estimate.value), canvas.x(canvas.xHigh), canvas.y(*estimate.value),
            colours[0], index == 0 ? "" : "6,3", 1.4);
        canvas.text(canvas.x(canvas.xHigh) + 5, canvas.y(*estimate.value) + 4,
            std::string(index == 0 ? "bias " : "").append(tickText(*estimate.value)), "start");
    }
    const std::string unit = plot.unit.empty() ? std::string() : ", " + plot.unit;
    axes(canvas, plot.horizontal + unit, plot.vertical + unit);
    for (const auto &[x, y] : points)
        canvas.circle(canvas.x(x), canvas.y(y), 2.6, colours[1]);
}

void drawBars(Canvas &canvas, const Plot &plot)
{
    canvas.right = 150.0;
    canvas.xHigh = static_cast<double>(plot.levels.size());
    const double step = 0.25;
    for (double at = 0.0; at <= 1.0 + 1e-9; at += step) {
        canvas.line(canvas.x(0), canvas.y(at), canvas.x(canvas.xHigh), canvas.y(at), at == 0.0 ? ink : "#e4e4e4");
        canvas.text(
            canvas.x(0) - 7, canvas.y(at) + 4, std::to_string(static_cast<int>(at * 100.0 + 0.5)).append(" %"), "end");
    }
    const auto arms = static_cast<double>(plot.lines.size());
    const double width = (canvas.x(1) - canvas.x(0)) * 0.8 / arms;
    for (std::size_t arm = 0; arm < plot.lines.size(); ++arm)
        for (std::size_t level = 0; level < plot.levels.size(); ++level) {
            const double share = plot.lines[arm].points[level].second;
            const double from = canvas.x(static_cast<double>(level) + 0.1) + width * static_cast<double>(arm);
            canvas.svg += "<rect x=\"" + number(from) + "\" y=\"" + number(canvas.y(share)) + "\" width=\""
                + number(width - 1.0) + "\" height=\"" + number(canvas.y(0) - canvas.y(share)) + "\" fill=\""
                + colours[arm % colours.size()] + "\"/>";
        }
    for (std::size_t level = 0; level < plot.levels.size(); ++level)
        canvas.text(canvas.x(static_cast<double>(level) + 0.5), canvas.y(0) + 16, plot.levels[level]);
    for (std::size_t arm = 0; arm < plot.lines.size(); ++arm) {
        const double atY = canvas.top + 12.0 + 16.0 * static_cast<double>(arm);
        const double atX = canvas.size.width - canvas.right + 8.0;
        canvas.svg += "<rect x=\"" + number(atX) + "\" y=\"" + number(atY - 9) + "\" width=\"12\" height=\"10\" fill=\""
            + colours[arm % colours.size()] + "\"/>";
        canvas.text(atX + 18, atY, plot.lines[arm].label, "start");
    }
    canvas.text(canvas.x(0.5 * canvas.xHigh), canvas.size.height - 10.0, plot.horizontal);
    upright(canvas, canvas.y(0.5), plot.vertical);
}

std::string cut(const std::string &label, std::size_t longest)
{
    if (label.size() <= longest)
        return label;
    std::size_t end = longest - 1; // Between characters of UTF-8, never within one.
    while (end > 0 && (static_cast<unsigned char>(label[end]) & 0xC0U) == 0x80U)
        --end;
    return label.substr(0, end).append("…");
}

/// One line, or two broken at a comma: what tells rows apart often stands at their end.
std::vector<std::string> labelLines(const std::string &label)
{
    constexpr std::size_t longest = 56;
    if (label.size() <= longest)
        return { label };
    const std::size_t comma = label.rfind(", ", longest - 1);
    if (comma == std::string::npos)
        return { cut(label, longest) };
    return { label.substr(0, comma + 1), cut(label.substr(comma + 2), longest) };
}

void drawIntervals(Canvas &canvas, const Plot &plot)
{
    canvas.left = 330.0;
    canvas.right = 20.0;
    canvas.bottom = 34.0;
    double low = plot.reference.value_or(0.0);
    double high = low;
    for (const Finding &finding : plot.findings) {
        if (!finding.estimate.value)
            continue;
        const Bounds bounds =
            finding.estimate.interval.value_or(Bounds{ *finding.estimate.value, *finding.estimate.value });
        low = std::min({ low, bounds.low, *finding.estimate.value });
        high = std::max({ high, bounds.high, *finding.estimate.value });
    }
    const double room = std::max(1e-6, 0.06 * (high - low));
    canvas.xLow = low - room;
    canvas.xHigh = high + room;
    canvas.yHigh = static_cast<double>(plot.findings.size());
    if (plot.reference)
        canvas.line(canvas.x(*plot.reference), canvas.top, canvas.x(*plot.reference), canvas.y(0), faint, "3,3");
    const double step = niceStep(canvas.xHigh - canvas.xLow);
    for (double at = std::ceil(canvas.xLow / step) * step; at <= canvas.xHigh + 1e-9; at += step) {
        canvas.line(canvas.x(at), canvas.y(0), canvas.x(at), canvas.y(0) + 4, ink);
        canvas.text(canvas.x(at), canvas.y(0) + 16,
            plot.unit.empty() || plot.scale != FigureScale::Share ? tickText(at, plot.scale) : tickText(100.0 * at));
    }
    if (!plot.unit.empty())
        canvas.text(canvas.size.width - canvas.right, canvas.y(0) + 29, plot.unit, "end");
    canvas.line(canvas.x(canvas.xLow), canvas.y(0), canvas.x(canvas.xHigh), canvas.y(0), ink);
    for (std::size_t index = 0; index < plot.findings.size(); ++index) {
        const Finding &finding = plot.findings[index];
        const double atY = canvas.y(canvas.yHigh - static_cast<double>(index) - 0.5);
        const std::vector<std::string> lines = labelLines(finding.label);
        if (lines.size() == 1) {
            canvas.text(canvas.left - 10, atY + 4, lines[0], "end");
        } else {
            constexpr int small = 10;
            canvas.text(canvas.left - 10, atY - 1.5, lines[0], "end", small);
            canvas.text(canvas.left - 10, atY + 9.5, lines[1], "end", small);
        }
        if (!finding.estimate.value) {
            canvas.text(canvas.left + 4, atY + 4, "undefined", "start");
            continue;
        }
        if (finding.estimate.interval)
            canvas.line(canvas.x(finding.estimate.interval->low), atY, canvas.x(finding.estimate.interval->high), atY,
                colours[0], {}, 1.8);
        canvas.circle(canvas.x(*finding.estimate.value), atY, 3.6, colours[0]);
    }
}

} // namespace

PlotSize sizeOf(const Plot &plot)
{
    if (plot.kind == Plot::Kind::Intervals)
        return { 640, 52 + 22 * static_cast<int>(plot.findings.size()) };
    return {};
}

std::string svgOf(const Plot &plot)
{
    Canvas canvas;
    canvas.size = sizeOf(plot);
    switch (plot.kind) {
    case Plot::Kind::Roc:
        drawCurves(canvas, plot);
        break;
    case Plot::Kind::BlandAltman:
        drawBlandAltman(canvas, plot);
        break;
    case Plot::Kind::Bars:
        drawBars(canvas, plot);
        break;
    case Plot::Kind::Intervals:
        drawIntervals(canvas, plot);
        break;
    }
    const std::string width = std::to_string(canvas.size.width);
    const std::string height = std::to_string(canvas.size.height);
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height + "\" viewBox=\"0 0 "
        + width + " " + height + "\" font-family=\"Inter, Noto Sans, sans-serif\" role=\"img\" aria-label=\""
        + escapedHtml(plot.title) + "\"><rect width=\"" + width + "\" height=\"" + height + "\" fill=\"#ffffff\"/>"
        + canvas.svg + "</svg>";
}

std::string bareFigure(double value, FigureScale scale)
{
    char text[48];
    if (std::isinf(value))
        return value > 0.0 ? "∞" : "−∞";
    if (scale == FigureScale::Share)
        std::snprintf(text, sizeof text, "%.1f", 100.0 * value);
    else if (scale == FigureScale::Coefficient)
        std::snprintf(text, sizeof text, "%.3f", value);
    else
        std::snprintf(text, sizeof text, "%.*f", std::abs(value) >= 100.0 ? 1 : 2, value);
    std::string words = text;
    // A minus sign, not a hyphen; and no negative zero.
    if (words.front() == '-')
        words = words.find_first_of("123456789") == std::string::npos ? words.substr(1)
                                                                      : std::string("−").append(words.substr(1));
    return words;
}

std::string figureText(double value, FigureScale scale, const std::string &unit)
{
    const std::string behind = unit.empty() && scale == FigureScale::Share ? "%" : unit;
    return bareFigure(value, scale).append(behind.empty() || behind == "°" ? "" : " ").append(behind);
}

std::string intervalText(const Bounds &bounds, FigureScale scale, const std::string &unit)
{
    std::string low = unit.empty() ? figureText(bounds.low, scale) : bareFigure(bounds.low, scale);
    return low.append(" to ").append(figureText(bounds.high, scale, unit));
}

} // namespace cf::sessions

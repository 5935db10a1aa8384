#include "core/imaging/FigureWriter.h"

#include "core/imaging/ColourMap.h"
#include "core/imaging/FigureFile.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Windowing.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace cf {

namespace {

constexpr int panelSize = 640;
constexpr int gap = 12;
constexpr int headerHeight = 36;
constexpr int footerHeight = 40;
constexpr int legendWidth = 120;

const cv::Scalar textColour(212, 212, 212);
const cv::Scalar syntheticColour(222, 130, 182); // Blue, green, red.

cv::Scalar asScalar(const Colour &colour)
{
    return { static_cast<double>(colour.blue), static_cast<double>(colour.green), static_cast<double>(colour.red) };
}

void write(cv::Mat &canvas, const std::string &text, cv::Point at, const cv::Scalar &colour, double size = 0.5)
{
    cv::putText(canvas, text, at, cv::FONT_HERSHEY_SIMPLEX, size, colour, 1, cv::LINE_AA);
}

cv::Mat greyPanel(const Radiograph &radiograph, const Letterbox &letterbox)
{
    const GreyImage square = toSquare(toDisplay(radiograph), letterbox);
    cv::Mat panel(panelSize, panelSize, CV_8UC3);
    for (int y = 0; y < panelSize; ++y)
        for (int x = 0; x < panelSize; ++x) {
            const auto grey = static_cast<std::uint8_t>(std::lround(std::clamp(square.at(x, y), 0.0F, 1.0F) * 255.0F));
            panel.at<cv::Vec3b>(y, x) = { grey, grey, grey };
        }
    return panel;
}

cv::Mat differencePanel(const Figure &figure, const Letterbox &letterbox)
{
    const DifferenceMap &map = figure.difference;
    GreyImage position(map.values.width, map.values.height);
    for (int y = 0; y < position.height; ++y)
        for (int x = 0; x < position.width; ++x)
            position.at(x, y) = static_cast<float>(map.position(x, y));
    const GreyImage square = toSquare(position, letterbox);
    cv::Mat panel(panelSize, panelSize, CV_8UC3);
    for (int y = 0; y < panelSize; ++y)
        for (int x = 0; x < panelSize; ++x) {
            const Colour colour = colourAt(ColourScale::Signed, square.at(x, y));
            panel.at<cv::Vec3b>(y, x) = { colour.blue, colour.green, colour.red };
        }
    if (!figure.region.empty()) {
        const GreyImage region = toSquare(figure.region, letterbox);
        cv::Mat inside(panelSize, panelSize, CV_8UC1);
        for (int y = 0; y < panelSize; ++y)
            for (int x = 0; x < panelSize; ++x)
                inside.at<std::uint8_t>(y, x) = region.at(x, y) > 0.0F ? 255 : 0;
        std::vector<std::vector<cv::Point>> outlines;
        cv::findContours(inside, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
        cv::drawContours(panel, outlines, -1, { 180, 199, 63 }, 1, cv::LINE_AA);
    }
    return panel;
}

/// The plate in the upper corner, as in the window: whoever cuts the picture out takes the mark along.
void drawPlate(cv::Mat &panel)
{
    const cv::Rect plate(10, 10, 128, 26);
    cv::rectangle(panel, plate, { 53, 29, 42 }, cv::FILLED);
    cv::rectangle(panel, plate, syntheticColour, 1);
    write(panel, "SYNTHETIC", { 20, 29 }, syntheticColour, 0.6);
}

void drawLegend(cv::Mat &canvas, const cv::Rect &area, const DifferenceMap &map)
{
    const int top = area.y + 50;
    const int height = area.height - 100;
    for (int y = 0; y < height; ++y) {
        const double position = 1.0 - 2.0 * y / (height - 1);
        cv::line(
            canvas, { area.x, top + y }, { area.x + 22, top + y }, asScalar(colourAt(ColourScale::Signed, position)));
    }
    const auto label = [&](double position, const std::string &text) {
        const int y = top + static_cast<int>(std::lround((1.0 - position) / 2.0 * (height - 1)));
        cv::line(canvas, { area.x + 22, y }, { area.x + 27, y }, textColour);
        write(canvas, text, { area.x + 32, y + 4 }, textColour, 0.42);
    };
    // The scale speaks of the screen, its numbers of stored values.
    for (const double position : { 1.0, 0.5, 0.0, -0.5, -1.0 }) {
        const auto stored = static_cast<int>(std::lround(position * map.screenSign * map.range));
        label(position, std::string(stored > 0 ? "+" : "").append(std::to_string(stored)));
    }
    write(canvas, "stored values", { area.x, area.y + 16 }, textColour, 0.42);
    write(canvas, "brighter", { area.x, area.y + 40 }, textColour, 0.42);
    write(canvas, "darker", { area.x, area.y + area.height - 36 }, textColour, 0.42);
    if (map.showsHardlyAnyChange())
        write(canvas, "hardly any change", { area.x - 20, area.y + area.height }, textColour, 0.38);
    if (map.noiseFloor > 0.0)
        write(canvas, "floor " + std::to_string(static_cast<int>(std::ceil(map.noiseFloor))),
            { area.x, area.y + area.height - 14 }, textColour, 0.42);
}

cv::Mat compose(const Figure &figure, const Letterbox &letterbox)
{
    cv::Mat canvas(headerHeight + panelSize + footerHeight, 3 * panelSize + 4 * gap + legendWidth, CV_8UC3,
        cv::Scalar(14, 14, 14));
    cv::Mat counterfactual = greyPanel(figure.counterfactual, letterbox);
    drawPlate(counterfactual);
    const std::vector<std::pair<std::string, cv::Mat>> panels{ { "Original", greyPanel(figure.original, letterbox) },
        { "Counterfactual", counterfactual }, { "Difference", differencePanel(figure, letterbox) } };
    int x = gap;
    for (const auto &[title, panel] : panels) {
        panel.copyTo(canvas(cv::Rect(x, headerHeight, panelSize, panelSize)));
        write(canvas, title, { x, headerHeight - 12 }, title == "Counterfactual" ? syntheticColour : textColour, 0.6);
        x += panelSize + gap;
    }
    drawLegend(canvas, { x, headerHeight, legendWidth, panelSize }, figure.difference);
    write(canvas, figure.caption.substr(0, 220), { gap, headerHeight + panelSize + 26 }, textColour, 0.5);
    return canvas;
}

} // namespace

Result<> writeFigure(const Figure &figure, const std::filesystem::path &file, const WritePolicy &policy)
{
    const StoredImage &stored = figure.original.stored;
    const bool fit = stored.sameSizeAs(figure.counterfactual.stored) && stored.sameSizeAs(figure.difference.values)
        && (figure.region.empty() || stored.sameSizeAs(figure.region));
    if (!fit)
        return fail(ErrorCode::InvalidInput, "The images of the figure are of different sizes.");
    CF_ASSIGN(const Letterbox letterbox, fitIntoSquare(figure.original, panelSize));
    return writeDrawn([&] { return compose(figure, letterbox); }, file, policy);
}

} // namespace cf

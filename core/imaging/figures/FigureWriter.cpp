#include "core/imaging/figures/FigureWriter.h"

#include "core/imaging/Geometry.h"
#include "core/imaging/Resample.h"
#include "core/imaging/Windowing.h"
#include "core/imaging/figures/ColourMap.h"
#include "core/imaging/figures/FigureFile.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <vector>

namespace cf {

namespace {

constexpr int smallestPanel = 640; ///< Of a panel's longer side: words need that much room.
constexpr int widestFigure = 30000; ///< Pixels; beyond it viewers give up.

const cv::Scalar textColour(212, 212, 212);
const cv::Scalar syntheticColour(222, 130, 182); // Blue, green, red.

/// A panel is the film, pixel by pixel; small films are enlarged, gigantic ones reduced. Words and lines grow with it.
struct FigureLayout {
    int width = 0; ///< Of one panel.
    int height = 0;
    double scale = 1.0; ///< Pixels to one of a panel of the smallest size.

    int of(int length) const { return static_cast<int>(std::lround(length * scale)); }
    cv::Point at(int x, int y) const { return { of(x), of(y) }; }
    int gap() const { return of(12); }
    int headerHeight() const { return of(36); }
    int footerHeight() const { return of(40); }
    int legendWidth() const { return of(120); }
    int lineWidth() const { return std::max(1, of(1)); }
};

FigureLayout layoutFor(const Radiograph &film)
{
    const double height = film.stored.height * pixelAspect(film);
    const double longer = std::max<double>(film.stored.width, height);
    constexpr double panels = 3.4; // Three films, gaps and legend.
    const double factor = std::min(std::max(1.0, smallestPanel / longer), widestFigure / (panels * longer));
    FigureLayout layout;
    layout.width = std::max(1, static_cast<int>(std::lround(film.stored.width * factor)));
    layout.height = std::max(1, static_cast<int>(std::lround(height * factor)));
    layout.scale = std::max(layout.width, layout.height) / static_cast<double>(smallestPanel);
    return layout;
}

cv::Scalar asScalar(const Colour &colour)
{
    return { static_cast<double>(colour.blue), static_cast<double>(colour.green), static_cast<double>(colour.red) };
}

/// Paints on a canvas or a panel in lengths of a panel of the smallest size.
class Pen
{
public:
    Pen(cv::Mat &canvas, const FigureLayout &layout)
        : m_canvas(canvas)
        , m_layout(layout)
    {
    }
    /// `at` in pixels.
    void write(const std::string &text, cv::Point at, const cv::Scalar &colour, double size = 0.5)
    {
        cv::putText(m_canvas, text, at, cv::FONT_HERSHEY_SIMPLEX, size * m_layout.scale, colour, m_layout.lineWidth(),
            cv::LINE_AA);
    }
    void line(cv::Point from, cv::Point to, const cv::Scalar &colour)
    {
        cv::line(m_canvas, from, to, colour, m_layout.lineWidth());
    }

private:
    cv::Mat &m_canvas;
    const FigureLayout &m_layout;
};

/// The image at a panel's size; at its own where that is the panel's.
GreyImage onPanel(const GreyImage &image, const FigureLayout &layout)
{
    return image.width == layout.width && image.height == layout.height ? image
                                                                        : resized(image, layout.width, layout.height);
}

cv::Mat greyPanel(const Radiograph &radiograph, const FigureLayout &layout)
{
    const GreyImage film = onPanel(toDisplay(radiograph), layout);
    cv::Mat panel(layout.height, layout.width, CV_8UC3);
    for (int y = 0; y < layout.height; ++y)
        for (int x = 0; x < layout.width; ++x) {
            const auto grey = static_cast<std::uint8_t>(std::lround(std::clamp(film.at(x, y), 0.0F, 1.0F) * 255.0F));
            panel.at<cv::Vec3b>(y, x) = { grey, grey, grey };
        }
    return panel;
}

cv::Mat differencePanel(const Figure &figure, const FigureLayout &layout)
{
    const DifferenceMap &map = figure.difference;
    GreyImage position(map.values.width, map.values.height);
    for (int y = 0; y < position.height; ++y)
        for (int x = 0; x < position.width; ++x)
            position.at(x, y) = static_cast<float>(map.position(x, y));
    position = onPanel(position, layout);
    cv::Mat panel(layout.height, layout.width, CV_8UC3);
    for (int y = 0; y < layout.height; ++y)
        for (int x = 0; x < layout.width; ++x) {
            const Colour colour = colourAt(ColourScale::Signed, position.at(x, y));
            panel.at<cv::Vec3b>(y, x) = { colour.blue, colour.green, colour.red };
        }
    if (!figure.region.empty()) {
        const GreyImage region = onPanel(figure.region, layout);
        cv::Mat inside(layout.height, layout.width, CV_8UC1);
        for (int y = 0; y < layout.height; ++y)
            for (int x = 0; x < layout.width; ++x)
                inside.at<std::uint8_t>(y, x) = region.at(x, y) > 0.0F ? 255 : 0;
        std::vector<std::vector<cv::Point>> outlines;
        cv::findContours(inside, outlines, cv::RETR_EXTERNAL, cv::CHAIN_APPROX_NONE);
        cv::drawContours(panel, outlines, -1, { 180, 199, 63 }, layout.lineWidth(), cv::LINE_AA);
    }
    return panel;
}

/// The plate in the upper corner, as in the window: whoever cuts the picture out takes the mark along.
void drawPlate(cv::Mat &panel, const FigureLayout &layout)
{
    const cv::Rect plate(layout.at(10, 10), cv::Size(layout.of(128), layout.of(26)));
    cv::rectangle(panel, plate, { 53, 29, 42 }, cv::FILLED);
    cv::rectangle(panel, plate, syntheticColour, layout.lineWidth());
    Pen(panel, layout).write("SYNTHETIC", layout.at(20, 29), syntheticColour, 0.6);
}

void drawLegend(cv::Mat &canvas, const cv::Rect &area, const DifferenceMap &map, const FigureLayout &layout)
{
    Pen pen(canvas, layout);
    const int top = area.y + layout.of(50);
    const int height = std::max(2, area.height - layout.of(100));
    for (int y = 0; y < height; ++y) {
        const double position = 1.0 - 2.0 * y / (height - 1);
        cv::line(canvas, { area.x, top + y }, { area.x + layout.of(22), top + y },
            asScalar(colourAt(ColourScale::Signed, position)));
    }
    const auto label = [&](double position, const std::string &text) {
        const int y = top + static_cast<int>(std::lround((1.0 - position) / 2.0 * (height - 1)));
        pen.line({ area.x + layout.of(22), y }, { area.x + layout.of(27), y }, textColour);
        pen.write(text, { area.x + layout.of(32), y + layout.of(4) }, textColour, 0.42);
    };
    // The scale speaks of the screen, its numbers of stored values.
    for (const double position : { 1.0, 0.5, 0.0, -0.5, -1.0 }) {
        const auto stored = static_cast<int>(std::lround(position * map.screenSign * map.range));
        label(position, std::string(stored > 0 ? "+" : "").append(std::to_string(stored)));
    }
    const auto note = [&](const std::string &text, int x, int y, double size) {
        pen.write(text, { area.x + layout.of(x), area.y + y }, textColour, size);
    };
    note("stored values", 0, layout.of(16), 0.42);
    note("brighter", 0, layout.of(40), 0.42);
    note("darker", 0, area.height - layout.of(36), 0.42);
    if (map.showsHardlyAnyChange())
        note("hardly any change", -20, area.height, 0.38);
    if (map.noiseFloor > 0.0)
        note("floor " + std::to_string(static_cast<int>(std::ceil(map.noiseFloor))), 0, area.height - layout.of(14),
            0.42);
}

cv::Mat compose(const Figure &figure, const FigureLayout &layout)
{
    const int top = layout.headerHeight();
    cv::Mat canvas(top + layout.height + layout.footerHeight(),
        3 * layout.width + 4 * layout.gap() + layout.legendWidth(), CV_8UC3, cv::Scalar(14, 14, 14));
    cv::Mat counterfactual = greyPanel(figure.counterfactual, layout);
    drawPlate(counterfactual, layout);
    const std::vector<std::pair<std::string, cv::Mat>> panels{ { "Original", greyPanel(figure.original, layout) },
        { "Counterfactual", counterfactual }, { "Difference", differencePanel(figure, layout) } };
    Pen pen(canvas, layout);
    int x = layout.gap();
    for (const auto &[title, panel] : panels) {
        panel.copyTo(canvas(cv::Rect(x, top, layout.width, layout.height)));
        pen.write(title, { x, top - layout.of(12) }, title == "Counterfactual" ? syntheticColour : textColour, 0.6);
        x += layout.width + layout.gap();
    }
    drawLegend(canvas, { x, top, layout.legendWidth(), layout.height }, figure.difference, layout);
    pen.write(figure.caption.substr(0, 220), { layout.gap(), top + layout.height + layout.of(26) }, textColour, 0.5);
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
    if (stored.empty())
        return fail(ErrorCode::InvalidInput, "There is no image to draw.");
    const FigureLayout layout = layoutFor(figure.original);
    return writeDrawn([&] { return compose(figure, layout); }, file, policy);
}

} // namespace cf

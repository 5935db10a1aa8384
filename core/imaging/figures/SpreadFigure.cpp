#include "core/imaging/figures/SpreadFigure.h"

#include "core/imaging/DifferenceMap.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/ImageMetrics.h"
#include "core/imaging/figures/ColourMap.h"
#include "core/imaging/figures/FigureFile.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <vector>

namespace cf {

namespace {

constexpr int panelSize = 640;
constexpr int gap = 12;
constexpr int headerHeight = 36;
constexpr int legendHeight = 44;
constexpr int footerHeight = 36;

struct Panel {
    const char *title;
    const GreyImage &values;
    ColourScale scale;
    double range; ///< Value at the scale's end.
    const char *unit;
    int screenSign = 1; ///< −1: a larger value is darker on the screen.
};

void write(cv::Mat &canvas, const std::string &text, cv::Point at, double size = 0.5)
{
    cv::putText(canvas, text, at, cv::FONT_HERSHEY_SIMPLEX, size, { 212, 212, 212 }, 1, cv::LINE_AA);
}

cv::Vec3b pixelOf(const Colour &colour)
{
    return { colour.blue, colour.green, colour.red };
}

/// 99.5th percentile of the sizes that are not 0, at least 1: single pixels do not set the scale.
double rangeOf(const GreyImage &image)
{
    GreyImage sizes = image;
    for (float &value : sizes.pixels)
        value = std::abs(value);
    return std::max(1.0, quantile(sizes, 0.995, sizes));
}

std::string numberText(double value)
{
    return value == 1.0 ? "1" : std::to_string(std::lround(value));
}

void draw(cv::Mat &canvas, const Panel &panel, const Letterbox &letterbox, int left)
{
    const GreyImage square = toSquare(panel.values, letterbox);
    for (int y = 0; y < panelSize; ++y)
        for (int x = 0; x < panelSize; ++x)
            canvas.at<cv::Vec3b>(headerHeight + y, left + x) =
                pixelOf(colourAt(panel.scale, panel.screenSign * square.at(x, y) / panel.range));
    write(canvas, panel.title, { left, headerHeight - 12 }, 0.6);
    const int top = headerHeight + panelSize + 8;
    constexpr int length = 320;
    const double lowest = panel.scale == ColourScale::Signed ? -1.0 : 0.0;
    for (int x = 0; x < length; ++x) {
        const cv::Vec3b colour = pixelOf(colourAt(panel.scale, lowest + (1.0 - lowest) * x / (length - 1)));
        for (int y = 0; y < 12; ++y)
            canvas.at<cv::Vec3b>(top + y, left + x) = colour;
    }
    const std::string maximum = numberText(panel.range);
    const bool falls = panel.screenSign < 0;
    write(canvas, lowest < 0.0 ? std::string(falls ? "+" : "-").append(maximum).append(" darker") : std::string("0"),
        { left, top + 28 }, 0.42);
    write(canvas, lowest < 0.0 ? std::string("brighter ").append(falls ? "-" : "+").append(maximum) : maximum,
        { left + length - (lowest < 0.0 ? 96 : 24), top + 28 }, 0.42);
    write(canvas, panel.unit, { left + length + 12, top + 11 }, 0.42);
}

cv::Mat compose(const SpreadFigure &figure, const Letterbox &letterbox)
{
    cv::Mat canvas(headerHeight + panelSize + legendHeight + footerHeight, 3 * panelSize + 4 * gap, CV_8UC3,
        cv::Scalar(14, 14, 14));
    const std::array panels{
        Panel{ "Mean change (SYNTHETIC)", figure.meanChange, ColourScale::Signed, rangeOf(figure.meanChange),
            "stored values", screenSignOf(figure.original) },
        Panel{ "Standard deviation over seeds", figure.deviation, ColourScale::Uncertainty, rangeOf(figure.deviation),
            "stored values" },
        Panel{ "Agreement of the seeds", figure.agreement, ColourScale::Absolute, 1.0, "share of seeds" },
    };
    int left = gap;
    for (const Panel &panel : panels) {
        draw(canvas, panel, letterbox, left);
        left += panelSize + gap;
    }
    write(canvas, figure.caption.substr(0, 220), { gap, canvas.rows - 12 });
    return canvas;
}

} // namespace

Result<> writeSpreadFigure(const SpreadFigure &figure, const std::filesystem::path &file, const WritePolicy &policy)
{
    const StoredImage &stored = figure.original.stored;
    for (const GreyImage *image : { &figure.meanChange, &figure.deviation, &figure.agreement })
        if (!stored.sameSizeAs(*image))
            return fail(ErrorCode::InvalidInput, "The images of the figure are of different sizes.");
    CF_ASSIGN(const Letterbox letterbox, fitIntoSquare(figure.original, panelSize));
    return writeDrawn([&] { return compose(figure, letterbox); }, file, policy);
}

} // namespace cf

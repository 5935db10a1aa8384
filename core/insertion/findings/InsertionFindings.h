#pragma once

#include "core/anatomy/ThoraxGeometry.h"
#include "core/base/RandomStream.h"
#include "core/base/Result.h"
#include "core/imaging/MaskMorphology.h"
#include "core/insertion/findings/FindingAmounts.h"
#include "core/insertion/findings/InsertionExposure.h"
#include "core/insertion/findings/InsertionView.h"
#include "core/phantom/values/Abnormality.h"
#include "core/phantom/values/RenderedSheet.h"

#include <vector>

// Findings as changes of log exposure. One rule for every opacity: pull the low frequencies towards a level, never add
// a constant; vessels fade, ribs, wires and grain stay, and what is already white does not become whiter.
namespace cf::insertion {

struct Finding {
    const Exposure &exposure;
    const ThoraxGeometry &geometry;
    Abnormality abnormality;
    RandomStream &stream;
    bool supine = false;
    InsertionAmounts amounts{};
    RenderedSheet *sheet = nullptr; ///< Asked for the numbers, and given those used; null: nobody asks.

    /// 0 small, 1 moderate (also when unsaid), 2 large.
    int grade() const { return gradeOf(abnormality.severity); }
    /// An amount as the severity has it, or as it was asked; one draw either way.
    double draw(const char *name, std::optional<double> asked = {}) const
    {
        const double drawn = findingAmount(name).draw(grade(), stream);
        return asked ? *asked : drawn;
    }
    /// What the user may change: as it was drawn, or as it is asked for.
    double number(const std::string &name, double drawn, const char *unit, double min, double max) const
    {
        return sheet ? sheet->number(name, drawn, unit, min, max) : drawn;
    }
    double millimetres() const { return exposure.millimetresPerPixel; } ///< A pixel.
};

/// One lung on the pixel grid.
struct LungFrame {
    bool right = true; ///< The patient's right, at the image's left.
    cv::Mat mask;
    std::vector<Point> outline;
    Point apex;
    Point costophrenic;
    double height = 0.0; ///< Apex to costophrenic angle, pixels.
    std::vector<double> lateral; ///< Wall by row, held constant beyond the lung.
    std::vector<double> medial;
    std::vector<double> dome; ///< Lower border by column, held constant beyond the lung.

    double inward() const { return right ? 1.0 : -1.0; } ///< Direction from the wall to the mediastinum, in x.
};

/// The range of a lung's size that can be asked for, in millimetres.
constexpr double smallestSize = 4.0;
constexpr double largestNodule = 80.0; ///< A mass of more fills the lung.
constexpr double largestRim = 90.0;
constexpr double smallestRatio = 0.35; ///< Cardiothoracic.
constexpr double largestRatio = 0.75;
constexpr double highestMeniscus = 0.95; ///< Share of the lung's height.
constexpr double widestOpacity = 0.6; ///< Share of the lung's height.

LungFrame makeLungFrame(const Exposure &exposure, const ThoraxGeometry &geometry, bool right);
/// A mask of 0 and 255 as 0 … 1 that fades inside its border, never outside it.
cv::Mat softMask(const cv::Mat &mask, double sigma);
double smoothStep(double value); ///< 0 below 0, 1 above 1.

cv::Mat effusionChange(const Finding &finding, bool right);
cv::Mat pneumothoraxChange(const Finding &finding, bool right);
cv::Mat consolidationChange(const Finding &finding, bool right);
cv::Mat edemaChange(const Finding &finding);
cv::Mat cardiomegalyChange(const Finding &finding);
/// Takes an opacity of one lung away (Side::None: of the brighter one). Each point of a lung has its like in the other;
/// where it is brighter, beyond what both differ by on the whole, it becomes as dark, and gets the other's detail for
/// what was hidden. Errors: InvalidInput where the lung is no brighter than the other, and for both sides.
Result<cv::Mat> clearingChange(const Exposure &exposure, const ThoraxGeometry &geometry, Side side);
cv::Mat noduleAttenuation(const Finding &finding, bool right); ///< For changeOfAttenuation.

} // namespace cf::insertion

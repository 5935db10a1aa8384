#include "core/anatomy/FilmLie.h"

#include "core/anatomy/LandmarksRegistration.h"
#include "core/imaging/Geometry.h"
#include "core/imaging/Resample.h"
#include "core/imaging/UprightRadiograph.h"
#include "core/imaging/Windowing.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace cf {

using namespace landmarks;

namespace {

// Measured on 132 radiographs of two hospitals (NIH ChestX-ray14, Hannover), all stored upright; 14 of them turned.
constexpr double surelyUpright = 0.75; ///< Seven of ten reach it upright; on its side or upside down none (0.69).
constexpr double plainlyBetter = 0.12; ///< Upright against upside down: at least 0.15.
/// The right way round against mirrored: the heart decides. A quarter of all films would be found if they were
/// mirrored; of those that are not, none is taken for it (at 0.04 one in 130 would be).
constexpr double plainlyMirrored = 0.05;

/// How well the atlas fits a film that was turned so; −1 where no plausible map was found.
double fitOf(const GreyImage &film, Turn turn, const cv::Mat &atlas)
{
    const auto thumbnail = makeThumbnail(turned(film, turn));
    const auto registration = thumbnail ? registerAtlas(atlas, thumbnail->contrast) : std::nullopt;
    return registration ? registration->affineCorrelation : -1.0;
}

/// As a person sees it: square pixels, at a size at which the atlas is compared.
GreyImage reduced(const Radiograph &radiograph)
{
    constexpr double longSide = 256.0;
    const StoredImage &stored = radiograph.stored;
    const double height = stored.height * pixelAspect(radiograph);
    const double scale = longSide / std::max<double>(stored.width, height);
    const auto length = [&](double value) { return std::max(1, static_cast<int>(std::lround(value * scale))); };
    return resized(toDisplay(radiograph), length(stored.width), length(height));
}

bool isFromTheSide(const PatientAxes &axes)
{
    return axes.known() && !axes.sidesKnown();
}

std::string lookOf(Turn turn)
{
    const std::string lies = turn.quarters == 0 ? "" : turn.quarters == 2 ? "upside down" : "on its side";
    return !turn.mirrored ? lies : lies.empty() ? "mirrored" : lies + " and mirrored";
}

} // namespace

std::optional<Turn> seenTurn(const GreyImage &film)
{
    const cv::Mat atlas = atlasPicture(thoraxAtlas());
    // The same way up, the other way round: a film is mirrored before it is turned, so it turns the other way.
    const auto mirroredOf = [](int quarters) { return Turn{ true, (4 - quarters) % 4 }; };
    int upright = 0;
    double fit = fitOf(film, {}, atlas);
    for (int quarters = 1; quarters < 4 && fit < surelyUpright; ++quarters) {
        const double plain = fitOf(film, { false, quarters }, atlas);
        const double other = std::max(plain, plain < surelyUpright ? fitOf(film, mirroredOf(quarters), atlas) : -1.0);
        if (other < fit + plainlyBetter || other < surelyUpright)
            continue;
        upright = quarters;
        fit = other;
    }
    const double plain = fitOf(film, { false, upright }, atlas);
    const double mirrored = fitOf(film, mirroredOf(upright), atlas);
    if (std::max(plain, mirrored) < surelyUpright)
        return std::nullopt;
    return mirrored > plain + plainlyMirrored ? mirroredOf(upright) : Turn{ false, upright };
}

void checkFilmLie(Radiograph &radiograph, ReadingNotes &notes)
{
    constexpr int smallestSide = 64;
    if (std::min(radiograph.stored.width, radiograph.stored.height) < smallestSide || isFromTheSide(radiograph.axes))
        return;
    const auto seen = seenTurn(reduced(uprightRadiograph(radiograph)));
    if (!seen || seen->isNone())
        return;
    const PatientAxes looks = correctedAxes(radiograph.axes, *seen);
    const std::string choice = "Say --orientation " + orientationOption(looks) + " if it does, or --orientation "
        + orientationOption(radiograph.axes) + " if it does not.";
    if (radiograph.axes.known()) {
        addNote(notes,
            { "lie-contradicted",
                "The film says that it lies as " + textOf(radiograph.axes) + ", but then it looks " + lookOf(*seen)
                    + ".",
                NoteSeverity::Question, choice, { radiograph.axes, looks } });
        return;
    }
    if (seen->mirrored) {
        addNote(notes,
            { "looks-mirrored", "The film looks " + lookOf(*seen) + ", and nothing in the file says how it lies.",
                NoteSeverity::Question, choice, { frontalAxes, looks } });
        return;
    }
    radiograph.axes = looks;
    radiograph.axesAreSeen = true;
    addNote(notes,
        { "looks-turned",
            "The film looks " + lookOf(*seen)
                + ", and nothing in the file says how it lies. It is turned upright for the model, and the result lies "
                  "as the film does.",
            NoteSeverity::Warning, "--orientation stored keeps it from being turned." });
}

} // namespace cf

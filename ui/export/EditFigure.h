#pragma once

#include "core/base/Result.h"
#include "core/imaging/Windowing.h"
#include "ui/images/DifferencePicture.h"
#include "ui/session/documents/EditDocument.h"

#include <QImage>

#include <filesystem>
#include <optional>

namespace cf::ui {

/// What leaves the computer with a figure beside its pictures. The mark is not among them: it is always there.
struct FigureChoices {
    bool identity = false; ///< Patient's name and number, birth date, study date.
    bool instruction = true; ///< The words of the edit, which may name a patient, too.
};

/// How the films are shown at the moment.
struct FigureView {
    std::optional<DisplayWindow> window; ///< Absent: the film's own.
    bool inverted = false;
    std::optional<double> pinnedLimit; ///< Of the difference map.
};

/// Original, counterfactual and signed difference beside one another, each at the film's own resolution, with the
/// marks of synthetic pixels, the map's legend, a scale bar and the credit. Smaller only where the whole would be wider
/// than `widestFigure`; then it says so. Takes seconds for large films: not for the GUI thread.
QImage drawFigure(const OpenedImage &source, const PreparedResult &result, const QString &name, const FigureView &view,
    const FigureChoices &choices);

/// The same to a PNG, whole or not at all. Errors: Io, naming the file; InvalidInput where the film is too large.
Result<> saveFigure(const QImage &figure, const std::filesystem::path &file);

inline constexpr int widestFigure = 30000; ///< Pixels: what Qt can paint.

} // namespace cf::ui

#pragma once

#include "dicom/SyntheticMark.h"
#include "ui/images/ChangeRegion.h"
#include "ui/images/DifferencePicture.h"
#include "ui/images/RadiographPicture.h"

#include <QImage>
#include <QString>
#include <QStringList>

#include <optional>

namespace cf::ui {

/// One image and everything said about it. Names and badges belong to the image, never to a place on the screen.
struct ViewportContent {
    enum class Role {
        Empty, ///< No image: a sentence in the middle.
        Original, ///< A radiograph as it was opened.
        Synthetic, ///< Holds pixels that no detector measured: results, previews, rebuilt images, differences.
    };
    Role role = Role::Empty;
    bool refused = false;
    QString title; ///< In the header, e.g. "ORIGINAL" or what stands behind SYNTHETIC.
    QString subtitle; ///< e.g. "Edit 3 · small left effusion"
    QString ribbon; ///< The line under the image.
    QStringList corner; ///< Lines at the upper left of the image: whose it is.
    QString headline; ///< For Empty: what is missing …
    QString hint; ///< … and what to do.
    QString notice; ///< A strip over the image, e.g. why a proposed region may not be trusted.
    bool noticeWarns = false;
    QString staleNote; ///< Not empty: the result no longer belongs to the mask or prompt shown.

    PicturePointer picture;
    QImage preview; ///< A picture in the making, drawn over the whole extent of `picture`.
    RegionPointer region; ///< Where values differ from the source.
    DifferencePointer difference; ///< Drawn over the picture when the view shows differences.
    bool takesGrips = false; ///< A counterfactual that was rendered: what was drawn can be dragged.
    std::optional<MarkRegion> plate; ///< The burnt-in SYNTHETIC plate, in image pixels.

    bool synthetic() const { return role == Role::Synthetic; }
    bool empty() const { return role == Role::Empty || !picture; }
};

/// How one view shows two images.
enum class CompareMode { Single, Swipe, Blink, Checker, Overlay };

} // namespace cf::ui

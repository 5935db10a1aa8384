#pragma once

#include "core/base/Image.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cf {

/// A direction in the patient, as the letters of Patient Orientation name it (PS3.3 C.7.6.1.1.1).
enum class BodyDirection : std::uint8_t { Unknown, Left, Right, Head, Foot, Anterior, Posterior };

/// The other end of the same line through the patient.
BodyDirection opposite(BodyDirection direction);

/// Where the rows of a picture run, from its left edge to its right one, and where its columns run, downwards.
/// Unknown where nothing says so.
struct PatientAxes {
    BodyDirection row = BodyDirection::Unknown;
    BodyDirection column = BodyDirection::Unknown;

    bool known() const { return row != BodyDirection::Unknown && column != BodyDirection::Unknown; }
    /// One of the two runs between the patient's right and left.
    bool sidesKnown() const;
    bool operator==(const PatientAxes &) const = default;
};

/// The usual frontal view: the patient's right at the left edge, the head at the top ("L\F").
inline constexpr PatientAxes frontalAxes{ BodyDirection::Left, BodyDirection::Foot };

/// Patient Orientation as it was read.
struct StatedAxes {
    PatientAxes axes; ///< Of oblique codes the letter that says most about a frontal picture.
    bool oblique = false; ///< More than one letter: the picture is turned out of the body's planes.
    bool operator==(const StatedAxes &) const = default;
};

/// Reads "L\F", "R\H", "LA\F" …, also with "/" or a blank between the two. Nothing when it is empty, or is not two
/// directions at a right angle.
std::optional<StatedAxes> parsePatientAxes(std::string_view text);

/// "L\F"; empty when unknown.
std::string textOf(const PatientAxes &axes);

/// One of the eight ways in which a picture can lie: mirrored about its vertical line or not, then turned by quarters,
/// clockwise.
struct Turn {
    bool mirrored = false;
    int quarters = 0; ///< 0…3

    bool isNone() const { return !mirrored && quarters == 0; }
    bool swapsSides() const { return quarters % 2 == 1; }
    Turn inverse() const { return mirrored ? *this : Turn{ false, (4 - quarters) % 4 }; }
    bool operator==(const Turn &) const = default;
};

/// The turn that puts the head at the top and, where the picture shows right and left, the patient's right at the left
/// edge. None where the axes are unknown; views from the side are turned, never mirrored.
Turn uprightTurn(const PatientAxes &axes);

/// Where the rows and columns run after the turn.
PatientAxes turned(const PatientAxes &axes, Turn turn);

/// A film's axes, if what its axes so far bring upright is so only after another turn.
PatientAxes correctedAxes(const PatientAxes &soFar, Turn seen);

/// The axes as --orientation takes them, without a backslash, which shells take for their own: "R/F"; "stored" when
/// they are unknown.
std::string orientationOption(const PatientAxes &axes);

/// The turn that the Orientation of EXIF and TIFF (1…8) asks for before a picture is shown; none for other numbers.
Turn turnOfExif(int orientation);

/// Where the pixel (x, y) of a picture of this size comes to lie.
std::pair<int, int> turnedPoint(int x, int y, int width, int height, Turn turn);

template <typename Pixel> Image<Pixel> turned(const Image<Pixel> &image, Turn turn)
{
    if (turn.isNone() || image.empty())
        return image;
    Image<Pixel> result(turn.swapsSides() ? image.height : image.width, turn.swapsSides() ? image.width : image.height);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const auto [toX, toY] = turnedPoint(x, y, image.width, image.height, turn);
            result.at(toX, toY) = image.at(x, y);
        }
    return result;
}

} // namespace cf

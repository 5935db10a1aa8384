#include "dicom/reading/masks/MaskPicture.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <string>
#include <utility>

namespace cf {
namespace {

using Part = MaskChoice::Part;

MaskPlane planeOf(const cv::Mat &channel, bool isLossy)
{
    cv::Mat wide;
    channel.convertTo(wide, CV_32S);
    MaskPlane plane{ Image<std::int32_t>(wide.cols, wide.rows), channel.depth() == CV_8U ? 255 : 65535, isLossy };
    std::copy(wide.begin<std::int32_t>(), wide.end<std::int32_t>(), plane.values.pixels.begin());
    return plane;
}

/// A colour in 8 bits a channel.
unsigned colourAt(const std::vector<MaskPlane> &colours, std::size_t pixel)
{
    unsigned colour = 0;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const MaskPlane &plane = colours[std::min(channel, colours.size() - 1)];
        colour = colour << 8U | static_cast<unsigned>(plane.values.pixels[pixel] * 255 / plane.white);
    }
    return colour;
}

std::string nameOf(unsigned colour)
{
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "#%06x", colour & 0xFFFFFFU);
    return text.data();
}

std::map<unsigned, std::int64_t> coloursOf(const std::vector<MaskPlane> &colours)
{
    std::map<unsigned, std::int64_t> counts;
    constexpr std::size_t maxColours = 4096;
    for (std::size_t i = 0; i < colours[0].values.pixels.size() && counts.size() < maxColours; ++i)
        ++counts[colourAt(colours, i)];
    return counts;
}

/// Whether two colours are the same, in a picture of JPEG up to what its compression does to a colour.
bool isColour(unsigned found, unsigned wanted, bool isLossy)
{
    constexpr int lossyTolerance = 64; // Of 255: a quarter of the way to the farthest colour.
    for (const unsigned shift : { 0U, 8U, 16U })
        if (std::abs(static_cast<int>(found >> shift & 0xFFU) - static_cast<int>(wanted >> shift & 0xFFU))
            > (isLossy ? lossyTolerance : 0))
            return false;
    return true;
}

LoadedMask whereColourIs(const std::vector<MaskPlane> &colours, unsigned colour, ReadingNotes notes)
{
    LoadedMask loaded{ MaskImage(colours[0].values.width, colours[0].values.height), std::move(notes) };
    for (std::size_t i = 0; i < loaded.mask.pixels.size(); ++i)
        loaded.mask.pixels[i] = isColour(colourAt(colours, i), colour, colours[0].isLossy) ? 1.0F : 0.0F;
    return loaded;
}

/// The lightest channel where every pixel is a darker form of one and the same colour, such as red on black with the
/// noise of JPEG; nothing where there are several colours.
std::optional<MaskPlane> shadesOfOneColour(const std::vector<MaskPlane> &colours)
{
    std::size_t lightest = 0;
    std::array<double, 3> colour{};
    double brightest = 0.0;
    const auto at = [&](std::size_t channel, std::size_t i) { return colours[channel].values.pixels[i]; };
    const std::size_t pixels = colours[0].values.pixels.size();
    for (std::size_t i = 0; i < pixels; ++i)
        if (const double sum = at(0, i) + at(1, i) + at(2, i); sum > brightest) {
            brightest = sum;
            for (std::size_t channel = 0; channel < 3; ++channel)
                colour[channel] = at(channel, i);
        }
    lightest = static_cast<std::size_t>(std::max_element(colour.begin(), colour.end()) - colour.begin());
    if (colour[lightest] <= 0.0)
        return std::nullopt;
    const double tolerance = (colours[0].isLossy ? 0.25 : 0.02) * colours[0].white;
    for (std::size_t i = 0; i < pixels; ++i)
        for (std::size_t channel = 0; channel < 3; ++channel)
            if (std::abs(at(channel, i) - at(lightest, i) * colour[channel] / colour[lightest]) > tolerance)
                return std::nullopt;
    MaskPlane plane = colours[lightest];
    if (plane.white == 255) { // A dark red is as much of a mask as a light one.
        const auto top = static_cast<std::int32_t>(colour[lightest]);
        for (std::int32_t &value : plane.values.pixels)
            value = std::min(255, value * 255 / top);
    }
    return plane;
}

Result<LoadedMask> evidentColours(const std::vector<MaskPlane> &colours, ReadingNotes notes)
{
    if (colours.size() == 1)
        return evidentMask(colours[0], std::move(notes));
    const auto counts = coloursOf(colours);
    if (counts.size() == 2 && counts.contains(0)) {
        const unsigned colour = counts.rbegin()->first;
        addNote(notes, "mask-label",
            "The mask has one colour beside black; where it is " + nameOf(colour) + ", the picture may change.");
        return whereColourIs(colours, colour, std::move(notes));
    }
    if (const auto shades = shadesOfOneColour(colours)) {
        addNote(notes, "mask-one-colour", "The mask has shades of one colour; its brightness was read.");
        return evidentMask(*shades, std::move(notes));
    }
    std::vector<std::pair<std::int64_t, unsigned>> largest;
    for (const auto &[colour, count] : counts)
        largest.emplace_back(count, colour);
    std::sort(largest.rbegin(), largest.rend());
    std::string list;
    for (std::size_t i = 0; i < std::min<std::size_t>(6, largest.size()); ++i)
        list += (list.empty() ? "" : ", ") + nameOf(largest[i].second);
    return ambiguousMask("it has several colours (" + list + (largest.size() > 6 ? ", …)." : ")."),
        "which colour may change, e.g. --mask-as colour:"
            + nameOf(largest[std::min<std::size_t>(1, largest.size() - 1)].second)
            + ", or --mask-as not-black for all that is not black");
}

bool sameRegion(const MaskImage &a, const MaskImage &b)
{
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        different += (a.pixels[i] > 0.5F) != (b.pixels[i] > 0.5F) ? 1 : 0;
    constexpr double rounding = 0.002;
    return static_cast<double>(different) <= rounding * static_cast<double>(a.pixels.size());
}

/// With opacity the colours may be the mask, the opacity, both alike, or neither: a film with a hole in it.
Result<LoadedMask> evidentOpacity(const MaskPicture &picture)
{
    const MaskPlane &opacity = *picture.opacity;
    std::map<unsigned, std::int64_t> seen; // Colours of what is not wholly transparent.
    for (std::size_t i = 0; i < opacity.values.pixels.size() && seen.size() < 3; ++i)
        if (opacity.values.pixels[i] > 0)
            ++seen[colourAt(picture.colours, i)];
    if (seen.size() == 1) {
        ReadingNotes notes = picture.notes;
        addNote(notes, "mask-opacity", "The mask is in the picture's opacity: what is opaque may change.");
        return evidentMask(opacity, std::move(notes));
    }
    const auto ofColours = evidentColours(picture.colours, picture.notes);
    const auto ofOpacity = evidentMask(opacity, picture.notes);
    if (ofColours && ofOpacity && sameRegion(ofColours->mask, ofOpacity->mask))
        return ofColours;
    return ambiguousMask("its colours and its opacity differ.",
        "--mask-as grey, --mask-as opaque (what is opaque may change) or --mask-as transparent (what is transparent "
        "may change)");
}

} // namespace

MaskPicture takenApart(PictureFile picture)
{
    MaskPicture mask;
    mask.notes = std::move(picture.notes);
    const bool isLossy = picture.kind == PictureKind::Jpeg;
    std::vector<cv::Mat> channels; // Blue, green, red, opacity.
    cv::split(picture.pixels, channels);
    const auto equal = [&](std::size_t a, std::size_t b) {
        return cv::norm(channels[a], channels[b], cv::NORM_INF) == 0.0;
    };
    const bool isGrey = channels.size() == 1 || (equal(0, 1) && equal(1, 2));
    if (isGrey)
        mask.colours.push_back(planeOf(channels[0], isLossy));
    else
        for (const std::size_t channel : { 2U, 1U, 0U })
            mask.colours.push_back(planeOf(channels[channel], isLossy));
    if (picture.whiteIsZero)
        for (std::int32_t &value : mask.colours[0].values.pixels)
            value = mask.colours[0].white - value;
    if (channels.size() == 4) {
        MaskPlane opacity = planeOf(channels[3], isLossy);
        const auto &pixels = opacity.values.pixels;
        const bool isOpaque =
            std::all_of(pixels.begin(), pixels.end(), [&](std::int32_t value) { return value == opacity.white; });
        if (!isOpaque)
            mask.opacity = std::move(opacity);
    }
    return mask;
}

Result<LoadedMask> maskOfPicture(const MaskPicture &picture, const MaskChoice &choice)
{
    const bool isOfOpacity = choice.part == Part::Opaque || choice.part == Part::Transparent;
    if (isOfOpacity && !picture.opacity)
        return fail(ErrorCode::InvalidInput, "The mask is opaque everywhere; choose another part of it.");
    switch (choice.part) {
    case Part::Evident:
        return picture.opacity ? evidentOpacity(picture) : evidentColours(picture.colours, picture.notes);
    case Part::Opaque:
        return chosenMask(*picture.opacity, { Part::Grey, 0, 0 }, picture.notes);
    case Part::Transparent: {
        MaskPlane inverted = *picture.opacity;
        for (std::int32_t &value : inverted.values.pixels)
            value = inverted.white - value;
        return chosenMask(inverted, { Part::Grey, 0, 0 }, picture.notes);
    }
    case Part::Colour:
        return whereColourIs(picture.colours, choice.colour, picture.notes);
    default: {
        // A palette's numbers are not kept by those who read it.
        if (choice.part == Part::Label && picture.colours.size() > 1)
            return fail(ErrorCode::InvalidInput,
                "The mask is in colours and holds no labels. Say which colour may change, e.g. --mask-as "
                "colour:#ff0000.");
        if (picture.colours.size() == 1)
            return chosenMask(picture.colours[0], choice, picture.notes);
        MaskPlane lightest = picture.colours[0]; // Of all three: what is not black in one of them is not black.
        for (const MaskPlane &plane : picture.colours)
            for (std::size_t i = 0; i < plane.values.pixels.size(); ++i)
                lightest.values.pixels[i] = std::max(lightest.values.pixels[i], plane.values.pixels[i]);
        return chosenMask(lightest, choice, picture.notes);
    }
    }
}

} // namespace cf

#include "core/evaluation/AskedEdit.h"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdint>

namespace cf {

namespace {

std::string lowerCase(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
        [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

} // namespace

Radiograph asRadiograph(const GreyImage &image, double spacing)
{
    Radiograph radiograph;
    radiograph.stored = StoredImage(image.width, image.height);
    std::transform(image.pixels.begin(), image.pixels.end(), radiograph.stored.pixels.begin(),
        [](float grey) { return static_cast<std::int32_t>(std::lround(std::clamp(grey, 0.0F, 1.0F) * 4095.0F)); });
    radiograph.windowCenter = 2048.0;
    radiograph.windowWidth = 4096.0;
    radiograph.columnSpacing = radiograph.rowSpacing = spacing;
    return radiograph;
}

std::string sentenceOf(const Abnormality &abnormality, bool adds)
{
    std::string text = adds ? "add " : "remove the ";
    if (adds && abnormality.severity != Severity::None)
        text += std::string(keyOf(abnormality.severity)) + ' ';
    if (abnormality.side == Side::Both)
        text += "bilateral ";
    else if (abnormality.side != Side::None)
        text += std::string(keyOf(abnormality.side)) + ' ';
    if (abnormality.zone != Zone::None)
        text += std::string(keyOf(abnormality.zone)) + " zone ";
    return text + lowerCase(keyOf(abnormality.target));
}

EditInstruction instructionOf(const Abnormality &abnormality, bool adds)
{
    return { adds ? EditAction::Add : EditAction::Remove, abnormality.target, abnormality.side, abnormality.zone,
        abnormality.severity };
}

} // namespace cf

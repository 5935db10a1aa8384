#include "core/evaluation/axioms/CropFiles.h"

#include "core/base/RandomStream.h"
#include "core/base/files/AtomicFile.h"
#include "core/imaging/MaskMorphology.h"
#include "core/imaging/pictures/GreyPicture.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cmath>

namespace cf {

namespace {

constexpr int side = Crop::side;
/// Darker pieces are bars or air.
constexpr double minGrey = 0.08;

struct Place {
    int x = 0;
    int y = 0;
};

GreyImage pieceAt(const GreyImage &image, Place place)
{
    GreyImage piece(side, side);
    for (int y = 0; y < side; ++y)
        std::copy_n(&image.at(place.x, place.y + y), side, &piece.at(0, y));
    return piece;
}

/// Around the strongest change, within the film.
Place placeOfChange(const GreyImage &source, const GreyImage &changed)
{
    GreyImage change = changed;
    for (std::size_t i = 0; i < change.pixels.size(); ++i)
        change.pixels[i] = std::abs(changed.pixels[i] - source.pixels[i]);
    change = blurred(change, 8.0);
    const auto at = static_cast<int>(std::ranges::max_element(change.pixels) - change.pixels.begin());
    return { std::clamp(at % change.width - side / 2, 0, change.width - side),
        std::clamp(at / change.width - side / 2, 0, change.height - side) };
}

std::optional<Place> placeBeyond(const GreyImage &source, const MaskImage &region, std::uint64_t seed)
{
    if (!region.sameSizeAs(source))
        return std::nullopt;
    RandomStream stream(seed, "crop beyond");
    for (int attempt = 0; attempt < 200; ++attempt) {
        const Place place{ stream.below(source.width - side + 1), stream.below(source.height - side + 1) };
        double sum = 0.0;
        bool touches = false;
        for (int y = place.y; y < place.y + side; ++y)
            for (int x = place.x; x < place.x + side; ++x) {
                touches = touches || region.at(x, y) > 0.0F;
                sum += source.at(x, y);
            }
        if (!touches && sum > minGrey * side * side)
            return place;
    }
    return std::nullopt;
}

} // namespace

std::optional<EditCrops> cropsOf(const GreyImage &source, const GreyImage &truth, const GreyImage &edited,
    const MaskImage &region, std::uint64_t seed)
{
    if (source.width < side || source.height < side || !truth.sameSizeAs(source) || !edited.sameSizeAs(source))
        return std::nullopt;
    EditCrops crops;
    crops.edited = pieceAt(edited, placeOfChange(source, edited));
    crops.truth = pieceAt(truth, placeOfChange(source, truth));
    if (const auto place = placeBeyond(source, region, seed)) {
        crops.editedOutside = pieceAt(edited, *place);
        crops.truthOutside = pieceAt(source, *place);
    }
    return crops;
}

Result<> writeCrops(const EditCrops &crops, const std::filesystem::path &file)
{
    const bool hasOutside = !crops.editedOutside.empty();
    cv::Mat strip(side, side * (hasOutside ? 4 : 2), CV_8UC1);
    int left = 0;
    for (const GreyImage *piece : { &crops.edited, &crops.truth, &crops.editedOutside, &crops.truthOutside }) {
        if (piece->empty())
            continue;
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                strip.at<std::uint8_t>(y, left + x) =
                    static_cast<std::uint8_t>(std::lround(std::clamp(piece->at(x, y), 0.0F, 1.0F) * 255.0F));
        left += side;
    }
    std::vector<unsigned char> png;
    try {
        if (cv::imencode(".png", strip, png))
            return writeWhole(file, { reinterpret_cast<const char *>(png.data()), png.size() }, replaceOwn());
    } catch (const cv::Exception &) {
        // Falls through to the same error as a plain failure to write.
    }
    return fail(ErrorCode::Io, "The picture " + file.string() + " cannot be written.");
}

Result<EditCrops> readCrops(const std::filesystem::path &file)
{
    const cv::Mat strip = readGreyPicture(file).value_or(cv::Mat());
    if (strip.rows != side || (strip.cols != 2 * side && strip.cols != 4 * side))
        return fail(ErrorCode::Io,
            "The picture " + file.string() + " cannot be read. Move the folder of the state away to start anew.");
    EditCrops crops;
    int left = 0;
    for (GreyImage *piece : { &crops.edited, &crops.truth, &crops.editedOutside, &crops.truthOutside }) {
        if (left >= strip.cols)
            break;
        *piece = GreyImage(side, side);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                piece->at(x, y) = static_cast<float>(strip.at<std::uint8_t>(y, left + x)) / 255.0F;
        left += side;
    }
    return crops;
}

} // namespace cf

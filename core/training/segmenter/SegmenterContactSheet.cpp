#include "core/training/segmenter/SegmenterContactSheet.h"

#include "core/training/segmenter/samples/SegmenterClasses.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <array>

namespace cf {

namespace {

/// Blue, green, red of each map; black: not drawn.
constexpr std::array<std::array<int, 3>, static_cast<std::size_t>(seenMaps)> colours{ { { 0, 140, 255 },
    { 0, 255, 255 }, { 60, 60, 255 }, { 255, 0, 255 }, { 0, 255, 0 }, { 255, 160, 0 }, { 255, 255, 0 },
    { 180, 105, 255 }, { 0, 90, 160 }, { 255, 255, 255 }, { 120, 60, 0 }, { 60, 100, 0 }, { 40, 0, 110 }, { 0, 0, 0 },
    { 200, 80, 80 }, { 80, 200, 200 }, { 80, 80, 200 }, { 160, 200, 80 }, { 0, 0, 0 }, { 0, 0, 0 } } };

cv::Mat tileOf(const torch::Tensor &film, const torch::Tensor &maps, const std::string &text)
{
    const int size = static_cast<int>(film.size(-1));
    const torch::Tensor grey = film.squeeze(0).mul(255.0).clamp(0, 255).to(torch::kUInt8).contiguous();
    cv::Mat picture;
    cv::cvtColor(cv::Mat(size, size, CV_8U, grey.data_ptr()), picture, cv::COLOR_GRAY2BGR);
    cv::Mat coloured = picture.clone();
    for (int map = seenMaps - 1; map >= 0; --map) {
        const auto &colour = colours[static_cast<std::size_t>(map)];
        if (colour[0] + colour[1] + colour[2] == 0)
            continue;
        const torch::Tensor shares = maps[map].to(torch::kFloat32).contiguous();
        cv::Mat large;
        cv::resize(cv::Mat(size / 2, size / 2, CV_32F, shares.data_ptr()), large, { size, size });
        const bool anatomy =
            map >= static_cast<int>(SeenMap::RightLung) && map <= static_cast<int>(SeenMap::Mediastinum);
        const double strength = anatomy ? 0.3 : 0.75;
        for (int y = 0; y < size; ++y)
            for (int x = 0; x < size; ++x)
                if (const float share = large.at<float>(y, x); share > 0.5F)
                    for (int channel = 0; channel < 3; ++channel) {
                        auto &value = coloured.at<cv::Vec3b>(y, x)[channel];
                        value = static_cast<std::uint8_t>(
                            value + strength * (colour[static_cast<std::size_t>(channel)] - value));
                    }
    }
    cv::Mat tile;
    cv::hconcat(picture, coloured, tile);
    cv::putText(tile, text, { 6, size - 8 }, cv::FONT_HERSHEY_SIMPLEX, 0.42, cv::Scalar(0, 255, 255), 1, cv::LINE_AA);
    return tile;
}

} // namespace

Result<> writeSegmenterContactSheet(const torch::Tensor &films, const torch::Tensor &maps,
    const std::vector<std::string> &texts, int columns, const std::filesystem::path &file)
{
    try {
        std::vector<cv::Mat> rows;
        for (std::int64_t first = 0; first < films.size(0); first += columns) {
            std::vector<cv::Mat> tiles;
            for (std::int64_t at = first; at < first + columns; ++at) {
                const bool there = at < films.size(0);
                const std::int64_t place = there ? at : first;
                cv::Mat tile = tileOf(films[place], maps[place], texts[static_cast<std::size_t>(place)]);
                tiles.push_back(there ? tile : cv::Mat(tile.size(), tile.type(), cv::Scalar::all(0)));
            }
            cv::Mat row;
            cv::hconcat(tiles, row);
            rows.push_back(row);
        }
        cv::Mat sheet;
        cv::vconcat(rows, sheet);
        if (cv::imwrite(file.string(), sheet))
            return {};
    } catch (const cv::Exception &) {
        // Falls through to the same error as a plain failure to write.
    }
    return fail(ErrorCode::Io, "The sheet " + file.string() + " cannot be written.");
}

} // namespace cf

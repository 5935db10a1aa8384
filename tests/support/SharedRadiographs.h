#pragma once

#include "core/base/Image.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace cf {

/// The folder of shared test data, or an empty path.
inline std::filesystem::path sharedData()
{
    const char *named = std::getenv("CONTRAFACT_SHARED");
    const std::filesystem::path folder = named ? named : std::filesystem::path(CONTRAFACT_SOURCE_DIR) / "../shared";
    return std::filesystem::is_directory(folder / "data") ? folder / "data" : std::filesystem::path();
}

/// Every `step`th radiograph of a data set, in the order of their names.
inline std::vector<std::filesystem::path> sharedRadiographs(const std::string &dataSet, std::size_t step)
{
    std::vector<std::filesystem::path> all;
    if (!sharedData().empty() && std::filesystem::is_directory(sharedData() / dataSet / "images"))
        for (const auto &entry : std::filesystem::directory_iterator(sharedData() / dataSet / "images"))
            all.push_back(entry.path());
    std::ranges::sort(all);
    std::vector<std::filesystem::path> chosen;
    for (std::size_t i = 0; i < all.size(); i += step)
        chosen.push_back(all[i]);
    return chosen;
}

inline GreyImage readGrey(const std::filesystem::path &file)
{
    const cv::Mat picture = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
    GreyImage image(picture.cols, picture.rows);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            image.at(x, y) = static_cast<float>(picture.at<std::uint8_t>(y, x)) / 255.0F;
    return image;
}

} // namespace cf

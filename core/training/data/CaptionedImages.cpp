#include "core/training/data/CaptionedImages.h"

#include "core/base/text/CsvFile.h"
#include "core/diffusion/readers/ChestClassifier.h"
#include "core/imaging/pictures/GreyPicture.h"

#include <opencv2/imgproc.hpp>

#include "core/diffusion/runtime/Torch.h"

#include <cstdlib>

namespace cf {

std::string prismCaption(const std::map<std::string, std::string> &row)
{
    std::string names;
    for (const std::string_view label : chexpertLabels) {
        const auto found = row.find(std::string(label));
        if (found == row.end() || found->second.empty() || std::strtod(found->second.c_str(), nullptr) != 1.0)
            continue;
        names.append(names.empty() ? "" : ", ").append(label);
    }
    return names.empty() ? "Normal chest X-ray with no significant findings" : "Chest X-ray showing " + names;
}

Result<std::vector<CaptionedImage>> readCaptionedImages(
    const std::filesystem::path &table, const std::filesystem::path &root)
{
    CF_ASSIGN(const auto rows, readTable(table));
    if (rows.empty())
        return fail(ErrorCode::InvalidInput, "The table " + table.string() + " has no row.");
    const bool hasCaptions = rows.front().contains("Caption");
    std::vector<std::string> needed{ "Path" };
    if (!hasCaptions)
        needed.insert(needed.end(), chexpertLabels.begin(), chexpertLabels.end());
    for (const std::string &column : needed)
        if (!rows.front().contains(column))
            return fail(ErrorCode::InvalidInput,
                "The table " + table.string() + " has no column \"" + column + "\": it must be in CheXpert's form.");
    std::vector<CaptionedImage> images;
    for (const auto &row : rows)
        images.push_back({ root / row.at("Path"), hasCaptions ? row.at("Caption") : prismCaption(row) });
    return images;
}

Result<torch::Tensor> readSquashed(const std::filesystem::path &file, int size)
{
    const cv::Mat image = readGreyPicture(file).value_or(cv::Mat());
    if (image.empty())
        return fail(ErrorCode::Io,
            "The image " + file.string() + " cannot be read. Repair it, or take its row out of the table; training "
                + "goes on from its last saved state.");
    cv::Mat square;
    const bool shrinks = image.cols > size && image.rows > size;
    cv::resize(image, square, { size, size }, 0, 0, shrinks ? cv::INTER_AREA : cv::INTER_LINEAR);
    return torch::from_blob(square.data, { 1, 1, size, size }, torch::kUInt8)
        .to(torch::kFloat32)
        .div_(127.5)
        .sub_(1.0)
        .expand({ 1, 3, size, size })
        .contiguous();
}

} // namespace cf

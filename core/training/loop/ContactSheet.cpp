#include "core/training/loop/ContactSheet.h"

#include "core/base/files/AtomicFile.h"

#include "core/diffusion/runtime/Torch.h"
#include <opencv2/imgcodecs.hpp>

#include <vector>

namespace cf {

Result<> writeContactSheet(const torch::Tensor &images, const std::filesystem::path &file)
{
    const auto rows = images.size(0);
    const auto columns = images.size(1);
    const auto height = images.size(3);
    const auto width = images.size(4);
    const torch::Tensor sheet = images.squeeze(2)
                                    .permute({ 0, 2, 1, 3 })
                                    .reshape({ rows * height, columns * width })
                                    .add(1.0)
                                    .mul(127.5)
                                    .round()
                                    .clamp(0, 255)
                                    .to(torch::kUInt8)
                                    .contiguous();
    const cv::Mat picture(
        static_cast<int>(rows * height), static_cast<int>(columns * width), CV_8UC1, sheet.data_ptr());
    try {
        std::vector<unsigned char> png;
        if (cv::imencode(".png", picture, png))
            return writeWhole(file, { reinterpret_cast<const char *>(png.data()), png.size() }, replaceOwn());
    } catch (const cv::Exception &) {
        // Falls through to the same error as a plain failure to write.
    }
    return fail(ErrorCode::Io, "The sheet " + file.string() + " cannot be written.");
}

} // namespace cf

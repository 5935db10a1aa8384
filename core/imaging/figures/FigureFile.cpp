#include "core/imaging/figures/FigureFile.h"

#include "core/imaging/pictures/PictureMark.h"

#include <opencv2/imgcodecs.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace cf {

Result<> writeDrawn(const std::function<cv::Mat()> &draw, const std::filesystem::path &file, const WritePolicy &policy)
{
    try {
        std::vector<std::uint8_t> png;
        if (!cv::imencode(".png", draw(), png))
            return fail(ErrorCode::Internal, "The figure cannot be encoded.");
        return writeWhole(file, markedPicture({ reinterpret_cast<const char *>(png.data()), png.size() }), policy);
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("The figure cannot be drawn: ") + error.what());
    }
}

} // namespace cf

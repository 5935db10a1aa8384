// Films of data sets: grey as libraries give it, and whatever is wrong with them is said once, by us.

#include "core/imaging/pictures/GreyPicture.h"
#include "tests/support/Check.h"
#include "tests/support/FileText.h"
#include "tests/support/TemporaryFolder.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <unistd.h>

using namespace cf;
using test::fileText;
namespace fs = std::filesystem;

namespace {

void greyIsAsOpenCvReadsIt(const fs::path &folder)
{
    cv::Mat grey(40, 60, CV_8UC1);
    cv::Mat deep(40, 60, CV_16UC1);
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x) {
            grey.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(4 * x + y / 4);
            deep.at<std::uint16_t>(y, x) = static_cast<std::uint16_t>(1027 * x + 100 * y);
        }
    cv::Mat colour;
    cv::applyColorMap(grey, colour, cv::COLORMAP_JET);
    const auto same = [&](const char *name, const cv::Mat &picture, int tolerance) {
        const fs::path file = folder / name;
        CF_CHECK(cv::imwrite(file.string(), picture));
        const auto read = readGreyPicture(file);
        CF_CHECK(read && read->type() == CV_8UC1);
        const cv::Mat other = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
        if (read)
            CF_CHECK(cv::norm(*read, other, cv::NORM_INF) <= tolerance);
    };
    same("grey.png", grey, 0);
    same("grey.jpg", grey, 0);
    same("grey.tif", grey, 0);
    same("deep.png", deep, 0);
    same("colour.png", colour, 1); // libpng weighs the colours a little otherwise.
    same("colour.jpg", colour, 3); // OpenCV takes the brightness that the file holds, we that of the colours.
}

void nothingIsPrinted(const fs::path &folder)
{
    const fs::path errors = folder / "stderr.txt";
    const int kept = ::dup(STDERR_FILENO);
    CF_CHECK(std::freopen(errors.c_str(), "w", stderr) != nullptr);
    int readable = 0;
    for (const char *name : { "grey.png", "grey.jpg", "deep.png" })
        for (const double share : { 0.1, 0.5, 0.9 }) {
            const std::string bytes = fileText(folder / name);
            std::ofstream(folder / "cut", std::ios::binary)
                << bytes.substr(0, static_cast<std::size_t>(share * static_cast<double>(bytes.size())));
            const auto read = readGreyPicture(folder / "cut");
            readable += read ? 1 : 0;
            CF_CHECK(read || read.error().message.find("cut") != std::string::npos);
        }
    std::ofstream(folder / "words.png") << "no picture";
    CF_CHECK(!readGreyPicture(folder / "words.png") && !readGreyPicture(folder / "absent.png"));
    CF_CHECK(!readGreyPicture(folder));
    std::fflush(stderr);
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    CF_EQUAL(readable, 0);
    CF_CHECK(fileText(errors).empty());
}

} // namespace

int main()
{
    const test::TemporaryFolder folder;
    greyIsAsOpenCvReadsIt(folder.path());
    nothingIsPrinted(folder.path());
}

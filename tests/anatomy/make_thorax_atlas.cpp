// Computes resources/phantom/atlas.bin and shape.bin: the mean of registered frontal radiographs and the principal
// shapes of their landmarks. Not part of a build; see core/anatomy/ThoraxAtlas.h.
//   make_thorax_atlas FRAME.png ROUNDS OUTPUT_FOLDER IMAGE_FOLDER...
// FRAME.png (128 × 128, grey 128 + 50·contrast) fixes the frame in which the annotation is drawn.

#include "core/anatomy/LandmarksRegistration.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace cf;
using namespace cf::landmarks;

namespace {

struct Registered {
    double correlation = 0.0;
    std::vector<float> shape; ///< In the affine frame.
};

std::vector<cv::Mat> readContrasts(int count, char **folders)
{
    std::vector<cv::Mat> contrasts;
    for (int i = 0; i < count; ++i)
        for (const auto &entry : std::filesystem::directory_iterator(folders[i])) {
            const cv::Mat picture = cv::imread(entry.path().string(), cv::IMREAD_GRAYSCALE);
            if (picture.empty())
                continue;
            GreyImage image(picture.cols, picture.rows);
            for (std::size_t p = 0; p < image.pixels.size(); ++p)
                image.pixels[p] = static_cast<float>(picture.data[p]) / 255.0F;
            if (const auto thumbnail = makeThumbnail(image))
                contrasts.push_back(thumbnail->contrast);
        }
    return contrasts;
}

double deviationOf(const cv::Mat &image)
{
    cv::Scalar mean;
    cv::Scalar deviation;
    cv::meanStdDev(image, mean, deviation);
    return deviation[0];
}

void writeShapes(std::vector<Registered> all, const std::filesystem::path &file)
{
    std::ranges::sort(all, std::ranges::greater{}, &Registered::correlation);
    all.resize(all.size() * 7 / 10);
    cv::Mat rows(static_cast<int>(all.size()), static_cast<int>(all.front().shape.size()), CV_32F);
    for (std::size_t i = 0; i < all.size(); ++i)
        std::ranges::copy(all[i].shape, rows.ptr<float>(static_cast<int>(i)));
    const cv::PCA principal(rows, cv::noArray(), cv::PCA::DATA_AS_ROW, ThoraxAtlas::modes);
    std::ofstream out(file, std::ios::binary);
    const auto write = [&out](const cv::Mat &values) {
        out.write(
            reinterpret_cast<const char *>(values.data), static_cast<std::streamsize>(values.total() * sizeof(float)));
    };
    write(principal.mean);
    write(principal.eigenvectors);
    cv::Mat deviations;
    cv::sqrt(principal.eigenvalues, deviations);
    write(deviations);
}

} // namespace

int main(int argumentCount, char **arguments)
{
    if (argumentCount < 5) {
        std::fprintf(stderr, "usage: make_thorax_atlas FRAME.png ROUNDS OUTPUT_FOLDER IMAGE_FOLDER...\n");
        return 2;
    }
    cv::Mat frame = cv::imread(arguments[1], cv::IMREAD_GRAYSCALE);
    cv::resize(frame, frame, { ThoraxAtlas::size, ThoraxAtlas::size }, 0, 0, cv::INTER_AREA);
    cv::Mat picture;
    frame.convertTo(picture, CV_32F, 1.0 / 50.0, -128.0 / 50.0);
    const std::vector<cv::Mat> contrasts = readContrasts(argumentCount - 4, arguments + 4);
    const ThoraxAtlas annotation = annotatedAtlas({}, {});
    std::vector<Registered> registered;
    for (int round = 0; round < std::atoi(arguments[2]); ++round) {
        cv::Mat sum = cv::Mat::zeros(picture.size(), CV_32F);
        double weights = 0.0;
        double spread = 0.0;
        registered.clear();
        for (const cv::Mat &contrast : contrasts) {
            const auto registration = registerAtlas(picture, contrast);
            if (!registration)
                continue;
            // Well registered images decide; a hand or a lateral view that slipped in does not.
            const double weight = std::pow(std::max(0.0, registration->affineCorrelation - 0.3), 2.0);
            sum += weight * registration->warped;
            weights += weight;
            spread += weight * deviationOf(registration->warped);
            Registered entry{ registration->correlation, {} };
            for (const Point &point : annotation.points) {
                const Point moved = registration->deformed(point);
                entry.shape.push_back(static_cast<float>(moved.x));
                entry.shape.push_back(static_cast<float>(moved.y));
            }
            registered.push_back(std::move(entry));
        }
        // Averaging lowers the contrast; the demons compare grey levels, so it is given back.
        picture = sum / std::max(1e-9, weights);
        picture *= spread / std::max(1e-9, weights) / std::max(1e-6, deviationOf(picture));
        std::printf("round %d: %zu of %zu registered\n", round + 1, registered.size(), contrasts.size());
        std::fflush(stdout);
    }
    const std::filesystem::path output = arguments[3];
    std::ofstream out(output / "atlas.bin", std::ios::binary);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            out.put(static_cast<char>(cv::saturate_cast<unsigned char>(128.0F + 50.0F * picture.at<float>(y, x))));
    writeShapes(std::move(registered), output / "shape.bin");
    return 0;
}

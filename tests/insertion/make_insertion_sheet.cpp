// A contact sheet to look at: overlays of landmarks, or original | inserted | 128 + 2·difference. On demand only.
//   make_insertion_sheet OUT.png landmarks|TARGET|all COUNT SKIP IMAGE_FOLDER... ; real images never enter the project.

#include "core/insertion/Insertion.h"
#include "core/anatomy/Landmarks.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

using namespace cf;

namespace {

constexpr int cell = 360;

GreyImage readGrey(const std::string &file)
{
    const cv::Mat picture = cv::imread(file, cv::IMREAD_GRAYSCALE);
    GreyImage image(picture.cols, picture.rows);
    for (std::size_t i = 0; i < image.pixels.size(); ++i)
        image.pixels[i] = static_cast<float>(picture.data[i]) / 255.0F;
    return image;
}

cv::Mat fitted(const cv::Mat &picture)
{
    cv::Mat small;
    const double scale = static_cast<double>(cell) / std::max(picture.cols, picture.rows);
    cv::resize(picture, small, {}, scale, scale, cv::INTER_AREA);
    cv::Mat result(cell, cell, picture.type(), cv::Scalar::all(0));
    small.copyTo(result(cv::Rect(0, 0, small.cols, small.rows)));
    return result;
}

cv::Mat toMat(const GreyImage &image)
{
    cv::Mat result;
    cv::Mat(image.height, image.width, CV_32F, const_cast<float *>(image.pixels.data()))
        .convertTo(result, CV_8U, 255.0);
    return result;
}

cv::Mat overlay(const GreyImage &image, const ThoraxLandmarks &found)
{
    cv::Mat picture;
    cv::cvtColor(toMat(image), picture, cv::COLOR_GRAY2BGR);
    const auto draw = [&picture](const std::vector<Point> &points, bool closed, const cv::Scalar &colour) {
        std::vector<cv::Point> line;
        for (const Point &point : points)
            line.emplace_back(cvRound(point.x), cvRound(point.y));
        cv::polylines(picture, std::vector{ line }, closed, colour, 1, cv::LINE_AA);
    };
    const ThoraxGeometry &g = found.geometry;
    draw(g.lungRight, true, { 0, 255, 0 });
    draw(g.lungLeft, true, { 0, 255, 0 });
    draw(g.heartRight, false, { 80, 80, 255 });
    draw(g.heartLeft, false, { 80, 80, 255 });
    draw(g.midline, false, { 255, 255, 0 });
    draw(g.trachea, false, { 255, 120, 0 });
    for (const Point &p : { g.hilumRight, g.hilumLeft, g.trachea.back() })
        cv::circle(picture, { cvRound(p.x), cvRound(p.y) }, 3, { 0, 0, 255 }, -1);
    char text[64];
    std::snprintf(text, sizeof text, "%.2f  %.2f %.2f  c %.2f %.2f", g.confidence, found.affineCorrelation,
        found.correlation, found.contrastRight, found.contrastLeft);
    cv::putText(picture, text, { 6, picture.rows - 8 }, cv::FONT_HERSHEY_SIMPLEX, 0.55,
        g.confidence < 0.6 ? cv::Scalar(0, 0, 255) : cv::Scalar(0, 255, 255), 1, cv::LINE_AA);
    return picture;
}

} // namespace

int main(int argumentCount, char **arguments)
{
    if (argumentCount < 6)
        return 2;
    const std::string what = arguments[2];
    const int count = std::atoi(arguments[3]);
    const int skip = std::atoi(arguments[4]);
    std::vector<std::string> files;
    for (int i = 5; i < argumentCount; ++i)
        for (const auto &entry : std::filesystem::directory_iterator(arguments[i]))
            files.push_back(entry.path().string());
    std::ranges::sort(files);
    std::vector<cv::Mat> cells;
    int used = 0;
    for (std::size_t i = static_cast<std::size_t>(skip); i < files.size() && used < count; i += 17) {
        const GreyImage image = readGrey(files[i]);
        const auto start = std::chrono::steady_clock::now();
        const auto found = findThoraxLandmarks(image);
        const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        if (!found) {
            std::printf("%s: %s\n", files[i].c_str(), found.error().message.c_str());
            continue;
        }
        std::printf("%s %.2f (%.3f s)\n", files[i].c_str(), found->geometry.confidence, seconds);
        if (what == "landmarks") {
            cells.push_back(fitted(overlay(image, *found)));
            ++used;
            continue;
        }
        static const std::vector<Target> all{ Target::Pacemaker, Target::EcgLeads, Target::CentralVenousCatheter,
            Target::SternalWires, Target::ChestTube, Target::EndotrachealTube, Target::NasogastricTube,
            Target::PleuralEffusion, Target::Cardiomegaly, Target::Consolidation, Target::Edema, Target::Pneumothorax,
            Target::LungLesion };
        const Target target = what == "all" ? all[static_cast<std::size_t>(used) % all.size()]
                                            : targetFromKey(what).value_or(Target::Pacemaker);
        RandomStream stream(i, "sheet");
        Abnormality abnormality{ target, stream.chance(0.5) ? Side::Left : Side::Right, Zone::None,
            isDevice(target) ? Severity::None : static_cast<Severity>(1 + used % 3) };
        if (const auto allowed = checkInsertable(*found, abnormality); !allowed)
            continue;
        const auto begin = std::chrono::steady_clock::now();
        const auto pair = insertAbnormality(image, found->geometry, abnormality, stream);
        const double took = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
        if (!pair) {
            std::printf("  %s\n", pair.error().message.c_str());
            continue;
        }
        std::printf("  %s %s visible %.1f (%.3f s)\n", std::string(keyOf(target)).c_str(),
            std::string(keyOf(abnormality.side)).c_str(), pair->visible, took);
        GreyImage difference = pair->with;
        for (std::size_t p = 0; p < difference.pixels.size(); ++p)
            difference.pixels[p] =
                std::clamp(0.5F + 2.0F * (pair->with.pixels[p] - pair->without.pixels[p]), 0.0F, 1.0F);
        cv::Mat row;
        cv::hconcat(
            std::vector{ fitted(toMat(pair->without)), fitted(toMat(pair->with)), fitted(toMat(difference)) }, row);
        cells.push_back(row);
        ++used;
    }
    if (cells.empty())
        return 1;
    const std::size_t across = what == "landmarks" ? 5 : 2;
    while (cells.size() % across != 0)
        cells.push_back(cv::Mat::zeros(cells.front().size(), cells.front().type()));
    std::vector<cv::Mat> rows;
    for (std::size_t i = 0; i < cells.size(); i += across) {
        cv::Mat row;
        cv::hconcat(std::vector<cv::Mat>(cells.begin() + static_cast<std::ptrdiff_t>(i),
                        cells.begin() + static_cast<std::ptrdiff_t>(i + across)),
            row);
        rows.push_back(row);
    }
    cv::Mat sheet;
    cv::vconcat(rows, sheet);
    return cv::imwrite(arguments[1], sheet) ? 0 : 1;
}

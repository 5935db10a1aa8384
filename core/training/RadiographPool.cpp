#include "core/training/RadiographPool.h"

#include "core/phantom/PatientSplit.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>

namespace cf {

namespace {

std::vector<std::string> splitLine(const std::string &line)
{
    std::vector<std::string> cells;
    std::stringstream stream(line);
    std::string cell;
    while (std::getline(stream, cell, ','))
        cells.push_back(cell);
    return cells;
}

/// File stem → patient, from the first columns of labels.csv (which hold no quoted commas).
Result<std::map<std::string, std::string>> readPatients(const std::filesystem::path &labels)
{
    std::ifstream stream(labels);
    std::string line;
    if (!std::getline(stream, line))
        return fail(ErrorCode::Io, "The label list " + labels.string() + " cannot be read.");
    const auto header = splitLine(line);
    const auto column = [&header](const char *name) {
        return std::find(header.begin(), header.end(), name) - header.begin();
    };
    const auto patient = column("patient_id");
    const auto image = std::min(column("file"), column("image_id"));
    const auto columns = static_cast<std::ptrdiff_t>(header.size());
    if (patient == columns || image == columns)
        return fail(ErrorCode::InvalidInput,
            "The label list " + labels.string() + " lacks the columns patient_id and file or image_id.");
    std::map<std::string, std::string> patients;
    while (std::getline(stream, line)) {
        const auto cells = splitLine(line);
        if (static_cast<std::ptrdiff_t>(cells.size()) > std::max(patient, image))
            patients[std::filesystem::path(cells[static_cast<std::size_t>(image)]).stem().string()] =
                cells[static_cast<std::size_t>(patient)];
    }
    return patients;
}

std::vector<std::uint8_t> toSquare(const cv::Mat &image, int size)
{
    const double scale = static_cast<double>(size) / std::max(image.cols, image.rows);
    const cv::Size inner(std::max(1, static_cast<int>(image.cols * scale + 0.5)),
        std::max(1, static_cast<int>(image.rows * scale + 0.5)));
    cv::Mat scaled;
    cv::resize(image, scaled, inner, 0, 0, scale < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    cv::Mat square = cv::Mat::zeros(size, size, CV_8UC1);
    scaled.copyTo(square(cv::Rect((size - inner.width) / 2, (size - inner.height) / 2, inner.width, inner.height)));
    return { square.data, square.data + square.total() };
}

} // namespace

Result<RadiographPool> loadRadiographPool(
    const std::vector<std::filesystem::path> &folders, int imageSize, const JobContext &job)
{
    RadiographPool pool;
    pool.imageSize = imageSize;
    for (const auto &folder : folders) {
        CF_ASSIGN(const auto patients, readPatients(folder / "labels.csv"));
        const std::string name = folder.filename().string();
        const std::string dataSet = name.substr(0, name.find('_'));
        std::vector<std::filesystem::path> files;
        std::error_code failure;
        for (const auto &entry : std::filesystem::directory_iterator(folder / "images", failure))
            files.push_back(entry.path());
        std::sort(files.begin(), files.end()); // The order of a directory differs between machines.
        for (const auto &file : files) {
            CF_TRY(job.checkStop());
            const auto patient = patients.find(file.stem().string());
            if (patient == patients.end() || isHeldBackPatient(dataSet, patient->second))
                continue;
            const cv::Mat image = cv::imread(file.string(), cv::IMREAD_GRAYSCALE);
            if (!image.empty())
                pool.images.push_back(toSquare(image, imageSize));
        }
    }
    return pool;
}

} // namespace cf

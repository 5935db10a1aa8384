#include "core/training/data/RadiographPool.h"

#include "core/base/files/FolderListing.h"
#include "core/base/text/CsvFile.h"
#include "core/imaging/pictures/GreyPicture.h"
#include "core/insertion/patients/PatientSplit.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <map>

namespace cf {

namespace {

/// File stem → patient.
Result<std::map<std::string, std::string>> readPatients(const std::filesystem::path &labels)
{
    CF_ASSIGN(const auto rows, readTable(labels));
    std::map<std::string, std::string> patients;
    for (const auto &row : rows) {
        const auto image = row.contains("file") ? row.find("file") : row.find("image_id");
        const auto patient = row.find("patient_id");
        if (image == row.end() || patient == row.end())
            return fail(ErrorCode::InvalidInput,
                "The label list " + labels.string() + " lacks the columns patient_id and file or image_id.");
        patients[std::filesystem::path(image->second).stem().string()] = patient->second;
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
        CF_ASSIGN(const auto files, listFolder(folder / "images"));
        for (const auto &file : files) {
            CF_TRY(job.checkStop());
            const auto patient = patients.find(file.path().stem().string());
            if (patient == patients.end() || isHeldBackPatient(dataSet, patient->second))
                continue;
            CF_ASSIGN(const cv::Mat image, readGreyPicture(file.path()));
            pool.images.push_back(toSquare(image, imageSize));
        }
    }
    return pool;
}

} // namespace cf

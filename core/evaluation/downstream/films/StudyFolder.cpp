#include "core/evaluation/downstream/films/StudyFolder.h"

#include "core/base/files/AtomicFile.h"
#include "core/imaging/Resample.h"
#include "core/imaging/pictures/GreyPicture.h"

#include <opencv2/imgcodecs.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>

namespace cf::downstream {

namespace {

std::string fileName(std::string_view text)
{
    std::string name;
    for (const char character : text)
        name += std::isalnum(static_cast<unsigned char>(character)) != 0 ? character : '-';
    return name;
}

std::string runName(const std::string &arm, int classifierSeed, int generationSeed)
{
    std::string name = fileName(arm);
    return name.append("-c").append(std::to_string(classifierSeed)).append("-g").append(std::to_string(generationSeed));
}

std::string percent(double correlation)
{
    return std::to_string(std::lround(100.0 * correlation));
}

} // namespace

bool isThere(const std::filesystem::path &file)
{
    std::error_code ignored;
    return std::filesystem::exists(file, ignored);
}

std::filesystem::path StudyFolder::film(const StudyPatient &patient, int cell) const
{
    std::string name = fileName(patient.name);
    name.append("-").append(keyOfCell(cell)).append(".png");
    return m_folder / "films" / m_task / name;
}

std::filesystem::path StudyFolder::patient(const StudyPatient &patient) const
{
    return m_folder / "films" / m_task / (fileName(patient.name) + ".json");
}

std::filesystem::path StudyFolder::edit(
    const std::string &way, std::uint64_t seed, const StudyPatient &patient, int cell, std::string_view kind) const
{
    std::filesystem::path file = record(way, seed, patient, cell);
    std::string end = ".";
    file.replace_extension(end.append(kind).append(".png"));
    return file;
}

std::filesystem::path StudyFolder::record(
    const std::string &way, std::uint64_t seed, const StudyPatient &patient, int cell) const
{
    std::string folder = fileName(way);
    folder.append("-").append(std::to_string(seed));
    std::string name = fileName(patient.name);
    name.append("-").append(keyOfCell(cell)).append(".json");
    return m_folder / "edits" / m_task / folder / name;
}

std::filesystem::path StudyFolder::result(
    const std::string &arm, double correlation, int classifierSeed, int generationSeed) const
{
    return m_folder / "results" / m_task / percent(correlation)
        / (runName(arm, classifierSeed, generationSeed) + ".json");
}

std::filesystem::path StudyFolder::state(
    const std::string &arm, double correlation, int classifierSeed, int generationSeed) const
{
    return m_folder / "training"
        / (m_task + "-" + percent(correlation) + "-" + runName(arm, classifierSeed, generationSeed));
}

Result<> writeFilm(const GreyImage &film, int size, const std::filesystem::path &file)
{
    const GreyImage shrunk = film.width == size && film.height == size ? film : resized(film, size, size);
    std::vector<std::uint8_t> grey(shrunk.pixels.size());
    std::transform(shrunk.pixels.begin(), shrunk.pixels.end(), grey.begin(),
        [](float value) { return static_cast<std::uint8_t>(std::lround(255.0F * std::clamp(value, 0.0F, 1.0F))); });
    std::vector<std::uint8_t> bytes;
    try {
        if (!cv::imencode(".png", cv::Mat(size, size, CV_8UC1, grey.data()), bytes))
            return fail(ErrorCode::Internal, "A film could not be encoded.");
    } catch (const cv::Exception &error) {
        return fail(ErrorCode::Internal, std::string("A film could not be encoded: ") + error.what());
    }
    return writeWhole(file, { reinterpret_cast<const char *>(bytes.data()), bytes.size() }, replaceOwnConfidential());
}

Result<std::vector<std::uint8_t>> readFilm(const std::filesystem::path &file, int size)
{
    const auto picture = readGreyPicture(file);
    if (picture && picture->cols == size && picture->rows == size && picture->isContinuous())
        return std::vector<std::uint8_t>(picture->datastart, picture->dataend);
    return fail(ErrorCode::Io,
        "The study's picture " + file.string() + " cannot be read. Delete it and its .json, and start again.");
}

} // namespace cf::downstream

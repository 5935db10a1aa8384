#include "core/datasets/plan/BatchEstimate.h"

#include <algorithm>
#include <system_error>
#include <thread>
#include <unistd.h>

namespace cf {

namespace {

/// Of one edit: object, picture and region, beyond what the source's size says.
constexpr std::uintmax_t bytesBesideSource = 600'000;
/// A compressed source is written uncompressed.
constexpr std::uintmax_t timesSource = 4;
/// A picture of 16 bits is as large as an uncompressed source; a segmentation has a bit a pixel.
constexpr std::uintmax_t timesSourceDeep = 4;
constexpr std::uintmax_t bytesOfSegmentation = 1'200'000;
/// A worker of the bundled model's size needs less than this.
constexpr std::uint64_t workerMemory = 1'500'000'000;

std::filesystem::path nearestFolder(std::filesystem::path folder)
{
    std::error_code ignored;
    folder = std::filesystem::absolute(folder, ignored);
    while (!std::filesystem::exists(folder, ignored) && folder.has_parent_path() && folder != folder.parent_path())
        folder = folder.parent_path();
    return folder;
}

} // namespace

BatchEstimate estimateBatch(const BatchPlan &plan, const std::vector<FilmEntry> &films,
    const std::vector<BatchItem> &items, const std::filesystem::path &output)
{
    BatchEstimate estimate;
    estimate.films = films.size();
    estimate.edits = items.size();
    for (const FilmEntry &film : films)
        for (const auto &[column, cell] : film.columns)
            estimate.columns.insert(column);
    std::error_code error;
    for (const BatchItem &item : items) {
        const std::uintmax_t size = std::filesystem::file_size(plan.films / item.film, error);
        const std::uintmax_t times = timesSource + (plan.deepPictures ? timesSourceDeep : 0);
        estimate.bytes +=
            bytesBesideSource + (plan.segmentations ? bytesOfSegmentation : 0) + (error ? 0 : times * size);
    }
    const auto space = std::filesystem::space(nearestFolder(output), error);
    if (!error)
        estimate.room = std::max<std::uintmax_t>(1, space.available);
    return estimate;
}

int helpfulWorkers(std::size_t edits)
{
    const auto cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const auto pages = static_cast<std::uint64_t>(std::max(0L, sysconf(_SC_AVPHYS_PAGES)));
    const auto fitting = static_cast<int>(
        std::min<std::uint64_t>(pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE)) / workerMemory, 1024));
    return std::min(std::clamp(fitting, 1, cores), static_cast<int>(std::clamp<std::size_t>(edits, 1, 1024)));
}

} // namespace cf

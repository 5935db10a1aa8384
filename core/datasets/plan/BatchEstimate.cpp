#include "core/datasets/plan/BatchEstimate.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sched.h>
#include <string>
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

/// Ticks of all cores together since the machine started.
struct CoreTicks {
    double idle = 0.0;
    double all = 0.0;
};

CoreTicks coreTicks()
{
    std::ifstream file("/proc/stat");
    std::string name;
    file >> name; // "cpu": user, nice, system, idle, waiting for disks, …
    CoreTicks ticks;
    double each = 0.0;
    for (int field = 0; field < 8 && file >> each; ++field) {
        ticks.all += each;
        ticks.idle += field == 3 || field == 4 ? each : 0.0;
    }
    return ticks;
}

/// Long enough for twenty ticks of a core.
constexpr std::chrono::milliseconds loadInterval{ 200 };

/// Cores that this process may use; at least one.
int allowedCores()
{
    cpu_set_t allowed;
    return sched_getaffinity(0, sizeof allowed, &allowed) == 0
        ? std::max(1, CPU_COUNT(&allowed))
        : static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

/// Of those the ones that others leave idle now; at least one.
int idleCores()
{
    const int machine = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    const int cores = allowedCores();
    const CoreTicks before = coreTicks();
    std::this_thread::sleep_for(loadInterval);
    const CoreTicks after = coreTicks();
    if (after.all <= before.all)
        return cores; // The system does not say.
    const double idle = (after.idle - before.idle) / (after.all - before.all);
    return std::clamp(static_cast<int>(std::lround(idle * machine)), 1, cores);
}

/// Bytes that programs can have without any being pushed out; the disk's cache gives way and counts as free.
std::uint64_t availableMemory()
{
    std::ifstream file("/proc/meminfo");
    for (std::string line; std::getline(file, line);)
        if (line.starts_with("MemAvailable:"))
            return std::strtoull(line.c_str() + line.find(':') + 1, nullptr, 10) * 1024;
    return static_cast<std::uint64_t>(std::max(0L, sysconf(_SC_AVPHYS_PAGES)))
        * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

int workersOn(int cores, std::size_t edits)
{
    const int fitting = static_cast<int>(std::min<std::uint64_t>(availableMemory() / workerMemory, 1024));
    return std::min(std::clamp(fitting, 1, cores), static_cast<int>(std::clamp<std::size_t>(edits, 1, 1024)));
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
        const std::uintmax_t size = std::filesystem::file_size(filmFileOf(plan, item.film), error);
        if (error)
            continue;
        ++estimate.editsOfFiles;
        const std::uintmax_t times = timesSource + (plan.deepPictures ? timesSourceDeep : 0);
        estimate.bytes += bytesBesideSource + (plan.segmentations ? bytesOfSegmentation : 0) + times * size;
    }
    if (const auto room = roomLeft(output))
        estimate.room = std::max<std::uintmax_t>(1, *room);
    return estimate;
}

std::optional<std::uintmax_t> roomLeft(const std::filesystem::path &folder)
{
    std::error_code error;
    const auto space = std::filesystem::space(nearestFolder(folder), error);
    return error ? std::nullopt : std::optional<std::uintmax_t>(space.available);
}

int helpfulWorkers(std::size_t edits)
{
    return workersOn(allowedCores(), edits);
}

int measuredWorkers(std::size_t edits)
{
    return workersOn(idleCores(), edits);
}

} // namespace cf

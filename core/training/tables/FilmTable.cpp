#include "core/training/tables/FilmTable.h"

#include "core/insertion/dataset/InsertionDataset.h"

#include <cmath>

namespace cf {

namespace {

/// FNV-1a; films number in the thousands, so that 64 bits do not collide.
std::uint64_t hashOf(std::span<const std::uint8_t> pixels)
{
    std::uint64_t value = 0xCBF29CE484222325ULL;
    for (const std::uint8_t pixel : pixels)
        value = (value ^ pixel) * 0x100000001B3ULL;
    return value;
}

} // namespace

Result<FilmTable> FilmTable::read(
    const std::vector<std::filesystem::path> &folders, int imageSize, const JobContext &job)
{
    FilmTable table;
    if (folders.empty())
        return table;
    CF_ASSIGN(const auto dataset, InsertionDataset::open(folders, imageSize, PatientShare::Training));
    for (std::size_t index = 0; index < dataset.size(); ++index) {
        CF_TRY(job.checkStop());
        const auto film = dataset.film(index);
        if (!film)
            continue;
        std::vector<std::uint8_t> pixels;
        for (const float grey : film->pixels)
            pixels.push_back(static_cast<std::uint8_t>(std::lround(grey * 255.0F)));
        const InsertionSource &source = dataset.sources()[index];
        Film known{ source.dataSet + "/" + source.patient, std::nullopt };
        if (!source.labels.empty()) // ChestX-ray14 writes "No Finding"; an empty field says nothing.
            known.findings = source.labels;
        table.m_films[hashOf(pixels)] = std::move(known);
    }
    return table;
}

const FilmTable::Film *FilmTable::find(std::span<const std::uint8_t> pixels) const
{
    if (m_films.empty())
        return nullptr;
    const auto found = m_films.find(hashOf(pixels));
    return found == m_films.end() ? nullptr : &found->second;
}

} // namespace cf

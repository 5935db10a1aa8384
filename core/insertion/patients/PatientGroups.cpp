#include "core/insertion/patients/PatientGroups.h"

#include "core/base/files/Sha256.h"
#include "core/insertion/patients/PatientIdentity.h"

#include <algorithm>
#include <cstdint>
#include <system_error>

namespace cf {

namespace {

/// No picture with its header and no DICOM object (its preamble has 128) has fewer bytes than this.
constexpr std::uintmax_t minFilmBytes = 64;

} // namespace

std::vector<std::string> hashesOfEqualSizes(const std::vector<std::filesystem::path> &files, const JobContext &job,
    const std::function<std::string(const std::filesystem::path &)> &hashOf)
{
    std::map<std::uintmax_t, std::vector<std::size_t>> bySize;
    std::error_code error;
    for (std::size_t place = 0; place < files.size(); ++place)
        if (const auto size = std::filesystem::file_size(files[place], error); !error && size >= minFilmBytes)
            bySize[size].push_back(place);
    std::vector<std::string> hashes(files.size());
    for (const auto &[size, places] : bySize)
        for (const std::size_t place : places)
            if (places.size() > 1 && job.checkStop())
                hashes[place] = hashOf ? hashOf(files[place]) : sha256OfFile(files[place]).value_or(std::string());
    return hashes;
}

std::size_t PatientGroups::add()
{
    m_parents.push_back(m_parents.size());
    return m_parents.back();
}

void PatientGroups::name(std::size_t film, std::string_view patient)
{
    if (const std::string compared = comparedPatient(patient); !compared.empty())
        join(film, "name/" + compared);
}

void PatientGroups::nameByPath(std::size_t film, std::string_view patient)
{
    if (const std::string compared = comparedPatient(patient); !compared.empty())
        join(film, "path/" + compared);
}

void PatientGroups::file(std::size_t film, const std::string &sha256)
{
    if (!sha256.empty())
        join(film, "file/" + sha256);
}

std::size_t PatientGroups::groupOf(std::size_t film) const
{
    while (m_parents[film] != film)
        film = m_parents[film] = m_parents[m_parents[film]];
    return film;
}

void PatientGroups::join(std::size_t film, const std::string &shared)
{
    const auto [known, isNew] = m_firstOf.emplace(shared, film);
    if (isNew)
        return;
    const std::size_t one = groupOf(film);
    const std::size_t other = groupOf(known->second);
    m_parents[std::max(one, other)] = std::min(one, other);
}

} // namespace cf

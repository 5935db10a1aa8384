#pragma once

#include "core/jobs/JobContext.h"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cf {

/// SHA-256 of those files that may equal another, being of its size; the others, and what is too small to be a film,
/// have none. So a folder is not read twice for nothing. Stopped, what was not read has none. `hashOf`: for who knows
/// hashes already; without it the files are read.
std::vector<std::string> hashesOfEqualSizes(const std::vector<std::filesystem::path> &files, const JobContext &job = {},
    const std::function<std::string(const std::filesystem::path &)> &hashOf = {});

/// Which films are one patient's: those that share any name of a patient (see comparedPatient()), the film's path's
/// included, or are the same file. By what is shared it goes on: A and B by the table, B and C by the objects makes one
/// patient of all three.
class PatientGroups
{
public:
    /// Takes a film in; films are numbered in the order in which they are added.
    std::size_t add();
    /// `patient`: as a table or an object says; empty says nothing.
    void name(std::size_t film, std::string_view patient);
    /// What the path says, see patientOfPath(). A table may number patients anew: such names are compared with each
    /// other only.
    void nameByPath(std::size_t film, std::string_view patient);
    /// `sha256` of its file; empty says nothing.
    void file(std::size_t film, const std::string &sha256);

    /// The number of the group's first film.
    std::size_t groupOf(std::size_t film) const;

private:
    void join(std::size_t film, const std::string &shared);

    mutable std::vector<std::size_t> m_parents;
    std::map<std::string, std::size_t> m_firstOf;
};

} // namespace cf

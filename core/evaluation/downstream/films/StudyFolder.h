#pragma once

#include "core/base/Image.h"
#include "core/base/Result.h"
#include "core/evaluation/downstream/plan/StudyPlan.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace cf::downstream {

/// Whether a study has this file already.
bool isThere(const std::filesystem::path &file);

/// Where one task's pictures and results lie below a study's folder. Pictures are 8-bit PNG of the classifier's size.
class StudyFolder
{
public:
    StudyFolder(std::filesystem::path folder, std::string task)
        : m_folder(std::move(folder))
        , m_task(std::move(task))
    {
    }

    /// Of a patient's film; its sidecar says age and sex and that all of the patient's films are there.
    std::filesystem::path film(const StudyPatient &patient, int cell) const;
    std::filesystem::path patient(const StudyPatient &patient) const;
    /// Of an edit that turned the device of a film; `kind`: "edited", "null", "moved".
    std::filesystem::path edit(
        const std::string &way, std::uint64_t seed, const StudyPatient &patient, int cell, std::string_view kind) const;
    /// The record of that edit, written last.
    std::filesystem::path record(
        const std::string &way, std::uint64_t seed, const StudyPatient &patient, int cell) const;
    std::filesystem::path result(
        const std::string &arm, double correlation, int classifierSeed, int generationSeed) const;
    /// What a training in progress keeps.
    std::filesystem::path state(
        const std::string &arm, double correlation, int classifierSeed, int generationSeed) const;

private:
    std::filesystem::path m_folder;
    std::string m_task;
};

/// Writes a film at the size of a classifier's images, for that one's eye alone.
Result<> writeFilm(const GreyImage &film, int size, const std::filesystem::path &file);
/// Grey levels of a square picture of this size, row by row. Errors: Io, naming the file.
Result<std::vector<std::uint8_t>> readFilm(const std::filesystem::path &file, int size);

} // namespace cf::downstream

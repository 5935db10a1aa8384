#include "app/contrafact/SampleStudy.h"

#include "core/insertion/dataset/InsertionExport.h"
#include "core/phantom/Phantom.h"
#include "dicom/SyntheticWriter.h"

#include <array>
#include <cstdio>
#include <string>
#include <system_error>

namespace cf {

namespace {

struct SampleFilm {
    const char *name;
    std::uint64_t seed;
    const char *shows;
    const char *title;
};

constexpr int filmSize = 1024;

constexpr std::array films{
    SampleFilm{ "1-pacemaker.dcm", 7, "pacemaker", "Phantom with a pacemaker" },
    SampleFilm{ "2-effusion-left.dcm", 21, "moderate effusion left", "Phantom with a left effusion" },
    SampleFilm{ "3-cardiomegaly.dcm", 35, "moderate cardiomegaly", "Phantom with a large heart" },
};

Result<> writeFilm(const SampleFilm &film, const std::filesystem::path &file, const JobContext &job)
{
    CF_ASSIGN(const Abnormality shown, parseAbnormality(film.shows));
    CF_ASSIGN(const PhantomPatient anatomy, PhantomPatient::make(film.seed, filmSize, job));
    CF_ASSIGN(const Phantom phantom, anatomy.film({ shown }, job));
    std::array<char, 32> number{};
    std::snprintf(number.data(), number.size(), "%06llu", static_cast<unsigned long long>(film.seed));
    PatientDescription patient;
    patient.name = std::string("PHANTOM^").append(number.data());
    patient.id = std::string("PHANTOM").append(number.data());
    patient.sex = phantom.female ? "F" : "M";
    std::snprintf(number.data(), number.size(), "%03dY", phantom.ageYears);
    patient.age = number.data();
    patient.studyDescription = film.title;
    SyntheticRecord record;
    record.method = "procedural phantom";
    record.provenanceJson = std::string("{\"phantom_seed\": ")
                                .append(std::to_string(film.seed))
                                .append(", \"size\": ")
                                .append(std::to_string(filmSize))
                                .append(", \"switches\": [\"")
                                .append(film.shows)
                                .append("\"]}");
    record.seriesDescription = film.title;
    record.identifierSeed = record.provenanceJson;
    CF_TRY(writeRadiograph(phantom.radiograph(), patient, record, file));
    return {};
}

} // namespace

Result<std::filesystem::path> sampleStudy(const std::filesystem::path &folder, const JobContext &job)
{
    std::error_code failure;
    std::filesystem::create_directories(folder, failure);
    if (failure)
        return fail(ErrorCode::Io,
            "The sample needs a folder at " + folder.string() + ", which cannot be made: " + failure.message() + ".");
    for (std::size_t index = 0; index < films.size(); ++index) {
        CF_TRY(job.checkStop());
        const std::filesystem::path file = folder / films[index].name;
        if (std::filesystem::exists(file, failure))
            continue;
        job.report({ static_cast<int>(index) + 1, static_cast<int>(films.size()), "Rendering the sample", -1.0 });
        // Steps within a film are no steps of the sample.
        CF_TRY(writeFilm(films[index], file, JobContext(job.stopToken(), {})));
    }
    return folder;
}

} // namespace cf

#include "core/evaluation/removals/RemovalFilms.h"

#include "core/base/RandomStream.h"
#include "core/base/text/CsvFile.h"
#include "core/insertion/patients/PatientIdentity.h"
#include "core/insertion/patients/PatientSplit.h"

#include <algorithm>
#include <utility>

namespace cf {

namespace {

namespace fs = std::filesystem;

std::string field(const std::map<std::string, std::string> &row, const char *name)
{
    const auto found = row.find(name);
    return found == row.end() ? std::string() : found->second;
}

} // namespace

std::string DeviceColumn::words() const
{
    std::string text = column;
    std::ranges::replace(text, '_', ' ');
    return text;
}

const std::vector<DeviceColumn> &deviceColumns()
{
    static const std::vector<DeviceColumn> columns{ { "pacemaker", Target::Pacemaker },
        { "central_venous_catheter", Target::CentralVenousCatheter }, { "endotracheal_tube", Target::EndotrachealTube },
        { "nasogastric_tube", Target::NasogastricTube }, { "chest_tube", Target::ChestTube },
        { "ecg_leads", Target::EcgLeads }, { "sternal_wires", Target::SternalWires } };
    return columns;
}

std::string RemovalSource::folder() const
{
    return (films.filename().empty() ? films.parent_path() : films).filename().string();
}

bool RemovalSource::onlyHeldBack() const
{
    return !allPatients && std::ranges::find(trainedOn, folder()) != trainedOn.end();
}

Result<std::vector<RemovalFilm>> listRemovalFilms(const RemovalSource &source)
{
    CF_ASSIGN(const auto table, DeviceTable::read(source.table));
    CF_ASSIGN(const auto rows, readTable(source.films / "labels.csv"));
    std::vector<std::pair<std::uint64_t, RemovalFilm>> found;
    for (const auto &row : rows) {
        RemovalFilm film;
        // Only the name counts: a table must not lead out of its folder.
        film.name = fs::path(field(row, "file").empty() ? field(row, "image_id") + ".png" : field(row, "file"))
                        .filename()
                        .string();
        film.file = source.films / "images" / film.name;
        const std::string patient = patientOfRow(row);
        const std::string dataSet = dataSetOfFilm(source.films, film.name);
        film.patient = dataSet + "/" + (patient.empty() ? film.name : patient);
        const DeviceTable::Row *seen = table.find(film.name);
        std::error_code failure;
        if (seen == nullptr || !fs::is_regular_file(film.file, failure))
            continue;
        // Whose patient is not known may have been trained on.
        if (source.onlyHeldBack() && (patient.empty() || !isHeldBackPatient(dataSet, patient)))
            continue;
        for (const DeviceColumn &column : deviceColumns())
            if (const int shown = seen->device(column.column); shown == 1 || shown == 0)
                (shown == 1 ? film.devices : film.absent).push_back(column);
        film.marks = seen->marks;
        if (!film.devices.empty())
            found.emplace_back(RandomStream(0, film.name).next(), std::move(film));
    }
    if (found.empty())
        return fail(ErrorCode::InvalidInput,
            "The table " + source.table.string() + " names no film of " + source.films.string()
                + (source.onlyHeldBack() ? ", of a patient who was held back from training," : "")
                + " that shows a device. A film is found by the name of its file in images/"
                + (source.onlyHeldBack() ? "; --all-patients takes those that were trained on, too." : "."));
    std::ranges::sort(found, {}, [](const auto &each) { return std::pair(each.first, each.second.name); });
    std::vector<RemovalFilm> films;
    for (auto &[order, film] : found)
        if (films.empty() || films.back().name != film.name) // A table may name a film twice.
            films.push_back(std::move(film));
    return films;
}

} // namespace cf

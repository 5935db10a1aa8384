#include "core/evaluation/downstream/films/ArmFilms.h"

#include "core/base/RandomStream.h"

#include <algorithm>
#include <map>

namespace cf::downstream {

namespace {

std::map<int, std::vector<TrainingFilm>> byCell(const std::vector<TrainingFilm> &films)
{
    std::map<int, std::vector<TrainingFilm>> groups;
    for (const TrainingFilm &film : films)
        groups[film.cell].push_back(film);
    return groups;
}

/// Every group at the size of the smallest, or of the largest by repeating its films in turn.
std::vector<TrainingFilm> balanced(const std::vector<TrainingFilm> &films, bool repeats)
{
    const auto groups = byCell(films);
    std::size_t size = 0;
    for (const auto &[cell, group] : groups)
        size = size == 0 ? group.size() : repeats ? std::max(size, group.size()) : std::min(size, group.size());
    std::vector<TrainingFilm> result;
    for (const auto &[cell, group] : groups)
        for (std::size_t index = 0; index < size; ++index)
            result.push_back(group[index % group.size()]);
    return result;
}

} // namespace

std::string_view pictureOf(Material material)
{
    switch (material) {
    case Material::Null:
        return "null";
    case Material::Moved:
        return "moved";
    case Material::Edited:
    case Material::SdEdit:
    case Material::Prism:
        return "edited";
    case Material::Exact:
        return "exact";
    case Material::None:
        break;
    }
    return {};
}

std::vector<EditWish> editWishes(const std::vector<StudyPatient> &patients, double correlation, double share)
{
    std::vector<EditWish> wishes;
    for (const StudyPatient &patient : patients)
        if (patient.part == Part::Training && RandomStream(patient.seed, "study share").uniform() < share)
            wishes.push_back({ &patient, cellAt(patient, correlation) });
    return wishes;
}

std::string wayOf(const StudyArm &arm)
{
    switch (arm.material) {
    case Material::Null:
    case Material::Moved:
    case Material::Edited:
        return "default";
    case Material::SdEdit:
        return "sdedit";
    case Material::Prism:
        return "prism";
    case Material::None:
    case Material::Exact:
        break;
    }
    return {};
}

Result<ArmFilms> armFilms(const StudyArm &arm, const std::vector<StudyPatient> &patients, double correlation,
    std::uint64_t generationSeed, const StudyPlan &plan, const StudyFolder &folder)
{
    ArmFilms result;
    for (const StudyPatient &patient : patients)
        if (patient.part == Part::Training) {
            const int cell = cellAt(patient, correlation);
            result.films.push_back({ folder.film(patient, cell), cell, false });
        }
    if (arm.balance != Balance::AsIs) {
        if (byCell(result.films).size() < static_cast<std::size_t>(cellCount))
            result.impossible = "Some groups have no film, so nothing can be balanced.";
        else
            result.films = balanced(result.films, arm.balance == Balance::Duplicated);
    }
    if (arm.material != Material::None)
        for (const EditWish &wish : editWishes(patients, correlation, plan.editShare)) {
            ++result.wished;
            const int turned = deviceTurned(wish.cell);
            if (arm.material == Material::Exact) {
                result.films.push_back({ folder.film(*wish.patient, turned), turned, true });
                continue;
            }
            const std::string way = wayOf(arm);
            CF_ASSIGN(
                const EditRecord record, readEditRecord(folder.record(way, generationSeed, *wish.patient, wish.cell)));
            if (!record.accepted) {
                ++result.refused;
                continue;
            }
            const bool turns = arm.material != Material::Null && arm.material != Material::Moved;
            result.films.push_back(
                { folder.edit(way, generationSeed, *wish.patient, wish.cell, pictureOf(arm.material)),
                    turns ? turned : wish.cell, true });
        }
    for (const TrainingFilm &film : result.films)
        ++(film.synthetic ? result.synthetic : result.originals).at(static_cast<std::size_t>(film.cell));
    if (arm.learning == Learning::Pretrained && result.wished == result.refused)
        result.impossible = "Every edit was refused, so there is nothing to pretrain on.";
    return result;
}

} // namespace cf::downstream

#include "core/evaluation/downstream/films/FilmSource.h"

#include "core/base/RandomStream.h"
#include "core/evaluation/downstream/films/DevicePrompt.h"
#include "core/insertion/dataset/InsertionDataset.h"

#include <algorithm>
#include <set>

namespace cf::downstream {

namespace {

GreyImage squared(const GreyImage &image, int size)
{
    GreyImage result(size, size);
    const int left = (size - image.width) / 2;
    const int top = (size - image.height) / 2;
    for (int y = 0; y < image.height; ++y)
        std::copy_n(&image.at(0, y), image.width, &result.at(left, y + top));
    return result;
}

class RadiographFilms final : public FilmSource
{
public:
    RadiographFilms(ShortcutTask task, int size, InsertionDataset seen, InsertionDataset heldBack)
        : m_task(std::move(task))
        , m_size(size)
        , m_seen(std::move(seen))
        , m_heldBack(std::move(heldBack))
    {
    }

    Result<> choose(const StudyPlan &plan)
    {
        std::vector<StudyPatient> seen = fitting(m_seen, plan.trainingPatients + plan.validationPatients);
        std::vector<StudyPatient> test = fitting(m_heldBack, plan.testPatients);
        // Where there are fewer films than asked for, the parts keep their proportion.
        const auto validation = static_cast<int>(static_cast<double>(seen.size()) * plan.validationPatients
            / (plan.trainingPatients + plan.validationPatients));
        const int training = static_cast<int>(seen.size()) - validation;
        if (training < 4 || validation < 2 || test.size() < 2)
            return fail(ErrorCode::InvalidInput,
                "Too few films take " + std::string(keyOf(m_task.finding)) + " and " + std::string(keyOf(m_task.device))
                    + ": " + std::to_string(training) + " to train on, " + std::to_string(validation) + " to validate, "
                    + std::to_string(test.size()) + " to test. Name more folders.");
        m_patients = std::move(seen);
        m_patients.insert(m_patients.end(), test.begin(), test.end());
        assignParts(m_patients, training, validation);
        return {};
    }

    const std::vector<StudyPatient> &patients() const override { return m_patients; }
    const ShortcutTask &task() const override { return m_task; }
    std::string name() const override { return "insertion"; }

    std::string prompt(const StudyPatient &patient, int cell) const override
    {
        return devicePrompt(deviceOf(patient.seed), !showsDevice(cell));
    }

    Result<PatientFilms> films(const StudyPatient &patient, const std::vector<int> &cells) override
    {
        const InsertionDataset &dataset = patient.part == Part::Test ? m_heldBack : m_seen;
        CF_ASSIGN(const auto prepared, dataset.prepare(patient.film));
        if (!prepared.landmarks)
            return fail(ErrorCode::Internal, "The film of " + patient.name + " has lost its landmarks.");
        InsertionView view;
        view.supine = dataset.sources()[patient.film].view == "AP";
        const ThoraxGeometry &geometry = prepared.landmarks->geometry;
        PatientFilms films;
        for (const int cell : cells) {
            GreyImage film = prepared.image;
            if (showsFinding(cell)) {
                RandomStream stream(patient.seed, "study finding");
                CF_ASSIGN(auto pair, insertAbnormality(film, geometry, findingOf(patient.seed), stream, view));
                film = std::move(pair.with);
            }
            if (showsDevice(cell)) {
                RandomStream stream(patient.seed, "study device");
                CF_ASSIGN(auto pair, insertAbnormality(film, geometry, deviceOf(patient.seed), stream, view));
                film = std::move(pair.with);
            }
            films.cells[cell] = squared(film, m_size);
            films.traits[cell] = dataset.sources()[patient.film].traits;
        }
        return films;
    }

private:
    Abnormality findingOf(std::uint64_t seed) const
    {
        RandomStream stream(seed, "study finding kind");
        Abnormality finding{ m_task.finding, Side::None, Zone::None, Severity::None };
        finding.severity = stream.chance(0.5) ? Severity::Moderate : Severity::Large;
        if (m_task.finding != Target::Cardiomegaly)
            finding.side = stream.chance(0.5) ? Side::Left : Side::Right;
        return finding;
    }
    Abnormality deviceOf(std::uint64_t seed) const
    {
        RandomStream stream(seed, "study device kind");
        Abnormality device{ m_task.device, Side::None, Zone::None, Severity::None };
        if (m_task.device == Target::Pacemaker)
            device.side = stream.chance(0.75) ? Side::Left : Side::Right;
        if (m_task.device == Target::ChestTube)
            device.side = findingOf(seed).side;
        return device;
    }

    /// One film of each patient that takes both, in an order by chance.
    std::vector<StudyPatient> fitting(const InsertionDataset &dataset, int maximum) const
    {
        std::vector<std::size_t> order(dataset.size());
        for (std::size_t index = 0; index < order.size(); ++index)
            order[index] = index;
        RandomStream stream(1, "study films");
        for (std::size_t index = order.size(); index > 1; --index)
            std::swap(order[index - 1], order[static_cast<std::size_t>(stream.below(static_cast<int>(index)))]);
        std::set<std::string> taken;
        std::vector<StudyPatient> patients;
        for (const std::size_t index : order) {
            if (static_cast<int>(patients.size()) >= maximum)
                break;
            const InsertionSource &source = dataset.sources()[index];
            StudyPatient patient;
            patient.name = source.dataSet + "/" + source.patient;
            patient.film = index;
            patient.seed = RandomStream(1, patient.name).next();
            if (taken.contains(patient.name) || !suits(source, findingOf(patient.seed))
                || !suits(source, deviceOf(patient.seed)))
                continue;
            const auto prepared = dataset.prepare(index);
            if (!prepared || !prepared->landmarks || !checkInsertable(*prepared->landmarks, findingOf(patient.seed))
                || !checkInsertable(*prepared->landmarks, deviceOf(patient.seed)))
                continue;
            taken.insert(patient.name);
            patients.push_back(std::move(patient));
        }
        return patients;
    }

    ShortcutTask m_task;
    int m_size;
    InsertionDataset m_seen;
    InsertionDataset m_heldBack;
    std::vector<StudyPatient> m_patients;
};

} // namespace

Result<std::unique_ptr<FilmSource>> openRadiographFilms(
    const ShortcutTask &task, const StudyPlan &plan, const std::vector<std::filesystem::path> &folders)
{
    CF_ASSIGN(auto seen, InsertionDataset::open(folders, plan.renderSize, PatientShare::Training));
    CF_ASSIGN(auto heldBack, InsertionDataset::open(folders, plan.renderSize, PatientShare::HeldBack));
    auto films = std::make_unique<RadiographFilms>(task, plan.renderSize, std::move(seen), std::move(heldBack));
    CF_TRY(films->choose(plan));
    return std::unique_ptr<FilmSource>(std::move(films));
}

} // namespace cf::downstream

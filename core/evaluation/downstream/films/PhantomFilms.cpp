#include "core/evaluation/downstream/films/FilmSource.h"

#include "core/base/RandomStream.h"
#include "core/evaluation/downstream/films/DevicePrompt.h"
#include "core/phantom/Phantom.h"
#include "core/phantom/PhantomDataset.h"

#include <algorithm>

namespace cf::downstream {

namespace {

/// A task's patients have seeds of their own; `evaluate edits` takes those from 0 up.
std::uint64_t firstSeedOf(const ShortcutTask &task)
{
    return task.device == Target::Pacemaker ? 500'000 : task.device == Target::ChestTube ? 600'000 : 700'000;
}

class PhantomFilms final : public FilmSource
{
public:
    PhantomFilms(ShortcutTask task, const StudyPlan &plan)
        : m_task(std::move(task))
        , m_size(plan.renderSize)
    {
        const int count = plan.trainingPatients + plan.validationPatients + plan.testPatients;
        for (int index = 0; index < count; ++index) {
            StudyPatient patient;
            patient.seed = firstSeedOf(m_task) + static_cast<std::uint64_t>(index);
            patient.name = "phantom/" + std::to_string(patient.seed);
            m_patients.push_back(std::move(patient));
        }
        assignParts(m_patients, plan.trainingPatients, plan.validationPatients);
    }

    const std::vector<StudyPatient> &patients() const override { return m_patients; }
    const ShortcutTask &task() const override { return m_task; }
    std::string name() const override { return "phantom"; }

    std::string prompt(const StudyPatient &patient, int cell) const override
    {
        return devicePrompt(deviceOf(patient), !showsDevice(cell));
    }

    Result<PatientFilms> films(const StudyPatient &patient, const std::vector<int> &cells) override
    {
        CF_ASSIGN(const PhantomPatient body, PhantomPatient::make(patient.seed, m_size));
        PatientFilms films;
        for (const int cell : cells) {
            std::vector<Abnormality> switches = others(patient);
            if (showsFinding(cell))
                switches.push_back(findingOf(patient));
            if (showsDevice(cell))
                switches.push_back(deviceOf(patient));
            CF_ASSIGN(Phantom film, body.film(switches));
            films.traits[cell] = { film.female ? "F" : "M", film.ageYears, {}, {} };
            films.cells[cell] = std::move(film.display);
        }
        return films;
    }

private:
    /// A finding as plain as the device: what nobody can see would leave the device alone to learn.
    Abnormality findingOf(const StudyPatient &patient) const
    {
        RandomStream stream(patient.seed, "study finding");
        Abnormality finding{ m_task.finding, Side::None, Zone::None, Severity::None };
        finding.severity = stream.chance(0.5) ? Severity::Moderate : Severity::Large;
        if (m_task.finding != Target::Cardiomegaly)
            finding.side = stream.chance(0.5) ? Side::Left : Side::Right;
        return finding;
    }
    /// A chest tube lies on the side of the pneumothorax, be that there or not.
    Abnormality deviceOf(const StudyPatient &patient) const
    {
        RandomStream stream(patient.seed, "study device");
        Abnormality device{ m_task.device, Side::None, Zone::None, Severity::None };
        if (m_task.device == Target::Pacemaker)
            device.side = stream.chance(0.75) ? Side::Left : Side::Right;
        if (m_task.device == Target::ChestTube)
            device.side = findingOf(patient).side;
        return device;
    }
    /// What else the patient has, unrelated to both.
    std::vector<Abnormality> others(const StudyPatient &patient) const
    {
        std::vector<Abnormality> base = samplePhantomCase(patient.seed).base;
        std::erase_if(base, [this](const Abnormality &other) {
            return other.target == m_task.finding || other.target == m_task.device
                || (m_task.finding == Target::Cardiomegaly && other.target == Target::EnlargedCardiomediastinum)
                || (m_task.finding == Target::Pneumothorax && other.target == Target::PleuralEffusion);
        });
        return base;
    }

    ShortcutTask m_task;
    int m_size;
    std::vector<StudyPatient> m_patients;
};

} // namespace

std::unique_ptr<FilmSource> makePhantomFilms(const ShortcutTask &task, const StudyPlan &plan)
{
    return std::make_unique<PhantomFilms>(task, plan);
}

} // namespace cf::downstream

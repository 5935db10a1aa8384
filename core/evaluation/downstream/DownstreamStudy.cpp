#include "core/evaluation/downstream/DownstreamStudy.h"

#include "core/base/files/AtomicFile.h"
#include "core/base/files/ScratchFolder.h"
#include "core/base/text/JsonFile.h"
#include "core/evaluation/downstream/ArmTraining.h"
#include "core/evaluation/downstream/films/ArmFilms.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <set>

namespace cf::downstream {

namespace {

/// All that changes a picture or a training; what a study may grow by is left out.
std::string stampOf(const StudyPlan &plan, const StudyParts &parts)
{
    const ClassifierPlan &classifier = plan.classifier;
    return nlohmann::ordered_json{
        { "written_by", "contrafact-cli evaluate downstream" }, { "films", parts.origin },
        { "training_patients", plan.trainingPatients }, { "validation_patients", plan.validationPatients },
        { "test_patients", plan.testPatients }, { "probes", plan.probes }, { "render_size", plan.renderSize },
        { "edit_share", plan.editShare }, { "image_size", classifier.imageSize }, { "steps", classifier.steps },
        { "batch", classifier.batch }, { "checks", classifier.checks }, { "learning_rate", classifier.learningRate },
        { "weight_decay", classifier.weightDecay }, { "drop", classifier.drop },
        { "start_from", parts.startFrom.filename().string() }
    }.dump(2)
        + "\n";
}

/// Errors: InvalidInput naming the first setting that differs.
Result<> checkStamp(const StudyPlan &plan, const StudyParts &parts)
{
    const auto file = parts.folder / "study.json";
    const std::string stamp = stampOf(plan, parts);
    if (!isThere(file))
        return writeWhole(file, stamp, replaceOwn());
    CF_ASSIGN(const nlohmann::json there, readJsonFile(file));
    const nlohmann::json here = nlohmann::json::parse(stamp);
    for (const auto &[key, value] : here.items())
        if (!there.contains(key) || there[key] != value)
            return fail(ErrorCode::InvalidInput,
                "\"" + parts.folder.string() + "\" holds a study with another setting of \"" + key + "\" ("
                    + (there.contains(key) ? there[key].dump() : "none") + ", not " + value.dump()
                    + "). Name a new folder with --state.");
    return {};
}

struct Run {
    StudyArm arm;
    double correlation = 1.0;
    int classifierSeed = 1;
    int generationSeed = 1;
};

/// In the order of their seeds, so that a study that is stopped early has all arms.
std::vector<Run> runsOf(const StudyPlan &plan)
{
    std::vector<Run> runs;
    for (int generation = 1; generation <= plan.generationSeeds; ++generation)
        for (int seed = 1; seed <= plan.classifierSeeds; ++seed)
            for (const double correlation : plan.correlations)
                for (const StudyArm &arm : studyArms())
                    if (std::ranges::find(plan.arms, arm.name) != plan.arms.end()
                        && (generation == 1 || arm.isGenerated()))
                        runs.push_back({ arm, correlation, seed, generation });
    return runs;
}

std::vector<EditWish> probeWishes(const std::vector<StudyPatient> &patients, int probes)
{
    std::vector<EditWish> wishes;
    for (const StudyPatient &patient : patients)
        if (patient.part == Part::Test && static_cast<int>(wishes.size()) < probes)
            wishes.push_back({ &patient, cellAt(patient, 0.5) });
    return wishes;
}

/// Edits by way and seed of generation, each once.
std::map<std::pair<std::string, int>, std::vector<EditWish>> allWishes(
    const StudyPlan &plan, const std::vector<StudyPatient> &patients)
{
    std::map<std::pair<std::string, int>, std::vector<EditWish>> wishes;
    std::set<std::tuple<std::string, int, const StudyPatient *, int>> known;
    const auto add = [&](const std::string &way, int generation, const std::vector<EditWish> &more) {
        for (const EditWish &wish : more)
            if (known.insert({ way, generation, wish.patient, wish.cell }).second)
                wishes[{ way, generation }].push_back(wish);
    };
    for (const Run &run : runsOf(plan))
        if (const std::string way = wayOf(run.arm); !way.empty())
            add(way, run.generationSeed, editWishes(patients, run.correlation, plan.editShare));
    if (wishes.contains({ "default", 1 }))
        add("default", 1, probeWishes(patients, plan.probes));
    return wishes;
}

Result<> append(FilmSet &set, const std::filesystem::path &file, int cell, bool synthetic)
{
    CF_ASSIGN(const auto grey, readFilm(file, set.size));
    set.grey.insert(set.grey.end(), grey.begin(), grey.end());
    set.cells.push_back(cell);
    set.synthetic.push_back(synthetic);
    return {};
}

/// One task of a study.
class TaskStudy
{
public:
    TaskStudy(const StudyPlan &plan, const StudyParts &parts, FilmSource &source)
        : m_plan(plan)
        , m_parts(parts)
        , m_source(source)
        , m_folder(parts.folder, source.task().name)
        , m_patients(source.patients())
    {
    }

    /// The share's films and edits.
    Result<> prepare(const StudyShard &shard, const JobContext &job)
    {
        CF_TRY(
            prepareFilms(m_source, m_plan, m_folder, job, [&shard](std::size_t place) { return isOf(shard, place); }));
        std::size_t place = 0; // Over all edits, so that shares are alike.
        for (const auto &[way, wishes] : allWishes(m_plan, m_patients)) {
            CF_ASSIGN(const EditWay *found, wayNamed(way.first));
            std::vector<EditWish> own;
            for (const EditWish &wish : wishes)
                if (isOf(shard, place++))
                    own.push_back(wish);
            CF_TRY(prepareEdits(
                m_source, *found, static_cast<std::uint64_t>(way.second), own, m_plan, m_folder, job, judge()));
        }
        return {};
    }

    /// The share's trainings; the first share looks how well edits are detected.
    Result<> run(const StudyShard &shard, const JobContext &job)
    {
        CF_TRY(prepare({}, job));
        CF_TRY(loadFilms());
        const std::vector<Run> runs = runsOf(m_plan);
        std::size_t place = 0;
        for (const Run &run : runs) {
            CF_TRY(job.checkStop());
            const bool isOwn = isOf(shard, place++);
            const auto file = resultOf(run);
            if (!isOwn || isThere(file))
                continue;
            const std::string prefix = m_source.task().name + ", training " + std::to_string(place) + " of "
                + std::to_string(runs.size()) + " (" + run.arm.name + ")";
            const JobContext inner(job.stopToken(), [&](Progress progress) {
                progress.stage = prefix;
                job.report(progress);
            });
            CF_TRY(train(run, file, inner));
        }
        return isOf(shard, 0) ? detect(job) : Result<>();
    }

    void count(StudyWork &work) const
    {
        for (const StudyPatient &patient : m_patients) {
            ++work.films;
            work.filmsLeft += isThere(m_folder.patient(patient)) ? 0 : 1;
        }
        for (const auto &[way, wishes] : allWishes(m_plan, m_patients))
            for (const EditWish &wish : wishes) {
                ++work.edits[way.first];
                work.editsLeft[way.first] += isThere(m_folder.record(way.first, static_cast<std::uint64_t>(way.second),
                                                 *wish.patient, wish.cell))
                    ? 0
                    : 1;
            }
        for (const Run &run : runsOf(m_plan)) {
            ++work.trainings;
            work.trainingsLeft += isThere(resultOf(run)) ? 0 : 1;
        }
    }

private:
    static bool isOf(const StudyShard &shard, std::size_t place)
    {
        return place % static_cast<std::size_t>(shard.of) == static_cast<std::size_t>(shard.place - 1);
    }

    std::filesystem::path resultOf(const Run &run) const
    {
        return m_folder.result(run.arm.name, run.correlation, run.classifierSeed, run.generationSeed);
    }

    const SeeingJudge *judge() const { return m_parts.judge ? &*m_parts.judge : nullptr; }

    Result<const EditWay *> wayNamed(const std::string &name) const
    {
        for (const EditWay &way : m_parts.ways)
            if (way.name == name)
                return &way;
        return fail(ErrorCode::InvalidInput, "This study has no editor for \"" + name + "\".");
    }

    bool hasProbes() const { return m_plan.probes > 0 && allWishes(m_plan, m_patients).contains({ "default", 1 }); }

    Result<> loadFilms()
    {
        m_validation = m_test = m_probes = FilmSet{ m_plan.classifier.imageSize, {}, {}, {} };
        for (const StudyPatient &patient : m_patients) {
            if (patient.part == Part::Training)
                continue;
            FilmSet &set = patient.part == Part::Test ? m_test : m_validation;
            for (int cell = 0; cell < cellCount; ++cell)
                CF_TRY(append(set, m_folder.film(patient, cell), cell, false));
            if (patient.part == Part::Test)
                m_testNames.insert(m_testNames.end(), cellCount, patient.name);
        }
        m_probeWishes.clear();
        if (!hasProbes())
            return {};
        for (const EditWish &wish : probeWishes(m_patients, m_plan.probes)) {
            CF_ASSIGN(const EditRecord record, readEditRecord(m_folder.record("default", 1, *wish.patient, wish.cell)));
            if (!record.accepted)
                continue;
            m_probeWishes.push_back(wish);
            CF_TRY(append(m_probes, m_folder.film(*wish.patient, wish.cell), wish.cell, false));
            CF_TRY(append(m_probes, m_folder.edit("default", 1, *wish.patient, wish.cell, "null"), wish.cell, true));
            CF_TRY(append(m_probes, m_folder.edit("default", 1, *wish.patient, wish.cell, "edited"),
                deviceTurned(wish.cell), true));
        }
        return {};
    }

    Result<FilmSet> load(const std::vector<TrainingFilm> &films) const
    {
        FilmSet set{ m_plan.classifier.imageSize, {}, {}, {} };
        for (const TrainingFilm &film : films)
            CF_TRY(append(set, film.file, film.cell, film.synthetic));
        return set;
    }

    /// Test films and probes in one set, so that the best weights see all of them.
    FilmSet asked() const
    {
        FilmSet all = m_test;
        all.grey.insert(all.grey.end(), m_probes.grey.begin(), m_probes.grey.end());
        all.cells.insert(all.cells.end(), m_probes.cells.begin(), m_probes.cells.end());
        all.synthetic.insert(all.synthetic.end(), m_probes.synthetic.begin(), m_probes.synthetic.end());
        return all;
    }

    Result<> train(const Run &run, const std::filesystem::path &file, const JobContext &job)
    {
        RunResult result;
        result.task = m_source.task().name;
        result.correlation = run.correlation;
        result.arm = run.arm.name;
        result.classifierSeed = run.classifierSeed;
        result.generationSeed = run.generationSeed;
        result.steps = m_plan.classifier.steps;
        CF_ASSIGN(const ArmFilms arm,
            armFilms(run.arm, m_patients, run.correlation, static_cast<std::uint64_t>(run.generationSeed), m_plan,
                m_folder));
        result.originals = arm.originals;
        result.synthetic = arm.synthetic;
        result.wished = arm.wished;
        result.refused = arm.refused;
        result.impossible = arm.impossible;
        CF_TRY(makeFolder(file.parent_path()));
        if (!arm.impossible.empty())
            return writeWhole(file, toJson(result), replaceOwn());
        CF_ASSIGN(const FilmSet training, load(arm.films));
        const auto state = m_folder.state(run.arm.name, run.correlation, run.classifierSeed, run.generationSeed);
        const FilmSet films = asked();
        CF_ASSIGN(const ArmAnswers answers,
            trainArm(run.arm, training, m_validation, films, m_plan.classifier,
                static_cast<std::uint64_t>(run.classifierSeed), m_parts.startFrom, state, job));
        result.bestStep = answers.bestStep;
        result.validationWorst = answers.validationWorst;
        result.threshold = answers.threshold;
        for (std::size_t row = 0; row < m_test.count(); ++row)
            result.test.push_back({ m_testNames[row], m_test.cells[row], answers.test[row] });
        for (std::size_t probe = 0; probe < m_probeWishes.size(); ++probe) {
            const double *three = answers.test.data() + m_test.count() + 3 * probe;
            result.probes.push_back(
                { m_probeWishes[probe].patient->name, m_probeWishes[probe].cell, three[0], three[1], three[2] });
        }
        CF_TRY(writeWhole(file, toJson(result), replaceOwn()));
        std::error_code ignored;
        std::filesystem::remove_all(state, ignored); // The result says it all.
        return {};
    }

    /// Trained on the edits of one half of the correlations' training films, asked about the probes.
    Result<> detect(const JobContext &job)
    {
        const auto file = m_parts.folder / "results" / m_source.task().name / "detectability.json";
        if (!hasProbes() || m_probeWishes.empty() || isThere(file))
            return {};
        CF_ASSIGN(const StudyArm arm, studyArm("default"));
        CF_ASSIGN(const ArmFilms films, armFilms(arm, m_patients, m_plan.correlations.front(), 1, m_plan, m_folder));
        if (films.wished == films.refused)
            return {};
        CF_ASSIGN(const FilmSet training, load(films.films));
        FilmSet test{ m_plan.classifier.imageSize, {}, {}, {} };
        for (const EditWish &wish : m_probeWishes) {
            CF_TRY(append(test, m_folder.film(*wish.patient, wish.cell), wish.cell, false));
            CF_TRY(append(test, m_folder.edit("default", 1, *wish.patient, wish.cell, "edited"), 0, true));
        }
        const auto state = m_folder.state("detector", m_plan.correlations.front(), 1, 1);
        CF_ASSIGN(const double area, detectability(training, test, m_plan.classifier, 1, state, job));
        CF_TRY(makeFolder(file.parent_path()));
        const nlohmann::ordered_json json{ { "auc", area }, { "probes", m_probeWishes.size() } };
        CF_TRY(writeWhole(file, json.dump() + "\n", replaceOwn()));
        std::error_code ignored;
        std::filesystem::remove_all(state, ignored);
        return {};
    }

    const StudyPlan &m_plan;
    const StudyParts &m_parts;
    FilmSource &m_source;
    StudyFolder m_folder;
    const std::vector<StudyPatient> &m_patients;
    FilmSet m_validation;
    FilmSet m_test;
    FilmSet m_probes; ///< Three films each: before, null edit, edited.
    std::vector<std::string> m_testNames;
    std::vector<EditWish> m_probeWishes;
};

} // namespace

Result<StudyWork> workOf(const StudyPlan &plan, const StudyParts &parts)
{
    CF_TRY(validate(plan));
    StudyWork work;
    for (const std::string &name : plan.tasks) {
        CF_ASSIGN(const ShortcutTask task, shortcutTask(name));
        CF_ASSIGN(const auto source, parts.films(task));
        TaskStudy(plan, parts, *source).count(work);
    }
    return work;
}

Result<StudyPace> measurePace(const StudyPlan &plan, const StudyParts &parts)
{
    CF_TRY(validate(plan));
    CF_ASSIGN(const ScratchFolder temporary, ScratchFolder::make("pace"));
    const StudyFolder folder(temporary.path(), plan.tasks.front());
    CF_ASSIGN(const ShortcutTask task, shortcutTask(plan.tasks.front()));
    CF_ASSIGN(const auto source, parts.films(task));
    const StudyPatient &patient = source->patients().front();
    StudyPace pace;
    const auto costOf = [](const auto &work) -> Result<StudyCost> {
        const auto start = std::chrono::steady_clock::now();
        const std::clock_t processor = std::clock(); // Of all threads together.
        CF_TRY(work());
        return StudyCost{ std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count(),
            static_cast<double>(std::clock() - processor) / CLOCKS_PER_SEC };
    };
    const auto rendered = [&]() -> Result<> {
        CF_TRY(source->films(patient, { cellOf(patient.finding, false), cellOf(patient.finding, true) }));
        return {};
    };
    CF_ASSIGN(pace.film, costOf(rendered));
    for (const auto &[way, wishes] : allWishes(plan, source->patients())) {
        if (pace.edit.contains(way.first))
            continue;
        for (const EditWay &each : parts.ways)
            if (each.name == way.first) {
                CF_TRY(each.editor()); // Loading is paid once.
                const std::vector<EditWish> one{ wishes.front() };
                CF_ASSIGN(pace.edit[way.first], costOf([&] {
                    return prepareEdits(*source, each, 1, one, plan, folder, {}, parts.judge ? &*parts.judge : nullptr);
                }));
            }
    }
    FilmSet films{ plan.classifier.imageSize, {}, {}, {} };
    for (int cell = 0; cell < cellCount; ++cell) {
        films.grey.insert(films.grey.end(), static_cast<std::size_t>(films.size) * static_cast<std::size_t>(films.size),
            std::uint8_t{ 128 });
        films.cells.push_back(cell);
        films.synthetic.push_back(false);
    }
    const auto stepsCost = [&](int steps, const char *name) {
        ClassifierPlan few = plan.classifier;
        few.steps = steps;
        few.checks = 1;
        return costOf([&]() -> Result<> {
            CF_TRY(trainArm(studyArms().front(), films, films, films, few, 1, {}, temporary.path() / name, {}));
            return {};
        });
    };
    // The first step of a process costs more than others, and its beginning and end are no steps.
    constexpr int one = 1;
    constexpr int more = 4;
    CF_TRY(stepsCost(one, "first"));
    CF_ASSIGN(const StudyCost begin, stepsCost(one, "begin"));
    CF_ASSIGN(const StudyCost end, stepsCost(more, "end"));
    pace.step = { std::max(0.0, end.clock - begin.clock) / (more - one),
        std::max(0.0, end.processor - begin.processor) / (more - one) };
    return pace;
}

namespace {

/// Does one part of the work for each task.
template <typename Work>
Result<> forEachTask(const StudyPlan &plan, const StudyParts &parts, const StudyShard &shard, Work work)
{
    CF_TRY(validate(plan));
    if (shard.of < 1 || shard.place < 1 || shard.place > shard.of)
        return fail(ErrorCode::InvalidInput, "A shard is one of 1 to n.");
    CF_TRY(makeFolder(parts.folder));
    CF_TRY(checkStamp(plan, parts));
    for (const std::string &name : plan.tasks) {
        CF_ASSIGN(const ShortcutTask task, shortcutTask(name));
        CF_ASSIGN(const auto source, parts.films(task));
        TaskStudy study(plan, parts, *source);
        CF_TRY(work(study));
    }
    return {};
}

} // namespace

Result<> prepareStudy(const StudyPlan &plan, const StudyParts &parts, const StudyShard &shard, const JobContext &job)
{
    return forEachTask(plan, parts, shard, [&](TaskStudy &study) { return study.prepare(shard, job); });
}

Result<> trainStudy(const StudyPlan &plan, const StudyParts &parts, const StudyShard &shard, const JobContext &job)
{
    return forEachTask(plan, parts, shard, [&](TaskStudy &study) { return study.run(shard, job); });
}

Result<> runStudy(const StudyPlan &plan, const StudyParts &parts, const JobContext &job)
{
    return trainStudy(plan, parts, {}, job);
}

std::map<std::string, double> detectabilities(const std::filesystem::path &folder, const StudyPlan &plan)
{
    std::map<std::string, double> areas;
    for (const std::string &task : plan.tasks)
        if (const auto json = readJsonFile(folder / "results" / task / "detectability.json");
            json && json->contains("auc") && (*json)["auc"].is_number())
            areas[task] = (*json)["auc"].get<double>();
    return areas;
}

Result<std::vector<RunResult>> readResults(const StudyPlan &plan, const std::filesystem::path &folder)
{
    std::vector<RunResult> results;
    for (const std::string &task : plan.tasks)
        for (const Run &run : runsOf(plan)) {
            const auto file =
                StudyFolder(folder, task).result(run.arm.name, run.correlation, run.classifierSeed, run.generationSeed);
            if (!isThere(file))
                continue;
            CF_ASSIGN(RunResult result, readRunResult(file));
            // One training under two names would count as two classifiers.
            if (result.task != task || result.arm != run.arm.name || result.classifierSeed != run.classifierSeed
                || result.generationSeed != run.generationSeed || std::abs(result.correlation - run.correlation) > 1e-9)
                return fail(ErrorCode::InvalidInput,
                    "\"" + file.string() + "\" holds the result of another training. Delete it, and start again.");
            results.push_back(std::move(result));
        }
    return results;
}

} // namespace cf::downstream

#include "ui/datasets/BatchDesk.h"

#include "core/base/files/RegularFile.h"
#include "ui/session/BackgroundTask.h"
#include "ui/theme/Text.h"
#include "ui/words/CoreWords.h"

#include <QDir>
#include <QFileInfo>
#include <QImageReader>

#include <algorithm>
#include <utility>

namespace cf::ui {

namespace {

/// By what the time of an edit is known from earlier batches: the method, or those of the arms.
QString methodsOf(const BatchPlan &plan)
{
    QStringList methods;
    for (const BatchArm &arm : plan.arms)
        methods << QString::fromStdString(arm.method);
    return plan.arms.empty() ? QString::fromStdString(plan.method) : methods.join('+');
}

constexpr int lookInterval = 500; ///< ms; a look takes some ms off the GUI thread.
constexpr int estimateDelay = 250; ///< ms after the last change of the plan.
constexpr int pictureCount = 12;
constexpr int pictureSide = 160; ///< Pixels; twice what is shown, for dense screens.
constexpr std::size_t maxCached = 200;
constexpr double paceSeconds = 60.0; ///< Over which the throughput is taken.
constexpr std::int64_t fewestMeasured = 5; ///< Edits in a run from which a time for estimates is kept.

bool hasJournal(const QString &folder)
{
    return !folder.isEmpty() && QFileInfo::exists(folder + "/journal.sqlite");
}

QImage smallPicture(const QString &path)
{
    if (!checkRegularFile(path.toStdString()))
        return {};
    QImageReader reader(path);
    if (const QSize size = reader.size(); size.isValid())
        reader.setScaledSize(size.scaled(pictureSide, pictureSide, Qt::KeepAspectRatio));
    return reader.read();
}

} // namespace

BatchDesk::BatchDesk(std::filesystem::path program, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_known(preferences)
    , m_program(std::move(program))
    , m_cache(std::make_shared<std::map<QString, QImage>>())
    , m_queue(std::make_unique<JobQueue>())
{
    m_lookSoon.setInterval(lookInterval);
    m_estimateSoon.setInterval(estimateDelay);
    m_estimateSoon.setSingleShot(true);
    connect(&m_lookSoon, &QTimer::timeout, this, &BatchDesk::look);
    connect(&m_estimateSoon, &QTimer::timeout, this, &BatchDesk::estimate);
    connect(&m_program, &CalledProgram::ended, this, &BatchDesk::noteEnd);
    look();
}

BatchDesk::~BatchDesk()
{
    m_program.quit();
    m_queue.reset();
}

void BatchDesk::say(const QString &message, bool isProblem)
{
    m_message = message;
    m_isProblem = isProblem;
    Q_EMIT changed();
}

QString BatchDesk::standingOf(const BatchPlace &place) const
{
    if (isRunning() && place.folder == m_running)
        return tr("running");
    if (!hasJournal(place.folder))
        return QFileInfo::exists(place.folder) ? tr("nothing made yet") : tr("its folder is gone");
    const auto found = m_standings.find(place.folder);
    if (found == m_standings.end())
        return {};
    const BatchStanding &standing = found->second;
    return standing.next ? tr("stopped at %1 of %2").arg(standing.done()).arg(standing.all())
                         : counted(standing.all(), tr("finished, 1 edit"), tr("finished, %1 edits"));
}

bool BatchDesk::isRunningHere() const
{
    return isRunning() && m_running == m_state.place.folder;
}

void BatchDesk::setStage()
{
    if (isRunningHere())
        m_state.stage = m_program.isStopping() ? BatchStage::Stopping : BatchStage::Running;
    else if (!m_state.standing)
        m_state.stage = BatchStage::Planned;
    else
        m_state.stage = m_state.standing->next ? BatchStage::Stopped : BatchStage::Finished;
    // A finished batch lacks its tables where it ended before they were written.
    if (m_state.stage == BatchStage::Finished && !QFileInfo::exists(m_state.place.folder + "/manifest.csv"))
        m_state.stage = BatchStage::Stopped;
}

void BatchDesk::begin()
{
    m_state = {};
    m_plan = {};
    m_message.clear();
    Q_EMIT planRead();
    Q_EMIT changed();
}

void BatchDesk::setPlan(const Result<BatchPlan> &plan, const BatchPlace &place)
{
    if (m_state.place.folder != place.folder && hasJournal(place.folder)) {
        open(place); // A batch is there already: its plan is its own.
        return;
    }
    // The plan of a batch that has begun is the journal's, to the last digit.
    if (!hasJournal(place.folder)) {
        m_planProblem = plan ? QString() : coreWords(plan.error().message);
        if (plan)
            m_plan = *plan;
    }
    if (m_state.place.folder != place.folder) {
        m_state.standing.reset();
        m_state.pictures.clear();
    }
    m_state.place = place;
    setStage();
    m_estimateSoon.start();
}

void BatchDesk::open(const BatchPlace &place)
{
    m_state = {};
    m_state.place = place;
    m_message.clear();
    if (const int at = m_known.find(place.folder); at >= 0 && place.films.isEmpty())
        m_state.place = m_known.all()[std::size_t(at)];
    if (!hasJournal(place.folder)) {
        say(tr("There is no batch in this folder."), true);
        return;
    }
    m_known.note(m_state.place);
    const auto read = [folder = place.folder.toStdString()](const JobContext &) -> Result<BatchPlan> {
        CF_ASSIGN(const BatchJournal journal, BatchJournal::open(folder));
        return journal.plan();
    };
    runInBackground<Result<BatchPlan>>(*m_queue, this, read, [this, folder = place.folder](Result<BatchPlan> plan) {
        if (m_state.place.folder != folder)
            return;
        if (!plan) {
            say(coreWords(plan.error().message), true);
            return;
        }
        m_plan = std::move(*plan);
        m_plan.films = m_state.place.films.toStdString();
        m_planProblem.clear();
        Q_EMIT planRead();
        m_estimateSoon.start();
        look();
    });
    Q_EMIT changed();
}

void BatchDesk::forget()
{
    if (!isRunningHere())
        m_known.forget(m_state.place.folder);
    begin();
}

void BatchDesk::estimate()
{
    const int asked = ++m_estimate;
    m_state.problem = m_planProblem;
    if (m_planProblem.isEmpty() && m_state.place.films.isEmpty())
        m_state.problem = tr("Choose the folder of films.");
    else if (m_planProblem.isEmpty() && m_state.place.folder.isEmpty())
        m_state.problem = tr("Choose a folder for what is made.");
    if (m_state.place.films.isEmpty()) {
        m_state.estimate.reset();
        Q_EMIT changed();
        return;
    }
    BatchPlan plan = m_plan;
    plan.films = m_state.place.films.toStdString();
    const auto work = [plan, output = std::filesystem::path(m_state.place.folder.toStdString())](
                          const JobContext &) -> Result<BatchEstimate> {
        CF_ASSIGN(const auto listing, filmsOf(plan));
        return estimateBatch(plan, listing.films, itemsOf(plan, listing.films), output.empty() ? plan.films : output);
    };
    runInBackground<Result<BatchEstimate>>(*m_queue, this, work, [this, asked](Result<BatchEstimate> estimate) {
        if (asked != m_estimate)
            return;
        m_state.estimate.reset();
        m_state.expectedSeconds = -1.0;
        if (!estimate) {
            m_state.problem = coreWords(estimate.error().message);
            Q_EMIT changed();
            return;
        }
        m_state.estimate = *estimate;
        m_state.workers = m_state.place.workers > 0
            ? int(std::min<std::size_t>(std::size_t(m_state.place.workers), std::max<std::size_t>(1, estimate->edits)))
            : helpfulWorkers(estimate->edits);
        const double known = m_known.secondsOf(methodsOf(m_plan));
        if (const double each = known > 0.0 ? known : m_editSeconds; each > 0.0)
            m_state.expectedSeconds = each * double(estimate->edits) / m_state.workers;
        if (m_state.problem.isEmpty() && estimate->edits == 0)
            m_state.problem = counted(qint64(estimate->films), tr("No rule applies to the one film."),
                tr("No rule applies to any of the %1 films."));
        else if (m_state.problem.isEmpty() && m_state.stage == BatchStage::Planned && !estimate->fits())
            m_state.problem = tr("The disk has not enough room.");
        Q_EMIT changed();
    });
}

void BatchDesk::start()
{
    if (isRunning() || !m_state.problem.isEmpty())
        return;
    m_planFile = std::make_unique<QTemporaryFile>();
    const std::string json = toJson(m_plan);
    if (!m_planFile->open() || m_planFile->write(json.data(), qint64(json.size())) != qint64(json.size())
        || !m_planFile->flush()) {
        say(tr("The plan could not be written: %1").arg(m_planFile->errorString()), true);
        return;
    }
    QStringList arguments{ "batch", "--plan", m_planFile->fileName(), "--films", m_state.place.films, "--output",
        m_state.place.folder, "--workers", QString::number(m_state.place.workers), "--quiet" };
    if (m_plan.shards > 1)
        arguments << "--shard" << QStringLiteral("%1/%2").arg(m_plan.shard).arg(m_plan.shards);
    if (!m_state.place.model.isEmpty())
        arguments << "--model" << m_state.place.model;
    m_message.clear();
    m_pace.clear();
    m_running = m_state.place.folder;
    m_runningMethod = methodsOf(m_plan);
    m_runningWorkers = m_state.workers;
    m_clock.start();
    m_known.note(m_state.place);
    m_program.start(arguments);
    m_lookSoon.start();
    setStage();
    Q_EMIT changed();
}

void BatchDesk::stop()
{
    if (!m_program.stop())
        return;
    setStage();
    Q_EMIT changed();
}

void BatchDesk::noteEnd(const CalledEnd &end)
{
    m_lookSoon.stop();
    if (m_pace.size() > 1 && m_pace.back().second - m_pace.front().second >= fewestMeasured) {
        const double seconds = (m_pace.back().first - m_pace.front().first) * m_runningWorkers;
        m_known.noteSeconds(m_runningMethod, seconds / double(m_pace.back().second - m_pace.front().second));
    }
    m_planFile.reset();
    m_message.clear();
    m_isProblem = end.code != 0 && !end.wasStopped;
    if (m_isProblem)
        m_message = end.said;
    if (m_isProblem && m_message.isEmpty())
        m_message = tr("The batch ended unexpectedly. Nothing that was finished is lost.");
    look();
    setStage();
    Q_EMIT changed();
}

void BatchDesk::look()
{
    if (m_looks > 0)
        return;
    std::vector<QString> folders;
    if (!isRunning()) // Others do not change while one runs.
        for (const BatchPlace &place : m_known.all())
            if (place.folder != m_state.place.folder && !m_standings.contains(place.folder))
                folders.push_back(place.folder);
    if (isRunning() && !isRunningHere())
        folders.push_back(m_running);
    folders.push_back(m_state.place.folder);
    for (const QString &folder : folders) {
        if (!hasJournal(folder))
            continue;
        ++m_looks;
        const bool pictures = folder == m_state.place.folder;
        const auto work = [folder, pictures, cache = m_cache](
                              const JobContext &job) { return lookInto(folder, pictures, *cache, job); };
        runInBackground<Result<Look>>(*m_queue, this, work, [this, folder](Result<Look> look) {
            --m_looks;
            if (look)
                take(folder, std::move(*look));
        });
    }
}

Result<BatchDesk::Look> BatchDesk::lookInto(
    const QString &folder, bool pictures, std::map<QString, QImage> &cache, const JobContext &job)
{
    Look look;
    CF_ASSIGN(const BatchJournal journal, BatchJournal::open(folder.toStdString()));
    CF_ASSIGN(look.standing, journal.standing(pictures ? pictureCount : 0));
    if (cache.size() > maxCached)
        cache.clear();
    for (const BatchRow &row : look.standing.latest) {
        CF_TRY(job.checkStop());
        BatchPicture picture{ {}, QString::fromStdString(row.film), QString::fromStdString(row.prompt),
            row.status == "refused", coreWords(row.reason) };
        for (const BatchFile &file : row.files) {
            if (file.kind != "picture")
                continue;
            const QString path = folder + '/' + QString::fromStdString(file.path);
            auto [known, isNew] = cache.try_emplace(path);
            if (isNew || known->second.isNull())
                known->second = smallPicture(path);
            picture.image = known->second;
        }
        look.pictures.push_back(std::move(picture));
    }
    return look;
}

void BatchDesk::take(const QString &folder, Look look)
{
    if (folder == m_running && isRunning())
        measure(look.standing);
    if (folder == m_state.place.folder) {
        m_state.standing = look.standing;
        m_state.pictures = std::move(look.pictures);
        m_state.editsAMinute = -1.0;
        m_state.secondsLeft = -1.0;
        if (isRunningHere() && m_pace.size() > 1) {
            const auto &[since, before] = m_pace.front();
            const auto &[now, done] = m_pace.back();
            const double perSecond = now > since ? double(done - before) / (now - since) : 0.0;
            if (perSecond > 0.0) {
                m_state.editsAMinute = 60.0 * perSecond;
                m_state.secondsLeft = double(look.standing.all() - done) / perSecond;
            }
        }
        setStage();
    }
    m_standings[folder] = std::move(look.standing);
    Q_EMIT changed();
}

/// The pace counts from the first edit that was finished, so that the loading of the model is not in it.
void BatchDesk::measure(const BatchStanding &standing)
{
    const double now = double(m_clock.elapsed()) / 1000.0;
    const std::int64_t done = standing.done();
    if (m_pace.size() == 1 && m_pace.front().second == done)
        m_pace.clear();
    m_pace.emplace_back(now, done);
    while (m_pace.size() > 2 && now - m_pace.front().first > paceSeconds)
        m_pace.pop_front();
}

} // namespace cf::ui

#include "ui/session/EditController.h"

#include "core/base/ExceptionBorder.h"
#include "core/editing/readings/LungReading.h"
#include "core/editing/readings/SeenThings.h"
#include "core/imaging/UprightRadiograph.h"
#include "ui/images/RadiographPicture.h"
#include "ui/session/BackgroundTask.h"
#include "ui/words/CoreWords.h"

#include <QPromise>

#include <algorithm>
#include <mutex>
#include <utility>

namespace cf::ui {

/// What lives on the worker's thread.
struct EditController::Worker {
    std::unique_ptr<CounterfactualEditor> editor;
};

/// The newest progress and preview of one edit. Older ones that the window had no time for are dropped, so that a slow
/// screen never queues up pictures.
struct EditController::News {
    std::mutex mutex;
    std::optional<Progress> progress;
    std::optional<QImage> preview;
    bool posted = false;
};

struct EditController::Loaded {
    ModelDescription model;
    std::vector<MethodDescription> methods;
};

namespace {

EditRequest filled(EditRequest request, const RequestFiller &fill)
{
    if (fill)
        fill(request);
    return request;
}

Error noModel()
{
    return { ErrorCode::InvalidInput, "No model is loaded. Use the bundled one or add a folder." };
}

} // namespace

EditController::EditController(QObject *parent)
    : QObject(parent)
    , m_worker(std::make_shared<Worker>())
    , m_queue(std::make_unique<JobQueue>())
{
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &EditController::conclude);
}

EditController::~EditController()
{
    cancel();
    m_reading.request_stop();
    m_comparing.request_stop();
    m_queue.reset(); // Waits for the worker, while everything that it may post to still stands.
}

void EditController::loadModel(Loader loader)
{
    using Outcome = Result<std::shared_ptr<Loaded>>;
    const auto work = [worker = m_worker, loader = std::move(loader)](const JobContext &job) -> Outcome {
        CF_ASSIGN(std::unique_ptr<CounterfactualEditor> editor, loader(job));
        worker->editor = std::move(editor);
        return std::make_shared<Loaded>(Loaded{ worker->editor->model(), worker->editor->methods() });
    };
    const auto done = [this](const Outcome &outcome) {
        if (!outcome) {
            Q_EMIT modelFailed(coreWords(outcome.error().message), outcome.error().code);
            return;
        }
        m_model = (*outcome)->model;
        m_methods = (*outcome)->methods;
        m_hasModel = true;
        Q_EMIT modelLoaded();
    };
    runInBackground<Outcome>(*m_queue, this, work, done);
}

void EditController::start(EditRequest asked, RequestFiller fill)
{
    launch([asked = std::move(asked), fill = std::move(fill)](Worker &worker, const JobContext &job,
               const CounterfactualEditor::PreviewSink &preview) -> Result<Answer> {
        if (!worker.editor)
            return tl::make_unexpected(noModel());
        const EditRequest request = filled(asked, fill);
        CF_ASSIGN(EditResult result, worker.editor->edit(request, job, preview));
        CF_TRY(job.checkStop());
        CF_ASSIGN(ResultPointer prepared, prepareResult(std::move(result), request.source));
        return Answer{ std::move(prepared), nullptr };
    });
}

void EditController::startWith(ResultPointer known)
{
    launch([known = std::move(known)](
               Worker &, const JobContext &job, const CounterfactualEditor::PreviewSink &) -> Result<Answer> {
        CF_TRY(job.checkStop());
        return Answer{ known, nullptr };
    });
}

void EditController::readSource(PicturePointer picture, std::function<void(const std::vector<SourceReading> &)> done)
{
    if (m_reading.stop_possible())
        m_reading.request_stop();
    using Outcome = Result<std::vector<SourceReading>>;
    m_reading = runInBackground<Outcome>(
        *m_queue, this,
        [worker = m_worker, picture = std::move(picture)](const JobContext &job) -> Outcome {
            auto *reader = dynamic_cast<SourceReader *>(worker->editor.get());
            return reader ? reader->readSource(picture->radiograph(), job) : Outcome();
        },
        [done = std::move(done)](const Outcome &outcome) {
            // A classifier that fails is no hindrance here: the user says what the film shows.
            if (outcome && !outcome->empty())
                done(*outcome);
        });
}

void EditController::seeLungs(PicturePointer picture, std::function<void(std::optional<SeenLungs>)> done)
{
    using Outcome = Result<std::optional<SeenLungs>>;
    runInBackground<Outcome>(
        *m_queue, this,
        [worker = m_worker, picture = std::move(picture)](const JobContext &job) -> Outcome {
            auto *reader = dynamic_cast<SourceReader *>(worker->editor.get());
            if (!reader)
                return std::nullopt;
            CF_ASSIGN(const FilmReading seen, reader->readFilm(uprightRadiograph(picture->radiograph()), job));
            return lungsOf(seen);
        },
        [done = std::move(done)](const Outcome &outcome) { done(outcome ? *outcome : std::nullopt); });
}

void EditController::seeChange(
    PicturePointer source, ResultPointer result, std::function<void(const std::vector<SeenThing> &)> done)
{
    if (m_comparing.stop_possible())
        m_comparing.request_stop();
    using Outcome = Result<std::vector<SeenThing>>;
    m_comparing = runInBackground<Outcome>(
        *m_queue, this,
        [worker = m_worker, source = std::move(source), result = std::move(result)](const JobContext &job) -> Outcome {
            CF_TRY(job.checkStop());
            auto *reader = dynamic_cast<SourceReader *>(worker->editor.get());
            if (!reader)
                return Outcome();
            const Radiograph &film = source->radiograph();
            CF_ASSIGN(const FilmReading before, reader->readFilm(uprightRadiograph(film), job));
            CF_ASSIGN(const FilmReading after, reader->readFilm(uprightRadiograph(result->unmarked()), job));
            return seenThings(before, after, film.axes);
        },
        [done = std::move(done)](const Outcome &outcome) {
            if (outcome)
                done(*outcome);
            else if (outcome.error().code != ErrorCode::Cancelled)
                done({}); // A segmenter that fails is no hindrance here: the annotator looks.
        });
}

void EditController::findRegion(EditRequest asked, RequestFiller fill)
{
    launch([asked = std::move(asked), fill = std::move(fill)](
               Worker &worker, const JobContext &job, const CounterfactualEditor::PreviewSink &) -> Result<Answer> {
        if (!worker.editor)
            return tl::make_unexpected(noModel());
        const EditRequest request = filled(asked, fill);
        CF_ASSIGN(RegionProposal found, proposeRegion(*worker.editor, request, job));
        CF_TRY(job.checkStop());
        auto mask = std::make_shared<ProposedMask>();
        mask->values = Image<std::uint8_t>(found.mask.width, found.mask.height);
        std::transform(found.mask.pixels.begin(), found.mask.pixels.end(), mask->values.pixels.begin(),
            [](float share) { return share > 0.5F ? std::uint8_t(255) : std::uint8_t(0); });
        mask->limitedToAnatomy = found.limitedToAnatomy;
        mask->warnings = std::move(found.warnings);
        CF_ASSIGN(mask->edit, prepareResult(std::move(found.edit), request.source));
        return Answer{ nullptr, std::move(mask) };
    });
}

void EditController::launch(Task task)
{
    cancel();
    m_running = true;
    m_progress = {};
    m_preview = {};
    auto promise = std::make_shared<QPromise<Result<Answer>>>();
    promise->start();
    m_watcher.setFuture(promise->future()); // Lets go of the replaced edit.
    auto news = std::make_shared<News>();
    m_news = news;
    const auto post = [this, news](auto fill) {
        const std::lock_guard lock(news->mutex);
        fill(*news);
        if (!std::exchange(news->posted, true))
            QMetaObject::invokeMethod(this, &EditController::takeNews, Qt::QueuedConnection);
    };
    m_stop = m_queue->enqueue([promise, post, worker = m_worker, task = std::move(task)](std::stop_token stop) {
        const JobContext job(
            stop, [&post](const Progress &progress) { post([&](News &box) { box.progress = progress; }); });
        promise->addResult(atExceptionBorder("The edit", [&]() -> Result<Answer> {
            return task(*worker, job,
                [&post](const GreyImage &grey) { post([&](News &box) { box.preview = screenImage(grey); }); });
        }));
        promise->finish();
    });
    Q_EMIT started();
}

void EditController::cancel()
{
    if (m_stop.stop_possible())
        m_stop.request_stop();
}

void EditController::takeNews()
{
    if (!m_news || !m_running)
        return;
    std::optional<Progress> progress;
    std::optional<QImage> preview;
    {
        const std::lock_guard lock(m_news->mutex);
        progress = std::exchange(m_news->progress, std::nullopt);
        preview = std::exchange(m_news->preview, std::nullopt);
        m_news->posted = false;
    }
    if (progress) {
        m_progress = *progress;
        Q_EMIT progressed(m_progress);
    }
    if (preview) {
        m_preview = *preview;
        Q_EMIT previewed(m_preview);
    }
}

void EditController::conclude()
{
    if (!m_running || m_watcher.future().resultCount() == 0) // The queue ended before the edit began.
        return;
    takeNews();
    m_running = false;
    const Result<Answer> result = m_watcher.result();
    if (result && result->result)
        Q_EMIT finished(result->result);
    else if (result)
        Q_EMIT regionFound(result->region);
    else if (result.error().code == ErrorCode::Cancelled)
        Q_EMIT cancelled(m_progress, m_preview);
    else
        Q_EMIT failed(QString::fromStdString(result.error().message), result.error().code);
}

} // namespace cf::ui

#include "ui/studies/ThumbnailReader.h"

#include "dicom/ImageImport.h"
#include "ui/images/RadiographPicture.h"
#include "ui/session/BackgroundTask.h"

namespace cf::ui {
namespace {

Result<ThumbnailReader::Thumbnail> readThumbnail(const QString &path, int frame, const JobContext &job)
{
    CF_TRY(job.checkStop());
    CF_ASSIGN(auto file, openRadiograph(path.toStdString(), frame));
    if (file.radiograph.stored.empty())
        return fail(ErrorCode::InvalidInput, "The image is empty.");
    const RadiographPicture picture(std::move(file.radiograph));
    return ThumbnailReader::Thumbnail{ picture.thumbnail(2 * ThumbnailReader::side), picture.size().toSize() };
}

} // namespace

ThumbnailReader::ThumbnailReader(QObject *parent)
    : ThumbnailReader(readThumbnail, parent)
{
}

ThumbnailReader::ThumbnailReader(Read read, QObject *parent)
    : QObject(parent)
    , m_read(std::move(read))
    , m_queue(std::make_unique<JobQueue>())
{
}

ThumbnailReader::~ThumbnailReader()
{
    m_queue.reset();
}

void ThumbnailReader::ask(const QString &path, int frame)
{
    const QString key = path + '#' + QString::number(frame);
    if (path.isEmpty() || m_asked.contains(key))
        return;
    m_asked.insert(key);
    m_waiting.push_back({ path, frame });
    next();
}

void ThumbnailReader::next()
{
    if (m_reading || m_waiting.empty())
        return;
    m_reading = true;
    const Request request = m_waiting.back();
    m_waiting.pop_back();
    runInBackground<Result<Thumbnail>>(
        *m_queue, this,
        [request, read = m_read](const JobContext &job) { return read(request.path, request.frame, job); },
        [this, request](const Result<Thumbnail> &thumbnail) {
            m_reading = false;
            const Thumbnail shown = thumbnail.value_or(Thumbnail());
            Q_EMIT made(request.path, request.frame, shown.picture, shown.size);
            next();
        });
}

} // namespace cf::ui

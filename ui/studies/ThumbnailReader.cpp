#include "ui/studies/ThumbnailReader.h"

#include "dicom/ImageImport.h"
#include "ui/images/RadiographPicture.h"
#include "ui/session/BackgroundTask.h"

namespace cf::ui {
namespace {

struct Thumbnail {
    QImage picture;
    QSize size;
};

} // namespace

ThumbnailReader::ThumbnailReader(QObject *parent)
    : QObject(parent)
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
    m_wishes.push_back({ path, frame });
    next();
}

void ThumbnailReader::next()
{
    if (m_reading || m_wishes.empty())
        return;
    m_reading = true;
    const Wish wish = m_wishes.back();
    m_wishes.pop_back();
    runInBackground<Thumbnail>(
        *m_queue, this,
        [wish](const JobContext &job) -> Thumbnail {
            if (!job.checkStop())
                return {};
            auto file = openRadiograph(wish.path.toStdString(), wish.frame);
            if (!file || file->radiograph.stored.empty())
                return {};
            const RadiographPicture picture(std::move(file->radiograph));
            return { picture.thumbnail(2 * side), picture.size().toSize() };
        },
        [this, wish](const Thumbnail &thumbnail) {
            m_reading = false;
            Q_EMIT made(wish.path, wish.frame, thumbnail.picture, thumbnail.size);
            next();
        });
}

} // namespace cf::ui

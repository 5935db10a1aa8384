#pragma once

#include "core/base/Result.h"
#include "core/jobs/JobContext.h"
#include "core/jobs/JobQueue.h"

#include <QImage>
#include <QObject>
#include <QSet>
#include <QSize>
#include <QString>

#include <functional>
#include <memory>
#include <vector>

namespace cf::ui {

/// Makes small pictures of images for a list, off the GUI thread, the ones asked for last first: those are what is on
/// the screen. Reads each image once.
class ThumbnailReader : public QObject
{
    Q_OBJECT

public:
    static constexpr int side = 40; ///< Logical pixels of the longer side.

    struct Thumbnail {
        QImage picture;
        QSize size; ///< Of the image, in pixels.
    };
    /// Runs on the reader's thread; what it throws is an image that cannot be read.
    using Read = std::function<Result<Thumbnail>(const QString &path, int frame, const JobContext &job)>;

    explicit ThumbnailReader(QObject *parent = nullptr);
    ThumbnailReader(Read read, QObject *parent); ///< For tests: `read` in place of the importer.
    ~ThumbnailReader() override;

    /// Does nothing for one that was asked for before.
    void ask(const QString &path, int frame);

Q_SIGNALS:
    /// Null where the image cannot be read. `size`: of the image, in pixels.
    void made(const QString &path, int frame, const QImage &thumbnail, const QSize &size);

private:
    struct Request {
        QString path;
        int frame = 0;
    };
    void next();

    Read m_read;
    std::vector<Request> m_waiting; ///< The last is read first.
    QSet<QString> m_asked;
    bool m_reading = false;
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui

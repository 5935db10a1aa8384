#include "ui/studies/StudyController.h"

#include "core/base/files/Sha256.h"
#include "core/imaging/Geometry.h"
#include "dicom/ImageImport.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/saving/WorkStore.h"
#include "ui/words/CoreWords.h"

#include <QFileInfo>

#include <iterator>

namespace cf::ui {
namespace {

using ScanOutcome = Result<std::shared_ptr<StudyTree>>;
using LoadOutcome = Result<std::shared_ptr<OpenedImage>>;

template <typename List> void moveInto(List &to, List &from)
{
    to.insert(to.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end()));
}

/// All paths in one tree. One path that cannot be read does not keep the others out.
ScanOutcome scanAll(const QStringList &paths, const JobContext &job)
{
    auto all = std::make_shared<StudyTree>();
    for (const QString &path : paths) {
        Result<StudyTree> tree = scanStudies(path.toStdString(), job);
        if (!tree && tree.error().code == ErrorCode::Cancelled)
            return tl::make_unexpected(tree.error());
        if (!tree) {
            all->problems.push_back({ path.toStdString(), tree.error().message });
            continue;
        }
        moveInto(all->patients, tree->patients);
        moveInto(all->pictures, tree->pictures);
        moveInto(all->problems, tree->problems);
        all->filesSeen += tree->filesSeen;
        all->instances += tree->instances;
    }
    return all;
}

std::string workKeyOf(const OpenedImage &image)
{
    const InstanceAttributes &is = image.attributes;
    Sha256 hash;
    for (const std::string &part :
        { image.sha256, is.studyInstanceUid, is.seriesInstanceUid, is.sopInstanceUid, std::to_string(image.frame) }) {
        hash.add(part.data(), part.size());
        hash.add("", 1); // "1" and "23" are not "12" and "3".
    }
    return hash.finish();
}

/// The image as its autosaved work says that the user wants it to be read.
LoadOutcome readAsBefore(std::shared_ptr<OpenedImage> image, const FilmCheck &check)
{
    if (!image->restored || !image->restored->work)
        return image;
    ReadingOptions wanted = image->restored->work->reading;
    wanted.frame = image->frame;
    if (wanted == image->reading)
        return image;
    auto again = openImage(image->path, wanted, check);
    if (!again)
        return image; // It can be read, if not in that way.
    (*again)->claim = image->claim;
    (*again)->restored = image->restored;
    return again;
}

} // namespace

Result<std::shared_ptr<OpenedImage>> openImage(
    const std::filesystem::path &path, const ReadingOptions &reading, const FilmCheck &check)
{
    CF_ASSIGN(LoadedRadiograph file, openRadiograph(path, reading));
    if (file.radiograph.stored.empty())
        return fail(ErrorCode::InvalidInput, "The image has no pixels. Copy it again from its source.");
    CF_TRY(fitIntoSquare(file.radiograph, 512)); // What cannot be edited is said now, not after the instruction.
    if (check && !reading.axes)
        check(file.radiograph, file.notes);
    auto image = std::make_shared<OpenedImage>();
    image->path = path;
    image->frame = reading.frame;
    image->reading = reading;
    image->attributes = std::move(file.attributes);
    image->notes = std::move(file.notes);
    Sha256 hash;
    hash.add(file.radiograph.stored.pixels.data(), file.radiograph.stored.pixels.size() * sizeof(std::int32_t));
    hash.add(&file.radiograph.stored.width, sizeof(int));
    image->sha256 = hash.finish();
    image->workKey = workKeyOf(*image);
    image->picture = std::make_shared<const RadiographPicture>(std::move(file.radiograph));
    return image;
}

StudyController::StudyController(QObject *parent)
    : QObject(parent)
    , m_queue(std::make_unique<JobQueue>())
{
}

StudyController::~StudyController()
{
    m_queue.reset();
}

void StudyController::open(const QStringList &paths)
{
    if (paths.isEmpty())
        return;
    Q_EMIT scanning(tr("Reading files"));
    runInBackground<ScanOutcome>(
        *m_queue, this, [paths](const JobContext &job) { return scanAll(paths, job); },
        [this](const ScanOutcome &outcome) {
            if (outcome) {
                m_trees.push_back(*outcome);
                Q_EMIT scanned(*outcome);
                if (const auto why = nothingToShow(**outcome))
                    Q_EMIT failed(coreWords(*why));
            } else
                Q_EMIT failed(coreWords(outcome.error().message));
        },
        [this](int step, int steps, const QString &stage) {
            Q_EMIT scanning(
                steps > 0 ? tr("%1, %2 of %3").arg(coreWords(stage)).arg(step).arg(steps) : coreWords(stage));
        });
}

void StudyController::load(const QString &path, int frame)
{
    ReadingOptions reading;
    reading.frame = frame;
    read(path, reading, false);
}

void StudyController::loadAs(const QString &path, const ReadingOptions &reading)
{
    read(path, reading, true);
}

void StudyController::read(const QString &path, const ReadingOptions &reading, bool isAsked)
{
    if (m_load.stop_possible())
        m_load.request_stop();
    const int request = ++m_lastRequest;
    Q_EMIT loading();
    m_load = runInBackground<LoadOutcome>(
        *m_queue, this,
        [path, reading, isAsked, restorer = m_restorer, check = m_check](const JobContext &job) -> LoadOutcome {
            CF_TRY(job.checkStop());
            CF_ASSIGN(std::shared_ptr<OpenedImage> image, openImage(path.toStdString(), reading, check));
            image->readAsAsked = isAsked;
            if (restorer)
                restorer(*image);
            if (isAsked)
                return image;
            return readAsBefore(std::move(image), check);
        },
        [this, request, path](const LoadOutcome &outcome) {
            if (request != m_lastRequest)
                return;
            if (outcome)
                Q_EMIT loaded(*outcome);
            else if (outcome.error().code != ErrorCode::Cancelled)
                Q_EMIT unreadable(QFileInfo(path).fileName(), coreWords(outcome.error().message));
        });
}

void StudyController::forgetLoad()
{
    ++m_lastRequest;
    if (m_load.stop_possible())
        m_load.request_stop();
}

} // namespace cf::ui

#include "ui/annotation/BatchReview.h"

#include "core/base/files/RegularFile.h"
#include "core/datasets/BatchJournal.h"
#include "core/editing/ProvenanceJson.h"
#include "dicom/ImageImport.h"
#include "dicom/SyntheticMark.h"
#include "ui/session/BackgroundTask.h"
#include "ui/session/EditSession.h"
#include "ui/studies/StudyController.h"
#include "ui/words/CoreWords.h"

#include <QFileInfo>
#include <QImage>

#include <algorithm>
#include <map>
#include <sstream>

namespace cf::ui {

namespace {

const BatchFile *fileOf(const BatchRow &row, std::string_view kind)
{
    const auto found = std::ranges::find(row.files, kind, &BatchFile::kind);
    return found == row.files.end() ? nullptr : &*found;
}

/// "outside_unchanged=0; leak=0.4!": as the manifest has them.
std::vector<Gate> gatesOf(const std::string &text)
{
    std::vector<Gate> gates;
    std::istringstream parts(text);
    for (std::string part; std::getline(parts >> std::ws, part, ';');) {
        const std::size_t equals = part.find('=');
        if (equals == std::string::npos)
            continue;
        Gate gate;
        gate.name = gate.label = part.substr(0, equals);
        gate.passed = !part.ends_with('!');
        gate.value = QString::fromStdString(part.substr(equals + 1)).remove('!').toDouble();
        gates.push_back(std::move(gate));
    }
    return gates;
}

Result<Image<std::uint8_t>> regionIn(const std::filesystem::path &file)
{
    CF_TRY(checkRegularFile(file));
    const QImage picture = QImage(QString::fromStdString(file.string())).convertToFormat(QImage::Format_Grayscale8);
    if (picture.isNull())
        return fail(ErrorCode::Io, "The region \"" + file.string() + "\" cannot be read.");
    Image<std::uint8_t> values(picture.width(), picture.height());
    for (int y = 0; y < picture.height(); ++y)
        std::copy_n(picture.constScanLine(y), picture.width(), &values.at(0, y));
    return values;
}

Image<std::uint8_t> changedIn(const StoredImage &image, const StoredImage &source)
{
    Image<std::uint8_t> values(image.width, image.height);
    for (std::size_t at = 0; at < values.pixels.size(); ++at)
        values.pixels[at] = image.pixels[at] == source.pixels[at] ? 0 : 255;
    return values;
}

} // namespace

Result<ResultPointer> readBatchResult(
    const BatchRow &row, const std::filesystem::path &folder, const Radiograph &source)
{
    const BatchFile *object = fileOf(row, "dicom");
    if (object == nullptr)
        return fail(ErrorCode::InvalidInput, "The batch wrote no object for " + row.film + ".");
    CF_ASSIGN(auto loaded, openRadiograph(folder / object->path));
    StoredImage &stored = loaded.radiograph.stored;
    if (!stored.sameSizeAs(source.stored))
        return fail(ErrorCode::InvalidInput, "The result of " + row.film + " has another size than its film.");
    ResultPixels pixels;
    if (const auto plate = findMark(loaded.radiograph)) // Under it lies what the film shows: edits keep away from it.
        for (int y = plate->y; y < plate->y + plate->height; ++y)
            for (int x = plate->x; x < plate->x + plate->width; ++x)
                stored.at(x, y) = source.stored.at(x, y);
    if (const BatchFile *region = fileOf(row, "region")) {
        CF_ASSIGN(pixels.region, regionIn(folder / region->path));
    } else {
        pixels.region = changedIn(stored, source.stored);
    }
    if (pixels.region.width != stored.width || pixels.region.height != stored.height)
        return fail(ErrorCode::InvalidInput, "The region of " + row.film + " has another size than its film.");
    pixels.counterfactual = std::move(stored);
    PreparedResult outline;
    outline.status = row.status == "accepted" ? EditStatus::Accepted : EditStatus::Refused;
    outline.reason = QString::fromStdString(row.reason);
    outline.gates = gatesOf(row.gates);
    outline.metrics.insideChangedValues = row.changedValues;
    CF_ASSIGN(outline.provenance, provenanceFromJson(row.provenance));
    return withPixels(outline, std::move(pixels), source);
}

BatchReview::BatchReview(EditSession &session, StudyController &files, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_files(files)
    , m_queue(std::make_unique<JobQueue>())
{
    connect(&session, &EditSession::imageShown, this, &BatchReview::bring);
}

BatchReview::~BatchReview()
{
    m_session.disconnect(this);
    m_queue.reset();
}

void BatchReview::begin(const BatchResults &batch)
{
    m_films.clear();
    m_film = -1;
    m_folder = batch.folder;
    say({});
    const auto read = [folder = batch.folder.toStdString()](const JobContext &) -> Result<std::vector<BatchRow>> {
        CF_ASSIGN(const BatchJournal journal, BatchJournal::open(folder));
        return journal.rows();
    };
    runInBackground<Result<std::vector<BatchRow>>>(
        *m_queue, this, read, [this, batch](Result<std::vector<BatchRow>> rows) {
            if (!rows) {
                say(coreWords(rows.error().message));
                return;
            }
            std::map<std::string, std::size_t> places;
            for (BatchRow &row : *rows) {
                if (fileOf(row, "dicom") == nullptr)
                    continue;
                const auto [place, isNew] = places.try_emplace(row.film, m_films.size());
                if (isNew)
                    m_films.push_back({ QString::fromStdString(
                                            filmFileOf(row, batch.films.toStdString()).lexically_normal().string()),
                        {} });
                m_films[place->second].rows.push_back(std::move(row));
            }
            if (m_films.empty())
                say(tr("The batch has no result to annotate."));
            else
                show(0);
        });
}

void BatchReview::step(int by)
{
    if (m_film + by >= 0 && m_film + by < films())
        show(m_film + by);
}

void BatchReview::show(int film)
{
    m_film = film;
    m_isAwaited = true;
    m_problem.clear();
    m_files.load(m_films[std::size_t(film)].path, 0);
    Q_EMIT changed();
}

void BatchReview::bring()
{
    const EditDocument *document = m_session.document();
    if (!m_isAwaited || document == nullptr)
        return;
    const Film &film = m_films[std::size_t(m_film)];
    if (document->image().path != film.path.toStdString())
        return;
    m_isAwaited = false;
    const auto read = [rows = film.rows, folder = m_folder.toStdString(), picture = document->image().picture](
                          const JobContext &job) -> Result<std::vector<ResultPointer>> {
        std::vector<ResultPointer> results;
        for (const BatchRow &row : rows) {
            CF_TRY(job.checkStop());
            CF_ASSIGN(ResultPointer result, readBatchResult(row, folder, picture->radiograph()));
            results.push_back(std::move(result));
        }
        return results;
    };
    runInBackground<Result<std::vector<ResultPointer>>>(*m_queue, this, read,
        [this, film = m_film, key = document->image().workKey](Result<std::vector<ResultPointer>> results) {
            const EditDocument *shown = m_session.document();
            if (film != m_film || shown == nullptr || shown->image().workKey != key)
                return; // Another film was opened meanwhile.
            if (!results)
                say(coreWords(results.error().message));
            else
                m_session.takeResults(*results);
        });
}

void BatchReview::say(const QString &problem)
{
    m_problem = problem;
    Q_EMIT changed();
}

} // namespace cf::ui

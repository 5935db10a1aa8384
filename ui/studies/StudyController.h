#pragma once

#include "core/base/Result.h"
#include "core/imaging/ReadingNote.h"
#include "core/jobs/JobQueue.h"
#include "dicom/StudyScanner.h"
#include "ui/session/documents/OpenedImage.h"

#include <QObject>
#include <QStringList>

#include <memory>

namespace cf::ui {

/// Compares how a film lies with how it looks, adds to its notes, and may turn it; off the GUI thread. May be empty.
using FilmCheck = std::function<void(Radiograph &, ReadingNotes &)>;

/// Reads files and folders off the GUI thread. A newer wish to see an image replaces one still under way.
class StudyController : public QObject
{
    Q_OBJECT

public:
    explicit StudyController(QObject *parent = nullptr);
    ~StudyController() override;

    /// Files, folders or DICOMDIRs, also mixed.
    void open(const QStringList &paths);
    /// Reads an image as the user once wanted it to be read, else as the file says.
    void load(const QString &path, int frame);
    /// Reads it as the user wants now; `reading` names the frame.
    void loadAs(const QString &path, const ReadingOptions &reading);
    void forgetLoad(); ///< Something else was chosen than what is being read.
    /// What all scans found so far, in their order.
    const std::vector<std::shared_ptr<StudyTree>> &trees() const { return m_trees; }
    /// Called with each image that was read, off the GUI thread: puts in what the disk knows of the work on it.
    void setRestorer(std::function<void(OpenedImage &)> restorer) { m_restorer = std::move(restorer); }
    /// Looks at each film whose lie the user did not say.
    void setFilmCheck(FilmCheck check) { m_check = std::move(check); }
    /// For other work with files that must not disturb the window.
    JobQueue &queue() { return *m_queue; }

Q_SIGNALS:
    void scanning(const QString &stage);
    void scanned(const std::shared_ptr<cf::StudyTree> &tree);
    void loading();
    /// The image that was asked for last cannot be shown: its file's name, and why.
    void unreadable(const QString &name, const QString &reason);
    void loaded(const std::shared_ptr<cf::ui::OpenedImage> &image);
    /// Nothing could be opened, and why.
    void failed(const QString &message);

private:
    void read(const QString &path, const ReadingOptions &reading, bool isAsked);

    std::function<void(OpenedImage &)> m_restorer;
    FilmCheck m_check;
    std::stop_source m_load{ std::nostopstate };
    int m_lastRequest = 0; ///< Number of the image that was asked for last; answers to earlier ones are dropped.
    std::vector<std::shared_ptr<StudyTree>> m_trees;
    std::unique_ptr<JobQueue> m_queue;
};

/// The image with what the screen and the autosave need. For any thread but the GUI's.
Result<std::shared_ptr<OpenedImage>> openImage(
    const std::filesystem::path &path, const ReadingOptions &reading, const FilmCheck &check = {});

} // namespace cf::ui

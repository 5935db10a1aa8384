#pragma once

#include "core/datasets/BatchRow.h"
#include "core/jobs/JobQueue.h"
#include "ui/records/PreparedResult.h"
#include "ui/shell/Workplace.h"

#include <QObject>

#include <filesystem>
#include <memory>
#include <vector>

namespace cf::ui {

/// The results of a batch on their way through annotation: its films one after the other, each opened with what the
/// batch made of it in its history. No widget.
class BatchReview : public QObject
{
    Q_OBJECT

public:
    BatchReview(EditSession &session, StudyController &files, QObject *parent = nullptr);
    ~BatchReview() override;

    void begin(const BatchResults &batch);
    int films() const { return int(m_films.size()); } ///< With results; 0: no batch is gone through.
    int film() const { return m_film; } ///< The one in view, from 0; -1: none.
    void step(int by); ///< To the next or previous film.
    const QString &problem() const { return m_problem; } ///< In words for the user; empty: none.

Q_SIGNALS:
    void changed();

private:
    struct Film {
        QString path; ///< Of its file.
        std::vector<BatchRow> rows;
    };

    void show(int film);
    void bring(); ///< The results of the film that was opened.
    void say(const QString &problem);

    EditSession &m_session;
    StudyController &m_files;
    QString m_folder;
    std::vector<Film> m_films;
    int m_film = -1;
    bool m_isAwaited = false; ///< The film was asked for and has not come yet.
    QString m_problem;
    std::unique_ptr<JobQueue> m_queue;
};

/// A result that a batch wrote, read again from its files: object and, where there is one, the region's picture. As
/// slow as prepareResult(). Errors: those of reading; InvalidInput where it is not of the film's size.
Result<ResultPointer> readBatchResult(
    const BatchRow &row, const std::filesystem::path &folder, const Radiograph &source);

} // namespace cf::ui

#pragma once

#include "core/jobs/JobContext.h"
#include "core/jobs/JobQueue.h"
#include "ui/datasets/KnownBatches.h"
#include "ui/datasets/parts/CalledProgram.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTemporaryFile>
#include <QTimer>

#include <deque>
#include <filesystem>
#include <map>
#include <memory>

namespace cf::ui {

/// Data sets without a widget: the plan at hand, what it will cost, the batch that runs, and how far each is. The work
/// is done by `contrafact-cli batch` in processes of its own, so that window and terminal make the same bytes from the
/// same journal; here it is started, followed and stopped.
class BatchDesk : public QObject
{
    Q_OBJECT

public:
    /// `program`: contrafact-cli.
    BatchDesk(std::filesystem::path program, Preferences &preferences, QObject *parent = nullptr);
    ~BatchDesk() override; ///< Stops the batch that runs; it goes on at its next start.

    const KnownBatches &known() const { return m_known; }
    QString standingOf(const BatchPlace &place) const; ///< In a few words; empty while it is not read.
    const BatchState &state() const { return m_state; }
    const BatchPlan &plan() const { return m_plan; }
    bool isRunning() const { return m_program.isRunning(); }
    const QString &message() const { return m_message; }
    bool isProblem() const { return m_isProblem; }
    void say(const QString &message, bool isProblem = false);

    /// A plan that has no folder yet, or another one.
    void begin();
    /// What the form says now, or why it is no plan.
    void setPlan(const Result<BatchPlan> &plan, const BatchPlace &place);
    /// A batch that was made before, here or elsewhere. `films`: where its folder does not say.
    void open(const BatchPlace &place);
    void forget();

    void start(); ///< Or goes on.
    void stop();

    /// Seconds that an edit took in the window, for an estimate before the first batch; negative: not known.
    void setEditSeconds(double seconds) { m_editSeconds = seconds; }

Q_SIGNALS:
    void changed(); ///< Anything of the above, but …
    void planRead(); ///< … the plan, which was another's.

private:
    using Films = std::shared_ptr<const std::vector<FilmEntry>>;
    struct Look {
        BatchStanding standing;
        std::vector<BatchPicture> pictures;
    };

    void estimate();
    void look(); ///< Into the journals.
    void take(const QString &folder, Look look);
    void measure(const BatchStanding &standing);
    void noteEnd(const CalledEnd &end);
    void setStage();
    bool isRunningHere() const;
    static Result<Look> lookInto(
        const QString &folder, bool pictures, std::map<QString, QImage> &cache, const JobContext &job);

    KnownBatches m_known;
    BatchPlan m_plan;
    BatchState m_state;
    QString m_planProblem;
    QString m_message;
    bool m_isProblem = false;
    double m_editSeconds = -1.0;

    CalledProgram m_program;
    std::unique_ptr<QTemporaryFile> m_planFile;
    QString m_running; ///< Its folder.
    QString m_runningMethod;
    int m_runningWorkers = 1;
    std::deque<std::pair<double, std::int64_t>> m_pace; ///< Seconds since the start, finished edits.
    QElapsedTimer m_clock;

    std::map<QString, BatchStanding> m_standings; ///< By folder, as last read.
    QTimer m_lookSoon;
    QTimer m_estimateSoon;
    int m_looks = 0; ///< Under way.
    int m_estimate = 0; ///< Counts what was asked for.
    std::shared_ptr<std::map<QString, QImage>> m_cache; ///< Small pictures by path; used on the queue alone.
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui

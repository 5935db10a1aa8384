#pragma once

#include "core/sessions/coordination/Sealing.h"
#include "core/sessions/coordination/StudyStatus.h"
#include "ui/review/StudyThread.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <vector>

namespace cf::ui {

/// All that the coordinator's pages draw; read from the store, never remembered by the window.
struct StudyView {
    sessions::StudyStatus status;
    std::vector<sessions::AuditRecord> audit;
    std::optional<sessions::KnownLeakCheck> leakCheck;
};

/// The study that is coordinated: opened, worked on and read again on the store's thread. No widget.
class StudyDesk : public QObject
{
    Q_OBJECT

public:
    explicit StudyDesk(QObject *parent = nullptr);
    ~StudyDesk() override;

    /// NAME.cfstudy or postgresql://…; what was open is closed.
    void open(const QString &location);
    void create(const QString &location, const sessions::Protocol &protocol);
    void close();

    bool isOpen() const { return m_view.has_value(); }
    const StudyView &view() const { return *m_view; } ///< Only while isOpen().
    const sessions::Study &study() const { return m_view->status.study; }
    const QString &location() const { return m_location; }

    bool isBusy() const { return m_running > 0; }
    QString stage() const { return m_stage; } ///< What is being done, with "12 of 40" where it is known.
    const QString &message() const { return m_message; }
    bool isProblem() const { return m_isProblem; }
    void say(const QString &message, bool isProblem = false);
    void cancel();
    /// Reads the study again: others may have changed it.
    void refresh();

    /// Works on the store, then reads the study again and gives the value to `done`. An error is said, not given.
    template <typename Value>
    void run(const QString &stage, std::function<Result<Value>(sessions::StudyStore &, const JobContext &)> work,
        std::function<void(Value)> done)
    {
        if (!m_thread)
            return;
        begin(stage);
        const auto take = [this, done = std::move(done)](Result<Value> result) {
            end();
            if (!result) {
                sayError(result.error());
                refresh();
                return;
            }
            done(std::move(*result));
            refresh();
        };
        m_stop = m_thread->template ask<Value>(m_scope.get(), std::move(work), take,
            [this, stage](int step, int steps, const QString &) { report(stage, step, steps); });
    }
    /// The same for work that gives nothing; `said` is said afterwards.
    void act(const QString &stage, std::function<Result<>(sessions::StudyStore &, const JobContext &)> work,
        const QString &said = {});

Q_SIGNALS:
    void changed(); ///< Anything of the above.

private:
    void openWith(const QString &location, StudyThread::Opener opener);
    void begin(const QString &stage);
    void end();
    void report(const QString &stage, int step, int steps);
    void sayError(const Error &error);

    std::unique_ptr<QObject> m_scope; ///< Of what is asked of this study: what another left unanswered is not taken.
    std::unique_ptr<StudyThread> m_thread;
    std::optional<StudyView> m_view;
    QString m_location;
    QString m_stage;
    QString m_message;
    bool m_isProblem = false;
    int m_running = 0;
    std::stop_source m_stop{ std::nostopstate };
};

/// A folder, file or connection string as the title of a study that is not open yet, without a password.
QString shownLocation(const QString &location);

} // namespace cf::ui

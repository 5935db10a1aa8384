#pragma once

#include "core/datasets/pilot/PilotStanding.h"

#include "ui/datasets/parts/CalledProgram.h"

#include <QObject>
#include <QStringList>

#include <filesystem>

namespace cf::ui {

class Preferences;

/// What a pilot is about and where it lies.
struct PilotPlace {
    QString films;
    QString folder; ///< With rules, pages and all that is made.
    QStringList prompts;
    int workers = 1;
    bool operator==(const PilotPlace &) const = default;
};

/// A pilot without a widget: where it stands, and the stage that runs. The work is done by `contrafact-cli pilot` in a
/// process of its own, so that window and terminal leave the same folder; here it is started, followed and stopped.
class PilotDesk : public QObject
{
    Q_OBJECT

public:
    /// `program`: contrafact-cli.
    PilotDesk(std::filesystem::path program, Preferences &preferences, QObject *parent = nullptr);
    ~PilotDesk() override; ///< Stops the stage that runs; it goes on at its next start.

    const PilotPlace &place() const { return m_place; }
    const pilot::Standing &standing() const { return m_standing; }
    int running() const { return m_running; } ///< The stage; -1: none.
    bool isStopping() const { return m_program.isStopping(); }
    const QString &progress() const { return m_progress; } ///< What the stage said last.
    const QString &message() const { return m_message; }
    bool isProblem() const { return m_isProblem; }

    void setPlace(const PilotPlace &place);
    /// Why a stage cannot start; empty where it can. `reason`: why to go on against the rules of the one before.
    QString hindrance(int stage, const QString &reason) const;
    void run(int stage, const QString &reason = {});
    /// Who has read a stage's cases, and the share of its edits that was found fit, 0 … 1; once for ever.
    void noteReading(int stage, const QString &by, double fit);
    void stop();

Q_SIGNALS:
    void changed();

private:
    void start(int stage, const QStringList &more);
    void noteEnd(const CalledEnd &end);
    void readStanding();

    Preferences &m_preferences;
    PilotPlace m_place;
    pilot::Standing m_standing;
    CalledProgram m_program;
    QString m_progress;
    QString m_message;
    bool m_isProblem = false;
    int m_running = -1;
};

} // namespace cf::ui

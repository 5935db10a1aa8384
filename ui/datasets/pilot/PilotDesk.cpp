#include "ui/datasets/pilot/PilotDesk.h"

#include "ui/settings/Preferences.h"
#include "ui/words/CoreWords.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace cf::ui {

namespace {

constexpr int ruleNotMet = 3; ///< contrafact-cli's exit code.

} // namespace

PilotDesk::PilotDesk(std::filesystem::path program, Preferences &preferences, QObject *parent)
    : QObject(parent)
    , m_preferences(preferences)
    , m_program(std::move(program))
{
    connect(&m_program, &CalledProgram::heard, this, [this] {
        m_progress = m_program.lastLine();
        Q_EMIT changed();
    });
    connect(&m_program, &CalledProgram::ended, this, &PilotDesk::noteEnd);
    const QJsonObject stored = QJsonDocument::fromJson(m_preferences.state("pilot")).object();
    m_place.films = stored["films"].toString();
    m_place.folder = stored["folder"].toString();
    m_place.workers = std::max(1, stored["workers"].toInt(1));
    for (const QJsonValue &prompt : stored["prompts"].toArray())
        m_place.prompts << prompt.toString();
    readStanding();
}

PilotDesk::~PilotDesk()
{
    m_program.quit();
}

void PilotDesk::setPlace(const PilotPlace &place)
{
    if (place == m_place || m_running >= 0)
        return;
    m_place = place;
    m_preferences.setState("pilot",
        QJsonDocument(QJsonObject{ { "films", place.films }, { "folder", place.folder }, { "workers", place.workers },
                          { "prompts", QJsonArray::fromStringList(place.prompts) } })
            .toJson(QJsonDocument::Compact));
    m_message.clear();
    readStanding();
    Q_EMIT changed();
}

void PilotDesk::readStanding()
{
    m_standing = {};
    if (m_place.folder.isEmpty())
        return;
    auto standing = pilot::standingOf(m_place.folder.toStdString());
    if (standing) {
        m_standing = *std::move(standing);
        return;
    }
    m_message = coreWords(standing.error().message);
    m_isProblem = true;
}

QString PilotDesk::hindrance(int stage, const QString &reason) const
{
    if (m_running >= 0)
        return tr("Stage %1 is running.").arg(m_running);
    if (m_place.films.isEmpty())
        return tr("Choose the folder of films.");
    if (m_place.folder.isEmpty())
        return tr("Choose a folder for the pilot.");
    if (m_place.prompts.isEmpty())
        return tr("Say what is to be edited.");
    if (stage == 0)
        return {};
    const auto &before = m_standing.all.at(std::size_t(stage - 1));
    if (!before.isDone())
        return tr("Stage %1 comes first.").arg(stage - 1);
    const bool isDecided = !m_standing.all.at(std::size_t(stage)).despite.empty() || !reason.trimmed().isEmpty();
    return before.isMet() || isDecided
        ? QString()
        : tr("Stage %1 has not met all its rules. Say below why you go on all the same: it is recorded.")
              .arg(stage - 1);
}

void PilotDesk::run(int stage, const QString &reason)
{
    if (!hindrance(stage, reason).isEmpty())
        return;
    start(stage, reason.trimmed().isEmpty() ? QStringList() : QStringList{ "--despite", reason.trimmed() });
}

void PilotDesk::noteReading(int stage, const QString &by, double fit)
{
    if (m_running < 0 && !by.trimmed().isEmpty())
        start(stage, { "--read-by", by.trimmed(), "--found-fit", QString::number(fit, 'g', 17) });
}

void PilotDesk::start(int stage, const QStringList &more)
{
    QStringList arguments{ "pilot", "--films", m_place.films, "--output", m_place.folder, "--stage",
        QString::number(stage), "--workers", QString::number(m_place.workers) };
    for (const QString &prompt : m_place.prompts)
        arguments << "--prompt" << prompt;
    if (const QString model = m_preferences.text("models/folder"); !model.isEmpty())
        arguments << "--model" << model;
    m_progress.clear();
    m_message.clear();
    m_isProblem = false;
    m_running = stage;
    m_program.start(arguments + more);
    Q_EMIT changed();
}

void PilotDesk::stop()
{
    if (m_program.stop())
        Q_EMIT changed();
}

void PilotDesk::noteEnd(const CalledEnd &end)
{
    const int stage = std::exchange(m_running, -1);
    m_progress.clear();
    m_message.clear();
    m_isProblem = end.code != 0 && end.code != ruleNotMet && !end.wasStopped;
    readStanding();
    if (end.wasStopped)
        m_message = tr("Stage %1 was stopped. It goes on where it was.").arg(stage);
    else if (end.code == ruleNotMet)
        m_message = tr("A rule of stage %1 is not met.").arg(stage);
    else if (m_isProblem)
        m_message = end.said;
    if (m_isProblem && m_message.isEmpty())
        m_message = tr("Stage %1 ended unexpectedly. Nothing that was finished is lost.").arg(stage);
    Q_EMIT changed();
}

} // namespace cf::ui

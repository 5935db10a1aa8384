#include "ui/coordinator/study/StudyDesk.h"

#include "ui/words/CoreWords.h"

#include <QFileInfo>
#include <QUrl>

#include <algorithm>

namespace cf::ui {

using namespace sessions;

namespace {

Result<StudyView> viewOf(StudyStore &store)
{
    StudyView view;
    CF_ASSIGN(view.status, studyStatus(store));
    CF_ASSIGN(view.audit, store.audit());
    view.leakCheck = knownLeakCheck(view.audit);
    return view;
}

} // namespace

StudyDesk::StudyDesk(QObject *parent)
    : QObject(parent)
{
}

StudyDesk::~StudyDesk() = default;

void StudyDesk::open(const QString &location)
{
    openWith(location, [text = location.toStdString()] { return StudyStore::open(text); });
}

void StudyDesk::create(const QString &location, const Protocol &protocol)
{
    // Made once: where the file is there and cannot be opened afterwards, it is not made again.
    const auto isMade = std::make_shared<bool>(false);
    openWith(location, [text = location.toStdString(), protocol, isMade]() -> Result<StudyStore> {
        if (*isMade)
            return StudyStore::open(text);
        auto made = StudyStore::create(text, protocol);
        *isMade = made.has_value();
        return made;
    });
}

void StudyDesk::openWith(const QString &location, StudyThread::Opener opener)
{
    close();
    m_location = location;
    m_scope = std::make_unique<QObject>();
    m_thread = std::make_unique<StudyThread>(std::move(opener), StudyStore::isServer(location.toStdString()));
    begin(tr("Opening the study"));
    const auto read = [](StudyStore &store, const JobContext &) { return viewOf(store); };
    m_thread->ask<StudyView>(m_scope.get(), read, [this](Result<StudyView> view) {
        end();
        if (view) {
            m_view = std::move(*view);
            Q_EMIT changed();
            return;
        }
        const QString why = coreWords(view.error().message);
        close();
        say(why, true);
    });
}

void StudyDesk::close()
{
    if (m_scope) {
        for (QObject *asked : m_scope->children())
            asked->disconnect(); // What is answered from now on is for nobody.
        m_scope.release()->deleteLater(); // It may be the one that calls.
    }
    m_thread.reset();
    m_view.reset();
    m_running = 0;
    m_stage.clear();
    m_message.clear();
    Q_EMIT changed();
}

void StudyDesk::say(const QString &message, bool isProblem)
{
    m_message = message;
    m_isProblem = isProblem;
    Q_EMIT changed();
}

void StudyDesk::sayError(const Error &error)
{
    if (error.code == ErrorCode::Cancelled)
        say(tr("Stopped. Nothing was changed."));
    else
        say(coreWords(error.message), true);
}

void StudyDesk::cancel()
{
    m_stop.request_stop();
}

void StudyDesk::begin(const QString &stage)
{
    ++m_running;
    m_stage = stage;
    m_message.clear();
    Q_EMIT changed();
}

void StudyDesk::end()
{
    m_running = std::max(0, m_running - 1);
    Q_EMIT changed();
}

void StudyDesk::report(const QString &stage, int step, int steps)
{
    m_stage = steps > 0 ? tr("%1: %2 of %3").arg(stage).arg(step).arg(steps) : stage;
    Q_EMIT changed();
}

void StudyDesk::refresh()
{
    if (!m_thread)
        return;
    const auto read = [](StudyStore &store, const JobContext &) { return viewOf(store); };
    m_thread->ask<StudyView>(m_scope.get(), read, [this](Result<StudyView> view) {
        if (!view) {
            sayError(view.error());
            return;
        }
        m_view = std::move(*view);
        Q_EMIT changed();
    });
}

void StudyDesk::act(
    const QString &stage, std::function<Result<>(StudyStore &, const JobContext &)> work, const QString &said)
{
    const auto onThread = [work = std::move(work)](StudyStore &store, const JobContext &job) -> Result<bool> {
        CF_TRY(work(store, job));
        return true;
    };
    run<bool>(stage, onThread, [this, said](bool) {
        if (!said.isEmpty())
            say(said);
    });
}

QString shownLocation(const QString &location)
{
    if (StudyStore::isServer(location.toStdString()))
        return QUrl(location).toString(QUrl::RemovePassword);
    return QFileInfo(location).fileName();
}

} // namespace cf::ui

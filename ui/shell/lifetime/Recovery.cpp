#include "ui/shell/lifetime/Recovery.h"

#include "ui/session/EditSession.h"
#include "ui/studies/StudyController.h"

#include <QFile>

namespace cf::ui {

Recovery::Recovery(const std::filesystem::path &folder, EditSession &session, StudyController &files)
    : m_folder(folder)
    , m_session(session)
    , m_files(files)
    , m_record(folder)
{
    connect(&session, &EditSession::imageShown, this, &Recovery::noteShown);
}

void Recovery::goOn()
{
    m_left = RunRecord::takeUnfinished(m_folder);
    if (!m_left)
        return;
    m_record.noteOpened(m_left->opened);
    m_files.open(m_left->opened);
}

void Recovery::noteShown()
{
    const OpenedImage &image = m_session.document()->image();
    const QString path = QString::fromStdString(image.path.string());
    m_record.noteShown(path, image.frame);
    if (!m_left)
        return;
    // The scan shows its first image; the one that was in view follows.
    if (!m_left->shown.isEmpty() && (path != m_left->shown || image.frame != m_left->frame)
        && QFile::exists(m_left->shown)) {
        const QString wanted = std::exchange(m_left->shown, QString());
        m_files.load(wanted, m_left->frame);
        return;
    }
    const QDateTime restored = m_session.state().restored;
    const QDateTime upTo = restored.isValid() ? restored : m_left->lastSeen;
    m_left.reset();
    m_session.say((tr("Contrafact stopped unexpectedly. Your work up to %1 is here.").arg(upTo.toString("HH:mm:ss"))
        + " " + m_session.state().message.text)
                      .trimmed());
}

} // namespace cf::ui

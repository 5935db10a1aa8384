#pragma once

#include "ui/session/saving/RunRecord.h"

#include <QObject>

#include <optional>

namespace cf::ui {

class EditSession;
class StudyController;

/// Keeps on disk what is open, and after a crash opens it again and says what was brought back.
class Recovery : public QObject
{
    Q_OBJECT

public:
    Recovery(const std::filesystem::path &folder, EditSession &session, StudyController &files);

    /// Goes on where a window was that did not end by itself; nothing where there was none.
    void goOn();
    void noteOpened(const QStringList &paths) { m_record.noteOpened(paths); }
    void finish() { m_record.finish(); } ///< The window ends by itself.

private:
    void noteShown();

    std::filesystem::path m_folder;
    EditSession &m_session;
    StudyController &m_files;
    RunRecord m_record;
    std::optional<RunRecord::Unfinished> m_left; ///< Until its image is in view.
};

} // namespace cf::ui

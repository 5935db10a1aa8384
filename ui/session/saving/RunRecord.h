#pragma once

#include "core/base/files/FileLock.h"

#include <QDateTime>
#include <QString>
#include <QStringList>

#include <filesystem>
#include <optional>

namespace cf::ui {

/// What a window has open, on disk while it is open, so that the next start can go on after a crash. Holds paths, which
/// may name a patient: for its owner alone, never shown or logged, gone with a clean end.
class RunRecord
{
public:
    /// What windows had open that did not end by themselves.
    struct Unfinished {
        QStringList opened; ///< Files and folders.
        QString shown; ///< The image in view …
        int frame = 0; ///< … and its frame.
        QDateTime lastSeen;
    };

    /// An empty folder keeps nothing.
    explicit RunRecord(const std::filesystem::path &folder);

    void noteOpened(const QStringList &paths);
    void noteShown(const QString &path, int frame);
    /// The window ends by itself.
    void finish();
    /// Of all windows that did not: what each had open, the last one's last and in view; reported once. Windows that
    /// are open now are left alone.
    static std::optional<Unfinished> takeUnfinished(const std::filesystem::path &folder);

private:
    void write() const;

    QString m_path;
    std::optional<FileLock> m_lock;
    Unfinished m_now;
};

} // namespace cf::ui

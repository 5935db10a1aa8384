#pragma once

#include "core/annotation/store/SharedAnnotations.h"
#include "core/jobs/JobQueue.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <string>

namespace cf::ui {

/// Keeps this workstation's annotations together with those on a server, in the background: whoever annotates works on
/// the file here, and neither waits for the server nor loses anything by it. What could not be sent is sent later, in
/// this run of the program or the next. No widget.
class AnnotationShare : public QObject
{
    Q_OBJECT

public:
    /// `own`: folder of the store here; `shared`: of AnnotationStore::at().
    AnnotationShare(std::filesystem::path own, std::string shared, QObject *parent = nullptr);
    /// Waits a moment for an exchange under way, never for a server that is silent.
    ~AnnotationShare() override;

    /// Whose annotations go both ways, and whether what others have finished comes here.
    void setPart(const QString &annotator, bool decides);
    /// At once or, where an exchange is under way, after it.
    void exchange();
    const QString &problem() const { return m_problem; } ///< Of the last exchange, in words for the user; empty: none.

Q_SIGNALS:
    void received(); ///< Something came that was not here.
    void changed(); ///< There is a problem, or no longer.

private:
    void take(const Result<annotation::Exchanged> &outcome);

    std::filesystem::path m_own;
    std::string m_shared;
    QString m_annotator;
    bool m_decides = false;
    bool m_isUnderWay = false;
    bool m_isWanted = false; ///< Once more, when the one under way has ended.
    QString m_problem;
    QTimer m_again;
    std::unique_ptr<JobQueue> m_queue;
};

} // namespace cf::ui

#pragma once

#include "ui/session/EditController.h"
#include "ui/session/documents/EditDocument.h"

#include <QPointer>

#include <deque>
#include <optional>

namespace cf::ui {

/// An edit, or the search for its region, with everything that decides its outcome, as it was when it was asked for.
struct AskedEdit {
    enum class Kind { Edit, Region };
    Kind kind = Kind::Edit;
    EditRequest request;
    RequestFiller fill; ///< Image and mask.
    ResultPointer known; ///< What it ends in, where that is there already.
    HistoryEntry entry; ///< What it becomes in the history.
    QPointer<EditDocument> document; ///< Of which image.
    int again = 0; ///< Number of the edit that is only run once more, to be compared; 0: it is an edit of its own.
    bool dragged = false; ///< It makes the shown edit once more with what the user dragged: one undo step.
    bool applyRegion = false; ///< For Region: the edit shall follow without another press.
};

/// The one end of an edit that began.
struct EndedEdit {
    enum class How { Finished, RegionFound, Cancelled, Failed };
    How how = How::Finished;
    AskedEdit asked;
    ResultPointer result; ///< For Finished.
    ProposalPointer region; ///< For RegionFound.
    QString message; ///< For Failed …
    ErrorCode code = ErrorCode::Internal; ///< … with its kind.
    Progress reached; ///< For Cancelled …
    QImage preview; ///< … with the last picture in the making.
};

/// The running edit and those that wait for the worker, in the order of their asking. Each that began ends once.
class EditQueue : public QObject
{
    Q_OBJECT

public:
    explicit EditQueue(QObject *parent = nullptr);

    EditController &controller() { return m_controller; }
    const EditController &controller() const { return m_controller; }

    /// Begins, or waits behind those that were asked before. False where too many wait already.
    bool add(AskedEdit asked);
    /// 0 is the running one, if any runs; the others follow.
    void cancel(int place = 0);
    bool isRunning() const { return m_running.has_value(); }
    AskedEdit *running() { return m_running ? &*m_running : nullptr; }
    const AskedEdit *running() const { return m_running ? &*m_running : nullptr; }
    const std::deque<AskedEdit> &waiting() const { return m_waiting; }
    const Progress &progress() const { return m_progress; }
    const QImage &preview() const { return m_preview; }
    bool uses(const EditDocument &document) const;
    /// Takes out everything, the running one first, and stops it: the program ends.
    std::vector<AskedEdit> takeAll();

Q_SIGNALS:
    /// The running edit was taken up; its entry may still be given its number.
    void began(cf::ui::AskedEdit &asked);
    /// Progress, preview or what waits has changed.
    void changed();
    void ended(const cf::ui::EndedEdit &edit);

private:
    void begin(AskedEdit asked);
    void end(EndedEdit ended);

    EditController m_controller;
    std::optional<AskedEdit> m_running;
    std::deque<AskedEdit> m_waiting;
    Progress m_progress;
    QImage m_preview;
};

} // namespace cf::ui

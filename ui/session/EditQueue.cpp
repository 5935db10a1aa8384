#include "ui/session/EditQueue.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace cf::ui {
namespace {

constexpr std::size_t maxWaiting = 16; // Each holds a mask, and nobody overlooks more.

} // namespace

EditQueue::EditQueue(QObject *parent)
    : QObject(parent)
{
    connect(&m_controller, &EditController::progressed, this, [this](const Progress &progress) {
        m_progress = progress;
        Q_EMIT changed();
    });
    connect(&m_controller, &EditController::previewed, this, [this](const QImage &picture) {
        m_preview = picture;
        Q_EMIT changed();
    });
    connect(&m_controller, &EditController::finished, this, [this](const ResultPointer &result) {
        EndedEdit edit;
        edit.how = EndedEdit::How::Finished;
        edit.result = result;
        end(std::move(edit));
    });
    connect(&m_controller, &EditController::regionFound, this, [this](const ProposalPointer &region) {
        EndedEdit edit;
        edit.how = EndedEdit::How::RegionFound;
        edit.region = region;
        end(std::move(edit));
    });
    connect(&m_controller, &EditController::cancelled, this, [this](const Progress &reached, const QImage &preview) {
        EndedEdit edit;
        edit.how = EndedEdit::How::Cancelled;
        edit.reached = reached;
        edit.preview = preview;
        end(std::move(edit));
    });
    connect(&m_controller, &EditController::failed, this, [this](const QString &message, ErrorCode code) {
        EndedEdit edit;
        edit.how = EndedEdit::How::Failed;
        edit.message = message;
        edit.code = code;
        end(std::move(edit));
    });
}

bool EditQueue::add(AskedEdit asked)
{
    if (!m_running) {
        begin(std::move(asked));
        return true;
    }
    if (m_waiting.size() >= maxWaiting)
        return false;
    m_waiting.push_back(std::move(asked));
    Q_EMIT changed();
    return true;
}

void EditQueue::begin(AskedEdit asked)
{
    m_running = std::move(asked);
    m_progress = {};
    m_preview = {};
    Q_EMIT began(*m_running);
    if (m_running->known)
        m_controller.startWith(m_running->known);
    else if (m_running->kind == AskedEdit::Kind::Region)
        m_controller.findRegion(std::move(m_running->request), std::move(m_running->fill));
    else
        m_controller.start(std::move(m_running->request), std::move(m_running->fill));
    Q_EMIT changed();
}

void EditQueue::end(EndedEdit edit)
{
    if (!m_running)
        return;
    edit.asked = *std::exchange(m_running, std::nullopt);
    m_preview = {};
    Q_EMIT ended(edit);
    while (!m_running && !m_waiting.empty()) {
        AskedEdit next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (next.document)
            begin(std::move(next));
    }
    Q_EMIT changed();
}

void EditQueue::cancel(int place)
{
    const int waiting = place - (m_running ? 1 : 0);
    if (waiting < 0)
        m_controller.cancel();
    else if (std::size_t(waiting) < m_waiting.size())
        m_waiting.erase(m_waiting.begin() + waiting);
    Q_EMIT changed();
}

bool EditQueue::uses(const EditDocument &document) const
{
    return (m_running && m_running->document == &document)
        || std::any_of(m_waiting.begin(), m_waiting.end(),
            [&document](const AskedEdit &asked) { return asked.document == &document; });
}

std::vector<AskedEdit> EditQueue::takeAll()
{
    std::vector<AskedEdit> all;
    if (m_running)
        all.push_back(*std::exchange(m_running, std::nullopt));
    std::move(m_waiting.begin(), m_waiting.end(), std::back_inserter(all));
    m_waiting.clear();
    m_controller.cancel();
    return all;
}

} // namespace cf::ui

#pragma once

#include <QUndoCommand>

#include <functional>
#include <utility>

namespace cf::ui {

/// A drag that became an edit of its own: undone, the edit before it is in view again. Both stay in the history.
class ShowEditCommand : public QUndoCommand
{
public:
    ShowEditCommand(const QString &text, int before, int after, std::function<void(int)> show)
        : QUndoCommand(text)
        , m_before(before)
        , m_after(after)
        , m_show(std::move(show))
    {
    }

    int after() const { return m_after; } ///< The row of the history that it led to.
    void undo() override { m_show(m_before); }
    void redo() override
    {
        if (std::exchange(m_done, false)) // The first redo() comes when it is shown already.
            return;
        m_show(m_after);
    }

private:
    int m_before;
    int m_after;
    std::function<void(int)> m_show;
    bool m_done = true;
};

} // namespace cf::ui

#pragma once

#include "core/sessions/sealing/ProtocolCheck.h"
#include "ui/coordinator/protocol/FieldNotes.h"

#include <QWidget>

#include <functional>

namespace cf::ui {

/// One part of a protocol as fields: shows a protocol, and says what the coordinator changed in it.
class ProtocolForm : public QWidget
{
public:
    using Edit = std::function<void(sessions::Protocol &)>;

    virtual void show(const sessions::Protocol &protocol) = 0;
    /// Sentences beside their fields; gives how many are of this form.
    virtual int showProblems(const std::vector<sessions::ProtocolProblem> &problems) = 0;
    /// Called with each change that is made here.
    std::function<void(const Edit &)> edited;

protected:
    void edit(const Edit &change)
    {
        if (edited && !m_isFilling)
            edited(change);
    }
    bool m_isFilling = false; ///< While fields are set to what the protocol says.
};

} // namespace cf::ui

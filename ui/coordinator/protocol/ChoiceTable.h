#pragma once

#include "core/sessions/protocol/Protocol.h"

#include <QTableWidget>

#include <functional>
#include <vector>

namespace cf::ui {

/// The answers of a choice or steps of a scale, a line each. What is written into the empty line at the end is a
/// further one; a line that is emptied goes.
class ChoiceTable : public QTableWidget
{
    Q_OBJECT

public:
    ChoiceTable();

    void show(const std::vector<sessions::Choice> &choices);
    std::vector<sessions::Choice> choices() const;
    std::function<void()> edited;

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override; ///< Delete empties the chosen cells.

private:
    bool m_isFilling = false;
};

} // namespace cf::ui

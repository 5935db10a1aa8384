#pragma once

#include "ui/coordinator/study/StudyDesk.h"

#include <QWidget>

namespace cf::ui {

/// One step of the coordinator's way. It draws what the desk shows, and asks the desk for everything.
class CoordinatorPage : public QWidget
{
    Q_OBJECT

public:
    explicit CoordinatorPage(StudyDesk &desk, QWidget *parent = nullptr)
        : QWidget(parent)
        , m_desk(desk)
    {
    }
    /// The study is open; also called when work begins or ends.
    virtual void draw() = 0;

protected:
    StudyDesk &m_desk;
};

} // namespace cf::ui

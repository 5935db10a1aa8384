#pragma once

#include "ui/coordinator/pages/CoordinatorPage.h"

class QLabel;
class QPushButton;

namespace cf::ui {

class ChannelList;

/// Can real be told from synthetic by anything but anatomy?
class LeakPage : public CoordinatorPage
{
    Q_OBJECT

public:
    explicit LeakPage(StudyDesk &desk);

    void draw() override;
    void hunt();
    QString verdict() const;

private:
    QPushButton *m_hunt;
    QPushButton *m_stop;
    QLabel *m_verdict;
    ChannelList *m_channels;
};

} // namespace cf::ui

#pragma once

#include "ui/coordinator/study/StudyDesk.h"

#include <QWidget>

class QGridLayout;
class QLabel;

namespace cf::ui {

class ChannelList;

/// At the right: what is sealed or will be, and what the leak check found.
class StudySummary : public QWidget
{
    Q_OBJECT

public:
    explicit StudySummary(QWidget *parent = nullptr);
    void show(const StudyView &view);
    void clear();

private:
    QLabel *m_title;
    QLabel *m_sealTag;
    QGridLayout *m_facts;
    QLabel *m_leakTitle;
    QLabel *m_leakTag;
    ChannelList *m_channels;
    QLabel *m_note;
};

} // namespace cf::ui

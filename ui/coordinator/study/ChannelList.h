#pragma once

#include "core/sessions/blinding/LeakHunter.h"

#include <QWidget>

class QGridLayout;

namespace cf::ui {

/// The channels of a leak check, one line each: glyph, name, area with its interval, limit.
class ChannelList : public QWidget
{
    Q_OBJECT

public:
    explicit ChannelList(QWidget *parent = nullptr);
    void setReport(const sessions::LeakReport &report);
    void clear();

private:
    QGridLayout *m_grid;
};

} // namespace cf::ui

#pragma once

#include "core/sessions/blinding/LeakHunter.h"

#include <QWidget>

class QGridLayout;

namespace cf::ui {

/// The channels of a leak check, one line each: glyph, name, area with its interval, limit. In full also the single
/// feature that tells most, and what has to be said of the figures.
class ChannelList : public QWidget
{
    Q_OBJECT

public:
    enum class Detail { Full, Brief };
    explicit ChannelList(Detail detail, QWidget *parent = nullptr);
    void setReport(const sessions::LeakReport &report);
    void clear();

private:
    QGridLayout *m_grid;
    bool m_isBrief;
};

} // namespace cf::ui

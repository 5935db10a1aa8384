#pragma once

#include "ui/results/QueuePanel.h"
#include "ui/session/SessionState.h"
#include "ui/shell/bars/HeaderBar.h"

#include <vector>

namespace cf::ui {

/// What the header says of a state.
struct Banner {
    QString model;
    QString modelDetail;
    HeaderBar::Tone tone = HeaderBar::Tone::Neutral;
    QString strong;
    QString rest;
    QString details;
};

Banner bannerOf(const SessionState &state);
/// The lines of the queue panel.
std::vector<QueueEntry> queueEntries(const SessionState &state);

} // namespace cf::ui

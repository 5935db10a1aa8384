#pragma once

#include "core/datasets/BatchJournal.h"
#include "core/datasets/plan/BatchEstimate.h"

#include <QImage>
#include <QString>

#include <optional>
#include <vector>

namespace cf::ui {

/// Where a batch lies and how it is made: what its folder does not say itself.
struct BatchPlace {
    QString folder; ///< With journal, objects and manifest.
    QString films;
    QString model; ///< A model folder; empty: the bundled model.
    int workers = 0; ///< 0: as many as help.
    bool operator==(const BatchPlace &) const = default;
};

enum class BatchStage {
    Planned, ///< Nothing of it is made yet.
    Running,
    Stopping,
    Stopped, ///< It goes on where it was.
    Finished,
};

/// A picture that a batch made, small.
struct BatchPicture {
    QImage image;
    QString film;
    QString prompt;
    bool refused = false;
    QString reason;
};

/// All that the place of data sets draws of the chosen batch.
struct BatchState {
    BatchPlace place;
    BatchStage stage = BatchStage::Planned;
    std::optional<BatchEstimate> estimate;
    QString problem; ///< Why nothing can be started; empty: nothing hinders.
    double expectedSeconds = -1.0; ///< For all edits, as measured here before; negative: not yet.
    int workers = 1; ///< That will be or are at work.
    std::optional<BatchStanding> standing; ///< Once there is a journal.
    double editsAMinute = -1.0; ///< Of the last minute; negative while unknown.
    double secondsLeft = -1.0;
    std::vector<BatchPicture> pictures; ///< The last ones, the last one first.
};

} // namespace cf::ui

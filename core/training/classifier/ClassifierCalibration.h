#pragma once

#include <torch/types.h>

#include <vector>

namespace cf {

/// How well one output tells present from absent on images that were not trained on.
struct LabelFigures {
    int present = 0; ///< Images where it is known to be there.
    int absent = 0;
    double auc = 0.5; ///< Area under the receiver operating characteristic; 0.5 where one of both is missing.
    double brier = 0.0; ///< Mean squared error of the probability.
    double calibrationError = 0.0; ///< ECE, 15 bins of equal mass.
};

/// Makes a logit one of a calibrated probability: (logit − offset) / temperature.
struct LogitCalibration {
    double temperature = 1.0;
    double offset = 0.0; ///< Training weighs what is rare and shifts all logits; this takes the shift back.
};

/// logits, labels: [images], labels 0 or 1, others left out. The temperature in 0.25…16 and its offset that give the
/// lowest cross-entropy; none of either with fewer than 20 known images or only one kind of them.
LogitCalibration fitCalibration(const torch::Tensor &logits, const torch::Tensor &labels);

/// probabilities, labels: [images].
LabelFigures figuresOf(const torch::Tensor &probabilities, const torch::Tensor &labels);

/// Whether one output, had it a say, would have refused at most one in a hundred of the edits, all of which are exact:
/// one of its own that does not move it over the half from which it counts as seen, or one of something else that moves
/// it by more than a half.
/// probabilities: [2 edits], of the images without and then of those with what is edited; isOwn: [edits], bool.
/// False with fewer than 20 edits of its own: nobody knows.
bool leavesEditsAlone(const torch::Tensor &probabilities, const torch::Tensor &isOwn);

} // namespace cf

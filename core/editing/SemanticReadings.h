#pragma once

#include "core/language/PromptLanguage.h"

#include <optional>
#include <string>
#include <vector>

namespace cf {

struct Gate;

/// One label of a classifier, as calibrated probability, in the source and in the counterfactual.
struct LabelReading {
    std::string label; ///< "Pleural Effusion", "Pacemaker", …
    double before = 0.0;
    double after = 0.0;
    bool asked = false; ///< The edit is about this label.
    bool related = false; ///< Not asked, but moves with what was: support devices with a pacemaker.
    bool trusted = true; ///< The classifier tells this label well enough to refuse an edit by it.
};

/// What a classifier says of an edit (METHODS 5.1, 5.4).
struct ClassifierReadings {
    std::vector<LabelReading> labels; ///< Every output, in the classifier's order.
    /// Counterfactual prediction gain: change of the asked labels' probability towards what was asked (after − before
    /// for adding, before − after for removing), mean over the asked labels. Nothing where no output answers for them.
    std::optional<double> gain;
    /// Whether every asked label that began on the other side of one half ended on the asked side. Nothing where none
    /// began there.
    std::optional<bool> flipped;
    double collateral = 0.0; ///< Largest change, as a size, of a label that is neither asked nor related.
    std::string collateralLabel; ///< The label that moved so.
};

/// What a CLIP model says of an edit, cosines in −1…1 (LANCE; golden b).
struct ClipReadings {
    double before = 0.0; ///< Source and source caption.
    double after = 0.0; ///< Counterfactual and target caption.
    double direction = 0.0; ///< Change of picture and change of caption.
    double image = 0.0; ///< Source and counterfactual.
};

/// Readings of a classifier's probabilities of the source and of the counterfactual, by output. `trusted`: the labels
/// that may refuse an edit; nothing: all.
ClassifierReadings readingsOf(const std::vector<double> &before, const std::vector<double> &after,
    const std::vector<std::string> &labels, const std::optional<std::vector<std::string>> &trusted,
    const std::vector<EditInstruction> &asked);

/// predictive_consistency: no asked and trusted label moves against what was asked, or ends where it was asked to be.
/// collateral: no trusted label that the edit is not about moves by more than a half. Labels that the classifier cannot
/// tell are left out; an edit about none that it can tell gets no predictive_consistency.
std::vector<Gate> gatesOf(const ClassifierReadings &readings, const std::vector<EditInstruction> &asked);

/// Image, text and direction with the limits of PRISM's editor (0.6, 0.1, −0.5).
std::vector<Gate> gatesOf(const ClipReadings &readings);

} // namespace cf

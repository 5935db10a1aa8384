#pragma once

#include <optional>
#include <string>
#include <vector>

namespace cf {

/// One label of a classifier, as calibrated probability, in the source and in the counterfactual.
struct LabelReading {
    std::string label; ///< "Pleural Effusion", "Pacemaker", …
    double before = 0.0;
    double after = 0.0;
    bool asked = false; ///< The edit is about this label.
    bool related = false; ///< Not asked, but moves with what was: support devices with a pacemaker.
    bool trusted = true; ///< The classifier tells this label well enough to refuse an edit by it.
};

/// What a classifier says of an edit (resources/help/methods.md, How a classifier judges).
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

} // namespace cf

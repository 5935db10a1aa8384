#pragma once

#include "core/annotation/Annotation.h"
#include "core/annotation/NamedFindings.h"

#include <optional>
#include <string>
#include <vector>

namespace cf::annotation {

/// Who decides where annotators differ.
enum class Decider {
    Third, ///< A further annotator, who knows nothing of what the others said.
    Meeting, ///< A consensus meeting, before which all of it lies.
};

/// What annotators said of one image, and where they differ.
struct Dispute {
    std::vector<Annotation> said; ///< Finished, by annotators; their order says nothing of who they are.
    std::vector<std::string> items; ///< As disagreements() names them; places of findings are those of findingsOfAll().
};

/// Nothing where fewer than two annotators have finished, where they agree, or where a third one is among them.
/// `apart`: plausibilities further apart than this are a dispute.
std::optional<Dispute> disputeOf(
    const std::vector<Annotation> &finished, Decider decider, const std::string &who, double apart);

/// Where the decider begins, out of `fresh`, an annotation as an annotator gets it. A third one gets just that. A
/// meeting gets every finding and mark of the annotators, matched (see MarkVerdicts.h), and what all of them said as
/// proposals. The annotations that are decided upon are named by their hashes and never changed.
Annotation adjudicationOf(const Annotation &fresh, const std::vector<Annotation> &said, Decider decider);

/// Whether a decision is of other annotations than these: one was changed since.
bool isOutdated(const Annotation &decision, const std::vector<Annotation> &said);

/// What one annotation answers to an item of a dispute, as a file names it ("yes", "appeared", "4"); of marks their
/// number; empty: nothing.
std::string answerTo(const Annotation &annotation, const std::string &item, const std::vector<FindingAnswer> &findings);

} // namespace cf::annotation

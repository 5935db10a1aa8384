#pragma once

#include "core/annotation/Annotation.h"
#include "core/annotation/MarkMatching.h"

#include <vector>

namespace cf::annotation {

// How a decision stands to each mark of the annotations that it is made on: Annotation::markVerdicts.

/// A meeting begins with all marks, to be kept or deleted; what all of a group marked to the last digit alike is there
/// once. Sets marks and verdicts of `decision`, marks of its own stay.
void beginVerdicts(Annotation &decision, const std::vector<Annotation> &said);

/// Keeps of a group the marks of these annotations (by places in `said`): one, several, or none. Of equal ones the
/// first alone is kept. Nothing is done for a group that is not there.
void decideGroup(
    Annotation &decision, const std::vector<Annotation> &said, int group, const std::vector<std::size_t> &keep);

/// After marks of a decision were deleted by hand: what stands for nothing any more is not kept.
void followMarks(Annotation &decision);

/// Of a third annotator, who saw nothing of what was said: a group is kept by the mark of their own that is of the same
/// thing, if there is one.
void verdictsOfThird(Annotation &decision, const std::vector<Annotation> &said);

/// The number of groups; they count from 1.
int groupsOf(const Annotation &decision);
/// Whether every mark that is kept of a group was confirmed; else it is still to be decided.
bool isDecided(const Annotation &decision, int group);
/// Places in `said` whose mark of the group is kept.
std::vector<std::size_t> keptOf(const Annotation &decision, const std::vector<Annotation> &said, int group);

} // namespace cf::annotation

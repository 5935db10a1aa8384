#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/terms/SeenThing.h"

namespace cf::annotation {

/// One change that an instruction asks for.
struct AskedChange {
    EditAction action = EditAction::Add;
    Target target = Target::PleuralEffusion;
    Side side = Side::None;
    Zone zone = Zone::None;
    Severity severity = Severity::None;
};

/// A region that the mask of the edit or a segmenter's map gives, at the image's size.
struct ProposedRegion {
    Image<std::uint8_t> mask; ///< Not 0: inside.
    std::optional<Target> finding;
    std::string label;
};

/// An annotation in which everything that the instruction and the regions say is proposed, and nothing is confirmed:
/// whether the instruction was followed, whether something else changed and how plausible it is are left open, as a
/// proposal would be taken for an answer.
Annotation proposedAnnotation(const Subject &subject, const std::string &annotator,
    const std::vector<AskedChange> &asked, const std::vector<ProposedRegion> &regions);

/// Adds what a segmenter saw, once, as proposals, too. Of what was asked its eye stands above the words: what it does
/// not find is proposed as not present, where it cannot tell the words' proposal stays or, where it speaks against
/// them, nothing is proposed. What else came or went to its eye becomes a finding that was not asked for; where things
/// came, and where what was to go is still seen, boxes become marks. What is confirmed, and what is there already,
/// stays.
void proposeSeen(Annotation &annotation, const std::vector<AskedChange> &asked, const std::vector<SeenThing> &seen);

/// The same for a consensus meeting, whose annotation is `decision`: what the annotators left open or answered
/// differently is proposed, what all of them said alike stays. Boxes are added to findings of which nobody has a mark.
/// A finding that no annotator named is none of the meeting's.
void proposeSeenWhereOpen(
    Annotation &decision, const std::vector<AskedChange> &asked, const std::vector<SeenThing> &seen);

} // namespace cf::annotation

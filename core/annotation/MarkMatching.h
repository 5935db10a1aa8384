#pragma once

#include "core/annotation/Annotation.h"

#include <vector>

namespace cf::annotation {

/// Two areas are of one thing where intersection over union is this or more: so far boxes of one size overlap of which
/// one is shifted by two thirds of its width.
inline constexpr double sameThingOverlap = 0.2;
/// Two points are of one thing up to this distance, about half the height of a rib and the space below it.
inline constexpr double sameThingDistanceMm = 10.0;
/// The same where nobody knows the spacing: of the image's longer side, which is about 350 mm.
inline constexpr double sameThingDistanceShare = 10.0 / 350.0;

/// A mark of one of several annotators.
struct MatchedMark {
    std::size_t annotator = 0; ///< Place in the list that was matched.
    int number = 0; ///< Mark::number there.
    bool operator==(const MatchedMark &) const = default;
};

/// Marks of one thing, at most one of each annotator, in their order.
struct MarkGroup {
    std::vector<MatchedMark> marks;
    double nearness = 1.0; ///< The least at which one was joined to the others: overlap of areas; 1 − distance of
                           ///< points in units of the limit; 0.5 for a point in an area, which says nothing of extent.
    bool operator==(const MarkGroup &) const = default;
};

/// Which marks of several annotators of one image are of the same thing. Marks match only within their kind: what went
/// wrong with what went wrong, whatever its type; a finding with the same finding; a structure with a structure.
/// Greedy: the nearest two are joined first, then the next, each with whatever is joined to it already, as long as
/// nobody has two marks in one group; equal ones in the order of annotators and marks. Every confirmed mark is in
/// exactly one group; a group of one is a mark that nobody else made. In the order of the first mark.
std::vector<MarkGroup> matchMarks(const std::vector<Annotation> &said);

/// Marks that say the same to the last digit, whoever made them.
bool isEqualMark(const Mark &one, const Mark &other);

} // namespace cf::annotation

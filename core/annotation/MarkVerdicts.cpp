#include "core/annotation/MarkVerdicts.h"

#include "core/annotation/AnnotationJson.h"

#include <algorithm>
#include <set>

namespace cf::annotation {
namespace {

Mark proposed(const Mark &mark, int number, bool confirmed)
{
    Mark copy = mark;
    copy.number = number;
    copy.origin = MarkOrigin::Proposed;
    copy.isStale = false;
    copy.confirmed = confirmed;
    return copy;
}

/// Where in `said` the annotation of a verdict is; the size of it where it is not.
std::size_t placeOf(const std::vector<Annotation> &said, const MarkVerdict &verdict)
{
    const auto found =
        std::ranges::find_if(said, [&](const Annotation &one) { return hashOf(one) == verdict.annotation; });
    return static_cast<std::size_t>(found - said.begin());
}

void removeKept(Annotation &decision, const std::set<int> &numbers)
{
    std::erase_if(decision.marks, [&](const Mark &mark) { return numbers.contains(mark.number); });
}

/// Adds a mark of the annotators, unless one of the group that is equal stands for it already. The number that does.
int addKept(Annotation &decision, const Mark &mark, std::vector<int> &ofGroup, bool confirmed)
{
    for (const int number : ofGroup)
        if (const Mark *there = decision.mark(number); there != nullptr && isEqualMark(*there, mark))
            return number;
    const int number = decision.nextMarkNumber();
    decision.marks.push_back(proposed(mark, number, confirmed));
    ofGroup.push_back(number);
    return number;
}

} // namespace

void beginVerdicts(Annotation &decision, const std::vector<Annotation> &said)
{
    std::set<int> numbers;
    for (const MarkVerdict &verdict : decision.markVerdicts)
        numbers.insert(verdict.keptAs);
    removeKept(decision, numbers);
    decision.markVerdicts.clear();
    int group = 0;
    for (const MarkGroup &one : matchMarks(said)) {
        ++group;
        std::vector<int> ofGroup;
        for (const MatchedMark &place : one.marks) {
            const Annotation &owner = said[place.annotator];
            const int number = addKept(decision, *owner.mark(place.number), ofGroup, false);
            decision.markVerdicts.push_back({ group, hashOf(owner), place.number, number });
        }
    }
}

void decideGroup(
    Annotation &decision, const std::vector<Annotation> &said, int group, const std::vector<std::size_t> &keep)
{
    std::set<int> numbers;
    for (const MarkVerdict &verdict : decision.markVerdicts)
        if (verdict.group == group)
            numbers.insert(verdict.keptAs);
    removeKept(decision, numbers);
    std::vector<int> ofGroup;
    for (MarkVerdict &verdict : decision.markVerdicts) {
        if (verdict.group != group)
            continue;
        verdict.keptAs = 0;
        const std::size_t place = placeOf(said, verdict);
        const Mark *mark = place < said.size() ? said[place].mark(verdict.mark) : nullptr;
        if (mark != nullptr && std::ranges::find(keep, place) != keep.end())
            verdict.keptAs = addKept(decision, *mark, ofGroup, true);
    }
}

void followMarks(Annotation &decision)
{
    for (MarkVerdict &verdict : decision.markVerdicts)
        if (verdict.keptAs != 0 && decision.mark(verdict.keptAs) == nullptr)
            verdict.keptAs = 0;
}

void verdictsOfThird(Annotation &decision, const std::vector<Annotation> &said)
{
    std::vector<Annotation> all = said;
    all.push_back(decision);
    decision.markVerdicts.clear();
    int group = 0;
    for (const MarkGroup &one : matchMarks(all)) {
        const bool isOwn = one.marks.back().annotator == said.size(); // Annotators stand in their order.
        if (isOwn && one.marks.size() == 1)
            continue; // Nobody else's.
        ++group;
        for (const MatchedMark &place : one.marks)
            if (place.annotator < said.size())
                decision.markVerdicts.push_back(
                    { group, hashOf(said[place.annotator]), place.number, isOwn ? one.marks.back().number : 0 });
    }
}

int groupsOf(const Annotation &decision)
{
    int groups = 0;
    for (const MarkVerdict &verdict : decision.markVerdicts)
        groups = std::max(groups, verdict.group);
    return groups;
}

bool isDecided(const Annotation &decision, int group)
{
    return std::ranges::all_of(decision.markVerdicts, [&](const MarkVerdict &verdict) {
        const Mark *mark = decision.mark(verdict.keptAs);
        return verdict.group != group || mark == nullptr || mark->confirmed;
    });
}

std::vector<std::size_t> keptOf(const Annotation &decision, const std::vector<Annotation> &said, int group)
{
    std::vector<std::size_t> kept;
    for (const MarkVerdict &verdict : decision.markVerdicts)
        if (verdict.group == group && verdict.keptAs != 0)
            kept.push_back(placeOf(said, verdict));
    return kept;
}

} // namespace cf::annotation

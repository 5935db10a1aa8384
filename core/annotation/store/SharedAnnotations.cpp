#include "core/annotation/store/SharedAnnotations.h"

#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace cf::annotation {

namespace {

/// By place, annotator and role.
using Newest = std::map<std::tuple<std::string, std::string, Role>, const Annotation *>;

Newest indexOf(const std::vector<PlacedAnnotation> &placed)
{
    Newest index;
    for (const PlacedAnnotation &one : placed)
        index.emplace(std::tuple(one.place, one.annotation.annotator, one.annotation.role), &one.annotation);
    return index;
}

/// Puts what `to` does not hold in a later or the same state there. How many.
Result<int> bring(const std::vector<PlacedAnnotation> &from, const Newest &there, AnnotationStore &to)
{
    int brought = 0;
    for (const PlacedAnnotation &one : from) {
        const auto known = there.find(std::tuple(one.place, one.annotation.annotator, one.annotation.role));
        // Times are of UTC to the second and compare as text. Those of one second: what is finished is the later one.
        const auto later = [](const Annotation &a, const Annotation &b) {
            return std::pair(a.saved, a.state != State::Open) > std::pair(b.saved, b.state != State::Open);
        };
        if (known != there.end() && !later(one.annotation, *known->second))
            continue;
        CF_TRY(to.put(one.place, one.annotation));
        ++brought;
    }
    return brought;
}

} // namespace

Result<Exchanged> exchangeAnnotations(
    AnnotationStore &own, AnnotationStore &shared, const std::string &annotator, bool decides)
{
    Exchanged exchanged;
    if (annotator.empty())
        return exchanged;
    CF_ASSIGN(const auto here, own.newestBy(annotator));
    CF_ASSIGN(const auto there, shared.newestBy(annotator));
    CF_ASSIGN(exchanged.sent, bring(here, indexOf(there), shared));
    CF_ASSIGN(exchanged.received, bring(there, indexOf(here), own));
    if (!decides)
        return exchanged;
    CF_ASSIGN(auto others, shared.finishedByAll());
    std::erase_if(others, [&annotator](const PlacedAnnotation &one) { return one.annotation.annotator == annotator; });
    CF_ASSIGN(const auto known, own.finishedByAll());
    CF_ASSIGN(const int ofOthers, bring(others, indexOf(known), own));
    exchanged.received += ofOthers;
    return exchanged;
}

} // namespace cf::annotation

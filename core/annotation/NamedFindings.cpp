#include "core/annotation/NamedFindings.h"

#include <algorithm>

namespace cf::annotation {

bool isSameFinding(const FindingAnswer &one, const FindingAnswer &other)
{
    return one.finding == other.finding && one.side == other.side && one.zone == other.zone
        && one.isAsked == other.isAsked;
}

std::vector<FindingAnswer> findingsOfAll(const std::vector<Annotation> &annotations)
{
    std::vector<FindingAnswer> all;
    for (const Annotation &one : annotations)
        for (const FindingAnswer &finding : one.findings)
            if (std::ranges::none_of(all, [&](const FindingAnswer &known) { return isSameFinding(known, finding); }))
                all.push_back(finding);
    return all;
}

} // namespace cf::annotation

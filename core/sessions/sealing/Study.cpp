#include "core/sessions/sealing/Study.h"

#include <algorithm>

namespace cf::sessions {

const Case *Study::find(const std::string &caseId) const
{
    const auto found = std::ranges::find_if(cases, [&](const Case &one) { return one.id == caseId; });
    return found == cases.end() ? nullptr : &*found;
}

const Reader *Study::reader(const std::string &readerId) const
{
    const auto found = std::ranges::find_if(readers, [&](const Reader &one) { return one.id == readerId; });
    return found == readers.end() ? nullptr : &*found;
}

} // namespace cf::sessions

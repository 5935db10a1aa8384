#include "core/sessions/protocol/Protocol.h"

#include <algorithm>

namespace cf::sessions {

namespace {

template <typename Value> const Value *findIf(const std::vector<Value> &values, const auto &matches)
{
    const auto found = std::ranges::find_if(values, matches);
    return found == values.end() ? nullptr : &*found;
}

} // namespace

const Question *Protocol::question(const std::string &id) const
{
    return findIf(questions, [&](const Question &one) { return one.id == id; });
}

const Arm *Protocol::arm(const std::string &key) const
{
    return findIf(arms, [&](const Arm &one) { return one.key == key; });
}

const Stage *Protocol::stage(const std::string &id) const
{
    return findIf(stages, [&](const Stage &one) { return one.id == id; });
}

} // namespace cf::sessions

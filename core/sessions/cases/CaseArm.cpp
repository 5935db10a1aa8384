#include "core/sessions/cases/CaseArm.h"

#include <algorithm>
#include <charconv>

namespace cf::sessions {

namespace {

constexpr auto syntheticImage = "synthetic-image"; ///< Set by the import, where the list gives none.

std::optional<std::size_t> onlyEdited(const Protocol &protocol, const Case &one)
{
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < one.images.size(); ++i) {
        const Arm *arm = protocol.arm(one.images[i].arm);
        if (arm == nullptr || arm->kind != ArmKind::Edited)
            continue;
        if (found)
            return std::nullopt;
        found = i;
    }
    return found;
}

} // namespace

std::size_t imageToFind(const Protocol &protocol, const Case &one)
{
    if (one.images.size() < 2)
        return 0;
    for (const Question &question : protocol.questions)
        if (question.kind == QuestionKind::Pane)
            if (const auto named = imageNamed(one, question.truth))
                return *named;
    if (const auto named = imageNamed(one, syntheticImage))
        return *named;
    if (const auto edited = onlyEdited(protocol, one))
        return *edited;
    for (auto arm = protocol.arms.rbegin(); arm != protocol.arms.rend(); ++arm) {
        const auto image = std::ranges::find(one.images, arm->key, &CaseImage::arm);
        if (image != one.images.end())
            return static_cast<std::size_t>(image - one.images.begin());
    }
    return one.images.size() - 1;
}

const std::string &armOf(const Protocol &protocol, const Case &one)
{
    static const std::string none; // Of a case that somebody took the images out of.
    return one.images.empty() ? none : one.images[imageToFind(protocol, one)].arm;
}

std::set<std::string> imageTruths(const Protocol &protocol)
{
    std::set<std::string> keys{ syntheticImage };
    for (const Question &question : protocol.questions)
        if (question.kind == QuestionKind::Pane && !question.truth.empty())
            keys.insert(question.truth);
    return keys;
}

std::optional<std::size_t> imageNamed(const Case &one, const std::string &truth)
{
    const auto found = one.truth.find(truth);
    if (truth.empty() || found == one.truth.end())
        return std::nullopt;
    std::size_t index = 0;
    const char *end = found->second.data() + found->second.size();
    const auto read = std::from_chars(found->second.data(), end, index);
    const bool isIndex = read.ec == std::errc() && read.ptr == end && index < one.images.size();
    return isIndex ? std::optional(index) : std::nullopt;
}

std::string differenceOf(const Protocol &protocol, const Case &one)
{
    if (one.images.empty())
        return {};
    if (const std::string &own = one.images[imageToFind(protocol, one)].difference; !own.empty())
        return own;
    const auto map = std::ranges::find_if(one.images, [](const CaseImage &image) { return !image.difference.empty(); });
    return map == one.images.end() ? std::string() : map->difference;
}

} // namespace cf::sessions

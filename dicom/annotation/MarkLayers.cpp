#include "dicom/annotation/MarkLayers.h"

#include "core/annotation/AnnotationKeys.h"
#include "core/annotation/exchange/Concepts.h"

namespace cf {
namespace {

using annotation::Mark;
using annotation::MarkType;

/// A code string of at most 16 characters (PS3.5 section 6.2); unlike for all findings and types, which is tested.
std::string codeString(std::string_view key)
{
    constexpr std::size_t longest = 16;
    std::string text;
    for (const char c : key.substr(0, longest))
        text += (c == ' ' || c == '-') ? '_' : (c >= 'a' && c <= 'z') ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

std::string startOf(const Mark &mark)
{
    return std::to_string(mark.number).append(" ").append(annotation::conceptOf(mark).meaning);
}

} // namespace

std::string layerOf(const Mark &mark)
{
    return mark.finding ? codeString(keyOf(*mark.finding)) : codeString(keyOf(annotation::typeKeys(), mark.type));
}

bool readLayer(const std::string &layer, Mark &mark)
{
    for (const auto &[key, type] : annotation::typeKeys())
        if (codeString(key) == layer) {
            mark.type = type;
            mark.finding.reset();
            return true;
        }
    for (const Target target : allTargets)
        if (codeString(keyOf(target)) == layer) {
            mark.type = MarkType::Finding;
            mark.finding = target;
            return true;
        }
    return false;
}

std::string plateOf(const Mark &mark)
{
    return startOf(mark) + (mark.label.empty() ? "" : ": " + mark.label);
}

std::string labelOf(const std::string &plate, const Mark &mark)
{
    const std::string start = startOf(mark);
    if (plate == start)
        return {};
    return plate.starts_with(start + ": ") ? plate.substr(start.size() + 2) : plate;
}

} // namespace cf

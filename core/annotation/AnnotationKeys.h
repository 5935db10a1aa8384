#pragma once

#include "core/annotation/Annotation.h"
#include "core/base/text/JsonObject.h"

namespace cf::annotation {

// The words by which files name the values of enumerations. Annotations are kept for years: never change one.

inline const EnumKeys<Judgement> &judgementKeys()
{
    static const EnumKeys<Judgement> keys{ { "yes", Judgement::Yes }, { "partly", Judgement::Partly },
        { "no", Judgement::No }, { "cannot-tell", Judgement::CannotTell } };
    return keys;
}

inline const EnumKeys<Change> &changeKeys()
{
    static const EnumKeys<Change> keys{ { "appeared", Change::Appeared }, { "vanished", Change::Vanished },
        { "increased", Change::Increased }, { "decreased", Change::Decreased }, { "unchanged", Change::Unchanged },
        { "cannot-tell", Change::CannotTell } };
    return keys;
}

inline const EnumKeys<MarkShape> &shapeKeys()
{
    static const EnumKeys<MarkShape> keys{ { "point", MarkShape::Point }, { "box", MarkShape::Box },
        { "contour", MarkShape::Contour }, { "polygon", MarkShape::Polygon }, { "mask", MarkShape::Mask } };
    return keys;
}

inline const EnumKeys<MarkType> &typeKeys()
{
    static const EnumKeys<MarkType> keys{ { "blur", MarkType::Blur }, { "seam", MarkType::Seam },
        { "ghost", MarkType::Ghost }, { "anatomy", MarkType::Anatomy }, { "text-lost", MarkType::TextLost },
        { "grain", MarkType::Grain }, { "device", MarkType::DeviceMisplaced }, { "finding", MarkType::Finding },
        { "structure", MarkType::Structure }, { "other", MarkType::Other } };
    return keys;
}

inline const EnumKeys<MarkOrigin> &originKeys()
{
    static const EnumKeys<MarkOrigin> keys{ { "drawn", MarkOrigin::Drawn }, { "proposed", MarkOrigin::Proposed },
        { "carried", MarkOrigin::Carried } };
    return keys;
}

inline const EnumKeys<Role> &roleKeys()
{
    static const EnumKeys<Role> keys{ { "annotator", Role::Annotator }, { "adjudicator", Role::Adjudicator } };
    return keys;
}

inline const EnumKeys<State> &stateKeys()
{
    static const EnumKeys<State> keys{ { "open", State::Open }, { "done", State::Done },
        { "skipped", State::Skipped } };
    return keys;
}

/// The value that a key names; nothing where it names none.
template <typename Value> std::optional<Value> valueOf(const EnumKeys<Value> &keys, std::string_view key)
{
    for (const auto &[known, value] : keys)
        if (known == key)
            return value;
    return std::nullopt;
}

} // namespace cf::annotation

#pragma once

#include "core/sessions/protocol/Protocol.h"
#include "core/sessions/values/JsonObject.h"

namespace cf::sessions {

// The words by which protocols name the values of enumerations. They are sealed: never change one.

inline const EnumKeys<Design> &designKeys()
{
    static const EnumKeys<Design> keys{ { "rating", Design::Rating }, { "forced-choice", Design::ForcedChoice },
        { "visual-grading", Design::VisualGrading }, { "roc", Design::Roc }, { "lroc", Design::LocalisationRoc },
        { "froc", Design::FreeResponse }, { "preference", Design::Preference },
        { "paired-sessions", Design::PairedSessions } };
    return keys;
}

inline const EnumKeys<ArmKind> &armKeys()
{
    static const EnumKeys<ArmKind> keys{ { "real", ArmKind::Real }, { "null-edited", ArmKind::NullEdited },
        { "edited", ArmKind::Edited } };
    return keys;
}

inline const EnumKeys<QuestionKind> &questionKeys()
{
    static const EnumKeys<QuestionKind> keys{ { "yes-no", QuestionKind::YesNo },
        { "confidence", QuestionKind::Confidence }, { "likert", QuestionKind::Likert },
        { "single-choice", QuestionKind::SingleChoice }, { "multiple-choice", QuestionKind::MultipleChoice },
        { "number", QuestionKind::Number }, { "text", QuestionKind::Text }, { "mark", QuestionKind::Mark },
        { "pane", QuestionKind::Pane } };
    return keys;
}

inline const EnumKeys<MarkShape> &shapeKeys()
{
    static const EnumKeys<MarkShape> keys{ { "point", MarkShape::Point }, { "box", MarkShape::Box },
        { "contour", MarkShape::Contour } };
    return keys;
}

inline const EnumKeys<Comparison> &comparisonKeys()
{
    static const EnumKeys<Comparison> keys{ { "equal", Comparison::Equals }, { "different", Comparison::Differs },
        { "at-least", Comparison::AtLeast }, { "at-most", Comparison::AtMost }, { "includes", Comparison::Includes },
        { "answered", Comparison::Answered } };
    return keys;
}

inline const EnumKeys<StageFollows> &followsKeys()
{
    static const EnumKeys<StageFollows> keys{ { "whole-set", StageFollows::WholeSet },
        { "same-case", StageFollows::SameCase } };
    return keys;
}

/// What a reader may have in hand.
inline const std::vector<std::string> &toolKeys()
{
    static const std::vector<std::string> keys{ "window", "zoom", "pan", "invert", "loupe", "length" };
    return keys;
}

} // namespace cf::sessions

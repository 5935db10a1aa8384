#pragma once

#include "core/sessions/sealing/ProtocolCheck.h"

#include <QString>

/// What the form of a protocol calls its values, in the window's language.
namespace cf::ui::study {

QString kindName(sessions::QuestionKind kind);
QString shapeName(sessions::MarkShape shape);
QString comparisonName(sessions::Comparison comparison);
QString followsName(sessions::StageFollows follows);
/// Of a key of toolKeys(); an unknown one is its own name.
QString toolName(const std::string &tool);
QString problemText(const sessions::ProtocolProblem &problem);

} // namespace cf::ui::study

#pragma once

#include "core/annotation/Annotation.h"

#include <QString>
#include <QStringList>

namespace cf::ui::words {

// The screen's words for the values of annotations, in the order of their enumerations.

QStringList judgements(bool withPartly);
/// The value at a place of judgements().
annotation::Judgement judgementAt(int place, bool withPartly);
int placeOf(annotation::Judgement judgement, bool withPartly);
QStringList changes();
QStringList markTypes();
QStringList plausibilities();
/// "Pleural effusion, left, small".
QString findingName(const annotation::FindingAnswer &finding);
QString shapeName(annotation::MarkShape shape);
/// "44 × 40 mm", or in pixels.
QString sizeOf(const annotation::Mark &mark, const annotation::Subject &subject);
/// What an item of openItems() is called: "Answer “Was the instruction followed?” to go on."
QString openSentence(const std::string &item, const annotation::Annotation &annotation);

} // namespace cf::ui::words

#pragma once

#include "core/sessions/analysis/findings/StudyFindings.h"

#include <QString>

/// A study's figures in the window's language. The report itself is a document in English; what the window shows of it
/// is not.
namespace cf::ui::study {

/// The question as readers of that language saw it.
QString questionTitle(const sessions::QuestionAnalysis &question, const sessions::Protocol &protocol);
/// "Agreement between readers, second session".
QString figureTitle(const sessions::FindingGroup &group, const sessions::Protocol &protocol);
/// "Reader 1: sensitivity"; names of readers, arms and choices stay as they are.
QString figureLabel(
    const sessions::Finding &finding, const sessions::FindingGroup &group, const sessions::Protocol &protocol);
/// "3.20 points"; a dash where there is none.
QString figureValue(const sessions::Finding &finding, const sessions::FindingGroup &group);
/// "2.90 to 3.50 points", or why there is none.
QString figureInterval(const sessions::Finding &finding, const sessions::FindingGroup &group);

/// The fixed words from which titles and labels are put together; each has its Japanese.
QStringList figureWords();

} // namespace cf::ui::study

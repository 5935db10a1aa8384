#pragma once

#include "core/sessions/blinding/LeakHunter.h"
#include "core/sessions/coordination/StudyStatus.h"

#include <QString>
#include <QStringList>

#include <vector>

/// What the coordinator reads, in the window's language. Plain functions, so that they are tested without a window.
namespace cf::ui::study {

QString designName(sessions::Design design);
QString roleName(sessions::ReaderRole role);
QString armKindName(sessions::ArmKind kind);
/// "finished", "washout until 12 Dec", "reading", "not started".
QString stateText(const sessions::ReaderStatus &reader);
/// "consented 2026-11-21 08:30", "declined …", "consent not asked yet"; empty where the study has no page to agree to.
QString consentText(const sessions::ReaderStatus &reader);
/// "consent: given 2, declined 1, without an answer 1"; empty where there is no such page, or nobody to be asked.
QString consentCounts(const std::vector<sessions::ReaderStatus> &readers);
/// "Is there a left pleural effusion? 5 steps".
QString questionLine(const sessions::Question &question);
/// "size, depth and file"; of unknown ones their name.
QString channelName(const std::string &channel);
/// "0.51, 0.44 to 0.58" of the trained rule, or why there is none.
QString channelFigures(const sessions::LeakChannel &channel);
/// "0.57, 0.49 to 0.65" of the single feature that tells most, in whichever direction; empty where there is none.
QString featureFigures(const sessions::LeakChannel &channel);
/// What has to be said of the figures: that one below chance is no leak; else empty.
QString channelRemark(const sessions::LeakChannel &channel);

/// "27 real, null-edited, 27 counterfactual, 2 for training".
QString caseCounts(const sessions::StudyStatus &status);

/// One line of the protocol's summary.
struct Fact {
    QString name;
    QString value;
};
/// What is sealed, or will be, as the panel at the right lists it.
std::vector<Fact> protocolFacts(const sessions::StudyStatus &status);

/// One line of the list of events: never an answer, nor anything from which one could be inferred.
struct Event {
    QString time;
    QString who;
    QString what;
};
/// Newest first, at most `most`; runs of answers of one reader are one line.
std::vector<Event> events(const std::vector<sessions::AuditRecord> &audit, int maximum);

/// What still stands between the study and its seal; empty: nothing.
QStringList sealingProblems(const sessions::StudyStatus &status);

} // namespace cf::ui::study

#pragma once

#include "core/sessions/StudyStore.h"
#include "core/sessions/coordination/ReaderConsent.h"

#include <map>
#include <string>
#include <vector>

namespace cf::sessions {

enum class ReaderStage {
    Waiting, ///< The study is not sealed yet.
    NotStarted,
    Reading,
    Washout,
    Finished,
};

/// How far a reader is; no answers.
struct ReaderStatus {
    Reader reader;
    ReaderStage state = ReaderStage::Waiting;
    ReaderProgress progress;
    ReaderConsent consent;
    std::string readableFrom; ///< Of Washout: UTC.
};

/// What a coordinator may know of a study while it is read: everything but answers.
struct StudyStatus {
    Study study;
    std::map<std::string, int> casesOfArm; ///< Arm → serious cases.
    int trainingCases = 0;
    std::vector<ReaderStatus> readers;
    int conflicts = 0;
    std::string head; ///< Of the audit, to be noted outside of the store.
    bool isOver = false; ///< Results may be shown: closed, or everyone has finished.
};

/// Errors: as StudyStore.
Result<StudyStatus> studyStatus(StudyStore &store);

/// "waiting", "not started", "reading", "washout", "finished"; for JSON.
std::string nameOf(ReaderStage state);

/// Whether results may be shown: the study is closed, or it has readers and all of them have finished.
Result<bool> isReadingOver(StudyStore &store, const Study &study);

/// Asks before results are shown, and records in the audit that they were ("analysed", "exported"). `interim`: why it
/// is done before the reading is over. Errors: InvalidInput where it is not over and there is no reason.
Result<> openResults(StudyStore &store, const Study &study, const std::string &kind, const std::string &interim);

} // namespace cf::sessions

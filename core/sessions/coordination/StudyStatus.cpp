#include "core/sessions/coordination/StudyStatus.h"

#include "core/sessions/cases/CaseArm.h"

#include <nlohmann/json.hpp>

namespace cf::sessions {

namespace {

Result<ReaderStatus> statusOf(StudyStore &store, const Study &study, const Reader &reader)
{
    ReaderStatus status;
    status.reader = reader;
    status.progress.reader = reader.id;
    if (!study.isSealed())
        return status;
    if (reader.role != ReaderRole::Reader && reader.cases.empty()) {
        status.state = ReaderStage::NotStarted; // Nothing was sent to them yet.
        return status;
    }
    CF_ASSIGN(status.progress, store.progress(reader.id));
    CF_ASSIGN(const NextStep next, store.next(reader.id));
    status.state = next.state == NextStep::State::Finished ? ReaderStage::Finished
        : next.state == NextStep::State::Washout           ? ReaderStage::Washout
        : status.progress.stored == 0                      ? ReaderStage::NotStarted
                                                           : ReaderStage::Reading;
    status.readableFrom = next.readableFrom;
    return status;
}

/// An adjudicator to whom nothing was sent keeps nobody waiting.
bool isDone(const ReaderStatus &one)
{
    return one.state == ReaderStage::Finished || (one.reader.role != ReaderRole::Reader && one.reader.cases.empty());
}

bool isOver(const Study &study, const std::vector<ReaderStatus> &readers)
{
    if (study.isClosed)
        return true;
    bool any = false;
    for (const ReaderStatus &one : readers) {
        if (!isDone(one))
            return false;
        any = any || one.state == ReaderStage::Finished;
    }
    return any;
}

} // namespace

std::string nameOf(ReaderStage state)
{
    switch (state) {
    case ReaderStage::Waiting:
        return "waiting";
    case ReaderStage::NotStarted:
        return "not started";
    case ReaderStage::Reading:
        return "reading";
    case ReaderStage::Washout:
        return "washout";
    case ReaderStage::Finished:
        return "finished";
    }
    return {};
}

Result<StudyStatus> studyStatus(StudyStore &store)
{
    StudyStatus status;
    CF_ASSIGN(status.study, store.study());
    CF_ASSIGN(status.head, store.head());
    CF_ASSIGN(const auto audit, store.audit());
    CF_ASSIGN(const auto conflicts, store.conflicts());
    status.conflicts = static_cast<int>(conflicts.size());
    for (const Case &one : status.study.cases) {
        status.trainingCases += one.isTraining ? 1 : 0;
        if (!one.isTraining)
            ++status.casesOfArm[armOf(status.study.protocol, one)];
    }
    for (const Reader &reader : status.study.readers) {
        CF_ASSIGN(auto one, statusOf(store, status.study, reader));
        one.consent = consentOf(status.study, audit, reader.id);
        status.readers.push_back(std::move(one));
    }
    status.isOver = isOver(status.study, status.readers);
    return status;
}

Result<bool> isReadingOver(StudyStore &store, const Study &study)
{
    std::vector<ReaderStatus> readers;
    for (const Reader &reader : study.readers) {
        CF_ASSIGN(auto one, statusOf(store, study, reader));
        readers.push_back(std::move(one));
    }
    return isOver(study, readers);
}

Result<> openResults(StudyStore &store, const Study &study, const std::string &kind, const std::string &interim)
{
    CF_ASSIGN(const bool over, isReadingOver(store, study));
    if (!over && interim.empty())
        return fail(ErrorCode::InvalidInput,
            "Answers and results are hidden until every reader has finished or the study is closed. With a reason "
            "(--interim REASON) they are opened now, which is recorded.");
    return store.note("coordinator", kind, nlohmann::json{ { "interim", over ? "" : interim } }.dump());
}

} // namespace cf::sessions

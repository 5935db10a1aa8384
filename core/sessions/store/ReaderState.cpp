#include "core/sessions/store/ReaderState.h"

#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/values/JsonObject.h"
#include "core/sessions/values/Times.h"

#include <algorithm>

namespace cf::sessions::store {

namespace {

/// The stage with which the session of `stage` begins.
const Stage *sessionStart(const Protocol &protocol, const std::string &stage)
{
    const Stage *start = nullptr;
    for (const Stage &one : protocol.stages) {
        if (start == nullptr || one.follows == StageFollows::WholeSet)
            start = &one;
        if (one.id == stage)
            return start;
    }
    return nullptr;
}

std::ptrdiff_t indexOf(const Protocol &protocol, const Stage *stage)
{
    return stage == nullptr ? -1 : stage - protocol.stages.data();
}

} // namespace

Result<ReaderState> readerState(Database &database, const std::string &reader)
{
    CF_ASSIGN(const auto rows,
        database.rows(
            QStringLiteral("SELECT s.content, a.stored_at FROM steps s LEFT JOIN answers a ON a.reader = s.reader AND "
                           "a.case_id = s.case_id AND a.stage = s.stage AND a.attempt = s.attempt AND a.revision = 1 "
                           "WHERE s.reader = ? ORDER BY s.position"),
            { bound(reader) }));
    if (rows.empty())
        return fail(ErrorCode::InvalidInput,
            "Reader \"" + reader
                + "\" has nothing to read: the study does not have this reader, or is not sealed yet.");
    ReaderState state;
    for (const Row &row : rows) {
        CF_ASSIGN(const auto content, parseJson(textAt(row, 0), "A step of the order"));
        CF_ASSIGN(auto step, stepFromJson(content));
        state.steps.push_back({ std::move(step), row[1].isNull() ? std::string() : textAt(row, 1) });
    }
    return state;
}

NextStep nextStep(const Protocol &protocol, const ReaderState &state, const std::string &now)
{
    NextStep next;
    next.total = static_cast<int>(state.steps.size());
    next.stored =
        static_cast<int>(std::ranges::count_if(state.steps, [](const auto &step) { return !step.storedAt.empty(); }));
    const auto open = std::ranges::find_if(state.steps, [](const auto &step) { return step.storedAt.empty(); });
    if (open == state.steps.end())
        return next;
    next.step = open->step;
    next.state = NextStep::State::Read;
    const Stage *start = sessionStart(protocol, open->step.stage);
    if (start == nullptr || start->washoutDays <= 0.0)
        return next;
    std::string last;
    for (const auto &step : state.steps)
        if (indexOf(protocol, sessionStart(protocol, step.step.stage)) < indexOf(protocol, start))
            last = std::max(last, step.storedAt);
    const auto lastTime = timeFromText(last);
    const auto nowTime = timeFromText(now);
    if (!lastTime || !nowTime)
        return next;
    const auto from = *lastTime
        + std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::duration<double>(start->washoutDays * 86400.0));
    if (*nowTime < from) {
        next.state = NextStep::State::Washout;
        next.readableFrom = toText(from);
    }
    return next;
}

bool hasWashoutBegun(const Protocol &protocol, const ReaderState &state, const ReadingStep &step)
{
    const auto session = indexOf(protocol, sessionStart(protocol, step.stage));
    const auto next = std::ranges::find_if(protocol.stages, [&](const Stage &stage) {
        return stage.follows == StageFollows::WholeSet && indexOf(protocol, &stage) > session;
    });
    if (next == protocol.stages.end() || next->washoutDays <= 0.0)
        return false;
    return std::ranges::none_of(state.steps, [&](const auto &other) {
        return other.storedAt.empty() && indexOf(protocol, sessionStart(protocol, other.step.stage)) == session;
    });
}

bool isSessionLocked(const Protocol &protocol, const ReaderState &state, const ReadingStep &step)
{
    if (hasWashoutBegun(protocol, state, step))
        return true;
    const auto session = indexOf(protocol, sessionStart(protocol, step.stage));
    const auto stage = indexOf(protocol, protocol.stage(step.stage));
    return std::ranges::any_of(state.steps, [&](const auto &other) {
        if (other.storedAt.empty())
            return false;
        const bool isLaterSession = indexOf(protocol, sessionStart(protocol, other.step.stage)) > session;
        const bool isLaterStage = other.step.caseId == step.caseId && other.step.attempt == step.attempt
            && indexOf(protocol, protocol.stage(other.step.stage)) > stage;
        return isLaterSession || isLaterStage;
    });
}

int positionOf(const ReaderState &state, const ReadingKey &key)
{
    for (const auto &step : state.steps)
        if (step.step.caseId == key.caseId && step.step.stage == key.stage && step.step.attempt == key.attempt)
            return step.step.position;
    return 0;
}

} // namespace cf::sessions::store

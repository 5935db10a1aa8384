#include "core/sessions/StudyStore.h"

#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/AnswerCheck.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/sealing/SealedProtocol.h"
#include "core/sessions/store/Consent.h"
#include "core/sessions/store/ReaderState.h"
#include "core/sessions/store/Records.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>
#include <map>

namespace cf::sessions {

using nlohmann::json;
using store::ReaderState;

Result<std::vector<ReadingStep>> StudyStore::order(const std::string &reader)
{
    return m_database->readValue<std::vector<ReadingStep>>([&] { return store::loadSteps(*m_database, reader); });
}

Result<NextStep> StudyStore::next(const std::string &reader)
{
    NextStep next;
    const auto work = [&]() -> Result<> {
        CF_ASSIGN(const auto protocol, store::loadProtocol(*m_database));
        CF_ASSIGN(const auto state, store::readerState(*m_database, reader));
        CF_ASSIGN(const std::string now, store::timeNow(*m_database, m_clock));
        next = store::nextStep(protocol, state, now);
        return {};
    };
    CF_TRY(m_database->read(work));
    return next;
}

Result<ReaderProgress> StudyStore::progress(const std::string &reader)
{
    const auto load = [&] { return store::readerState(*m_database, reader); };
    CF_ASSIGN(const auto state, m_database->readValue<ReaderState>(load));
    ReaderProgress progress;
    progress.reader = reader;
    for (const auto &step : state.steps) {
        progress.steps.push_back(!step.storedAt.empty());
        progress.lastAnswerAt = std::max(progress.lastAnswerAt, step.storedAt);
        progress.stored += step.storedAt.empty() ? 0 : 1;
    }
    progress.total = static_cast<int>(state.steps.size());
    return progress;
}

namespace {

/// Protocols by seal, each read once: an answer is read by the protocol under which it was given.
class SealedProtocols
{
public:
    static Result<SealedProtocols> load(store::Database &database)
    {
        SealedProtocols all;
        CF_ASSIGN(all.m_newest, store::loadProtocol(database));
        CF_ASSIGN(all.m_seals, store::loadSeals(database));
        return all;
    }
    const Protocol &of(const std::string &seal)
    {
        auto known = m_known.find(seal);
        if (known == m_known.end())
            known = m_known.emplace(seal, protocolOfSeal(m_seals, seal, m_newest)).first;
        return known->second;
    }
    /// The seal that a stored answer names.
    static std::string sealIn(const std::string &content)
    {
        const json value = json::parse(content, nullptr, false);
        const auto seal = value.is_object() ? value.find("seal") : value.end();
        return seal != value.end() && seal->is_string() ? seal->get<std::string>() : std::string();
    }
    Result<Reading> reading(const store::StoredAnswer &answer)
    {
        return store::toReading(of(sealIn(answer.content)), answer);
    }
    bool knows(const std::string &seal) const { return std::ranges::find(m_seals, seal, &Seal::hash) != m_seals.end(); }

private:
    Protocol m_newest;
    std::vector<Seal> m_seals;
    std::map<std::string, Protocol> m_known;
};

} // namespace

Result<std::optional<AnsweredStep>> StudyStore::changeable(const std::string &reader, int position, Way way)
{
    std::optional<AnsweredStep> found;
    const auto work = [&]() -> Result<> {
        found.reset();
        CF_ASSIGN(const auto protocol, store::loadProtocol(*m_database));
        CF_ASSIGN(const auto state, store::readerState(*m_database, reader));
        if (!protocol.mayGoBack)
            return {};
        const ReaderState::Step *nearest = nullptr;
        for (const auto &one : state.steps) {
            const bool isOnTheWay = way == Way::Earlier ? one.step.position < position : one.step.position > position;
            if (!isOnTheWay || one.storedAt.empty() || one.step.isTraining
                || store::isSessionLocked(protocol, state, one.step))
                continue;
            nearest = &one; // Steps stand in the order of their positions.
            if (way == Way::Later)
                break;
        }
        if (nearest == nullptr)
            return {};
        const ReadingStep &step = nearest->step;
        CF_ASSIGN(const auto answers,
            store::loadAnswers(*m_database, ReadingKey{ reader, step.caseId, step.stage, step.attempt }));
        if (answers.empty())
            return {};
        CF_ASSIGN(auto sealed, SealedProtocols::load(*m_database));
        CF_ASSIGN(auto reading, sealed.reading(answers.back()));
        // It is answered anew under the protocol of today, which may ask other things.
        if (const Stage *stage = protocol.stage(step.stage))
            reading.answers = withoutUnasked(protocol, *stage, reading.answers);
        found = AnsweredStep{ step, std::move(reading) };
        return {};
    };
    CF_TRY(m_database->read(work));
    return found;
}

namespace {

/// Which revision this reading is, or why it may not be stored.
Result<int> revisionFor(const Protocol &protocol, const ReaderState &state, const Reading &reading,
    const std::string &now, const std::vector<store::StoredAnswer> &stored)
{
    const auto step = std::ranges::find_if(state.steps, [&](const auto &one) {
        return one.step.caseId == reading.key.caseId && one.step.stage == reading.key.stage
            && one.step.attempt == reading.key.attempt;
    });
    if (step == state.steps.end())
        return fail(ErrorCode::InvalidInput,
            "Reader " + reading.key.reader + " is not asked to read " + describe(reading.key) + ".");
    if (!stored.empty()) {
        if (!protocol.mayGoBack)
            return fail(ErrorCode::InvalidInput,
                "The answers " + describe(reading.key)
                    + " are stored and locked; the protocol does not let readers go back.");
        if (store::hasWashoutBegun(protocol, state, step->step))
            return fail(ErrorCode::InvalidInput,
                "The washout before the next stage has begun; the answers of this one are locked.");
        if (store::isSessionLocked(protocol, state, step->step))
            return fail(ErrorCode::InvalidInput, "A later stage has begun; the answers of this one are locked.");
        return stored.back().revision + 1;
    }
    const NextStep next = store::nextStep(protocol, state, now);
    if (next.state == NextStep::State::Washout)
        return fail(ErrorCode::InvalidInput,
            "The next stage may be read from " + next.readableFrom + " on: the protocol asks for a washout.");
    if (next.step.position != step->step.position)
        return fail(ErrorCode::InvalidInput,
            "Case " + reading.key.caseId + " is not the next one of reader " + reading.key.reader + "; that is "
                + next.step.caseId + ", " + std::to_string(next.step.position) + " of " + std::to_string(next.total)
                + ".");
    return 1;
}

/// The answer and its record of the audit, which holds the hash of all that is stored.
Result<Reading> insertAnswer(
    store::Database &database, const StudyStore::Clock &clock, Reading reading, const std::string &source)
{
    if (reading.storedAt.empty()) {
        CF_ASSIGN(reading.storedAt, store::timeNow(database, clock));
    }
    json record = toJson(reading.key);
    record["revision"] = reading.revision;
    record["sha256"] = contentHash(reading);
    record["stored_at"] = reading.storedAt;
    if (!source.empty())
        record["source"] = source;
    CF_ASSIGN(const auto written, store::append(database, clock, reading.key.reader, "answer", record));
    reading.auditSequence = written.sequence;
    CF_TRY(database.run(QStringLiteral("INSERT INTO answers VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
        { store::bound(reading.key.reader), store::bound(reading.key.caseId), store::bound(reading.key.stage),
            reading.key.attempt, reading.revision, reading.position, store::bound(reading.storedAt),
            store::bound(contentOf(reading)), store::bound(contentHash(reading)), qlonglong(written.sequence) }));
    return reading;
}

} // namespace

Result<Reading> StudyStore::submit(const Reading &given)
{
    Reading stored;
    const auto work = [&]() -> Result<> {
        CF_ASSIGN(const auto seal, store::newestSeal(*m_database));
        if (!seal)
            return fail(ErrorCode::InvalidInput, "The study is not sealed yet; no answer is taken before.");
        CF_ASSIGN(auto sealed, SealedProtocols::load(*m_database));
        // The reader saw the questions of the seal that the answer names; an amendment may have come meanwhile.
        const std::string under = given.seal.empty() ? seal->hash : given.seal;
        if (!sealed.knows(under))
            return fail(ErrorCode::InvalidInput,
                "The answers " + describe(given.key) + " name a protocol that was never sealed in this study.");
        const Protocol &protocol = sealed.of(under);
        CF_ASSIGN(const auto known, store::loadAnswers(*m_database, given.key));
        if (!known.empty()) {
            CF_ASSIGN(const Reading last, sealed.reading(known.back()));
            if (last.answers == given.answers) {
                stored = last;
                return {};
            }
        }
        CF_ASSIGN(const auto closed, store::fact(*m_database, "closed"));
        if (closed)
            return fail(
                ErrorCode::InvalidInput, "The study was closed on " + *closed + "; no answer is taken any more.");
        const Stage *stage = protocol.stage(given.key.stage);
        if (stage == nullptr)
            return fail(ErrorCode::InvalidInput, "The protocol has no stage \"" + given.key.stage + "\".");
        CF_ASSIGN(const auto state, store::readerState(*m_database, given.key.reader));
        CF_ASSIGN(const std::string now, store::timeNow(*m_database, m_clock));
        Reading reading = given;
        // Washout and going back are those of today.
        CF_ASSIGN(reading.revision, revisionFor(sealed.of(seal->hash), state, given, now, known));
        CF_TRY(checkAnswers(protocol, *stage, given.answers));
        reading.position = store::positionOf(state, given.key);
        reading.seal = under;
        reading.storedAt.clear();
        CF_ASSIGN(stored, insertAnswer(*m_database, m_clock, reading, {}));
        return {};
    };
    CF_TRY(write(work));
    return stored;
}

Result<StudyStore::Import> StudyStore::importOne(const Reading &reading, const std::string &source)
{
    CF_ASSIGN(auto sealed, SealedProtocols::load(*m_database));
    const Protocol &protocol = sealed.of(reading.seal);
    CF_ASSIGN(const auto known, store::loadAnswers(*m_database, reading.key));
    const std::string hash = contentHash(reading);
    if (std::ranges::any_of(known, [&](const store::StoredAnswer &one) { return one.hash == hash; }))
        return Import::Known;
    const store::Values key{ store::bound(reading.key.reader), store::bound(reading.key.caseId),
        store::bound(reading.key.stage), reading.key.attempt };
    CF_ASSIGN(const auto conflicts,
        m_database->rows(
            QStringLiteral("SELECT hash FROM conflicts WHERE reader = ? AND case_id = ? AND stage = ? AND attempt = ?"),
            key));
    const bool isTaken =
        std::ranges::any_of(known, [&](const store::StoredAnswer &one) { return one.revision == reading.revision; });
    // What changes an answer that lies in conflict must not come to count by its number.
    if (!isTaken && (conflicts.empty() || reading.revision == 1)) {
        const Stage *stage = protocol.stage(reading.key.stage);
        CF_ASSIGN(const auto state, store::readerState(*m_database, reading.key.reader));
        if (stage == nullptr || store::positionOf(state, reading.key) == 0)
            return fail(ErrorCode::InvalidInput,
                "Reader " + reading.key.reader + " is not asked to read " + describe(reading.key) + ".");
        CF_TRY(checkAnswers(protocol, *stage, reading.answers));
        CF_TRY(insertAnswer(*m_database, m_clock, reading, source));
        return Import::New;
    }
    if (std::ranges::any_of(conflicts, [&](const store::Row &row) { return store::textAt(row, 0) == hash; }))
        return Import::Conflict;
    json record = toJson(reading.key);
    record["sha256"] = hash;
    record["source"] = source;
    record["stored_at"] = reading.storedAt;
    CF_ASSIGN(const auto written, store::append(*m_database, m_clock, "coordinator", "conflict", record));
    store::Values values = key;
    values.insert(values.end(),
        { store::bound(hash), store::bound(canonical(toJson(reading))), store::bound(source),
            qlonglong(written.sequence) });
    CF_TRY(m_database->run(QStringLiteral("INSERT INTO conflicts VALUES (?, ?, ?, ?, ?, ?, ?, ?)"), values));
    return Import::Conflict;
}

Result<std::vector<StudyStore::Import>> StudyStore::importReadings(
    const std::vector<Reading> &readings, const std::string &source, const ImportRecord &record)
{
    std::vector<Import> outcomes;
    const auto work = [&]() -> Result<> {
        outcomes.clear();
        CF_ASSIGN(const auto closed, store::fact(*m_database, "closed"));
        if (closed)
            return fail(ErrorCode::InvalidInput, "The study is closed; nothing was merged.");
        for (const Reading &reading : readings) {
            CF_ASSIGN(const Import outcome, importOne(reading, source));
            outcomes.push_back(outcome);
        }
        if (!record)
            return {};
        CF_ASSIGN(const json content, parseJson(record(outcomes), "The record of a merge"));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "merged", content));
        return {};
    };
    CF_TRY(write(work));
    return outcomes;
}

Result<bool> StudyStore::consentIsDue(const std::string &reader)
{
    return m_database->readValue<bool>([&]() -> Result<bool> {
        CF_ASSIGN(const Protocol protocol, store::loadProtocol(*m_database));
        if (!asksConsent(protocol))
            return false;
        CF_ASSIGN(const auto given, store::consentGiven(*m_database, protocol, reader));
        return !given.value_or(false);
    });
}

Result<> StudyStore::agree(const std::string &reader, const std::string &page, const std::string &language)
{
    return answerConsent(reader, page, language, true);
}

Result<> StudyStore::decline(const std::string &reader, const std::string &page, const std::string &language)
{
    return answerConsent(reader, page, language, false);
}

Result<> StudyStore::answerConsent(
    const std::string &reader, const std::string &page, const std::string &language, bool agrees)
{
    return write([&]() -> Result<> {
        CF_ASSIGN(const Protocol protocol, store::loadProtocol(*m_database));
        CF_TRY(store::readerState(*m_database, reader)); // Whether there is such a reader.
        CF_ASSIGN(const auto given, store::consentGiven(*m_database, protocol, reader));
        if (given == agrees || page != consentHash(protocol))
            return {};
        CF_ASSIGN(const auto seal, store::newestSeal(*m_database));
        CF_TRY(store::append(*m_database, m_clock, reader, agrees ? "consented" : "declined",
            { { "consent_sha256", page }, { "language", language }, { "seal", seal ? seal->hash : std::string() } }));
        return {};
    });
}

Result<> StudyStore::note(const std::string &actor, const std::string &kind, const std::string &content)
{
    CF_ASSIGN(const json value, parseJson(content.empty() ? "{}" : content, "The note"));
    return write([&]() -> Result<> {
        CF_TRY(store::append(*m_database, m_clock, actor, kind, value));
        return {};
    });
}

Result<Radiograph> StudyStore::image(const std::string &sha256)
{
    if (m_imageSource)
        return m_imageSource(sha256);
    std::vector<store::Row> rows;
    const auto work = [&]() -> Result<> {
        CF_ASSIGN(rows,
            m_database->rows(
                QStringLiteral("SELECT header, pixels FROM images WHERE sha256 = ?"), { store::bound(sha256) }));
        return {};
    };
    CF_TRY(m_database->read(work));
    if (rows.empty())
        return fail(ErrorCode::InvalidInput, "The study has no image " + sha256.substr(0, 12) + ".");
    return unpackImage(store::textAt(rows[0], 0), rows[0][1].toByteArray().toStdString());
}

Result<std::vector<Reading>> StudyStore::readings(bool allRevisions, bool training)
{
    std::vector<Reading> readings;
    const auto work = [&]() -> Result<> {
        readings.clear();
        CF_ASSIGN(auto sealed, SealedProtocols::load(*m_database));
        CF_ASSIGN(const auto cases, store::loadCases(*m_database));
        CF_ASSIGN(const auto answers, store::loadAnswers(*m_database));
        std::map<ReadingKey, std::size_t> places; // Revisions of one key rise, wherever in the order each was given.
        for (const store::StoredAnswer &answer : answers) {
            const auto one =
                std::ranges::find_if(cases, [&](const Case &each) { return each.id == answer.key.caseId; });
            if (!training && one != cases.end() && one->isTraining)
                continue;
            CF_ASSIGN(Reading reading, sealed.reading(answer));
            const auto [place, isNew] = places.emplace(reading.key, readings.size());
            if (allRevisions || isNew)
                readings.push_back(std::move(reading));
            else if (reading.revision > readings[place->second].revision)
                readings[place->second] = std::move(reading);
        }
        return {};
    };
    CF_TRY(m_database->read(work));
    return readings;
}

Result<std::vector<std::pair<Reading, std::string>>> StudyStore::conflicts()
{
    using Conflicts = std::vector<std::pair<Reading, std::string>>;
    return m_database->readValue<Conflicts>([&]() -> Result<Conflicts> {
        CF_ASSIGN(auto sealed, SealedProtocols::load(*m_database));
        CF_ASSIGN(const auto rows,
            m_database->rows(QStringLiteral(
                "SELECT content, source FROM conflicts ORDER BY reader, case_id, stage, attempt, hash")));
        Conflicts all;
        for (const store::Row &row : rows) {
            CF_ASSIGN(const json content, parseJson(store::textAt(row, 0), "A conflict of the study"));
            CF_ASSIGN(
                auto reading, readingFromJson(sealed.of(SealedProtocols::sealIn(store::textAt(row, 0))), content));
            all.emplace_back(std::move(reading), store::textAt(row, 1));
        }
        return all;
    });
}

Result<> StudyStore::close(const std::string &reason)
{
    return write([&]() -> Result<> {
        CF_ASSIGN(const auto closed, store::fact(*m_database, "closed"));
        if (closed)
            return {};
        CF_ASSIGN(
            const auto record, store::append(*m_database, m_clock, "coordinator", "closed", { { "reason", reason } }));
        return store::setFact(*m_database, "closed", record.time);
    });
}

} // namespace cf::sessions

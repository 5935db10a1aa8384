#include "core/sessions/StudyStore.h"

#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/packages/Encryption.h"
#include "core/sessions/packages/PackageContents.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/store/NewFile.h"
#include "core/sessions/store/Records.h"
#include "core/sessions/store/Schema.h"

#include <algorithm>

namespace cf::sessions {

using nlohmann::json;

Result<std::string> StudyStore::answerKey()
{
    std::string key;
    const auto work = [&]() -> Result<> {
        CF_ASSIGN(const auto stored, store::fact(*m_database, "answer_key"));
        if (stored) {
            CF_ASSIGN(key, fromHex(*stored));
            return {};
        }
        key = randomKey();
        CF_TRY(store::append(
            *m_database, m_clock, "coordinator", "answer-key", { { "sha256", store::sha256OfText(toHex(key)) } }));
        return store::setFact(*m_database, "answer_key", toHex(key));
    };
    CF_TRY(write(work));
    return key;
}

Result<PackageContents> StudyStore::packageFor(const std::string &readerId)
{
    CF_ASSIGN(const Study whole, study());
    const Reader *reader = whole.reader(readerId);
    if (reader == nullptr)
        return fail(ErrorCode::InvalidInput, "The study has no reader " + readerId + ".");
    if (!whole.isSealed())
        return fail(ErrorCode::InvalidInput, "The study is not sealed yet; packages are made afterwards.");
    PackageContents contents;
    contents.study = whole.id;
    CF_ASSIGN(const std::string secret, answerKey());
    contents.answerKey = keyOfReader(secret, reader->id);
    contents.protocol = whole.protocol;
    // From the seed the arms of the order, and which number was drawn for which file, could be computed.
    contents.protocol.order.seed = Protocol().order.seed;
    contents.protocol.analysisPlan = Protocol().analysisPlan;
    contents.reader.id = reader->id;
    contents.reader.role = reader->role;
    CF_ASSIGN(contents.steps, order(readerId));
    for (const ReadingStep &step : contents.steps) {
        const auto isKnown = [&](const Case &one) { return one.id == step.caseId; };
        const Case *one = whole.find(step.caseId);
        if (one != nullptr && std::ranges::none_of(contents.cases, isKnown))
            contents.cases.push_back(blinded(whole.protocol, *one));
    }
    for (Seal seal : whole.seals) {
        seal.document.clear();
        seal.reason.clear(); // The coordinator's words may name cases and arms.
        contents.seals.push_back(std::move(seal));
    }
    return contents;
}

Result<StudyStore> StudyStore::createReaderCopy(const std::string &file, const PackageContents &contents)
{
    CF_ASSIGN(const auto location, store::parseLocation(file));
    const auto fill = [&](store::Database &database) {
        return database.write([&] { return fillReaderCopy(database, contents); });
    };
    CF_TRY(store::createFile(location, fill));
    return open(file);
}

Result<> StudyStore::fillReaderCopy(store::Database &database, const PackageContents &contents)
{
    const Clock clock; // The computer's own.
    CF_TRY(store::createTables(database));
    // Its chain is its own: the coordinator's computer must not take it for the study's.
    CF_TRY(store::setFact(database, "id", contents.study + "-" + contents.reader.id));
    CF_TRY(store::setFact(database, "study", contents.study));
    CF_TRY(store::setFact(database, "reader_copy", contents.reader.id));
    CF_TRY(store::setFact(database, "answer_key", toHex(contents.answerKey)));
    const std::string protocol = canonical(toJson(contents.protocol));
    CF_TRY(store::setFact(database, "protocol", protocol));
    CF_TRY(store::append(database, clock, contents.reader.id, "created",
        { { "study", contents.study }, { "title", contents.protocol.title }, { "reader_copy", contents.reader.id },
            { "protocol_sha256", store::sha256OfText(protocol) },
            { "answer_key_sha256", store::sha256OfText(toHex(contents.answerKey)) } }));
    json put = json::array();
    for (const Case &one : contents.cases) {
        const std::string content = canonical(toJson(one));
        CF_TRY(database.run(
            QStringLiteral("INSERT INTO cases VALUES (?, ?)"), { store::bound(one.id), store::bound(content) }));
        put.push_back({ { "id", one.id }, { "sha256", store::sha256OfText(content) } });
    }
    CF_TRY(store::append(database, clock, contents.reader.id, "cases", { { "put", put } }));
    const std::string reader = canonical(toJson(contents.reader));
    CF_TRY(database.run(QStringLiteral("INSERT INTO readers VALUES (?, ?)"),
        { store::bound(contents.reader.id), store::bound(reader) }));
    CF_TRY(store::append(database, clock, contents.reader.id, "reader",
        { { "id", contents.reader.id }, { "sha256", store::sha256OfText(reader) } }));
    for (const Seal &seal : contents.seals) {
        CF_TRY(store::append(database, clock, contents.reader.id, seal.version == 1 ? "sealed" : "amended",
            { { "version", seal.version }, { "sha256", seal.hash }, { "reason", seal.reason },
                { "sealed_at", seal.time } }));
        CF_TRY(database.run(QStringLiteral("INSERT INTO seals VALUES (?, ?, ?, ?, '')"),
            { seal.version, store::bound(seal.hash), store::bound(seal.time), store::bound(seal.reason) }));
    }
    return store::storeOrder(database, clock, contents.reader.id, contents.steps, true);
}

} // namespace cf::sessions

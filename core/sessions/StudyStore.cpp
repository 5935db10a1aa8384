#include "core/sessions/StudyStore.h"

#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/sealing/ProtocolCheck.h"
#include "core/sessions/store/Database.h"
#include "core/sessions/store/HeadCheck.h"
#include "core/sessions/store/NewFile.h"
#include "core/sessions/store/Records.h"
#include "core/sessions/store/Schema.h"
#include "core/sessions/store/Verification.h"

#include <QUuid>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace cf::sessions {

using store::Database;

StudyStore::StudyStore(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}
StudyStore::StudyStore(StudyStore &&) noexcept = default;
StudyStore &StudyStore::operator=(StudyStore &&) noexcept = default;
StudyStore::~StudyStore() = default;

namespace {

Result<> fillNew(Database &database, const Protocol &protocol)
{
    CF_TRY(store::createTables(database));
    const std::string id = QUuid::createUuid().toString(QUuid::Id128).toStdString();
    const std::string text = canonical(toJson(protocol));
    CF_TRY(store::setFact(database, "id", id));
    CF_TRY(store::setFact(database, "protocol", text));
    CF_TRY(store::append(database, {}, "coordinator", "created",
        { { "study", id }, { "title", protocol.title }, { "protocol_sha256", store::sha256OfText(text) } }));
    return {};
}

} // namespace

bool StudyStore::isServer(const std::string &location)
{
    const auto parsed = store::parseLocation(location);
    return parsed && parsed->isServer;
}

Result<StudyStore> StudyStore::create(const std::string &location, const Protocol &protocol)
{
    CF_TRY(checkProtocol(protocol));
    CF_ASSIGN(const auto parsed, store::parseLocation(location));
    if (parsed.isServer) {
        CF_ASSIGN(const auto database, Database::connect(parsed, Database::Purpose::Create));
        CF_TRY(database->write([&] { return fillNew(*database, protocol); }));
    } else {
        const auto fill = [&](Database &database) {
            return database.write([&] { return fillNew(database, protocol); });
        };
        CF_TRY(store::createFile(parsed, fill));
    }
    return open(location);
}

Result<StudyStore> StudyStore::open(const std::string &location)
{
    CF_ASSIGN(const auto parsed, store::parseLocation(location));
    CF_ASSIGN(auto database, Database::connect(parsed, Database::Purpose::Open));
    CF_TRY(store::migrate(*database));
    return StudyStore(std::move(database));
}

const std::string &StudyStore::location() const
{
    return m_database->location().text;
}

void StudyStore::setClock(Clock clock)
{
    m_clock = std::move(clock);
}

void StudyStore::setImageSource(ImageSource source)
{
    m_imageSource = std::move(source);
}

Result<Study> StudyStore::study()
{
    Study study;
    const auto work = [&]() -> Result<> {
        CF_ASSIGN(const auto id, store::fact(*m_database, "id"));
        CF_ASSIGN(const auto closed, store::fact(*m_database, "closed"));
        CF_ASSIGN(const auto copy, store::fact(*m_database, "reader_copy"));
        study.id = id.value_or("");
        study.isClosed = closed.has_value();
        study.isReaderCopy = copy.has_value();
        CF_ASSIGN(study.protocol, store::loadProtocol(*m_database));
        CF_ASSIGN(study.cases, store::loadCases(*m_database));
        CF_ASSIGN(study.readers, store::loadReaders(*m_database));
        CF_ASSIGN(study.seals, store::loadSeals(*m_database));
        return {};
    };
    CF_TRY(m_database->read(work));
    return study;
}

Result<std::string> StudyStore::newestSealHash()
{
    const auto newest = [&] { return store::newestSeal(*m_database); };
    CF_ASSIGN(const auto seal, m_database->readValue<std::optional<Seal>>(newest));
    return seal ? seal->hash : std::string();
}

Result<std::vector<AuditRecord>> StudyStore::audit()
{
    return m_database->readValue<std::vector<AuditRecord>>([&] { return store::loadAudit(*m_database); });
}

Result<std::vector<Tampering>> StudyStore::verify(const std::string &knownHead)
{
    return store::verifyStudy(*m_database, knownHead);
}

Result<std::string> StudyStore::head()
{
    const auto fact = [&] { return store::fact(*m_database, "head"); };
    CF_ASSIGN(const auto head, m_database->readValue<std::optional<std::string>>(fact));
    return head.value_or("");
}

Result<> StudyStore::write(const std::function<Result<>()> &work)
{
    CF_TRY(m_database->write(work));
    store::rememberHead(*m_database);
    return {};
}

} // namespace cf::sessions

#include "core/sessions/StudyStore.h"

#include "core/sessions/cases/CaseArm.h"
#include "core/sessions/cases/CaseJson.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ImageOrder.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/reading/ReadingOrder.h"
#include "core/sessions/sealing/ProtocolCheck.h"
#include "core/sessions/sealing/SealedProtocol.h"
#include "core/sessions/store/Records.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>
#include <set>

namespace cf::sessions {

using nlohmann::json;

namespace {

Result<> checkUnsealed(store::Database &database)
{
    CF_ASSIGN(const auto seal, store::newestSeal(database));
    if (seal)
        return fail(ErrorCode::InvalidInput,
            "The study was sealed on " + seal->time
                + " and can no longer be changed. Amend the protocol with a reason, "
                  "or make another study.");
    return {};
}

Result<bool> hasAnswers(store::Database &database, const std::string &reader = {})
{
    const auto rows = reader.empty()
        ? database.rows(QStringLiteral("SELECT 1 FROM answers LIMIT 1"))
        : database.rows(QStringLiteral("SELECT 1 FROM answers WHERE reader = ? LIMIT 1"), { store::bound(reader) });
    CF_TRY(rows);
    return !rows->empty();
}

/// Hashes of the seals under which there are answers.
Result<std::set<std::string>> sealsOfAnswers(store::Database &database)
{
    CF_ASSIGN(const auto answers, store::loadAnswers(database));
    std::set<std::string> named;
    for (const store::StoredAnswer &answer : answers) {
        const json content = json::parse(answer.content, nullptr, false);
        if (content.is_object() && content.contains("seal") && content["seal"].is_string())
            named.insert(content["seal"].get<std::string>());
    }
    return named;
}

/// Draws and stores the orders of all readers.
Result<> storeOrders(store::Database &database, const StudyStore::Clock &clock, const Protocol &protocol)
{
    CF_ASSIGN(const auto cases, store::loadCases(database));
    CF_ASSIGN(const auto readers, store::loadReaders(database));
    for (const Reader &reader : readers) {
        CF_ASSIGN(const auto order, readingOrder(protocol, cases, reader));
        CF_TRY(store::storeOrder(database, clock, reader.id, order.steps, order.isLatinSquare));
    }
    return {};
}

/// The part of a protocol on which the readers' orders and the keys of answers depend.
json orderPart(const Protocol &protocol)
{
    json part = toJson(protocol);
    json stages = json::array();
    for (const Stage &stage : protocol.stages)
        stages.push_back({ stage.id, int(stage.follows) });
    return { part["design"], part["panes"], part["arms"], part["order"], part["repeats"], stages };
}

/// Pixels that no case names, of a case that was taken out or got others.
Result<> dropUnusedImages(store::Database &database)
{
    CF_ASSIGN(const auto cases, store::loadCases(database));
    std::set<std::string> used;
    for (const Case &one : cases)
        for (const CaseImage &image : one.images)
            used.insert({ image.sha256, image.difference });
    CF_ASSIGN(const auto images, database.rows(QStringLiteral("SELECT sha256 FROM images")));
    for (const store::Row &row : images)
        if (!used.contains(store::textAt(row, 0)))
            CF_TRY(database.run(QStringLiteral("DELETE FROM images WHERE sha256 = ?"), { row[0] }));
    return {};
}

/// By a name that was drawn or hashed: rows do not stand in the order of the coordinator's list.
template <typename Value>
std::vector<const Value *> inOrderOf(const std::vector<Value> &values, std::string Value::*name)
{
    std::vector<const Value *> sorted;
    for (const Value &value : values)
        sorted.push_back(&value);
    std::ranges::stable_sort(sorted, {}, [name](const Value *value) { return value->*name; });
    return sorted;
}

/// Adds a case or replaces that of the same id; what the audit tells of it.
Result<json> putCase(store::Database &database, const Case &one)
{
    const std::string content = canonical(toJson(one));
    CF_TRY(database.run(QStringLiteral("DELETE FROM cases WHERE id = ?"), { store::bound(one.id) }));
    CF_TRY(database.run(
        QStringLiteral("INSERT INTO cases VALUES (?, ?)"), { store::bound(one.id), store::bound(content) }));
    return json{ { "id", one.id }, { "sha256", store::sha256OfText(content) } };
}

/// From now on no index tells what an image is, however the coordinator's list was ordered.
Result<> drawImageOrder(store::Database &database, const StudyStore::Clock &clock, const Protocol &protocol)
{
    CF_ASSIGN(const auto listed, store::loadCases(database));
    const std::vector<Case> drawn = withDrawnImageOrder(protocol, listed);
    json put = json::array();
    for (std::size_t i = 0; i < listed.size(); ++i)
        if (!(drawn[i] == listed[i])) {
            CF_ASSIGN(const json written, putCase(database, drawn[i]));
            put.push_back(written);
        }
    if (put.empty())
        return {};
    CF_TRY(store::append(database, clock, "coordinator", "cases", { { "put", put }, { "image_order", "drawn" } }));
    return {};
}

/// Images were put into their drawn order at sealing, and with them the truths that named one then.
Result<> checkImageTruths(const Protocol &old, const Protocol &amended, const std::vector<Case> &cases)
{
    const std::set<std::string> known = imageTruths(old);
    for (const std::string &key : imageTruths(amended))
        for (const Case &one : cases)
            if (!known.contains(key) && one.images.size() > 1 && imageNamed(one, key))
                return fail(ErrorCode::InvalidInput,
                    "A question that chooses among images cannot take \"" + key
                        + "\" for its truth now: it names images by their places in the list, and these were drawn "
                          "anew at sealing.");
    return {};
}

/// A leak without a reason, or no check of a study that has something to leak.
Result<> checkLeaks(const Protocol &protocol, const json &leakCheck, const std::string &why)
{
    const auto isEdited = [](const Arm &arm) { return arm.kind == ArmKind::Edited; };
    const bool isMixed = std::ranges::any_of(protocol.arms, isEdited) && !std::ranges::all_of(protocol.arms, isEdited);
    if (!isMixed || !why.empty())
        return {};
    if (!leakCheck.is_object() || !leakCheck.contains("channels"))
        return fail(ErrorCode::InvalidInput,
            "The leak check has not been run: nobody knows whether real and synthetic images can be told apart by "
            "something that is not anatomy. Run it, or write why the study is sealed without it.");
    for (const json &channel : leakCheck["channels"]) {
        if (channel.value("differs", false))
            return fail(ErrorCode::InvalidInput,
                "Too few images for a figure, but they differ: "
                    + channel.value("words", channel.value("name", std::string("a channel")))
                    + ". Harmonise before sealing, add images, or write why the study is sealed all the same.");
        if (channel.value("leaks", false))
            return fail(ErrorCode::InvalidInput,
                "Leak found: " + channel.value("words", channel.value("name", std::string("a channel")))
                    + ". Harmonise before sealing, or write why the study is sealed all the same.");
    }
    return {};
}

/// A stage that shows a difference map which only some cases have: who sees an empty pane knows what is real.
Result<> checkDifferences(const Protocol &protocol, const std::vector<Case> &cases, const std::string &why)
{
    const auto shows = std::ranges::find(protocol.stages, true, &Stage::showsDifference);
    if (shows == protocol.stages.end() || !why.empty())
        return {};
    int maps = 0;
    int serious = 0;
    std::set<std::string> without;
    for (const Case &one : cases) {
        if (one.isTraining)
            continue;
        ++serious;
        const bool hasMap =
            std::ranges::any_of(one.images, [](const CaseImage &image) { return !image.difference.empty(); });
        maps += hasMap ? 1 : 0;
        if (!hasMap)
            without.insert(armOf(protocol, one));
    }
    if (maps == 0 || maps == serious)
        return {};
    std::string arms;
    for (const std::string &arm : without)
        arms += (arms.empty() ? "" : ", ") + arm;
    return fail(ErrorCode::InvalidInput,
        "Stage \"" + shows->id + "\" shows a difference map, which only " + std::to_string(maps) + " of "
            + std::to_string(serious) + " cases have (none in arm " + arms
            + "): its absence tells the arm. Give every case one, of null edits their own, or write why the study is "
              "sealed all the same.");
}

} // namespace

Result<> StudyStore::setProtocol(const Protocol &protocol)
{
    CF_TRY(checkProtocol(protocol));
    return write([&]() -> Result<> {
        CF_TRY(checkUnsealed(*m_database));
        const std::string text = canonical(toJson(protocol));
        CF_TRY(store::setFact(*m_database, "protocol", text));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "protocol",
            { { "title", protocol.title }, { "sha256", store::sha256OfText(text) } }));
        return {};
    });
}

Result<> StudyStore::putCases(
    const std::vector<Case> &cases, const std::vector<StudyImage> &images, const std::string &origin)
{
    json from;
    if (!origin.empty()) {
        CF_ASSIGN(from, parseJson(origin, "The origin of the cases"));
    }
    return write([&]() -> Result<> {
        CF_TRY(checkUnsealed(*m_database));
        for (const StudyImage *image : inOrderOf(images, &StudyImage::sha256)) {
            const std::string pixels = packPixels(image->radiograph);
            CF_TRY(m_database->run(
                QStringLiteral("DELETE FROM images WHERE sha256 = ?"), { store::bound(image->sha256) }));
            CF_TRY(m_database->run(QStringLiteral("INSERT INTO images VALUES (?, ?, ?)"),
                { store::bound(image->sha256), store::bound(headerOf(image->radiograph)),
                    QByteArray::fromStdString(pixels) }));
        }
        json added = json::array();
        for (const Case *one : inOrderOf(cases, &Case::id)) {
            for (const CaseImage &image : one->images)
                for (const std::string &sha256 : { image.sha256, image.difference }) {
                    CF_ASSIGN(const auto rows,
                        m_database->rows(
                            QStringLiteral("SELECT 1 FROM images WHERE sha256 = ?"), { store::bound(sha256) }));
                    if (rows.empty() && !sha256.empty())
                        return fail(
                            ErrorCode::InvalidInput, "Case \"" + one->id + "\" names pixels that are not given.");
                }
            CF_ASSIGN(const json written, putCase(*m_database, *one));
            added.push_back(written);
        }
        CF_TRY(dropUnusedImages(*m_database));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "cases", { { "put", added } }));
        if (!from.is_null())
            CF_TRY(store::append(*m_database, m_clock, "coordinator", "blinded", from));
        return {};
    });
}

Result<> StudyStore::removeCase(const std::string &caseId)
{
    return write([&]() -> Result<> {
        CF_TRY(checkUnsealed(*m_database));
        CF_ASSIGN(const auto known,
            m_database->rows(QStringLiteral("SELECT 1 FROM cases WHERE id = ?"), { store::bound(caseId) }));
        if (known.empty())
            return fail(ErrorCode::InvalidInput, "The study has no case " + caseId + ".");
        CF_TRY(m_database->run(QStringLiteral("DELETE FROM cases WHERE id = ?"), { store::bound(caseId) }));
        CF_TRY(dropUnusedImages(*m_database));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "cases", { { "removed", caseId } }));
        return {};
    });
}

namespace {

/// It becomes a cell of tables that quote nothing, and the beginning of a file's name. Records of "coordinator" are not
/// a reader's.
bool isShortName(const std::string &id)
{
    constexpr std::size_t longest = 40;
    return id.size() <= longest && id != "coordinator" && id.front() != '.'
        && std::ranges::none_of(id, [](unsigned char letter) {
               return letter < 0x20 || letter == 0x7F || letter == ',' || letter == '"' || letter == '\''
                   || letter == '/' || letter == '\\';
           });
}

} // namespace

Result<> StudyStore::putReader(const Reader &given)
{
    return write([&]() -> Result<> {
        Reader reader = given;
        if (reader.id.empty())
            return fail(ErrorCode::InvalidInput, "A reader needs a short name, such as R1.");
        if (!isShortName(reader.id))
            return fail(ErrorCode::InvalidInput,
                "The short name of a reader is at most 40 bytes without commas, quotes, slashes and line ends, and not "
                "\"coordinator\": it stands in tables and in names of files.");
        CF_ASSIGN(const bool hasRead, hasAnswers(*m_database, reader.id));
        if (hasRead)
            return fail(ErrorCode::InvalidInput, "Reader " + reader.id + " has answered and can no longer be changed.");
        CF_ASSIGN(const auto readers, store::loadReaders(*m_database));
        reader.row = 0;
        for (const Reader &other : readers) // Rows are never given twice, so that a square stays one.
            reader.row = std::max(reader.row, other.role == ReaderRole::Reader ? other.row + 1 : 0);
        for (const Reader &other : readers)
            if (other.id == reader.id)
                reader.row = other.row;
        const std::string content = canonical(toJson(reader));
        CF_TRY(m_database->run(QStringLiteral("DELETE FROM readers WHERE id = ?"), { store::bound(reader.id) }));
        CF_TRY(m_database->run(
            QStringLiteral("INSERT INTO readers VALUES (?, ?)"), { store::bound(reader.id), store::bound(content) }));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "reader",
            { { "id", reader.id }, { "sha256", store::sha256OfText(content) } }));
        CF_ASSIGN(const auto seal, store::newestSeal(*m_database));
        if (!seal)
            return {};
        CF_ASSIGN(const auto protocol, store::loadProtocol(*m_database));
        CF_ASSIGN(const auto cases, store::loadCases(*m_database));
        CF_ASSIGN(const auto order, readingOrder(protocol, cases, reader));
        return store::storeOrder(*m_database, m_clock, reader.id, order.steps, order.isLatinSquare);
    });
}

Result<> StudyStore::addCasesToReader(const std::string &readerId, const std::vector<std::string> &cases)
{
    return write([&]() -> Result<> {
        CF_ASSIGN(const auto readers, store::loadReaders(*m_database));
        const auto known = std::ranges::find(readers, readerId, &Reader::id);
        CF_ASSIGN(const auto seal, store::newestSeal(*m_database));
        if (known == readers.end() || known->role == ReaderRole::Reader || !seal)
            return fail(ErrorCode::InvalidInput,
                "Cases are added to an adjudicator or a meeting of a sealed study; " + readerId + " is none.");
        Reader part = *known;
        part.cases.clear();
        for (const std::string &id : cases)
            if (std::ranges::find(known->cases, id) == known->cases.end())
                part.cases.push_back(id);
        if (part.cases.empty())
            return {};
        CF_ASSIGN(const auto protocol, store::loadProtocol(*m_database));
        CF_ASSIGN(const auto all, store::loadCases(*m_database));
        CF_ASSIGN(const auto more, readingOrder(protocol, all, part));
        CF_ASSIGN(auto steps, store::loadSteps(*m_database, readerId));
        for (ReadingStep step : more.steps) {
            step.position = static_cast<int>(steps.size()) + 1;
            steps.push_back(std::move(step));
        }
        Reader whole = *known;
        whole.cases.insert(whole.cases.end(), part.cases.begin(), part.cases.end());
        std::ranges::sort(whole.cases);
        const std::string content = canonical(toJson(whole));
        CF_TRY(m_database->run(QStringLiteral("UPDATE readers SET content = ? WHERE id = ?"),
            { store::bound(content), store::bound(readerId) }));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "reader",
            { { "id", readerId }, { "sha256", store::sha256OfText(content) } }));
        return store::storeOrder(*m_database, m_clock, readerId, steps, false);
    });
}

Result<> StudyStore::removeReader(const std::string &readerId)
{
    return write([&]() -> Result<> {
        CF_ASSIGN(const bool hasRead, hasAnswers(*m_database, readerId));
        if (hasRead)
            return fail(ErrorCode::InvalidInput, "Reader " + readerId + " has answered and stays in the study.");
        CF_ASSIGN(const auto known,
            m_database->rows(QStringLiteral("SELECT 1 FROM readers WHERE id = ?"), { store::bound(readerId) }));
        if (known.empty())
            return fail(ErrorCode::InvalidInput, "The study has no reader " + readerId + ".");
        CF_TRY(m_database->run(QStringLiteral("DELETE FROM readers WHERE id = ?"), { store::bound(readerId) }));
        CF_TRY(m_database->run(QStringLiteral("DELETE FROM steps WHERE reader = ?"), { store::bound(readerId) }));
        CF_TRY(store::append(*m_database, m_clock, "coordinator", "reader", { { "removed", readerId } }));
        return {};
    });
}

Result<Seal> StudyStore::storeSeal(const Protocol &protocol, const json &rest, const std::string &reason)
{
    CF_ASSIGN(const auto cases, store::loadCases(*m_database));
    CF_TRY(checkCases(protocol, cases));
    CF_ASSIGN(const auto last, store::newestSeal(*m_database));
    CF_ASSIGN(const auto id, store::fact(*m_database, "id"));
    json listed = json::array();
    for (const Case &one : cases)
        listed.push_back(toJson(one));
    json document = rest;
    document["format"] = "contrafact sealed study 1";
    document["study"] = id.value_or("");
    document["version"] = last ? last->version + 1 : 1;
    document["previous"] = last ? last->hash : "";
    document["reason"] = reason;
    document["protocol"] = toJson(protocol);
    document["cases"] = listed;
    Seal seal;
    seal.version = document["version"];
    seal.reason = reason;
    seal.document = canonical(document);
    seal.hash = store::sha256OfText(seal.document);
    CF_ASSIGN(const auto record,
        store::append(*m_database, m_clock, "coordinator", last ? "amended" : "sealed",
            { { "version", seal.version }, { "sha256", seal.hash }, { "reason", reason } }));
    seal.time = record.time;
    CF_TRY(m_database->run(QStringLiteral("INSERT INTO seals VALUES (?, ?, ?, ?, ?)"),
        { seal.version, store::bound(seal.hash), store::bound(seal.time), store::bound(reason),
            store::bound(seal.document) }));
    return seal;
}

Result<Seal> StudyStore::seal(const std::string &leakCheck, const std::string &why)
{
    CF_ASSIGN(const json leaks, parseJson(leakCheck.empty() ? "null" : leakCheck, "The report of the leak check"));
    Seal sealed;
    const auto work = [&]() -> Result<> {
        CF_TRY(checkUnsealed(*m_database));
        CF_ASSIGN(const auto protocol, store::loadProtocol(*m_database));
        CF_TRY(checkProtocol(protocol));
        CF_TRY(checkLeaks(protocol, leaks, why));
        CF_ASSIGN(const auto cases, store::loadCases(*m_database));
        CF_TRY(checkTruths(protocol, cases));
        CF_TRY(checkDifferences(protocol, cases, why));
        CF_TRY(drawImageOrder(*m_database, m_clock, protocol));
        CF_ASSIGN(sealed, storeSeal(protocol, { { "leak_check", leaks }, { "leak_reason", why } }, {}));
        return storeOrders(*m_database, m_clock, protocol);
    };
    CF_TRY(write(work));
    return sealed;
}

Result<Seal> StudyStore::amend(const Protocol &protocol, const std::string &reason)
{
    CF_TRY(checkProtocol(protocol));
    if (reason.empty())
        return fail(ErrorCode::InvalidInput, "An amendment needs a reason, which is kept with it.");
    Seal sealed;
    const auto work = [&]() -> Result<> {
        CF_ASSIGN(const auto seals, store::loadSeals(*m_database));
        if (seals.empty())
            return fail(ErrorCode::InvalidInput, "The study is not sealed yet: change its protocol instead.");
        CF_ASSIGN(const auto old, store::loadProtocol(*m_database));
        if (seals.size() > 1 && seals.back().reason == reason && old == protocol) {
            sealed = seals.back(); // Done already: the server went away after it had heard.
            return {};
        }
        CF_ASSIGN(const bool hasRead, hasAnswers(*m_database));
        if (hasRead && protocol.namesReaders && !old.namesReaders)
            return fail(ErrorCode::InvalidInput,
                "Readers have answered under a page that says nobody is named; an amendment cannot name them.");
        const bool keepsOrder = orderPart(old) == orderPart(protocol);
        if (hasRead && !keepsOrder)
            return fail(ErrorCode::InvalidInput,
                "There are answers already: design, arms, stages, order and repeats stay as they are. Amend the rest, "
                "or "
                "make another study.");
        CF_ASSIGN(const auto named, sealsOfAnswers(*m_database));
        for (const Seal &seal : seals)
            if (const auto earlier = sealedProtocol(seal); earlier && named.contains(seal.hash))
                CF_TRY(checkKeepsQuestions(*earlier, protocol));
        CF_ASSIGN(const auto cases, store::loadCases(*m_database));
        CF_TRY(checkImageTruths(old, protocol, cases));
        Protocol added = protocol; // What was sealed before can no longer be mended.
        std::erase_if(added.questions, [&](const Question &one) { return old.question(one.id) != nullptr; });
        CF_TRY(checkTruths(added, cases));
        CF_ASSIGN(const json first, parseJson(seals.front().document, "The sealed document"));
        CF_TRY(store::setFact(*m_database, "protocol", canonical(toJson(protocol))));
        CF_ASSIGN(sealed,
            storeSeal(
                protocol, { { "leak_check", first["leak_check"] }, { "leak_reason", first["leak_reason"] } }, reason));
        return keepsOrder ? Result<>{} : storeOrders(*m_database, m_clock, protocol);
    };
    CF_TRY(write(work));
    return sealed;
}

} // namespace cf::sessions

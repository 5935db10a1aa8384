#include "core/base/files/AtomicFile.h"
#include "core/base/files/RegularFile.h"
#include "core/sessions/exchange/ReaderPackage.h"
#include "core/sessions/packages/Encryption.h"
#include "core/sessions/protocol/ProtocolJson.h"
#include "core/sessions/reading/ReadingJson.h"
#include "core/sessions/sealing/SealedProtocol.h"
#include "core/sessions/values/JsonObject.h"

#include <algorithm>
#include <sstream>

namespace cf::sessions {

using nlohmann::json;

namespace {

constexpr auto magic = "contrafact answers 1";

json auditJson(const std::vector<AuditRecord> &records)
{
    json all = json::array();
    for (const AuditRecord &one : records)
        all.push_back({ one.sequence, one.time, one.actor, one.kind, one.content, one.previous, one.hash });
    return all;
}

std::vector<AuditRecord> auditFrom(const json &all)
{
    std::vector<AuditRecord> records;
    for (const json &one : all)
        if (one.is_array() && one.size() == 7)
            records.push_back({ one[0].get<std::int64_t>(), one[1], one[2], one[3], one[4], one[5], one[6] });
    return records;
}

/// Every answer has its record in the reader's own chain, and the chain is whole.
Result<> checkChainOf(const std::vector<AuditRecord> &records, const std::vector<Reading> &readings)
{
    if (!checkChain(records).empty())
        return fail(ErrorCode::InvalidInput, "The answer file was altered: its audit is not whole.");
    for (const Reading &reading : readings) {
        const std::string hash = contentHash(reading);
        const bool isRecorded = std::ranges::any_of(records, [&](const AuditRecord &record) {
            return record.kind == "answer" && record.content.find(hash) != std::string::npos;
        });
        if (!isRecorded)
            return fail(ErrorCode::InvalidInput,
                "The answer file was altered: " + describe(reading.key) + " is not what the reader stored.");
    }
    return {};
}

/// What is known of a reader's own record from earlier merges.
struct MergedChain {
    std::int64_t sequence = 0; ///< Of its last record then; 0: not merged before.
    std::string hash;
};

/// Of the copy whose first record has the hash `start`; a reader may have read on two machines.
MergedChain mergedBefore(const std::vector<AuditRecord> &audit, const std::string &reader, const std::string &start)
{
    MergedChain last;
    for (const AuditRecord &record : audit) {
        const json content = json::parse(record.content, nullptr, false);
        if (record.kind != "merged" || !content.is_object() || content.value("reader", json()) != reader
            || content.value("chain_start", json()) != start)
            continue;
        const auto sequence = content.value("chain_length", std::int64_t(0));
        if (sequence > last.sequence)
            last = { sequence, content.value("chain_end", std::string()) };
    }
    return last;
}

Result<> checkContinues(const std::vector<AuditRecord> &records, const MergedChain &before)
{
    for (const AuditRecord &record : records)
        if (record.sequence == before.sequence && record.hash != before.hash)
            return fail(ErrorCode::InvalidInput,
                "The answer file was altered: what an earlier merge has seen of the reader's record was rewritten.");
    return {};
}

/// Agreements, pauses, breaks and the like that came after the last merge, as they were recorded.
json eventsAfter(const std::vector<AuditRecord> &records, std::int64_t sequence)
{
    json events = json::array();
    for (const AuditRecord &record : records) {
        if (record.sequence <= sequence)
            continue;
        if (record.kind == "started" || record.kind == "paused" || record.kind == "resumed" || record.kind == "break")
            events.push_back({ { "time", record.time }, { "kind", record.kind } });
        if (record.kind != "consented" && record.kind != "declined")
            continue;
        json event = json::parse(record.content, nullptr, false);
        if (!event.is_object())
            continue;
        event["time"] = record.time;
        event["kind"] = record.kind;
        events.push_back(std::move(event));
    }
    return events;
}

} // namespace

Result<> writeAnswerFile(StudyStore &readerCopy, const std::string &reader, const std::filesystem::path &file)
{
    CF_ASSIGN(const Study study, readerCopy.study());
    if (!study.isReaderCopy)
        return fail(
            ErrorCode::InvalidInput, "Answer files are written on the reader's own machine, from their package.");
    CF_ASSIGN(const auto readings, readerCopy.readings(true, true));
    CF_ASSIGN(const auto audit, readerCopy.audit());
    CF_ASSIGN(const std::string key, readerCopy.answerKey());
    json answers = json::array();
    for (const Reading &reading : readings)
        answers.push_back(toJson(reading));
    const std::string id = study.id.substr(0, study.id.size() - reader.size() - 1);
    const std::string header = canonical({ { "study", id }, { "reader", reader } });
    CF_ASSIGN(const std::string cipher,
        encrypt(canonical({ { "answers", answers }, { "audit", auditJson(audit) } }), key, header));
    const std::string beginning = std::string(magic) + "\n" + header + "\n";
    const auto isEarlier = [&](const std::filesystem::path &old) { return beginsWith(old, beginning); };
    return writeWhole(file, beginning + cipher, overwriteIf(isEarlier));
}

Result<MergeReport> mergeAnswerFile(StudyStore &store, const std::filesystem::path &file)
{
    const std::string name = "The answer file " + file.filename().string();
    constexpr std::uintmax_t longestFile = std::uintmax_t{ 4 } << 30U;
    CF_ASSIGN(std::string text, readText(file, longestFile));
    std::istringstream stream(std::move(text));
    std::string line;
    std::string header;
    if (!std::getline(stream, line) || line != magic || !std::getline(stream, header))
        return fail(ErrorCode::InvalidInput, name + " is no answer file.");
    std::ostringstream rest;
    rest << stream.rdbuf();
    CF_ASSIGN(const json head, parseJson(header, "The header of " + file.filename().string()));
    CF_ASSIGN(const Study study, store.study());
    MergeReport report;
    std::string id;
    JsonObject parts(head, "the header of " + file.filename().string());
    parts.read("study", id);
    parts.read("reader", report.reader);
    CF_TRY(parts.finish());
    if (id != study.id)
        return fail(ErrorCode::InvalidInput, name + " belongs to another study; nothing was merged.");
    if (study.isClosed)
        return fail(ErrorCode::InvalidInput, "The study is closed; nothing was merged.");
    CF_ASSIGN(const std::string secret, store.answerKey());
    CF_ASSIGN(const std::string plain, decrypt(rest.str(), keyOfReader(secret, report.reader), header, name));
    CF_ASSIGN(const json contents, parseJson(plain, name));
    std::vector<Reading> readings;
    for (const json &one : contents.value("answers", json::array())) {
        // By the protocol under which it was read; the study may have been amended since.
        const json named = one.is_object() ? one.value("seal", json()) : json();
        const std::string under = named.is_string() ? named.get<std::string>() : std::string();
        CF_ASSIGN(auto reading, readingFromJson(protocolOfSeal(study.seals, under, study.protocol), one));
        const auto isSeal = [&](const Seal &seal) { return seal.hash == reading.seal; };
        if (reading.key.reader != report.reader || std::ranges::none_of(study.seals, isSeal))
            return fail(ErrorCode::InvalidInput,
                name + " holds answers to a protocol that was never sealed here; nothing was merged.");
        readings.push_back(std::move(reading));
    }
    const auto chain = auditFrom(contents.value("audit", json::array()));
    CF_TRY(checkChainOf(chain, readings));
    CF_ASSIGN(const auto audit, store.audit());
    const std::string start = chain.empty() ? std::string() : chain.front().hash;
    const MergedChain before = mergedBefore(audit, report.reader, start);
    CF_TRY(checkContinues(chain, before));
    const auto record = [&](const std::vector<StudyStore::Import> &outcomes) {
        report = MergeReport{ report.reader, 0, 0, {} }; // The server may have gone away, and all is done again.
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            report.added += outcomes[i] == StudyStore::Import::New ? 1 : 0;
            report.known += outcomes[i] == StudyStore::Import::Known ? 1 : 0;
            if (outcomes[i] == StudyStore::Import::Conflict)
                report.conflicts.push_back(describe(readings[i].key));
        }
        return json{
            { "file", file.filename().string() }, { "reader", report.reader }, { "added", report.added },
            { "known", report.known }, { "conflicts", report.conflicts }, { "chain_start", start },
            { "chain_length", chain.empty() ? 0 : chain.back().sequence },
            { "chain_end", chain.empty() ? std::string() : chain.back().hash },
            { "clock_set_back", timesSetBack(chain) }, { "events", eventsAfter(chain, before.sequence) }
        }.dump();
    };
    CF_TRY(store.importReadings(readings, file.filename().string(), record));
    return report;
}

} // namespace cf::sessions
